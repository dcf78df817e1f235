#include "game/payoffs.hpp"

#include <algorithm>
#include <cmath>

namespace trilat::game {
namespace {

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

double rate_of(const TariffCell& cell, double rate) {
  return cell.offset == 0 ? rate : std::max(0.0, rate + cell.offset);
}

}  // namespace

Result<TariffGame> TariffGame::make(const economy::DataSet& data, GameOptions options) {
  TRILAT_TRY(auto controls, controls_of(data, options));
  TRILAT_TRY(auto solver, economy::Solver::make(data, options.solve));
  TariffGame game(std::move(solver), std::move(options));
  game.controls_ = std::move(controls);
  for (const Government& player : game.options_.players) {
    TRILAT_TRY(const std::size_t n, data.find_country(player.country));
    game.players_.push_back(n);
  }
  game.rates_ = game.base_rates();
  game.slopes_.rates.assign(game.controls_.size(), 0.0);
  game.prepare_objectives();
  game.base_value_.assign(game.players_.size(), 0.0);
  TRILAT_CHECK(game.solve(game.base_rates()));
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    game.base_real_income_.push_back(std::log1p(game.solver_.real_income(n)));
  }
  for (std::size_t p = 0; p < game.players_.size(); ++p) {
    game.base_income_.push_back(game.solver_.income(game.players_[p]));
    game.base_value_[p] = game.log_value(p);
  }
  TRILAT_CHECK(game.set_standing());
  TRILAT_CHECK(game.fix_rules());
  return game;
}

Status TariffGame::set_standing() {
  return options_.standing.empty() ? Status{} : solver_.set_policy({options_.standing, {}, {}});
}

double TariffGame::standing(const TariffCell& cell) const {
  const std::size_t at = data().flow(cell.sector, cell.importer, cell.exporter);
  return options_.standing.empty() ? data().tariff[at] : options_.standing[at];
}

// The rates of outsiders that charge what their rule says, whatever the players do. The base stays without them.
Status TariffGame::fix_rules() {
  TRILAT_TRY(const auto sectors, taxed_sectors(data(), options_.instruments));
  for (const OutsideRule& rule : options_.rules) {
    if (rule.kind != OutsideRule::Kind::kFixed) continue;
    TRILAT_TRY(const std::size_t country, data().find_country(rule.country));
    for (const std::size_t player : players_) {
      for (const std::size_t j : sectors) TRILAT_CHECK(solver_.set_tariff(country, player, j, rule.rate));
    }
  }
  return {};
}

void TariffGame::prepare_objectives() {
  for (std::size_t p = 0; p < players_.size(); ++p) {
    const Government& player = options_.players[p];
    std::vector<double> weights;
    if (!player.sector_weights.empty() || player.revenue_weight != 1) {
      for (std::size_t j = 0; j < data().sector_count(); ++j) {
        const double lambda = player.sector_weights.empty() ? 1 : player.sector_weights[j];
        weights.push_back(lambda * data().beta[data().cell(players_[p], j)]);
      }
    }
    income_weights_.push_back(std::move(weights));
  }
}

std::vector<std::string> TariffGame::player_names() const {
  std::vector<std::string> names;
  for (const Government& player : options_.players) names.push_back(player.country);
  return names;
}

double TariffGame::rate(std::span<const double> rates, std::size_t control) const {
  return std::isnan(rates[control]) ? controls_[control].base : rates[control];
}

Status TariffGame::set_control(std::size_t control, double rate) {
  for (const auto* cells : {&controls_[control].own, &controls_[control].answers}) {
    for (const TariffCell& cell : *cells) {
      const double chosen = std::isnan(rate) ? standing(cell) : rate_of(cell, rate);
      TRILAT_CHECK(solver_.set_tariff(cell.importer, cell.exporter, cell.sector, chosen));
    }
  }
  rates_[control] = rate;
  return {};
}

Status TariffGame::solve(std::span<const double> rates) {
  if (rates.size() != controls_.size()) return bad_input("the rates do not match the controls of the game", "one each");
  for (std::size_t c = 0; c < rates.size(); ++c) {
    if (!same(rates[c], rates_[c])) TRILAT_CHECK(set_control(c, rates[c]));
  }
  ++solves_;
  auto found = solver_.solve(start_ ? &*start_ : nullptr);
  if (!found && start_) found = solver_.solve();
  if (!found) return tl::unexpected(found.error());
  start_ = solver_.point();
  return {};
}

