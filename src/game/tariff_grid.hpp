// The tariff game on a grid: how far each government goes from the tariffs of the treaty, where all are linked, to
// those of the war, where nobody is. At step s of 0 to 1 it charges (1 - s) times the first plus s times the second on
// each of its controls; at 0 what it leaves standing stands. Every combination is solved as an equilibrium, so that a
// game repeated on the grid can be judged (payoff_set.hpp). The war is an equilibrium of the grid as of the whole game.
#pragma once

#include <vector>

#include "game/stage_game.hpp"
#include "game/structures.hpp"

namespace trilat::game {

struct TariffGrid {
  std::vector<double> steps;  // 0 to 1, one an action
  StageGame game;             // payoffs per cent; the first profile is the treaty, the last the war
};

// Errors: fewer than two steps, more combinations than kMostGridProfiles, one that has no equilibrium.
inline constexpr std::size_t kMostGridProfiles = 1000;
Result<TariffGrid> tariff_grid(TariffGame& game, const StructureOutcome& treaty, const StructureOutcome& war,
                               int steps);

}  // namespace trilat::game
