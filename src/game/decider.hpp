// Who decides what, for what end: one government over its own tariffs, or partners jointly over tariffs they agree on.
//
// An aim is a function of the players' payoffs u (fractions of base income):
//   own      u_i
//   sum      sum_i w_i u_i, w the weights (base incomes make it money)
//   product  sum_i w_i log(u_i - d_i), Nash's, d the payoffs without agreement; minus infinity where a gain is not
//   above 0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "game/payoffs.hpp"

namespace trilat::game {

struct Aim {
  enum class Kind { kOwn, kSum, kProduct };
  Kind kind = Kind::kOwn;
  std::vector<int> members;          // players; one of kOwn
  std::vector<double> weights;       // [member]; empty: one each
  std::vector<double> disagreement;  // [member] of kProduct, per cent
  double scale = 1;                  // of the value; a gain of typical size makes it money again for kProduct

  double weight(std::size_t member) const { return weights.empty() ? 1.0 : weights[member]; }
  // At payoffs of all players, per cent.
  double value(std::span<const double> payoffs) const;
  // Its derivative by the payoff, as a fraction, of each member.
  double slope(std::size_t member, std::span<const double> payoffs) const;
};

// Controls that take one rate: a single tariff, or the common external tariff of a customs union.
struct Lever {
  std::vector<std::size_t> controls;
};

struct Decider {
  std::string name;
  Aim aim;
  std::vector<Lever> levers;
};

// Simultaneous decisions: each decider chooses its levers given those of the others. A lever belongs to one of them.
struct Play {
  std::vector<Decider> deciders;
  std::vector<double> rates;  // [control] of what nobody decides; kNotChosen keeps the base

  std::size_t levers() const;
};

// Every player decides its own controls.
Play everyone_for_himself(const TariffGame& game);

// The levers of a play as one vector, with what a solver needs to know of them.
class Position {
 public:
  Position(TariffGame& game, const Play& play);

  std::size_t size() const { return lower_.size(); }
  std::size_t first(std::size_t decider) const { return first_[decider]; }  // of its levers
  std::size_t count(std::size_t decider) const { return first_[decider + 1] - first_[decider]; }
  std::span<const double> lower() const { return lower_; }
  std::span<const double> upper() const { return upper_; }
  std::span<const double> curvature() const { return curvature_; }
  // Base rates, brought into the bounds.
  std::vector<double> base() const { return base_; }
  std::vector<double> rates(std::span<const double> x) const;  // [control]

  // The equilibrium at x; false where there is none.
  bool solve(std::span<const double> x);
  // At the point last solved. Value of the decider's aim, and its slope by its own levers; false where the
  // adjoint was not found or the aim has no value.
  double value(std::size_t decider) const;
  bool slope(std::size_t decider, std::span<double> slope);

  TariffGame& game() { return game_; }
  const Play& play() const { return play_; }

 private:
  const Lever& lever(std::size_t at) const { return *all_[at]; }

  TariffGame& game_;
  const Play& play_;
  std::vector<const Lever*> all_;
  std::vector<std::size_t> first_;
  std::vector<double> lower_, upper_, curvature_, base_;
  std::vector<double> payoffs_, rates_;
};

}  // namespace trilat::game
