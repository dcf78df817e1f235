// What the equilibrium says of the prices of a ledger's inputs, before duty: the change of the unit cost of the
// seller's country in the sectors that the code falls to, against world value added as numeraire.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "engine/impl.hpp"
#include "trilat/exposure.hpp"
#include "trilat/simulate.hpp"

namespace trilat {

class InputPrices {
 public:
  using Costs = std::map<std::pair<int, int>, double>;  // country and sector of the economy: cost of inputs

  // From a simulation of the scenario set against the other. Errors of LawToEconomy::make.
  static Result<InputPrices> make(const pack::Container& container, const std::map<Country, law::RuleBase>& law,
                                  const SimulateResult& simulated);

  // In per cent; nothing where the code falls to no sector or the origin to no country of the economy. Adds the
  // line's cost to `costs`.
  std::optional<double> change(Country importer, Country origin, HsCode code, Money cost, Costs& costs) const;

  std::vector<ExposurePrice> table(const Costs& costs) const;

 private:
  struct Part {
    int sector = 0;
    double share = 0;
  };
  std::map<Country, std::map<HsCode, std::vector<Part>>> parts_;  // by importer and code of 8 digits
  std::vector<int> region_;                                       // by country of the law
  std::vector<std::vector<double>> change_pct_;                   // by country and sector of the economy
  std::vector<NamedCode> countries_, sectors_;
};

}  // namespace trilat
