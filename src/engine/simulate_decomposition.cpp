#include "engine/simulate_decomposition.hpp"

#include "economy/decomposition.hpp"

namespace trilat {
namespace {

using economy::DataSet;
using economy::Decomposition;

bool anything(const SimulateParts& parts) {
  return parts.terms_of_trade_pct != 0 || parts.volume_of_trade_pct != 0 || parts.trade_cost_pct != 0;
}

void add_country(const DataSet& data, const Decomposition& from, std::size_t n, SimulateDecomposition& to) {
  SimulateDecomposition::Country country;
  country.code = data.countries[n];
  country.trade.terms_of_trade_pct = 100 * from.terms_of_trade(data, n);
  country.trade.volume_of_trade_pct = 100 * from.volume_of_trade(data, n);
  country.trade.trade_cost_pct = 100 * from.trade_costs(data, n);
  country.deficit_pct = 100 * from.deficit[n];
  country.hours_pct = 100 * from.hours[n];
  country.government_basket_pct = 100 * from.basket[n];
  country.real_income_pct = 100 * from.change[n];
  country.identity_error_pct = 100 * from.identity_error[n];
  to.countries.push_back(std::move(country));
}

void add_parts(const DataSet& data, const Decomposition& from, std::size_t n, SimulateDecomposition& to) {
  for (std::size_t i = 0; i < data.country_count(); ++i) {
    for (std::size_t j = 0; j < data.sector_count(); ++j) {
      const std::size_t bought = data.flow(j, n, i), sold = data.flow(j, i, n);
      SimulateParts parts;
      parts.terms_of_trade_pct = 100 * (from.import_terms[bought] + from.export_terms[sold]);
      parts.volume_of_trade_pct = 100 * (from.import_volume[bought] + from.export_volume[sold]);
      parts.trade_cost_pct = 100 * from.trade_cost[bought];
      if (anything(parts)) to.parts.push_back({data.countries[n], data.countries[i], data.sectors[j], parts});
    }
  }
}

void add_contributions(const DataSet& data, const Decomposition::Attribution& from, SimulateDecomposition& to) {
  const auto add = [&](const char* instrument, const std::vector<double>& contribution) {
    for (std::size_t n = 0; n < data.country_count(); ++n) {
      for (std::size_t i = 0; i < data.country_count(); ++i) {
        for (std::size_t j = 0; j < data.sector_count(); ++j) {
          const double value = contribution[data.flow(j, n, i)];
          if (value == 0) continue;
          to.contributions.push_back({data.countries[from.country], instrument, data.countries[n], data.countries[i],
                                      data.sectors[j], 100 * value});
        }
      }
    }
  };
  add("tariff", from.tariff);
  add("export_tax", from.export_tax);
  add("trade_cost", from.iceberg);
}

}  // namespace

Status add_decomposition(economy::Solver& solver, const economy::Policy& policy, SimulateResult& result) {
  const DataSet& data = solver.data();
  economy::DecompositionOptions options;
  for (const std::string& code : focus_codes(result)) {
    TRILAT_TRY(const std::size_t n, data.find_country(code));
    options.attributed.push_back(n);
  }
  TRILAT_TRY(const Decomposition found, economy::decompose(solver, policy, options));
  SimulateDecomposition& to = result.decomposition;
  for (std::size_t n = 0; n < data.country_count(); ++n) add_country(data, found, n, to);
  for (const std::size_t n : options.attributed) add_parts(data, found, n, to);
  for (const auto& attribution : found.attribution) add_contributions(data, attribution, to);
  to.largest_error_pct = 100 * found.largest_error;
  to.points = static_cast<int>(found.points);
  return {};
}

}  // namespace trilat
