// Whether any group would change a network together.
//
// From g a coalition S can reach every g' whose new links lie within S and whose lost links each have an end in S.
// g is strongly stable (Jackson and van den Nouweland, 2005) where no coalition can reach a network that loses none of
// its members anything and gains one of them something.
//
// The announcement game (Myerson, 1991; Saggi and Yildiz, 2010): each player names the players it wants a deal with,
// and a link is made where both named each other. `coalition_proof` marks the networks that some coalition-proof Nash
// equilibrium in pure strategies makes (Bernheim, Peleg and Whinston, 1987). By size of coalition, with the strategies
// of all others fixed: a choice of S is self-enforcing where every smaller coalition within S is content with its
// part of it, and S is content where no other self-enforcing choice is strictly better for all its members. Every
// profile is looked at: 2^(n (n - 1)) of them, hence at most four players.
#pragma once

#include <vector>

#include "core/error.hpp"
#include "game/network.hpp"

namespace trilat::game {

bool reachable_by(const Network& from, const Network& to, Coalition coalition);

// In the order of the game's networks.
std::vector<bool> strongly_stable(const NetworkGame& game, double strict = 1e-9);
// Errors: more than four players.
Result<std::vector<bool>> coalition_proof(const NetworkGame& game, double strict = 1e-9);
// Networks that some Nash equilibrium of the announcement game makes, by the same exhaustive look.
Result<std::vector<bool>> announcement_nash(const NetworkGame& game, double strict = 1e-9);

}  // namespace trilat::game
