// How far the outcomes of a simulation hold under other elasticities and deficits.
#pragma once

#include <optional>
#include <string>

#include "economy/outcomes.hpp"
#include "trilat/simulate.hpp"

namespace trilat {

class Spread {
 public:
  // The case shown, which `result` holds, is the first.
  Spread(const economy::DataSet& data, const SimulateResult& result);

  // A further case; nothing where it has no solution.
  void add(const std::string& name, const std::optional<economy::Outcomes>& outcomes);

  SimulateSpread take();

 private:
  std::vector<double> shown_;  // in the order of the ranges
  SimulateSpread spread_;
};

}  // namespace trilat
