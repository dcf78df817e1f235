// A tariff game on an economy: the payoffs of the players at any rates, and their slopes by one adjoint solve each.
//
//   TRILAT_TRY(TariffGame game, TariffGame::make(data, options));
//   std::vector<double> rates = game.base_rates();      // no control chosen: the base, or the standing rates
//   rates[0] = 0.1;
//   TRILAT_CHECK(game.solve(rates));
//   game.payoff(0);                                     // per cent
//
// One TariffGame belongs to one thread. The data must outlive it.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "economy/gradient.hpp"
#include "economy/solver.hpp"
#include "game/government.hpp"

namespace trilat::game {

// A control that is not chosen: its flows keep their standing rates.
inline constexpr double kNotChosen = std::numeric_limits<double>::quiet_NaN();

class TariffGame {
 public:
  // Solves the base. Errors: those of controls_of and Solver::make; a base that has no equilibrium.
  static Result<TariffGame> make(const economy::DataSet& data, GameOptions options);

  std::size_t player_count() const { return players_.size(); }
  std::vector<std::string> player_names() const;
  std::size_t country(int player) const { return players_[static_cast<std::size_t>(player)]; }
  const std::vector<Control>& controls() const { return controls_; }
  const economy::DataSet& data() const { return solver_.data(); }
  const GameOptions& options() const { return options_; }
  // Income at the base, million USD; a payoff of p per cent is worth base_income p / 100.
  double base_income(int player) const { return base_income_[static_cast<std::size_t>(player)]; }
  std::vector<double> base_rates() const { return std::vector<double>(controls_.size(), kNotChosen); }
  // The mean standing rate where not chosen.
  double rate(std::span<const double> rates, std::size_t control) const;

  // The equilibrium at these rates, one a control, from the last one found. kNotConverged where there is none.
  Status solve(std::span<const double> rates);
  // Received by each player on top of its deficit, million USD; sums to zero. Holds until set again.
  Status set_transfers(std::span<const double> received);

  // At the equilibrium last found.
  double payoff(int player) const;  // per cent
  double level(int player) const;   // G'/G
  std::vector<double> payoffs() const;
  std::vector<double> country_payoffs() const;  // [n] change in real income of every country, per cent
  std::vector<double> import_values() const;    // [control] of its own cells, million USD
  // d level / d control of one player for all controls (not chosen: as if all its rates moved); d level / d transfer.
  struct Slopes {
    std::vector<double> rates;      // [control]
    std::vector<double> transfers;  // [player]
  };
  Result<const Slopes*> slopes(int player);

  int solves() const { return solves_; }      // equilibria so far
  int adjoints() const { return adjoints_; }  // gradients so far

 private:
  TariffGame(economy::Solver solver, GameOptions options) : solver_(std::move(solver)), options_(std::move(options)) {}
  Status set_standing();
  Status fix_rules();
  double standing(const TariffCell& cell) const;
  void prepare_objectives();
  Status set_control(std::size_t control, double rate);
  double log_value(std::size_t player) const;

  economy::Solver solver_;
  GameOptions options_;
  std::vector<std::size_t> players_;
  std::vector<Control> controls_;
  std::vector<double> rates_;                        // set in the solver
  std::vector<double> base_income_, base_value_;     // [player]
  std::vector<double> base_real_income_;             // [n], log
  std::vector<std::vector<double>> income_weights_;  // [player][j] lambda beta; empty: real income
  std::optional<economy::Start> start_;
  Slopes slopes_;
  int solves_ = 0, adjoints_ = 0;
};

}  // namespace trilat::game