Status TariffGame::set_transfers(std::span<const double> received) {
  std::vector<double> all(data().country_count(), 0.0);
  if (received.size() != players_.size()) return bad_input("the transfers do not match the players", "give one each");
  for (std::size_t p = 0; p < players_.size(); ++p) all[players_[p]] = received[p];
  return solver_.set_transfers(all);
}

double TariffGame::log_value(std::size_t player) const {
  const std::size_t n = players_[player];
  if (income_weights_[player].empty()) return std::log1p(solver_.real_income(n));
  const double revenue = solver_.revenue(n);
  double value = options_.players[player].revenue_weight * revenue, earned = 0;
  for (std::size_t j = 0; j < data().sector_count(); ++j) {
    value += income_weights_[player][j] * solver_.output(n, j);
    earned += data().beta[data().cell(n, j)] * solver_.output(n, j);
  }
  value += solver_.income(n) - revenue - earned;  // the deficit
  return std::log(value / data().income[n] / solver_.consumer_price(n));
}

double TariffGame::level(int player) const {
  const auto p = static_cast<std::size_t>(player);
  return std::exp(log_value(p) - base_value_[p]);
}

double TariffGame::payoff(int player) const {
  const auto p = static_cast<std::size_t>(player);
  return 100 * std::expm1(log_value(p) - base_value_[p]);
}

std::vector<double> TariffGame::payoffs() const {
  std::vector<double> all;
  for (std::size_t p = 0; p < players_.size(); ++p) all.push_back(payoff(static_cast<int>(p)));
  return all;
}

std::vector<double> TariffGame::country_payoffs() const {
  std::vector<double> all;
  for (std::size_t n = 0; n < base_real_income_.size(); ++n) {
    all.push_back(100 * std::expm1(std::log1p(solver_.real_income(n)) - base_real_income_[n]));
  }
  return all;
}

std::vector<double> TariffGame::import_values() const {
  const economy::Equilibrium found = solver_.equilibrium();
  std::vector<double> values;
  for (const Control& control : controls_) {
    double sum = 0;
    for (const TariffCell& cell : control.own)
      sum += found.trade[data().flow(cell.sector, cell.importer, cell.exporter)];
    values.push_back(sum);
  }
  return values;
}

Result<const TariffGame::Slopes*> TariffGame::slopes(int player) {
  const auto p = static_cast<std::size_t>(player);
  const std::size_t n = players_[p], N = data().country_count();
  economy::Outcome outcome;
  if (income_weights_[p].empty()) {
    outcome = economy::real_income_of(data(), n);
  } else {
    const double value = std::exp(log_value(p)) * data().income[n] * solver_.consumer_price(n);
    outcome.output.assign(N * data().sector_count(), 0.0);
    outcome.revenue.assign(N, 0.0);
    outcome.deficit.assign(N, 0.0);
    outcome.log_consumer_price.assign(N, 0.0);
    for (std::size_t j = 0; j < data().sector_count(); ++j) {
      outcome.output[data().cell(n, j)] = income_weights_[p][j] / value;
    }
    outcome.revenue[n] = options_.players[p].revenue_weight / value;
    outcome.deficit[n] = 1 / value;
    outcome.log_consumer_price[n] = -1;
  }
  ++adjoints_;
  TRILAT_TRY(const economy::Gradient found, economy::gradient(solver_, outcome));
  const double scale = level(player);
  for (std::size_t c = 0; c < controls_.size(); ++c) {
    double sum = 0;
    for (const TariffCell& cell : controls_[c].own) {
      sum += found.tariff[data().flow(cell.sector, cell.importer, cell.exporter)];
    }
    for (const TariffCell& cell : controls_[c].answers) {
      const bool moves = !std::isnan(rates_[c]) && (cell.offset == 0 || rates_[c] + cell.offset > 0);
      if (moves) sum += found.tariff[data().flow(cell.sector, cell.importer, cell.exporter)];
    }
    slopes_.rates[c] = scale * sum;
  }
  slopes_.transfers.clear();
  for (const std::size_t m : players_) slopes_.transfers.push_back(scale * found.transfer[m]);
  return &slopes_;
}

}  // namespace trilat::game
