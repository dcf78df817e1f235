// How the players of a network may divide what it yields, by rules that look at every network below it.
//
// `fair_allocation` is the rule of Myerson (1977) carried over to networks whose parts affect each other (Navarro,
// 2007, "Fair allocation in networks with externalities"): it is component efficient, so that the players of each
// component C of g divide exactly what they earn there, sum over C of v_i(g), and it is fair, so that a link gains both
// ends the same,
//
//   Y_i(g) - Y_i(g - ij) = Y_j(g) - Y_j(g - ij)  for every link ij of g.
//
// Both hold for exactly one rule, found link by link from the empty network, where Y_i = v_i. Where a component earns
// the same whatever the others do, Y is the Myerson value: the Shapley value of the graph-restricted game.
//
// `network_value` is that Shapley value for the worth of a coalition under the gamma conjecture: the members' payoffs
// in g restricted to S, where everyone else stands alone. With externalities the two differ; both are given.
//
// `jackson_wolinsky` divides the gain of the whole society, outsiders included (Jackson and Wolinsky, 1996):
// Y_i = v_i(none) + Shapley value of S -> V(g restricted to S) - V(none), with V(g) = sum_i v_i(g).
//
// `flexible_network` (Jackson, 2005) does not take the network for granted: the worth of S is the greatest gain that
// any links among S can bring, and what g brings is divided in proportion. Where no network brings a gain it gives
// v_i(none).
#pragma once

#include <vector>

#include "game/cooperative.hpp"

namespace trilat::game {

std::vector<double> fair_allocation(const NetworkGame& game, const Network& network);
std::vector<double> network_value(const NetworkGame& game, const Network& network);
std::vector<double> jackson_wolinsky(const NetworkGame& game, const Network& network);
std::vector<double> flexible_network(const NetworkGame& game, const Network& network);

}  // namespace trilat::game
