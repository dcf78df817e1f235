// Notes of sections and chapters, and the tables of the automotive appendix.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "io/toml.hpp"
#include "pack/origin_toml.hpp"

namespace trilat::pack {
namespace {

constexpr std::array<std::string_view, 9> kKinds{"confers",        "disregard",       "component",
                                                 "regional_input", "same_subheading", "wholly_obtained",
                                                 "fabric_list",    "exempt",          "told"};

// The half-open span from `since` to `until`; a missing key leaves that end open.
Result<Interval> span_at(const io::Node& node) {
  Interval span;
  TRILAT_TRY(const auto since, node.maybe_date("since"));
  TRILAT_TRY(const auto until, node.maybe_date("until"));
  span.from = since.value_or(span.from);
  span.until = until.value_or(span.until);
  if (span.empty()) return node.refuse("'since' is not before 'until'", "put the dates in order");
  return span;
}

Result<origin::Note> read_note(const io::Node& node) {
  TRILAT_CHECK(node.allow_only({"id", "kind", "goods", "not_goods", "since", "until", "fact", "question", "materials",
                                "material_kind", "exempts", "allowed", "alternative", "doubt", "reference", "words"}));
  origin::Note note;
  TRILAT_TRY(note.id, node.string_at("id"));
  TRILAT_TRY(note.kind, node.string_at("kind"));
  if (std::find(kKinds.begin(), kKinds.end(), note.kind) == kKinds.end())
    return node.find("kind")->refuse(fmt::format("'{}' is no kind of note", note.kind),
                                     fmt::format("write one of {}", fmt::join(kKinds, ", ")));
  TRILAT_TRY(note.goods, ranges_at(node, "goods"));
  TRILAT_TRY(note.not_goods, ranges_at(node, "not_goods"));
  TRILAT_TRY(note.materials, ranges_at(node, "materials"));
  TRILAT_TRY(note.when, span_at(node));
  for (const auto& [key, field] : {std::pair{"fact", &note.fact},
                                   {"question", &note.question},
                                   {"material_kind", &note.material_kind},
                                   {"doubt", &note.doubt}}) {
    TRILAT_TRY(const auto text, node.maybe_string(key));
    *field = text.value_or("");
  }
  TRILAT_TRY(note.exempts, node.maybe_strings("exempts"));
  TRILAT_TRY(const auto allowed, node.maybe_bool("allowed"));
  note.allowed = allowed.value_or(false);
  TRILAT_TRY(const auto alternative, node.maybe_integer("alternative"));
  note.alternative = static_cast<int>(alternative.value_or(0));
  TRILAT_TRY(note.reference, node.string_at("reference"));
  TRILAT_TRY(note.words, node.string_at("words"));
  return note;
}

Status read_vehicles(const io::Node& root, origin::AutomotiveTables& tables) {
  TRILAT_TRY(const io::Array* vehicles, root.array_at("vehicle"));
  for (const io::Node& node : *vehicles) {
    TRILAT_CHECK(
        node.allow_only({"vehicle", "codes", "goods", "net_cost", "transaction_value", "since", "until", "reference"}));
    origin::VehicleThreshold& row = tables.vehicles.emplace_back();
    TRILAT_TRY(row.vehicle, node.string_at("vehicle"));
    TRILAT_TRY(row.codes, ranges_at(node, "codes"));
    TRILAT_TRY(const auto goods, node.maybe_string("goods"));
    row.goods = goods.value_or("");
    TRILAT_TRY(row.nc, rational_at(node, "net_cost"));
    TRILAT_TRY(row.tv, maybe_rational(node, "transaction_value"));
    TRILAT_TRY(row.when, span_at(node));
    TRILAT_TRY(row.reference, node.string_at("reference"));
  }
  return {};
}

Status read_thresholds(const io::Node& root, origin::AutomotiveTables& tables) {
  TRILAT_TRY(const io::Array* parts, root.array_at("part"));
  for (const io::Node& node : *parts) {
    TRILAT_CHECK(node.allow_only(
        {"table", "category", "vehicles", "net_cost", "transaction_value", "since", "until", "reference"}));
    origin::PartThreshold& row = tables.thresholds.emplace_back();
    TRILAT_TRY(row.table, node.string_at("table"));
    TRILAT_TRY(row.category, node.string_at("category"));
    TRILAT_TRY(row.vehicles, node.strings_at("vehicles"));
    TRILAT_TRY(row.nc, rational_at(node, "net_cost"));
    TRILAT_TRY(row.tv, maybe_rational(node, "transaction_value"));
    TRILAT_TRY(row.when, span_at(node));
    TRILAT_TRY(row.reference, node.string_at("reference"));
  }
  return {};
}

Status read_labour(const io::Node& root, origin::AutomotiveTables& tables) {
  TRILAT_TRY(const io::Array* labour, root.array_at("labour"));
  for (const io::Node& node : *labour) {
    TRILAT_CHECK(node.allow_only(
        {"vehicles", "total", "material_least", "technology_most", "assembly_most", "since", "until", "reference"}));
    origin::LabourThreshold& row = tables.labour.emplace_back();
    TRILAT_TRY(row.vehicles, node.strings_at("vehicles"));
    TRILAT_TRY(row.total, rational_at(node, "total"));
    TRILAT_TRY(row.material_least, rational_at(node, "material_least"));
    TRILAT_TRY(row.technology_most, rational_at(node, "technology_most"));
    TRILAT_TRY(row.assembly_most, rational_at(node, "assembly_most"));
    TRILAT_TRY(row.when, span_at(node));
    TRILAT_TRY(row.reference, node.string_at("reference"));
  }
  return {};
}

Status read_capacities(const io::Node& root, origin::AutomotiveTables& tables) {
  TRILAT_TRY(const io::Array* capacities, root.array_at("capacity"));
  for (const io::Node& node : *capacities) {
    origin::AssemblyCapacity& row = tables.capacities.emplace_back();
    TRILAT_TRY(row.vehicles, node.strings_at("vehicles"));
    TRILAT_TRY(row.what, node.string_at("what"));
    TRILAT_TRY(row.units, node.integer_at("units"));
  }
  TRILAT_TRY(const io::Array* wages, root.array_at("wage"));
  for (const io::Node& node : *wages) {
    origin::WageThreshold& row = tables.wages.emplace_back();
    TRILAT_TRY(row.country, node.string_at("country"));
    TRILAT_TRY(row.currency, node.string_at("currency"));
    TRILAT_TRY(row.amount, rational_at(node, "amount"));
  }
  return {};
}

}  // namespace

Status read_notes(const std::filesystem::path& path, std::vector<origin::Note>& notes) {
  TRILAT_TRY(const io::Node root, io::read_toml(path));
  TRILAT_CHECK(root.allow_only({"note"}));
  TRILAT_TRY(const io::Array* entries, root.array_at("note"));
  for (const io::Node& node : *entries) {
    TRILAT_TRY(origin::Note note, read_note(node));
    notes.push_back(std::move(note));
  }
  return {};
}

Status read_automotive(const std::filesystem::path& path, origin::AutomotiveTables& tables) {
  TRILAT_TRY(const io::Node root, io::read_toml(path));
  TRILAT_CHECK(root.allow_only({"vehicle", "part", "labour", "capacity", "wage", "purchases", "averaging"}));
  TRILAT_CHECK(read_vehicles(root, tables));
  TRILAT_CHECK(read_thresholds(root, tables));
  TRILAT_CHECK(read_labour(root, tables));
  TRILAT_CHECK(read_capacities(root, tables));
  TRILAT_TRY(const io::Node* purchases, root.require("purchases"));
  TRILAT_TRY(tables.steel_share, rational_at(*purchases, "steel"));
  TRILAT_TRY(tables.aluminium_share, rational_at(*purchases, "aluminium"));
  TRILAT_TRY(tables.purchase_reference, purchases->string_at("reference"));
  TRILAT_TRY(tables.steel_made_from, purchases->date_at("steelmaking_in_territory_from"));
  TRILAT_TRY(tables.steelmaking_exempt, ranges_at(*purchases, "steelmaking_exempt"));
  TRILAT_TRY(tables.steel_reference, purchases->string_at("steel_reference"));
  TRILAT_TRY(const io::Node* averaging, root.require("averaging"));
  TRILAT_TRY(tables.averaging_ends, averaging->date_at("joined_until"));
  TRILAT_TRY(tables.averaging_reference, averaging->string_at("reference"));
  return {};
}

}  // namespace trilat::pack
