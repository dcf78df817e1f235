// What the page of a counterfactual says in words: one sentence a chart, made from the figures it shows.
#pragma once

#include <string>
#include <vector>

#include "trilat/simulate.hpp"

namespace trilat::report {

// The countries that the page looks at closely: the members of the agreement, or the three largest incomes
// where the economy has none of them.
std::vector<const SimulateCountry*> in_focus(const SimulateResult& result);
// These, and the others whose real income moves most, `count` in all.
std::vector<const SimulateCountry*> most_moved(const SimulateResult& result, std::size_t count);

// Imports of one country from another, or of all others: base and new, million USD, and the average tariff
// in per cent over the sectors that bear one anywhere, weighted by base trade.
struct TradeBetween {
  double imports_base = 0, imports = 0, tariff_base = 0, tariff = 0;
  double growth_pct() const { return imports_base > 0 ? 100 * (imports / imports_base - 1) : 0; }
};
TradeBetween trade_between(const SimulateResult& result, const std::string& importer, const std::string& exporter);
TradeBetween trade_with_rest(const SimulateResult& result, const std::string& importer,
                             const std::vector<const SimulateCountry*>& but);

// What one country's tariffs (or export taxes, or trade costs) on another's goods contributed, all sectors.
struct Contribution {
  std::string words;  // "tariffs of Canada on the United States"
  double percent = 0;
};
// The largest for a country, `count` at most; none where no decomposition was asked for.
std::vector<Contribution> contributions(const SimulateResult& result, const std::string& country, std::size_t count);

std::string exact_sentence(const SimulateResult& result);
std::string contribution_sentence(const SimulateResult& result, const SimulateCountry& country);
std::string income_sentence(const SimulateResult& result);
std::string parts_sentence(const SimulateResult& result);
std::string tariff_sentence(const SimulateResult& result);
std::string trade_sentence(const SimulateResult& result);
std::string sector_sentence(const SimulateResult& result, const SimulateCountry& country);
std::string revenue_sentence(const SimulateResult& result);

}  // namespace trilat::report
