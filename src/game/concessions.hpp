// What the two ends of a link give each other, and what the rest of the world's answer adds.
//
// From the structure g - ij to g three things change: i's tariffs on j (its concession), j's on i, and whatever else is
// chosen anew in answer. The worth of a concession to a player is the mean, over the two orders in which the ends
// concede, of what moving that end's tariffs alone does to its payoff, all else as in g - ij (Shapley's division of a
// change among its causes). Answers are the rest, so that the parts sum to v(g) - v(g - ij).
#pragma once

#include "game/structures.hpp"

namespace trilat::game {

struct Concession {
  int by = 0, to = 0;
  std::vector<double> worth;  // [player] per cent
};

struct Exchange {
  Pair link{0, 0};
  Concession first, second;
  std::vector<double> answers;  // [player] per cent
};

// Precondition: both outcomes are of the game, `with` has the link and `without` lacks it. Leaves the game at rates in
// between. Errors: a point on the way without an equilibrium.
Result<Exchange> exchange_on(TariffGame& game, const StructureOutcome& without, const StructureOutcome& with,
                             Pair link);

}  // namespace trilat::game
