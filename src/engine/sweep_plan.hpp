// What a sweep's parameters mean: cases with their base, outcomes with their place, standard errors.
#pragma once

#include <string>
#include <vector>

#include "economy/outcomes.hpp"
#include "pack/container.hpp"
#include "pack/economy_csv.hpp"
#include "trilat/sweep.hpp"

namespace trilat {

// One outcome and where it is read.
struct PlannedOutcome {
  enum class Of { kCountry, kSector, kFlow } of = Of::kCountry;
  std::string name, unit;
  std::size_t n = 0, i = 0, j = 0;
  std::size_t which = 0;  // among the names of its kind
};

struct PlannedCase {
  pack::NamedShock shock;
  std::string shock_name, closure_name;
  economy::SolveOptions options;
  std::size_t set = 0;                 // of the economy's elasticities
  std::vector<double> standard_error;  // [j]
};

struct SweepPlan {
  economy::DataSet data;
  std::vector<PlannedCase> cases;
  std::vector<PlannedOutcome> outcomes;
  std::string spread_words;
  std::string fingerprint;  // of all that the values depend on but the number of draws
};

// Errors name the parameter: an unknown name with those that exist, a spread that is no share, a
// probability outside 0 to 1, more numbers than fit in memory.
Result<SweepPlan> plan_sweep(const pack::Container& container, const SweepParams& params);

// The value of a planned outcome.
double read_outcome(const PlannedOutcome& outcome, const economy::DataSet& data, const economy::Outcomes& measured,
                    const economy::Equilibrium& found);

}  // namespace trilat
