#include "game/cheating.hpp"

#include <algorithm>

namespace trilat::game {

Result<Deviation> deviation_of(TariffGame& game, const StructureOutcome& outcome, int player,
                               std::span<const double> none, const ResponseOptions& options) {
  Play play = everyone_for_himself(game);
  play.deciders = {play.deciders[static_cast<std::size_t>(player)]};
  play.rates = outcome.rates;
  std::vector<double> start;
  for (const Lever& lever : play.deciders.front().levers) start.push_back(game.rate(outcome.rates, lever.controls[0]));
  Position position(game, play);
  const Response best = best_response(position, 0, start, options);
  if (best.rates.empty()) {
    return fail(ErrorCode::kNotConverged, "no deviation from the agreement has an equilibrium", "take other bounds");
  }
  Deviation found{outcome.network, player, {}, {}, position.rates(best.rates), best.kkt, best.converged};
  const auto p = static_cast<std::size_t>(player);
  found.stage = {outcome.payoffs[p], 100 * best.value, none[p]};
  TRILAT_CHECK(game.solve(found.rates));
  found.payoffs = game.payoffs();
  return found;
}

Result<std::vector<Deviation>> deviations_of(TariffGame& game, const StructureTable& table,
                                             const ResponseOptions& options) {
  std::vector<Deviation> all;
  for (const StructureOutcome& outcome : table.outcomes) {
    for (int p = 0; p < static_cast<int>(game.player_count()); ++p) {
      if (outcome.network.isolated(p)) continue;
      TRILAT_TRY(auto found, deviation_of(game, outcome, p, table.outcomes.front().payoffs, options));
      all.push_back(std::move(found));
    }
  }
  return all;
}

}  // namespace trilat::game
