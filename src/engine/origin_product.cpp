#include "engine/origin_product.hpp"

#include <fmt/format.h>

#include "engine/origin_inputs.hpp"
#include "engine/parameter.hpp"
#include "engine/plain_text.hpp"
#include "engine/stock.hpp"
#include "pack/origin_toml.hpp"

namespace trilat {
namespace {

using origin::Product;
using origin::Rational;
using pack::maybe_rational;

Status read_costs(const io::Node& node, origin::Costs& costs) {
  TRILAT_TRY(const io::Table* table, node.as_table());
  for (const io::Member& member : *table) {
    if (member.key == "total") {
      TRILAT_TRY(costs.total, maybe_rational(node, "total"));
    } else if (member.key == "excluded" && member.value.is_table()) {
      TRILAT_TRY(const io::Table* excluded, member.value.as_table());
      for (const io::Member& each : *excluded) {
        TRILAT_TRY(const Rational amount, pack::rational_at(member.value, each.key));
        costs.excluded.emplace_back(each.key, amount);
      }
    } else {
      TRILAT_TRY(const Rational amount, pack::rational_at(node, member.key));
      (member.key == "excluded" ? costs.excluded : costs.others).emplace_back(member.key, amount);
    }
  }
  return {};
}

Status read_facts(const io::Node& node, std::map<std::string, std::string>& facts) {
  TRILAT_TRY(const io::Table* table, node.as_table());
  for (const io::Member& member : *table) {
    TRILAT_TRY(facts[member.key], plain_text(member.value));
  }
  return {};
}

Result<origin::Method> read_method(const io::Node& node, const std::string& text) {
  if (text.empty() || text == "either") return origin::Method::kEither;
  if (text == "TV" || text == "transaction value") return origin::Method::kTransactionValue;
  if (text == "NC" || text == "net cost") return origin::Method::kNetCost;
  return node.refuse(fmt::format("'{}' is no method", text), "write TV, NC or either");
}

Status read_vehicle(const io::Node& node, origin::Vehicle& vehicle) {
  TRILAT_CHECK(node.allow_only({"core_parts", "super_core", "labour", "purchases"}));
  TRILAT_TRY(const io::Array* parts, node.maybe_array("core_parts"));
  for (std::size_t i = 0; parts != nullptr && i < parts->size(); ++i) {
    const io::Node& part = (*parts)[i];
    origin::CorePart& entry = vehicle.core_parts.emplace_back();
    TRILAT_TRY(entry.name, part.string_at("name"));
    TRILAT_TRY(entry.net_cost, pack::rational_at(part, "net_cost"));
    TRILAT_TRY(entry.vnm, pack::rational_at(part, "vnm"));
    if (entry.net_cost <= Rational{}) return part.refuse("a core part costs more than nothing", "mend its net cost");
  }
  TRILAT_TRY(const auto super_core, node.maybe_bool("super_core"));
  vehicle.super_core = super_core.value_or(false);
  if (const io::Node* labour = node.find("labour")) TRILAT_CHECK(read_labour(*labour, vehicle.labour));
  if (const io::Node* purchases = node.find("purchases")) {
    TRILAT_CHECK(purchases->allow_only({"steel", "steel_originating", "aluminium", "aluminium_originating"}));
    TRILAT_TRY(vehicle.purchases.steel, maybe_rational(*purchases, "steel"));
    TRILAT_TRY(vehicle.purchases.steel_originating, maybe_rational(*purchases, "steel_originating"));
    TRILAT_TRY(vehicle.purchases.aluminium, maybe_rational(*purchases, "aluminium"));
    TRILAT_TRY(vehicle.purchases.aluminium_originating, maybe_rational(*purchases, "aluminium_originating"));
  }
  return {};
}

Status read_amounts(const io::Node& table, Product& product) {
  TRILAT_TRY(product.value, maybe_rational(table, "value"));
  TRILAT_TRY(product.shipping, maybe_rational(table, "shipping"));
  TRILAT_TRY(product.weight, maybe_rational(table, "weight"));
  TRILAT_TRY(product.component_weight, maybe_rational(table, "component_weight"));
  TRILAT_TRY(const auto method, table.maybe_string("method"));
  TRILAT_TRY(product.method, read_method(table, method.value_or("")));
  if (const io::Node* cost = table.find("cost")) TRILAT_CHECK(read_costs(*cost, product.costs));
  return {};
}

Status read_settings(const origin::RuleBook& book, const io::Node& table, Product& product) {
  TRILAT_TRY(const auto system, table.maybe_integer("system"));
  if (system && *system != 2012 && *system != 2017 && *system != 2022)
    return table.find("system")->refuse(fmt::format("there is no Harmonized System {}", *system),
                                        "write 2012, 2017 or 2022");
  if (system) product.system = static_cast<int>(*system);
  if (const io::Node* hs = table.find("hs")) {
    TRILAT_TRY(const std::string code, plain_text(*hs));
    TRILAT_CHECK(hs->placed(set_code(book, code, product)));
  }
  TRILAT_TRY(const auto rule_hs, table.maybe_string("rule_hs"));
  if (rule_hs) {
    TRILAT_TRY(product.code, table.find("rule_hs")->placed(HsCode::parse_printed(*rule_hs)));
    product.codes = {product.code};
  }
  TRILAT_TRY(const auto date, table.maybe_date("date"));
  product.date = date.value_or(Date{});
  TRILAT_TRY(const auto from, table.maybe_string("from"));
  TRILAT_TRY(const auto to, table.maybe_string("to"));
  if (from && to) {
    TRILAT_TRY(product.trade, trade_of(*from, *to));
  }
  return {};
}

}  // namespace

Status read_labour(const io::Node& node, origin::Labour& labour) {
  TRILAT_CHECK(node.allow_only({"wages", "materials", "base", "by_purchases", "technology", "assembly", "points"}));
  TRILAT_TRY(labour.wages, maybe_rational(node, "wages"));
  TRILAT_TRY(labour.materials, maybe_rational(node, "materials"));
  TRILAT_TRY(labour.base, maybe_rational(node, "base"));
  TRILAT_TRY(labour.technology, maybe_rational(node, "technology"));
  TRILAT_TRY(labour.assembly, maybe_rational(node, "assembly"));
  TRILAT_TRY(labour.points, maybe_rational(node, "points"));
  TRILAT_TRY(const auto by_purchases, node.maybe_bool("by_purchases"));
  labour.by_purchases = by_purchases.value_or(false);
  return {};
}

Status set_code(const origin::RuleBook& book, const std::string& text, Product& product) {
  TRILAT_TRY(const HsCode code, HsCode::parse_printed(text));
  product.printed_code = code.to_printed();
  const origin::BridgeRow* row = book.bridged(product.system, code);
  product.code = row == nullptr ? code : row->preferred;
  product.codes = row == nullptr || row->same_rule ? std::vector<HsCode>{product.code} : row->old;
  return {};
}

Result<std::string> trade_of(const std::string& from, const std::string& to) {
  TRILAT_TRY(const Country a, about("from", Country::parse(from)));
  TRILAT_TRY(const Country b, about("to", Country::parse(to)));
  const std::string x = a.to_string();
  const std::string y = b.to_string();
  return x < y ? x + "-" + y : y + "-" + x;
}

Result<origin::Rule> read_inline_rule(const io::Node& table) {
  TRILAT_CHECK(table.allow_only(
      {"change", "outside", "also_change", "from", "also_from", "inside", "except", "tv", "nc", "assembled", "codes"}));
  origin::Rule rule;
  TRILAT_TRY(const std::string change, table.string_at("change"));
  TRILAT_TRY(rule.change, table.find("change")->placed(origin::parse_change(change)));
  TRILAT_TRY(const auto also, table.maybe_string("also_change"));
  if (also) {
    TRILAT_TRY(rule.also_change, table.find("also_change")->placed(origin::parse_change(*also)));
  }
  TRILAT_TRY(const auto outside, table.maybe_bool("outside"));
  rule.outside_group = outside.value_or(false);
  for (const auto& [key, field] : {std::pair{"from", &rule.from},
                                   {"also_from", &rule.also_from},
                                   {"inside", &rule.inside},
                                   {"except", &rule.except}}) {
    TRILAT_TRY(*field, pack::ranges_at(table, key));
  }
  TRILAT_TRY(const origin::CodeRanges codes, pack::ranges_at(table, "codes"));
  if (!codes.empty()) rule.codes = codes.front();
  if (rule.outside_group && codes.empty())
    return table.refuse("a change from outside a group needs the group", "give its codes");
  TRILAT_TRY(rule.tv, maybe_rational(table, "tv"));
  TRILAT_TRY(rule.nc, maybe_rational(table, "nc"));
  TRILAT_TRY(const auto assembled, table.maybe_bool("assembled"));
  rule.assembled = assembled.value_or(false);
  return rule;
}

Result<Product> read_product(const origin::RuleBook& book, const io::Node& table) {
  TRILAT_CHECK(
      table.allow_only({"name",     "hs",     "rule_hs",          "system",   "date",     "from",  "to",    "value",
                        "shipping", "weight", "component_weight", "method",   "cost",     "facts", "input", "vehicle",
                        "rule",     "since",  "annual_units",     "evidence", "operation"}));
  Product product;
  TRILAT_TRY(const auto name, table.maybe_string("name"));
  product.name = name.value_or("");
  TRILAT_CHECK(read_settings(book, table, product));
  TRILAT_CHECK(read_amounts(table, product));
  if (const io::Node* facts = table.find("facts")) TRILAT_CHECK(read_facts(*facts, product.facts));
  TRILAT_TRY(const io::Array* inputs, table.maybe_array("input"));
  for (std::size_t i = 0; inputs != nullptr && i < inputs->size(); ++i) {
    TRILAT_TRY(origin::Input input, read_input((*inputs)[i]));
    const io::Node* stock = (*inputs)[i].find("stock");
    if (stock == nullptr) {
      product.inputs.push_back(std::move(input));
      continue;
    }
    TRILAT_TRY(auto parts, split_by_stock(*stock, input));
    for (origin::Input& part : parts) product.inputs.push_back(std::move(part));
  }
  if (const io::Node* vehicle = table.find("vehicle")) TRILAT_CHECK(read_vehicle(*vehicle, product.vehicle.emplace()));
  if (const io::Node* rule = table.find("rule")) {
    TRILAT_TRY(product.rule, read_inline_rule(*rule));
    if (product.rule->codes.first.length() == 0) product.rule->codes = {product.code, product.code};
  }
  if (const io::Node* since = table.find("since")) {
    TRILAT_TRY(const io::Table* overrides, since->as_table());
    for (const io::Member& member : *overrides) {
      TRILAT_TRY(product.since[member.key], member.value.as_date());
    }
  }
  return product;
}

}  // namespace trilat
