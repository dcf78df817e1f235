#include "pack/origin_toml.hpp"

#include "io/toml.hpp"
#include "pack/origin_csv.hpp"

namespace trilat::pack {
namespace {

using origin::Provisions;

Status read_limits(const io::Node& root, Provisions& provisions) {
  TRILAT_TRY(const io::Node* limits, root.require("limits"));
  TRILAT_CHECK(limits->allow_only({"de_minimis", "textile_weight", "elastomeric_weight", "set_share",
                                   "fallback_transaction_value", "fallback_net_cost"}));
  TRILAT_TRY(provisions.de_minimis, rational_at(*limits, "de_minimis"));
  TRILAT_TRY(provisions.textile_weight, rational_at(*limits, "textile_weight"));
  TRILAT_TRY(provisions.elastomeric_weight, rational_at(*limits, "elastomeric_weight"));
  TRILAT_TRY(provisions.set_share, rational_at(*limits, "set_share"));
  TRILAT_TRY(provisions.fallback_tv, rational_at(*limits, "fallback_transaction_value"));
  TRILAT_TRY(provisions.fallback_nc, rational_at(*limits, "fallback_net_cost"));
  return {};
}

Status read_goods(const io::Node& root, Provisions& provisions) {
  TRILAT_TRY(const io::Node* goods, root.require("goods"));
  TRILAT_TRY(provisions.textile_goods, ranges_at(*goods, "textile_by_weight"));
  TRILAT_TRY(provisions.apparel_goods, ranges_at(*goods, "apparel_by_component"));
  TRILAT_TRY(provisions.de_minimis_other_sub, ranges_at(*goods, "de_minimis_other_subheading"));
  TRILAT_TRY(provisions.no_fallback, ranges_at(*goods, "no_fallback"));
  TRILAT_TRY(provisions.textile_excluded_kinds, goods->strings_at("no_textile_de_minimis"));
  TRILAT_TRY(provisions.deemed_originating, ranges_at(*goods, "deemed_originating"));
  TRILAT_TRY(provisions.deemed_in_part, ranges_at(*goods, "deemed_in_part"));
  TRILAT_TRY(provisions.remanufactured, ranges_at(*goods, "remanufactured"));
  TRILAT_TRY(provisions.not_remanufactured, ranges_at(*goods, "not_remanufactured"));
  TRILAT_TRY(provisions.transit_exceptions, ranges_at(*goods, "transit_exceptions"));
  return {};
}

Status read_exceptions(const io::Node& root, Provisions& provisions) {
  TRILAT_TRY(const io::Array* entries, root.array_at("de_minimis_exception"));
  for (const io::Node& node : *entries) {
    TRILAT_CHECK(node.allow_only({"paragraph", "materials", "material_kind", "goods", "goods_kind"}));
    origin::DeMinimisException& exception = provisions.exceptions.emplace_back();
    TRILAT_TRY(exception.paragraph, node.string_at("paragraph"));
    TRILAT_TRY(exception.materials, ranges_at(node, "materials"));
    TRILAT_TRY(exception.goods, ranges_at(node, "goods"));
    TRILAT_TRY(const auto material_kind, node.maybe_string("material_kind"));
    TRILAT_TRY(const auto goods_kind, node.maybe_string("goods_kind"));
    exception.material_kind = material_kind.value_or("");
    exception.goods_kind = goods_kind.value_or("");
  }
  return {};
}

Status read_evidence(const io::Node& root, const char* key, std::vector<origin::EvidenceRule>& rules) {
  TRILAT_TRY(const io::Array* entries, root.array_at(key));
  for (const io::Node& node : *entries) {
    TRILAT_CHECK(node.allow_only({"country", "role", "years", "from", "citation", "grade"}));
    origin::EvidenceRule& rule = rules.emplace_back();
    TRILAT_TRY(rule.country, node.string_at("country"));
    TRILAT_TRY(const auto role, node.maybe_string("role"));
    TRILAT_TRY(const auto from, node.maybe_string("from"));
    TRILAT_TRY(const auto grade, node.maybe_string("grade"));
    rule.role = role.value_or("");
    rule.from = from.value_or("importation");
    rule.grade = grade && !grade->empty() ? grade->front() : 'A';
    TRILAT_TRY(const std::int64_t years, node.integer_at("years"));
    rule.years = static_cast<int>(years);
    TRILAT_TRY(rule.citation, node.string_at("citation"));
  }
  return {};
}

Status read_certification(const io::Node& root, origin::CertificationRules& rules) {
  TRILAT_TRY(const io::Node* node, root.require("certification"));
  TRILAT_TRY(rules.elements, node->strings_at("elements"));
  TRILAT_TRY(const std::int64_t validity, node->integer_at("validity_years"));
  TRILAT_TRY(const std::int64_t blanket, node->integer_at("blanket_months"));
  rules.validity_years = static_cast<int>(validity);
  rules.blanket_months = static_cast<int>(blanket);
  TRILAT_TRY(rules.statement, node->string_at("statement"));
  TRILAT_TRY(rules.citation, node->string_at("citation"));
  TRILAT_CHECK(read_evidence(root, "record", rules.records));
  TRILAT_CHECK(read_evidence(root, "post_import", rules.post_import));
  TRILAT_TRY(const io::Array* waivers, root.array_at("waiver"));
  for (const io::Node& each : *waivers) {
    origin::WaiverRule& waiver = rules.waivers.emplace_back();
    TRILAT_TRY(waiver.country, each.string_at("country"));
    TRILAT_TRY(waiver.amount, each.string_at("amount"));
    TRILAT_TRY(waiver.currency, each.string_at("currency"));
    TRILAT_TRY(waiver.citation, each.string_at("citation"));
  }
  return {};
}

Status read_agreement(const std::filesystem::path& path, origin::RuleBook& book) {
  TRILAT_TRY(const io::Node root, io::read_toml(path));
  TRILAT_CHECK(root.allow_only({"name", "in_force", "parties", "limits", "goods", "references", "de_minimis_exception",
                                "certification", "record", "waiver", "post_import"}));
  Provisions& provisions = book.provisions;
  TRILAT_TRY(provisions.name, root.string_at("name"));
  TRILAT_TRY(provisions.in_force, root.date_at("in_force"));
  TRILAT_TRY(const auto parties, root.strings_at("parties"));
  for (const std::string& party : parties) {
    TRILAT_TRY(const Country country, root.find("parties")->placed(Country::parse(party)));
    provisions.parties.push_back(country);
  }
  TRILAT_CHECK(read_limits(root, provisions));
  TRILAT_CHECK(read_goods(root, provisions));
  TRILAT_CHECK(read_exceptions(root, provisions));
  TRILAT_TRY(const io::Table* references, root.table_at("references"));
  for (const io::Member& member : *references) {
    TRILAT_TRY(provisions.references[member.key], member.value.as_string());
  }
  return read_certification(root, book.certification);
}

}  // namespace

Result<origin::CodeRanges> ranges_at(const io::Node& table, std::string_view key) {
  const io::Node* node = table.find(key);
  if (node == nullptr) return origin::CodeRanges{};
  TRILAT_TRY(const std::string text, node->as_string());
  return node->placed(origin::parse_ranges(text));
}

Result<std::optional<origin::Rational>> maybe_rational(const io::Node& table, std::string_view key) {
  const io::Node* node = table.find(key);
  if (node == nullptr) return std::optional<origin::Rational>{};
  TRILAT_TRY(const std::string text, node->is_number() ? node->as_number_text() : node->as_string());
  TRILAT_TRY(const origin::Rational value, node->placed(origin::Rational::parse(text)));
  return std::optional<origin::Rational>{value};
}

Result<origin::Rational> rational_at(const io::Node& table, std::string_view key) {
  TRILAT_CHECK(table.require(key));
  TRILAT_TRY(const auto value, maybe_rational(table, key));
  return *value;
}

Result<origin::RuleBook> read_rule_book(const std::filesystem::path& folder) {
  origin::RuleBook book;
  TRILAT_CHECK(read_agreement(folder / "agreement.toml", book));
  TRILAT_TRY(book.rules, read_origin_rules(folder / "product-rules.csv"));
  for (origin::Rule& rule : book.rules) rule.when.from = std::max(rule.when.from, book.provisions.in_force);
  TRILAT_TRY(book.bridge, read_code_bridge(folder / "code-bridge.csv"));
  TRILAT_TRY(book.subheadings, read_subheadings(folder / "subheadings-2012.csv"));
  TRILAT_CHECK(read_notes(folder / "notes.toml", book.notes));
  TRILAT_CHECK(read_automotive(folder / "automotive.toml", book.automotive));
  TRILAT_TRY(book.automotive.parts, read_automotive_parts(folder / "automotive-parts.csv"));
  return book;
}

}  // namespace trilat::pack
