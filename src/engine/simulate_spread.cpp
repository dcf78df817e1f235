#include "engine/simulate_spread.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace trilat {
namespace {

constexpr double kNoChange = 1e-9;  // per cent, or million USD: below what a solution is good to

int sign_of(double value) { return std::abs(value) < kNoChange ? 0 : value > 0 ? 1 : -1; }

// In the order of the ranges: of every country, then of its sectors.
std::vector<double> values_of(const economy::Outcomes& outcomes) {
  std::vector<double> values;
  const std::size_t sectors = outcomes.sectors.size() / outcomes.countries.size();
  for (std::size_t n = 0; n < outcomes.countries.size(); ++n) {
    const economy::CountryOutcome& country = outcomes.countries[n];
    values.insert(values.end(), {100 * country.real_income, 100 * country.real_wage, country.revenue});
    for (std::size_t j = 0; j < sectors; ++j) values.push_back(100 * outcomes.sectors[n * sectors + j].output_volume);
  }
  return values;
}

}  // namespace

Spread::Spread(const economy::DataSet& data, const SimulateResult& result) {
  spread_.cases.push_back(fmt::format("{}, {}", result.elasticities, result.closure));
  const auto begin = [this](const std::string& country, const std::string& sector, const char* outcome, double value) {
    shown_.push_back(value);
    spread_.ranges.push_back({country, sector, outcome, value, value, 1});
  };
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    const SimulateCountry& country = result.by_country[n];
    begin(country.code, "", "real_income", country.real_income_pct);
    begin(country.code, "", "real_wage", country.real_wage_pct);
    begin(country.code, "", "revenue", country.revenue);
    for (std::size_t j = 0; j < data.sector_count(); ++j) {
      const SimulateSector& sector = result.by_sector[data.cell(n, j)];
      begin(sector.country, sector.sector, "output_volume", sector.output_volume_pct);
    }
  }
}

void Spread::add(const std::string& name, const std::optional<economy::Outcomes>& outcomes) {
  if (!outcomes) {
    spread_.failed.push_back(name);
    return;
  }
  spread_.cases.push_back(name);
  const std::vector<double> values = values_of(*outcomes);
  for (std::size_t k = 0; k < values.size(); ++k) {
    SimulateRange& range = spread_.ranges[k];
    range.low = std::min(range.low, values[k]);
    range.high = std::max(range.high, values[k]);
    range.same += sign_of(values[k]) == sign_of(shown_[k]) ? 1 : 0;
  }
}

SimulateSpread Spread::take() { return std::move(spread_); }

const SimulateRange* find_range(const SimulateSpread& spread, const std::string& country, const std::string& sector,
                                const std::string& outcome) {
  const auto at = std::find_if(spread.ranges.begin(), spread.ranges.end(), [&](const SimulateRange& range) {
    return range.country == country && range.sector == sector && range.outcome == outcome;
  });
  return at == spread.ranges.end() ? nullptr : &*at;
}

}  // namespace trilat
