// What breaking one's word in an agreement pays: the stages that repeated.hpp judges.
//
// The deviation of a player sets all its own tariffs, on partners and others, as a best response to the tariffs of all
// others in the structure. Punishment is reversion to no links at all.
#pragma once

#include "game/repeated.hpp"
#include "game/structures.hpp"

namespace trilat::game {

struct Deviation {
  Network network;
  int player = 0;
  Temptation stage;             // per cent
  std::vector<double> payoffs;  // [player] while it deviates, per cent
  std::vector<double> rates;    // [control] all players', the deviator's changed
  double kkt = 0;
  bool converged = false;
};

// Of one player from one outcome. `none` are the payoffs without links, per cent.
Result<Deviation> deviation_of(TariffGame& game, const StructureOutcome& outcome, int player,
                               std::span<const double> none, const ResponseOptions& options = {});

// Of every linked player from every structure of the table.
Result<std::vector<Deviation>> deviations_of(TariffGame& game, const StructureTable& table,
                                             const ResponseOptions& options = {});

}  // namespace trilat::game
