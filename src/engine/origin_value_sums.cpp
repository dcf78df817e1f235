// Sums of value: regional value content, net cost, allocation, interest, intermediate materials, values of materials,
// sets and de minimis.
#include <fmt/format.h>

#include "core/text.hpp"
#include "engine/origin_sums.hpp"
#include "engine/plain_text.hpp"
#include "origin/allocation.hpp"
#include "origin/de_minimis.hpp"
#include "origin/designation.hpp"
#include "origin/interest.hpp"
#include "origin/material_value.hpp"
#include "origin/sets.hpp"
#include "origin/value_content.hpp"

namespace trilat {
namespace {

using origin::Rational;
using origin::RuleBook;
using origin::Verdict;

constexpr long kPercent = 100;

// Net cost as given, or from total cost, or from the costs by name.
Result<Rational> net_cost_of(const io::Node& given) {
  if (given.find("net_cost") != nullptr) return number_at(given, "net_cost");
  TRILAT_TRY(const Rational excluded, total_at(given, "excluded"));
  if (given.find("total_cost") != nullptr) {
    TRILAT_TRY(const Rational total, number_at(given, "total_cost"));
    return total - excluded;
  }
  TRILAT_CHECK(given.require("costs"));
  TRILAT_TRY(const Rational total, total_at(given, "costs"));
  return total - excluded;
}

Result<OriginAnswers> rvc(const RuleBook&, const io::Node& given) {
  TRILAT_CHECK(given.allow_only(
      {"method", "value", "shipping", "net_cost", "total_cost", "costs", "excluded", "vnm", "threshold"}));
  static const std::map<std::string, bool> kNetCost{{"TV", false}, {"NC", true}};
  TRILAT_TRY(const std::string method, given.string_at("method"));
  const auto net = kNetCost.find(method);
  if (net == kNetCost.end())
    return given.find("method")->refuse(fmt::format("'{}' is no method", method), "write TV or NC");
  Rational base;
  if (!net->second) {
    TRILAT_TRY(const Rational value, number_at(given, "value"));
    TRILAT_TRY(const Rational shipping, number_or(given, "shipping", 0));
    base = value - shipping;
  } else {
    TRILAT_TRY(base, net_cost_of(given));
  }
  if (base <= Rational{})
    return given.refuse("the base of the value content is not above zero", "mend the value or the costs");
  TRILAT_TRY(const Rational vnm, number_at(given, "vnm"));
  OriginAnswers answers;
  const Rational content = origin::value_content(base, vnm);
  put(answers, "rvc", content);
  put(answers, "rvc_exact", content);
  put(answers, "base", base);
  if (given.find("threshold") != nullptr) {
    TRILAT_TRY(const Rational threshold, number_at(given, "threshold"));
    put(answers, "passes", content >= threshold);
    put(answers, "originating", content >= threshold);
    put(answers, "margin", content - threshold);
  }
  return answers;
}

// Each excluded cost by the shares of the goods, section 7(11)(b).
Status put_shares(const io::Node& given, const Rational& total, const Rational& excluded, OriginAnswers& answers) {
  TRILAT_TRY(const auto bases, numbers_at(given, "allocated"));
  Rational sum;
  for (const Rational& base : bases) sum += base;
  if (sum <= Rational{}) return given.find("allocated")->refuse("the shares sum to nothing", "give amounts above zero");
  put(answers, "net_costs", origin::allocate_net(total, excluded, bases, std::nullopt).exact);
  const io::Node* parts = given.find("excluded");
  if (parts == nullptr || !parts->is_table()) return {};
  for (const io::Member& member : **parts->as_table()) {
    TRILAT_TRY(const Rational amount, number_at(*parts, member.key));
    put(answers, "excluded_" + member.key, origin::allocate(amount, bases, std::nullopt).exact);
  }
  return {};
}

Result<OriginAnswers> net_cost(const RuleBook&, const io::Node& given) {
  TRILAT_CHECK(given.allow_only({"costs", "total_cost", "excluded", "allocated", "vnm", "exchange", "stops"}));
  OriginAnswers answers;
  if (given.find("stops") !=
      nullptr) {  // section 1: the last place from which the producer normally ships to the buyer
    TRILAT_TRY(const auto stops, given.strings_at("stops"));
    if (stops.empty())
      return given.refuse("no place is given", "give the places in the order in which the goods pass them");
    put(answers, "point_of_direct_shipment", stops.back());
    return answers;
  }
  TRILAT_TRY(Rational total,
             given.find("total_cost") != nullptr ? number_at(given, "total_cost") : total_at(given, "costs"));
  if (const io::Node* exchange = given.find("exchange")) {
    TRILAT_CHECK(exchange->allow_only({"gain_related", "loss_related", "gain_unrelated", "loss_unrelated"}));
    origin::ExchangeDifferences differences;
    TRILAT_TRY(differences.gain_related, number_or(*exchange, "gain_related", 0));
    TRILAT_TRY(differences.loss_related, number_or(*exchange, "loss_related", 0));
    total = origin::cost_after_exchange(total, differences);
    put(answers, "vnm_adjusted", false);  // materials keep their value; exchange differences are costs of their own
  }
  TRILAT_TRY(const Rational excluded, total_at(given, "excluded"));
  put(answers, "total_cost", total);
  put(answers, "net_cost", total - excluded);
  if (given.find("allocated") != nullptr) TRILAT_CHECK(put_shares(given, total, excluded, answers));
  const io::Node* costs = given.find("costs");
  if (given.find("vnm") != nullptr || (costs != nullptr && costs->find("vnm") != nullptr)) {
    TRILAT_TRY(const Rational vnm, given.find("vnm") != nullptr ? number_at(given, "vnm") : number_at(*costs, "vnm"));
    put(answers, "regional_net_cost", total - excluded - vnm);  // what a statement under section 9(2)(b) gives
  }
  return answers;
}

Result<OriginAnswers> allocation(const RuleBook&, const io::Node& given) {
  TRILAT_CHECK(given.allow_only({"amount", "excluded", "bases", "goods", "ratio_decimals"}));
  std::vector<Rational> bases;
  if (given.find("goods") != nullptr) {  // a table of direct costs a good: labour and material, or all direct costs
    TRILAT_TRY(const io::Array* goods, given.array_at("goods"));
    for (const io::Node& good : *goods) {
      Rational sum;
      TRILAT_TRY(const io::Table* table, good.as_table());
      for (const io::Member& member : *table) {
        TRILAT_TRY(const Rational amount, number_at(good, member.key));
        sum += amount;
      }
      bases.push_back(sum);
    }
  } else {
    TRILAT_TRY(bases, numbers_at(given, "bases"));
  }
  Rational sum;
  for (const Rational& base : bases) sum += base;
  if (sum <= Rational{}) return given.refuse("the bases sum to nothing", "give amounts above zero");
  TRILAT_TRY(const Rational amount, number_at(given, "amount"));
  TRILAT_TRY(const Rational excluded, total_at(given, "excluded"));
  TRILAT_TRY(const auto decimals, given.maybe_integer("ratio_decimals"));
  if (decimals && (*decimals < 0 || *decimals > 12))
    return given.find("ratio_decimals")->refuse("a ratio has 0 to 12 decimals", "mend it");
  const std::optional<int> places = decimals ? std::optional<int>(static_cast<int>(*decimals)) : std::nullopt;
  const origin::Allocation shares = origin::allocate_net(amount, excluded, bases, places);
  OriginAnswers answers;
  put(answers, "exact", shares.exact);
  put(answers, "printed", shares.printed);
  return answers;
}

Result<OriginAnswers> interest(const RuleBook&, const io::Node& given) {
  TRILAT_CHECK(given.allow_only({"principal", "rate", "payment", "years", "rate_set_again", "yields", "margin"}));
  origin::Loan loan;
  TRILAT_TRY(loan.principal, number_at(given, "principal"));
  TRILAT_TRY(loan.rate, number_at(given, "rate"));
  TRILAT_TRY(loan.payment, number_at(given, "payment"));
  TRILAT_TRY(const std::int64_t years, given.integer_at("years"));
  if (years < 1 || years > 100) return given.find("years")->refuse("a loan runs 1 to 100 years here", "mend it");
  loan.years = static_cast<int>(years);
  TRILAT_TRY(loan.rate_set_again, truth_or(given, "rate_set_again", false));
  TRILAT_TRY(loan.margin, number_or(given, "margin", loan.margin));
  TRILAT_TRY(const io::Table* yields, given.table_at("yields"));
  for (const io::Member& member : *yields) {
    TRILAT_TRY(const Rational term, member.value.placed(Rational::parse(member.key)));
    TRILAT_TRY(loan.yields[term], number_at(*given.find("yields"), member.key));
  }
  TRILAT_TRY(const origin::InterestFinding found, given.placed(origin::interest_test(loan)));
  OriginAnswers answers;
  put(answers, "weighted_sum", found.weighted_sum);
  put(answers, "wapm", found.maturity_printed);
  put(answers, "wapm_exact", found.maturity);
  put(answers, "benchmark", found.benchmark);
  put(answers, "cap", found.cap);
  put(answers, "non_allowable", found.non_allowable);
  put(answers, "excess", found.excess);
  return answers;
}

Result<OriginAnswers> intermediate(const RuleBook&, const io::Node& given) {
  TRILAT_CHECK(given.allow_only(
      {"material", "good", "outer_value_content", "inner_designated_value_content", "same_producer", "accumulating"}));
  OriginAnswers answers;
  if (given.find("outer_value_content") != nullptr) {
    TRILAT_TRY(const bool outer, given.bool_at("outer_value_content"));
    TRILAT_TRY(const bool inner, given.bool_at("inner_designated_value_content"));
    TRILAT_TRY(const bool same, truth_or(given, "same_producer", true));
    TRILAT_TRY(const bool accumulating, truth_or(given, "accumulating", false));
    put(answers, "may_designate", origin::may_designate(outer, inner, same, accumulating));
    return answers;
  }
  TRILAT_CHECK(given.require("material"));
  TRILAT_TRY(const Rational material, total_at(given, "material"));
  put(answers, "intermediate_value", material);
  TRILAT_TRY(const io::Node* good, given.require("good"));
  TRILAT_TRY(const Rational others, total_at(given, "good"));
  TRILAT_TRY(const Rational vnm, number_or(*good, "vnm", 0));
  put(answers, "total_cost", material + others);
  put(answers, "vnm", vnm);  // what is in the designated material is not counted, s.7(4)
  return answers;
}

// Sales at one price: a list of numbers of units, or one number.
Result<OriginAnswers> sold_units(const io::Node& given) {
  std::vector<std::pair<Rational, Rational>> sales;
  TRILAT_TRY(const io::Table* table, given.table_at("sales"));
  const io::Node& node = *given.find("sales");
  for (const io::Member& member : *table) {
    TRILAT_TRY(const Rational price, member.value.placed(Rational::parse(member.key)));
    if (!member.value.is_array()) {
      TRILAT_TRY(const Rational units, number_at(node, member.key));
      sales.emplace_back(price, units);
      continue;
    }
    TRILAT_TRY(const auto lots, numbers_at(node, member.key));
    for (const Rational& lot : lots) sales.emplace_back(price, lot);
  }
  const origin::UnitPrice found = origin::unit_price(sales);
  OriginAnswers answers;
  for (const auto& [price, units] : found.units) put(answers, "units_at_" + price.to_string(), units);
  put(answers, "unit_price", found.price ? OriginScalar(*found.price) : OriginScalar(std::string("cannot tell")));
  return answers;
}

Result<OriginAnswers> material_value(const RuleBook&, const io::Node& given) {
  TRILAT_CHECK(given.allow_only({"sales", "assist", "value", "deductions", "sale_is_to_producer", "acceptable"}));
  if (given.find("sales") != nullptr) return sold_units(given);
  OriginAnswers answers;
  if (const io::Node* node = given.find("assist")) {
    TRILAT_CHECK(node->allow_only({"value", "charged", "material_originates"}));
    origin::Assist assist;
    TRILAT_TRY(assist.value, number_at(*node, "value"));
    TRILAT_TRY(assist.charged, number_or(*node, "charged", 0));
    TRILAT_TRY(assist.material_originates, truth_or(*node, "material_originates", false));
    const origin::AssistFinding found = origin::assist_test(assist);
    put(answers, "in_material_value", found.in_material_value);
    put(answers, "separate_cost", found.separate_cost);
    put(answers, "supplier_value", found.supplier_value);
    put(answers, "added", found.added);
    return answers;
  }
  if (given.find("sale_is_to_producer") != nullptr) {
    TRILAT_TRY(const bool own, given.bool_at("sale_is_to_producer"));
    TRILAT_TRY(const bool acceptable, truth_or(given, "acceptable", true));
    const bool price = origin::value_basis(own, acceptable) == origin::ValueBasis::kTransactionValue;
    put(answers, "use", std::string(price ? "transaction value" : "Schedule 6 value"));
    return answers;
  }
  TRILAT_TRY(const Rational value, number_at(given, "value"));
  TRILAT_TRY(const Rational deductions, total_at(given, "deductions"));
  put(answers, "value", value - deductions);
  return answers;
}

Result<OriginAnswers> sets(const RuleBook& book, const io::Node& given) {
  TRILAT_CHECK(given.allow_only({"value", "non_originating", "percent"}));
  Rational value = kPercent;
  Rational part;
  if (given.find("percent") != nullptr) {
    TRILAT_TRY(part, number_at(given, "percent"));
  } else {
    TRILAT_TRY(value, number_at(given, "value"));
    TRILAT_TRY(part, total_at(given, "non_originating"));
  }
  if (value <= Rational{}) return given.refuse("the set has no value", "give one above zero");
  const origin::SetFinding found = origin::set_test(book.provisions, value, part);
  OriginAnswers answers;
  put(answers, "share", found.share);
  put(answers, "limit", book.provisions.set_share);
  put(answers, "originating", found.verdict == Verdict::kPass);
  return answers;
}

Result<OriginAnswers> de_minimis(const RuleBook& book, const io::Node& given) {
  TRILAT_CHECK(given.allow_only({"value", "shipping", "total_cost", "not_shifting"}));
  origin::Bases bases;
  if (given.find("value") != nullptr) {
    TRILAT_TRY(const Rational value, number_at(given, "value"));
    TRILAT_TRY(const Rational shipping, number_or(given, "shipping", 0));
    bases.transaction_value = value - shipping;
  }
  if (given.find("total_cost") != nullptr) {
    TRILAT_TRY(bases.total_cost, number_at(given, "total_cost"));
  }
  TRILAT_TRY(const Rational amount, total_at(given, "not_shifting"));
  origin::OpenSum sum;
  sum.add(amount);
  const origin::DeMinimisFinding found = origin::value_share_test(book.provisions.de_minimis, sum, bases);
  if (!found.share) return given.refuse("there is no base to take the share of", "give value or total_cost above zero");
  OriginAnswers answers;
  put(answers, "share", *found.share);
  put(answers, "passes", found.verdict == Verdict::kPass);
  return answers;
}

Result<OriginAnswers> de_minimis_textile(const RuleBook& book, const io::Node& given) {
  TRILAT_CHECK(given.allow_only({"weight", "component_weight", "not_shifting", "elastomeric", "kind"}));
  OriginAnswers answers;
  const auto& kinds = book.provisions.textile_excluded_kinds;
  TRILAT_TRY(const auto kind, given.maybe_string("kind"));
  const bool available = !kind || std::find(kinds.begin(), kinds.end(), *kind) == kinds.end();
  put(answers, "available", available);
  const bool component = given.find("component_weight") != nullptr;
  origin::WeightShare weights;
  TRILAT_TRY(weights.total, number_at(given, component ? "component_weight" : "weight"));
  TRILAT_TRY(weights.elastomeric, number_or(given, "elastomeric", 0));
  TRILAT_TRY(weights.not_changed, number_or(given, "not_shifting", weights.elastomeric));
  const origin::DeMinimisFinding found = origin::weight_share_test(book.provisions, weights, component);
  if (!found.share) return given.refuse("the weight is not above zero", "mend it");
  put(answers, "share", *found.share);
  put(answers, "total_limit", book.provisions.textile_weight);
  put(answers, "elastomeric_limit", book.provisions.elastomeric_weight);
  put(answers, "passes", available && found.verdict == Verdict::kPass);
  return answers;
}

}  // namespace

OriginSums value_sums() {
  return {{"rvc", rvc},           {"net_cost", net_cost},         {"allocation", allocation},
          {"interest", interest}, {"intermediate", intermediate}, {"material_value", material_value},
          {"sets", sets},         {"de_minimis", de_minimis},     {"de_minimis_textile", de_minimis_textile}};
}

}  // namespace trilat
