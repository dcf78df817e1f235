// Games in coalitional form with transferable payoffs: what each coalition is worth, and how to divide it.
//
// The Shapley value (Shapley, 1953) gives player i its mean marginal contribution over all orders of arrival,
//
//   phi_i = sum over S without i of |S|! (n - |S| - 1)! / n!  (w(S + i) - w(S)).
//
// What a coalition of a network game is worth depends on what the others do. Under the gamma conjecture (Hart and
// Kurz, 1983; Chander and Tulkens, 1997) the others fall apart into single players: w(S) is the sum of the members'
// payoffs in the network that links all members and nobody else, or, within a network g, in g restricted to S.
#pragma once

#include <vector>

#include "game/network.hpp"

namespace trilat::game {

// worth[S] for every set of players S as bits; worth[0] is 0.
struct CoalitionGame {
  int players = 0;
  std::vector<double> worth;
};

std::vector<double> shapley_value(const CoalitionGame& game);

// Whether w(S) + w(T) <= w(S + T) for all disjoint S and T, up to `slack`.
bool superadditive(const CoalitionGame& game, double slack = 0);

// Under the gamma conjecture, with coalitions linked completely.
CoalitionGame gamma_game(const NetworkGame& game);
// The same with the links of `network` among members alone (the graph-restricted game of Myerson, 1977).
CoalitionGame gamma_game(const NetworkGame& game, const Network& network);

// The core: divisions of w(N) that give every coalition at least its worth. Found by the linear program
//
//   least x(N) subject to x(S) >= w(S) for every S other than N,
//
// whose value b is at most w(N) exactly where the core is not empty (Bondareva, 1963; Shapley, 1967). Either answer
// carries its proof: a division, or weights on coalitions that balance every player and sum to more than w(N).
struct Core {
  bool empty = false;
  double shortfall = 0;            // b - w(N): what is missing; not positive where the core is not empty
  std::vector<double> allocation;  // where not empty: a point of the core, that of the least core below
  std::vector<double> balance;     // where empty: weight of every coalition, zero for most
  double least_excess = 0;         // e of the least core: x(S) >= w(S) - e for all S; negative: slack to spare
};
Core core_of(const CoalitionGame& game);

// The greatest w(S) - x(S) over coalitions other than N and none, and |x(N) - w(N)|: the check of an allocation.
double greatest_excess(const CoalitionGame& game, const std::vector<double>& allocation);

}  // namespace trilat::game
