#include "engine/negotiate_war.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "game/nash.hpp"
#include "game/uniform_nash.hpp"

namespace trilat {
namespace {

constexpr std::size_t kMostExact = 20;  // countries whose rates on each other are all chosen: 380

// The mean, least and greatest rate of a country, the mean by base imports.
void add_rates(const std::vector<game::Control>& controls, const std::vector<double>& rates, int player,
               NegotiateGlobalWar::Country& to) {
  double duties = 0, imports = 0;
  bool first = true;
  for (std::size_t c = 0; c < controls.size(); ++c) {
    if (controls[c].player != player) continue;
    const double rate = 100 * rates[c];
    to.exact_low_pct = first ? rate : std::min(to.exact_low_pct, rate);
    to.exact_high_pct = first ? rate : std::max(to.exact_high_pct, rate);
    first = false;
    duties += rate * controls[c].imports;
    imports += controls[c].imports;
  }
  to.exact_mean_pct = imports > 0 ? duties / imports : 0;
}

// From the rates of the closed form.
Status add_exact(const game::UniformNashInput& input, const game::UniformNash& closed, NegotiateGlobalWar& war) {
  TRILAT_TRY(const economy::DataSet data, game::labour_alone(input));
  game::GameOptions options;
  options.players.clear();
  for (const std::string& code : data.countries) options.players.push_back({code, {}, 1});
  options.instruments.sectors = data.sectors;
  options.solve.closure = economy::Closure::kZeroDeficit;
  TRILAT_TRY(game::TariffGame game, game::TariffGame::make(data, options));
  game::NashOptions nash;
  for (const game::Control& control : game.controls())
    nash.start.push_back(closed.tariff[static_cast<std::size_t>(control.player)]);
  TRILAT_TRY(const game::NashResult found, game::solve_nash(game, game::everyone_for_himself(game), nash));
  war.exact_reason = found.reason;
  if (!found.certified()) return {};
  const game::NashPoint& point = found.points.front();
  war.exact = true;
  war.exact_kkt = point.certificate.kkt;
  war.exact_searches = point.certificate.searches;
  for (std::size_t n = 0; n < war.countries.size(); ++n) {
    add_rates(game.controls(), point.rates, static_cast<int>(n), war.countries[n]);
    war.countries[n].exact_pct = point.payoffs[n];
  }
  return {};
}

}  // namespace

Result<NegotiateGlobalWar> global_war(const economy::DataSet& data, const economy::Elasticities& set) {
  const game::UniformNashInput input = game::without_inputs(data, set.theta);
  TRILAT_TRY(const game::UniformNash closed, game::uniform_nash(input));
  NegotiateGlobalWar war;
  war.asked = true;
  war.residual = closed.residual;
  for (std::size_t n = 0; n < input.countries.size(); ++n) {
    NegotiateGlobalWar::Country country;
    country.code = input.countries[n];
    country.name = data.country_names.empty() ? country.code : data.country_names[n];
    country.tariff_pct = 100 * closed.tariff[n];
    country.pct = closed.real_income[n];
    war.countries.push_back(std::move(country));
  }
  if (input.countries.size() > kMostExact)
    war.exact_reason = fmt::format("{} countries choose too many rates; up to {} are solved exactly",
                                   input.countries.size(), kMostExact);
  else
    TRILAT_CHECK(add_exact(input, closed, war));
  return war;
}

std::string war_text(const NegotiateGlobalWar& war) {
  if (!war.asked) return {};
  std::string text = fmt::format(
      "\nA war of every country on every other, all purchases final, trade balanced: one rate on all imports by "
      "closed\n"
      "form (Lashkaripour 2021), and{}. Real income against balanced trade at the tariffs of the base, per cent\n  "
      "{:<24}"
      "{:>12}{:>12}",
      war.exact ? " one rate a partner, exactly" : fmt::format(" not exactly: {}", war.exact_reason), "", "tariff %",
      "income");
  if (war.exact) text += fmt::format("{:>12}{:>20}{:>12}{:>12}", "exact mean", "least to greatest", "income", "error");
  text += '\n';
  for (const NegotiateGlobalWar::Country& one : war.countries) {
    text += fmt::format("  {:<24}{:>12.2f}{:>+12.4f}", one.name, one.tariff_pct, one.pct);
    if (war.exact)
      text += fmt::format("{:>12.2f}{:>20}{:>+12.4f}{:>+12.4f}", one.exact_mean_pct,
                          fmt::format("{:.1f} to {:.1f}", one.exact_low_pct, one.exact_high_pct), one.exact_pct,
                          one.pct - one.exact_pct);
    text += '\n';
  }
  text += fmt::format("  closed form: residual {:.1e}", war.residual);
  if (war.exact)
    text += fmt::format("; exact: first-order residual {:.1e}, {} searches gain nothing", war.exact_kkt,
                        war.exact_searches);
  return text + '\n';
}

void write_war(io::JsonWriter& json, const NegotiateGlobalWar& war) {
  json.begin_object();
  if (war.asked) {
    json.field("residual", war.residual).field("exact", war.exact).field("reason", war.exact ? "" : war.exact_reason);
    json.field("exact_kkt", war.exact_kkt).field("exact_searches", war.exact_searches).key("countries").begin_array();
    for (const NegotiateGlobalWar::Country& one : war.countries) {
      json.begin_object().field("code", one.code).field("name", one.name).field("tariff_pct", one.tariff_pct);
      json.field("real_income_pct", one.pct);
      if (war.exact) {
        json.field("exact_mean_pct", one.exact_mean_pct).field("exact_low_pct", one.exact_low_pct);
        json.field("exact_high_pct", one.exact_high_pct).field("exact_real_income_pct", one.exact_pct);
      }
      json.end();
    }
    json.end();
  }
  json.end();
}

}  // namespace trilat
