// The treaty clock on payoffs that are known, for `treaty` and for the brief.
#pragma once

#include <string>

#include "engine/treaty_payoffs.hpp"
#include "pack/container.hpp"

namespace trilat {

// `settings` are a scenario's, or null; the hash is left to the caller. Errors: those of the parameters.
Result<TreatyResult> solve_treaty(const pack::Container& container, const scenario::GameSettings* settings,
                                  const TreatyParams& params, const TreatyPayoffs& payoffs);

}  // namespace trilat
