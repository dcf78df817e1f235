#include "engine/origin_inputs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "core/text.hpp"
#include "engine/origin_product.hpp"
#include "engine/plain_text.hpp"
#include "io/csv.hpp"
#include "pack/origin_toml.hpp"

namespace trilat {
namespace {

using origin::Input;
using origin::InputOrigin;
using origin::InputRole;
using pack::maybe_rational;

const std::map<std::string, InputRole, std::less<>> kRoles{
    {"material", InputRole::kMaterial},       {"packaging", InputRole::kRetailPackaging},
    {"packing", InputRole::kShippingPacking}, {"indirect", InputRole::kIndirect},
    {"accessory", InputRole::kAccessory},     {"recovered", InputRole::kRecovered}};
const std::map<std::string, InputOrigin, std::less<>> kOrigins{{"originating", InputOrigin::kOriginating},
                                                               {"non-originating", InputOrigin::kNonOriginating},
                                                               {"unknown", InputOrigin::kUnknown},
                                                               {"", InputOrigin::kUnknown}};

template <class T>
Result<T> word_of(const std::map<std::string, T, std::less<>>& words, std::string_view word, const char* what) {
  if (const auto at = words.find(word); at != words.end()) return at->second;
  std::vector<std::string> known;
  for (const auto& [name, value] : words) {
    if (!name.empty()) known.push_back(name);
  }
  return bad_input(fmt::format("'{}' is no {} of an input", word, what),
                   core::did_you_mean(word, known, fmt::format("write one of {}", fmt::join(known, ", "))));
}

Result<origin::Statement> read_statement(const io::Node& node) {
  TRILAT_CHECK(node.allow_only({"net_cost", "vnm", "regional", "materials"}));
  origin::Statement statement;
  TRILAT_TRY(statement.net_cost, maybe_rational(node, "net_cost"));
  TRILAT_TRY(statement.vnm, maybe_rational(node, "vnm"));
  TRILAT_TRY(statement.regional, maybe_rational(node, "regional"));
  TRILAT_TRY(const auto materials, node.maybe_strings("materials"));
  for (const std::string& text : materials) {
    TRILAT_TRY(const HsCode code, node.placed(HsCode::parse_printed(text)));
    statement.materials.push_back(code);
  }
  if (statement.net_cost && !statement.vnm)
    return node.refuse("a statement of net cost states the non-originating materials too", "add vnm");
  return statement;
}

Result<origin::Declaration> read_declaration(const io::Node& node) {
  TRILAT_CHECK(node.allow_only({"supplier", "document", "since", "until"}));
  origin::Declaration declaration;
  TRILAT_TRY(const auto supplier, node.maybe_string("supplier"));
  TRILAT_TRY(const auto document, node.maybe_string("document"));
  declaration.supplier = supplier.value_or("");
  declaration.document = document.value_or("");
  TRILAT_TRY(declaration.since, node.maybe_date("since"));
  TRILAT_TRY(declaration.until, node.maybe_date("until"));
  return declaration;
}

Status read_amounts(const io::Node& node, Input& input) {
  for (const auto& [key, field] : {std::pair{"value", &input.value},
                                   {"deductions", &input.deductions},
                                   {"weight", &input.weight},
                                   {"total_cost", &input.total_cost},
                                   {"excluded", &input.excluded},
                                   {"move_cost", &input.move_cost},
                                   {"price", &input.price}}) {
    TRILAT_TRY(*field, maybe_rational(node, key));
    if (*field && (*field)->negative())
      return node.find(key)->refuse(fmt::format("'{}' is below nothing", key), "give an amount");
  }
  return {};
}

Status read_marks(const io::Node& node, Input& input) {
  for (const auto& [key, field] : {std::pair{"elastomeric", &input.elastomeric},
                                   {"component", &input.component},
                                   {"part", &input.part},
                                   {"self_produced", &input.self_produced},
                                   {"designated", &input.designated},
                                   {"as_material", &input.as_material}}) {
    TRILAT_TRY(const auto mark, node.maybe_bool(key));
    if (mark) *field = *mark;
  }
  return {};
}

Status read_words(const io::Node& node, Input& input) {
  TRILAT_TRY(const auto kind, node.maybe_string("kind"));
  input.kind = kind.value_or("");
  TRILAT_TRY(const auto origin, node.maybe_string("origin"));
  TRILAT_TRY(input.origin, node.placed(word_of(kOrigins, origin.value_or(""), "origin")));
  if (input.origin != InputOrigin::kUnknown) input.why = "as stated";
  TRILAT_TRY(const auto role, node.maybe_string("role"));
  TRILAT_TRY(input.role, node.placed(word_of(kRoles, role.value_or("material"), "role")));
  TRILAT_TRY(const auto from, node.maybe_string("from"));
  if (from) {
    TRILAT_TRY(input.country, node.find("from")->placed(Country::parse(*from)));
  }
  return {};
}

// Under the rules a code may have stood elsewhere.
void place_code(const origin::RuleBook& book, int system, Input& input) {
  if (!input.codes.empty()) return;  // given as a code of the rules
  const origin::BridgeRow* row = book.bridged(system, input.code);
  if (row == nullptr) {
    input.codes = {input.code};
    return;
  }
  input.code = row->preferred;
  input.codes = row->old;
}

void settle_origin(const origin::RuleBook& book, const origin::Product& product, Input& input) {
  if (input.origin != InputOrigin::kUnknown) return;
  const bool party = input.country && book.is_party(*input.country);
  if (input.country && !party) {
    input.origin = InputOrigin::kNonOriginating;
    input.why = "from outside the territory";
  } else if (party && origin::any_contains(book.provisions.deemed_originating, input.code) == origin::Verdict::kPass) {
    input.origin = InputOrigin::kOriginating;
    input.why = "deemed to originate";
  } else if (input.declaration) {
    const bool begun = !input.declaration->since || *input.declaration->since <= product.date;
    const bool valid = begun && (!input.declaration->until || product.date <= *input.declaration->until);
    if (valid) input.origin = InputOrigin::kOriginating;
    input.why = valid ? "by the supplier's declaration" : "the supplier's declaration does not cover the date";
  }
}

void settle(const origin::RuleBook& book, const origin::Product& product, std::vector<Input>& inputs) {
  for (Input& input : inputs) {
    place_code(book, product.system, input);
    if (!input.self_produced) settle_origin(book, product, input);
    settle(book, product, input.inputs);
  }
}

Result<std::optional<origin::Rational>> amount_at(const io::CsvRow& row, std::string_view column) {
  if (row[column].empty()) return std::optional<origin::Rational>{};
  TRILAT_TRY(const origin::Rational amount, row.placed(column, origin::Rational::parse(row[column])));
  if (amount.negative()) return row.refuse(column, fmt::format("'{}' is below nothing", column), "give an amount");
  return std::optional<origin::Rational>{amount};
}

Status read_row_proof(const io::CsvRow& row, Input& input) {
  if (row["supplier"].empty() && row["declaration"].empty()) return {};
  if (row["declaration"].empty()) return {};  // a supplier who has declared nothing proves nothing
  origin::Declaration declaration{std::string(row["supplier"]), std::string(row["declaration"]), {}, {}};
  if (!row["declared_since"].empty()) {
    TRILAT_TRY(declaration.since, row.placed("declared_since", Date::parse(row["declared_since"])));
  }
  if (!row["declared_until"].empty()) {
    TRILAT_TRY(declaration.until, row.placed("declared_until", Date::parse(row["declared_until"])));
  }
  input.declaration = std::move(declaration);
  return {};
}

Result<Input> read_row(const io::CsvRow& row) {
  Input input;
  input.line = row.line();
  input.name = row["name"].empty() ? fmt::format("line {}", row.line()) : std::string(row["name"]);
  TRILAT_TRY(input.code, row.placed("hs", HsCode::parse_printed(row["hs"])));
  if (!row["origin"].empty()) {
    TRILAT_TRY(input.origin, row.placed("origin", word_of(kOrigins, row["origin"], "origin")));
    if (input.origin != InputOrigin::kUnknown) input.why = "as stated";
  }
  if (!row["role"].empty()) {
    TRILAT_TRY(input.role, row.placed("role", word_of(kRoles, row["role"], "role")));
  }
  if (!row["from"].empty()) {
    TRILAT_TRY(input.country, row.placed("from", Country::parse(row["from"])));
  }
  for (const auto& [key, field] : {std::pair{"value", &input.value},
                                   {"deductions", &input.deductions},
                                   {"weight", &input.weight},
                                   {"move_cost", &input.move_cost},
                                   {"price", &input.price}}) {
    TRILAT_TRY(*field, amount_at(row, key));
  }
  input.kind = row["kind"];
  input.component = row["component"] != "no";
  input.part = row["part"] == "yes";
  input.elastomeric = row["elastomeric"] == "yes";
  TRILAT_CHECK(read_row_proof(row, input));
  return input;
}

}  // namespace

Result<Input> read_input(const io::Node& node) {
  TRILAT_CHECK(node.allow_only(
      {"name",  "hs",         "rule_hs",     "origin",    "from",        "value",         "deductions", "weight",
       "kind",  "role",       "elastomeric", "component", "part",        "self_produced", "designated", "as_material",
       "input", "total_cost", "excluded",    "statement", "declaration", "move_cost",     "price",      "stock"}));
  Input input;
  input.line = node.position().line;
  TRILAT_TRY(const io::Node* hs, node.require("hs"));
  TRILAT_TRY(const std::string code, plain_text(*hs));
  TRILAT_TRY(input.code, hs->placed(HsCode::parse_printed(code)));
  TRILAT_TRY(const auto rule_hs, node.maybe_string("rule_hs"));
  if (rule_hs) {
    TRILAT_TRY(input.code, node.find("rule_hs")->placed(HsCode::parse_printed(*rule_hs)));
    input.codes = {input.code};
  }
  TRILAT_TRY(const auto name, node.maybe_string("name"));
  input.name = name.value_or(input.code.to_printed());
  TRILAT_CHECK(read_words(node, input));
  TRILAT_CHECK(read_amounts(node, input));
  TRILAT_CHECK(read_marks(node, input));
  TRILAT_TRY(const io::Array* inputs, node.maybe_array("input"));
  for (std::size_t i = 0; inputs != nullptr && i < inputs->size(); ++i) {
    TRILAT_TRY(Input inner, read_input((*inputs)[i]));
    input.inputs.push_back(std::move(inner));
  }
  if (!input.inputs.empty()) input.self_produced = true;
  if (const io::Node* statement = node.find("statement")) {
    TRILAT_TRY(input.statement, read_statement(*statement));
  }
  if (const io::Node* declaration = node.find("declaration")) {
    TRILAT_TRY(input.declaration, read_declaration(*declaration));
  }
  return input;
}

Status read_bill(const origin::RuleBook& book, const std::string& path, origin::Product& product) {
  static_cast<void>(book);
  TRILAT_TRY(const io::CsvTable table,
             io::read_csv(
                 path, {"hs"},
                 {"name", "origin", "from", "value", "deductions", "weight", "kind", "role", "component", "part",
                  "elastomeric", "supplier", "declaration", "declared_since", "declared_until", "move_cost", "price"}));
  product.inputs.reserve(product.inputs.size() + table.size());
  for (const io::CsvRow& row : table) {
    TRILAT_TRY(Input input, read_row(row));
    product.inputs.push_back(std::move(input));
  }
  return {};
}

void settle_inputs(const origin::RuleBook& book, origin::Product& product) { settle(book, product, product.inputs); }

}  // namespace trilat
