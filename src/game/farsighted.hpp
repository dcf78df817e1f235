// Stability where players look beyond the next step: a move is judged by where it may lead.
//
// A farsighted improving path from g to h changes one link a step; whoever cuts gains at the end h over the network it
// cuts in, and of the two who sign one gains at h and the other does not lose (Jackson, 2008; Herings, Mauleon and
// Vannetelbosch, 2009). F(g) holds the networks reached so.
//
// A set G of networks is pairwise farsightedly stable where
//   (1a) a signing that leaves G may end in G with one of the two worse off, or both exactly as before,
//   (1b) a cut that leaves G may end in G with the cutter no better off, for either end of the link,
//   (2)  every network outside has a path into G, and
//   (3)  no smaller set within G does all that.
// All sets of networks are looked at, 2^8 for three players; more players are refused.
//
// The largest consistent set of Chwe (1994) lets every coalition move (as in coalition_stability.hpp) and calls h
// indirectly dominating g where coalitions in turn lead there, each strictly gaining at h over where it moves. g stays
// in the set where every move may be followed, or met at once, by a network of the set where the movers are not all
// better off; what fails is struck out until nothing fails.
#pragma once

#include <vector>

#include "core/error.hpp"
#include "game/network.hpp"

namespace trilat::game {

// reaches[g][h], in the order of the game's networks; a network is not taken to reach itself.
std::vector<std::vector<bool>> farsighted_paths(const NetworkGame& game, double strict = 1e-9);

// Every pairwise farsightedly stable set, as places in the game's networks. Errors: more than three players.
Result<std::vector<std::vector<std::size_t>>> farsighted_sets(const NetworkGame& game, double strict = 1e-9);

// Which networks are in the largest consistent set. Errors: more than four players.
Result<std::vector<bool>> largest_consistent_set(const NetworkGame& game, double strict = 1e-9);

}  // namespace trilat::game
