#include "economy/outcomes.hpp"

#include <cmath>

namespace trilat::economy {
namespace {

// Exports and imports of every cell, and the two parts of the published decomposition.
void add_flows(const DataSet& data, const Equilibrium& found, Outcomes& outcomes) {
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    for (std::size_t n = 0; n < data.country_count(); ++n) {
      for (std::size_t i = 0; i < data.country_count(); ++i) {
        if (n == i) continue;
        const std::size_t at = data.flow(j, n, i);
        const double before = data.trade[at], after = found.trade[at];
        const double cost = found.cost[data.cell(i, j)];
        SectorOutcome& bought = outcomes.sectors[data.cell(n, j)];
        SectorOutcome& sold = outcomes.sectors[data.cell(i, j)];
        bought.imports_base += before;
        bought.imports += after;
        sold.exports_base += before;
        sold.exports += after;
        outcomes.countries[n].terms_of_trade -= before * (cost - 1);
        outcomes.countries[i].terms_of_trade += before * (cost - 1);
        outcomes.countries[n].volume_of_trade += data.tariff[at] * (after - before * cost);
      }
    }
  }
}

}  // namespace

Outcomes measure(const DataSet& data, const Equilibrium& found) {
  Outcomes outcomes;
  outcomes.countries.resize(data.country_count());
  outcomes.sectors.resize(data.country_count() * data.sector_count());
  add_flows(data, found, outcomes);
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    CountryOutcome& country = outcomes.countries[n];
    double log_price = 0;
    for (std::size_t j = 0; j < data.sector_count(); ++j) {
      const std::size_t cell = data.cell(n, j);
      SectorOutcome& sector = outcomes.sectors[cell];
      sector.output_base = data.output[cell];
      sector.output = found.output[cell];
      sector.cost_hat = found.cost[cell];
      sector.price_hat = found.price[cell];
      sector.output_volume = data.output[cell] > 0 ? found.output[cell] / data.output[cell] / found.cost[cell] - 1 : 0;
      log_price += data.alpha[cell] * std::log(found.price[cell]);
      country.exports_base += sector.exports_base;
      country.exports += sector.exports;
      country.imports_base += sector.imports_base;
      country.imports += sector.imports;
    }
    country.wage_hat = found.wage[n];
    country.consumer_price_hat = std::exp(log_price);
    country.income_base = data.income[n];
    country.income = found.income[n];
    country.revenue_base = data.revenue[n];
    country.revenue = found.revenue[n];
    country.real_income = country.income / country.income_base / country.consumer_price_hat - 1;
    country.real_wage = country.wage_hat / country.consumer_price_hat - 1;
    country.terms_of_trade /= country.income_base;
    country.volume_of_trade /= country.income_base;
  }
  return outcomes;
}

Result<DataSet> rebase(const DataSet& data, const Equilibrium& found) {
  DataSet moved = data;
  moved.trade = found.trade;
  moved.tariff = found.tariff;
  moved.export_tax = found.export_tax;
  TRILAT_CHECK(complete(moved));
  return moved;
}

}  // namespace trilat::economy
