#include "game/tariff_grid.hpp"

#include <fmt/format.h>

#include <cmath>

namespace trilat::game {
namespace {

double between(const TariffGame& game, const StructureOutcome& treaty, const StructureOutcome& war, std::size_t control,
               double step) {
  if (step == 0) return treaty.rates[control];
  const double from = game.rate(treaty.rates, control), to = game.rate(war.rates, control);
  return from + step * (to - from);
}

}  // namespace

Result<TariffGrid> tariff_grid(TariffGame& game, const StructureOutcome& treaty, const StructureOutcome& war,
                               int steps) {
  TariffGrid grid;
  grid.game.actions.assign(game.player_count(), steps);
  if (steps < 2) return bad_input("a grid of tariffs has fewer than two steps", "give 2 or more");
  if (std::pow(steps, game.player_count()) > static_cast<double>(kMostGridProfiles)) {
    return bad_input(fmt::format("{} steps of {} players have too many combinations", steps, game.player_count()),
                     fmt::format("give fewer steps: at most {} combinations", kMostGridProfiles));
  }
  for (int k = 0; k < steps; ++k) grid.steps.push_back(static_cast<double>(k) / (steps - 1));
  std::vector<double> rates = game.base_rates();
  for (std::size_t profile = 0; profile < grid.game.profiles(); ++profile) {
    for (std::size_t c = 0; c < rates.size(); ++c) {
      const int action = grid.game.action(profile, static_cast<std::size_t>(game.controls()[c].player));
      rates[c] = between(game, treaty, war, c, grid.steps[static_cast<std::size_t>(action)]);
    }
    TRILAT_CHECK(game.solve(rates));
    grid.game.payoffs.push_back(game.payoffs());
  }
  return grid;
}

}  // namespace trilat::game
