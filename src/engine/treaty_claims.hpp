// What may be said of the treaty clock, and under which ways of solving, payoffs and behaviour it is so.
#pragma once

#include <string>
#include <vector>

#include "game/treaty_clock.hpp"
#include "trilat/treaty.hpp"

namespace trilat {

struct SolvedClock {
  std::string name;  // "logit", "markov-perfect, FGO balanced"
  game::TreatyClock clock;
};

// Of the date a year after the expiry: the pact extended; a link missing.
double extended_after(const game::TreatyClock& clock, Date expiry);
double link_missing_after(const game::TreatyClock& clock, Date expiry);

// The first clock is the one shown. Rows of behavioural parameters that were tried count too, for what they tell.
// Precondition: at least one clock, all of the same players and start.
std::vector<DealConclusion> treaty_conclusions(const std::vector<SolvedClock>& clocks,
                                               const std::vector<TreatyParameterRow>& rows,
                                               const std::vector<std::string>& players, Date expiry);

// Of the same clocks and rows.
TreatySpread treaty_spread(const std::vector<SolvedClock>& clocks, const std::vector<TreatyParameterRow>& rows,
                           Date expiry);

}  // namespace trilat
