// The exact parts of a simulated change, with the words of the result.
#pragma once

#include "economy/solver.hpp"
#include "trilat/simulate.hpp"

namespace trilat {

// Fills `result.decomposition`; by partner, sector and instrument for the countries in focus. The result must hold
// its countries already.
Status add_decomposition(economy::Solver& solver, const economy::Policy& policy, SimulateResult& result);

}  // namespace trilat
