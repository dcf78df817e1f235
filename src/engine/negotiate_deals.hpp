// From what every structure is worth to every player to what may be said of deals.
#pragma once

#include <vector>

#include "engine/negotiate_game.hpp"
#include "game/stability.hpp"
#include "trilat/deals.hpp"

namespace trilat {

struct DealOptions {
  std::vector<double> weights;    // bargaining weights of the players, above 0; empty: equal
  std::string fallback = "none";  // the structure that stands where all together do not agree
};

// A gain below this is none: payoffs are good to 1e-10 of an income, and gains that decide who leaves are of 1e-5.
double least_gain(const std::vector<double>& incomes);

// The payoffs in million USD a year.
game::NetworkGame in_money(const game::NetworkGame& per_cent, const std::vector<double>& incomes);

// All that follows from payoffs in money alone; conclusions and exchanges are left out. Errors: weights that are not
// one a player and above 0, a fallback that is no structure.
Result<NegotiateDeals> deals_of(const game::NetworkGame& money, double strict, const DealOptions& options);

}  // namespace trilat
