#include "engine/negotiate_curve.hpp"

#include <fmt/format.h>

#include <cmath>

#include "engine/negotiate_claims.hpp"

namespace trilat {
namespace {

// Mean tariff of `by` on `to` by base imports, per cent.
double mean_rate(const std::vector<game::Control>& controls, const std::vector<double>& rates, int by, int to) {
  double sum = 0, weight = 0;
  for (std::size_t c = 0; c < controls.size(); ++c) {
    if (controls[c].player != by || controls[c].partner != to) continue;
    sum += controls[c].imports * 100 * (std::isnan(rates[c]) ? controls[c].base : rates[c]);
    weight += controls[c].imports;
  }
  return weight > 0 ? sum / weight : 0;
}

std::vector<double> gains(const std::vector<double>& payoffs, const std::vector<double>& outside,
                          const std::vector<double>& incomes) {
  std::vector<double> money;
  for (std::size_t p = 0; p < payoffs.size(); ++p) money.push_back((payoffs[p] - outside[p]) * incomes[p] / 100);
  return money;
}

// Certified, and free: bounds above nothing leave tariffs.
bool has_free_trade(const Negotiation& solved, const game::ContractCurve& curve) {
  const auto [a, b] = curve.link;
  const std::vector<double>& rates = curve.free_trade.rates;
  return curve.free_trade.certified && mean_rate(solved.controls, rates, a, b) == 0 &&
         mean_rate(solved.controls, rates, b, a) == 0;
}

// Of the same two in every case of the sensitivity.
DealContractSpread spread_of(const Negotiation& solved, game::Pair link) {
  const auto [a, b] = link;
  DealContractSpread to;
  std::vector<double> low, high;  // the tariff of the first, and of the second
  for (const game::SensitivityResult& one : solved.cases) {
    for (const game::ContractCurve& curve : one.curves) {
      if (curve.link != link || !curve.points.front().certified || !has_free_trade(solved, curve)) continue;
      ++to.tried;
      const game::ContractPoint& even = curve.points.front();
      widen({mean_rate(solved.controls, even.rates, a, b), mean_rate(solved.controls, even.rates, b, a)}, low, high);
      const std::vector<double>& incomes = one.table->base_income;
      widen(gains(even.payoffs, curve.outside, incomes), to.gains_low_musd, to.gains_high_musd);
      const std::vector<double> free = gains(curve.free_trade.payoffs, curve.outside, incomes);
      const bool both = free[static_cast<std::size_t>(a)] > 0 && free[static_cast<std::size_t>(b)] > 0;
      to.better_for_both += both ? 1 : 0;
    }
  }
  if (to.tried == 0) return to;
  to.first_low_pct = low[0];
  to.first_high_pct = high[0];
  to.second_low_pct = low[1];
  to.second_high_pct = high[1];
  return to;
}

// "not better for MEX" of free trade; "better for both".
std::string free_trade_words(const NegotiateResult& result, const DealContractCurve& curve) {
  std::string losers;
  for (std::size_t p = 0; p < result.players.size(); ++p) {
    const bool partner = result.players[p] == curve.first || result.players[p] == curve.second;
    if (partner && !(curve.free_trade_gains_musd[p] > 0))
      losers += (losers.empty() ? "not better for " : " and ") + result.players[p];
  }
  return losers.empty() ? "better for both" : losers;
}

std::string row(const std::string& what, const std::vector<double>& gained, const std::string& first,
                const std::string& second) {
  std::string text = fmt::format("  {:<16} {:>10} {:>10}", what, first, second);
  for (const double gain : gained) text += fmt::format(" {:>+11.0f}", gain);
  return text;
}

std::string curve_text(const NegotiateResult& result, const DealContractCurve& curve) {
  std::string text =
      fmt::format("\n  {:<16} {:>10} {:>10}", "weight of " + curve.first, curve.first + " %", curve.second + " %");
  for (const std::string& player : result.players) text += fmt::format(" {:>11}", player + " mn");
  text += '\n';
  for (const DealContractPoint& point : curve.points) {
    const std::string weight = fmt::format("{:.3g}", point.weight);
    if (point.certified)
      text += row(weight, point.gains_musd, fmt::format("{:.2f}", point.first_on_second_pct),
                  fmt::format("{:.2f}", point.second_on_first_pct));
    else
      text += fmt::format("  {:<16} no answer: {}", weight, point.reason);
    text += '\n';
  }
  if (!curve.free_trade_pct.empty())
    text +=
        row("free trade", curve.free_trade_gains_musd, "0.00", "0.00") + "   " + free_trade_words(result, curve) + '\n';
  const DealContractSpread& spread = curve.spread;
  if (spread.tried == 0) return text;
  text += fmt::format("  even split in {} cases: {} charges {:.1f} to {:.1f} %, {} {:.1f} to {:.1f} %; gains",
                      spread.tried, curve.first, spread.first_low_pct, spread.first_high_pct, curve.second,
                      spread.second_low_pct, spread.second_high_pct);
  for (std::size_t p = 0; p < result.players.size(); ++p)
    text += fmt::format("{} {} {:+.0f} to {:+.0f}", p > 0 ? "," : "", result.players[p], spread.gains_low_musd[p],
                        spread.gains_high_musd[p]);
  return text + fmt::format("\n  free trade is better for both in {} of {}\n", spread.better_for_both, spread.tried);
}

void write(io::JsonWriter& json, const DealContractPoint& point) {
  json.begin_object().field("weight", point.weight).field("certified", point.certified).field("reason", point.reason);
  if (point.certified) {
    json.list("payoffs_pct", point.payoffs_pct);
    json.list("gains_musd", point.gains_musd);
    json.field("first_on_second_pct", point.first_on_second_pct);
    json.field("second_on_first_pct", point.second_on_first_pct);
  }
  json.end();
}

void write(io::JsonWriter& json, const DealContractSpread& spread) {
  json.key("even_split").begin_object().field("cases", spread.tried);
  json.field("free_trade_better_for_both", spread.better_for_both);
  if (spread.tried > 0) {
    json.field("first_on_second_low_pct", spread.first_low_pct)
        .field("first_on_second_high_pct", spread.first_high_pct);
    json.field("second_on_first_low_pct", spread.second_low_pct);
    json.field("second_on_first_high_pct", spread.second_high_pct);
    json.list("gains_low_musd", spread.gains_low_musd);
    json.list("gains_high_musd", spread.gains_high_musd);
  }
  json.end();
}

}  // namespace

DealContractCurve described(const Negotiation& solved, const game::ContractCurve& curve) {
  const auto& players = solved.table.payoffs.players;
  const auto& incomes = solved.table.base_income;
  const auto [a, b] = curve.link;
  DealContractCurve to;
  to.first = players[static_cast<std::size_t>(a)];
  to.second = players[static_cast<std::size_t>(b)];
  to.outside_pct = curve.outside;
  for (const game::ContractPoint& point : curve.points) {
    DealContractPoint shown;
    shown.weight = point.weight;
    shown.certified = point.certified;
    if (point.certified) {
      shown.payoffs_pct = point.payoffs;
      shown.gains_musd = gains(point.payoffs, curve.outside, incomes);
      shown.first_on_second_pct = mean_rate(solved.controls, point.rates, a, b);
      shown.second_on_first_pct = mean_rate(solved.controls, point.rates, b, a);
    } else {
      shown.reason = point.reason;
    }
    to.points.push_back(std::move(shown));
  }
  if (has_free_trade(solved, curve)) {
    to.free_trade_pct = curve.free_trade.payoffs;
    to.free_trade_gains_musd = gains(to.free_trade_pct, curve.outside, incomes);
  }
  to.spread = spread_of(solved, curve.link);
  return to;
}

std::string curves_text(const NegotiateResult& result) {
  if (result.contract_curves.empty()) return {};
  std::string text =
      "\nWhat two could agree on in tariffs alone, without payments: efficient and better for both than no deal, all\n"
      "other tariffs answering. Their mean tariffs on each other, and what each gains against no deal, million USD\n";
  for (const DealContractCurve& curve : result.contract_curves) text += curve_text(result, curve);
  return text;
}

void write_curves(io::JsonWriter& json, const std::vector<DealContractCurve>& curves) {
  json.begin_array();
  for (const DealContractCurve& curve : curves) {
    json.begin_object().field("first", curve.first).field("second", curve.second);
    json.list("outside_pct", curve.outside_pct);
    json.key("points").begin_array();
    for (const DealContractPoint& point : curve.points) write(json, point);
    json.end();
    json.list("free_trade_pct", curve.free_trade_pct);
    json.list("free_trade_gains_musd", curve.free_trade_gains_musd);
    write(json, curve.spread);
    json.end();
  }
  json.end();
}

}  // namespace trilat
