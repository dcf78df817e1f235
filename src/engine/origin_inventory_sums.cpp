// Sums of stocks: values of identical materials, origin of fungible ones.
#include <fmt/format.h>

#include "engine/origin_sums.hpp"
#include "engine/stock.hpp"
#include "origin/inventory.hpp"

namespace trilat {
namespace {

using origin::Rational;

void put_shipped(OriginAnswers& answers, const std::vector<origin::Shipped>& shipments) {
  std::vector<Rational> vnm, originating, foreign, value;
  OriginAnswer whole{{}, true};
  OriginAnswer origins{{}, true};
  for (const origin::Shipped& shipped : shipments) {
    vnm.push_back(shipped.vnm);
    value.push_back(shipped.value);
    originating.push_back(shipped.originating);
    foreign.push_back(shipped.non_originating);
    whole.values.emplace_back(shipped.non_originating.is_zero());
    origins.values.emplace_back(std::string(shipped.non_originating.is_zero() ? "O"
                                            : shipped.originating.is_zero()   ? "N"
                                                                              : "O and N"));
  }
  put(answers, "vnm", vnm);
  put(answers, "value", value);
  put(answers, "originating_units", originating);
  put(answers, "non_originating_units", foreign);
  answers["originating_goods"] = std::move(whole);
  answers["origin"] = std::move(origins);
}

Result<OriginAnswers> by_shipments(const io::Node& given) {
  TRILAT_TRY(const std::string word, given.string_at("method"));
  TRILAT_TRY(const auto method, given.find("method")->placed(origin::parse_inventory_method(word)));
  TRILAT_TRY(const auto movements, read_stock(given));
  TRILAT_TRY(const auto shipments, given.placed(origin::ship(method, movements)));
  OriginAnswers answers;
  put_shipped(answers, shipments);
  return answers;
}

Result<OriginAnswers> inventory_value(const origin::RuleBook&, const io::Node& given) {
  TRILAT_CHECK(given.allow_only({"method", "receipts", "shipments", "shipments_first"}));
  return by_shipments(given);
}

// The average of a whole period, or of the one before it.
Result<OriginAnswers> by_period(const io::Node& given) {
  constexpr int kDecimals = 3;
  origin::PeriodAverage average;
  if (given.find("receipts") != nullptr) {
    TRILAT_TRY(const auto movements, read_stock(given));
    average = origin::period_average(movements);
  } else {
    TRILAT_TRY(average.originating, number_at(given, "originating"));
    TRILAT_TRY(average.total, number_at(given, "total"));
  }
  if (average.total <= Rational{})
    return given.refuse("the period has no units", "give the receipts and the opening stock");
  OriginAnswers answers;
  const Rational ratio = average.ratio();
  put(answers, "ratio", ratio.rounded(kDecimals));
  put(answers, "ratio_exact", ratio);
  for (const char* key : {"shipped", "remaining"}) {
    if (given.find(key) == nullptr) continue;
    TRILAT_TRY(const Rational units, number_at(given, key));
    const origin::AveragedUnits found = origin::averaged_units(units, ratio, kDecimals);
    put(answers, std::string(key) + "_units", std::vector<Rational>{found.originating, found.non_originating});
    if (std::string_view(key) == "remaining" || average.unit_value.is_zero()) continue;
    const Rational printed = ((Rational(1) - ratio.rounded(kDecimals)) * average.unit_value.rounded(2)).rounded(2);
    put(answers, "vnm_exact", units * (Rational(1) - ratio) * average.unit_value);
    put(answers, "vnm_per_unit_printed", printed);
    put(answers, "vnm_printed", printed * units);
  }
  return answers;
}

Result<OriginAnswers> fungible(const origin::RuleBook&, const io::Node& given) {
  TRILAT_CHECK(given.allow_only(
      {"method", "receipts", "shipments", "shipments_first", "shipped", "remaining", "originating", "total"}));
  TRILAT_TRY(const std::string method, given.string_at("method"));
  return method == "period average" ? by_period(given) : by_shipments(given);
}

}  // namespace

OriginSums inventory_sums() { return {{"inventory_value", inventory_value}, {"fungible", fungible}}; }

}  // namespace trilat
