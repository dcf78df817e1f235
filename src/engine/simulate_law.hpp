// Scenarios as the shock of `simulate`.
#pragma once

#include <map>
#include <string>

#include "economy/solver.hpp"
#include "engine/law_tariffs.hpp"
#include "pack/economy_codec.hpp"
#include "trilat/simulate.hpp"

namespace trilat {

// The engine's scenario where none is named, a scenario's settings where the parameters leave them open, then the
// defaults.
Result<SimulateParams> with_settings(const pack::Container& container, const std::string& engine_scenario,
                                     SimulateParams params);

// What simulate needs of two states of law.
struct LawShock {
  LawTariffs tariffs;            // under the scenario
  std::vector<double> compared;  // under the state compared with; empty: the tariffs of the base year
};

// Empty tariffs where no scenario is named. Fills what the result says of law. Errors: a scenario beside a shock.
Result<LawShock> law_shock(const pack::Container& container, const std::map<Country, law::RuleBase>& law,
                           const economy::DataSet& data, const SimulateParams& params, SimulateResult& result);

// The scenario in the words of a shock.
void describe(const SimulateResult& result, pack::NamedShock& shock);

}  // namespace trilat
