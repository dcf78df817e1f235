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
        PartnerOutcome& pair = outcomes.partners[n * data.country_count() + i];
        pair.imports_base += before;
        pair.imports += after;
        pair.tariff_rate_base += data.tariff[at] * before;  // revenue, until it is divided
        pair.tariff_rate_unsubstituted += found.tariff[at] * before;
        pair.tariff_rate += found.tariff[at] * after;
        outcomes.countries[n].terms_of_trade -= before * (cost - 1);
        outcomes.countries[i].terms_of_trade += before * (cost - 1);
        outcomes.countries[n].volume_of_trade += data.tariff[at] * (after - before * cost);
      }
    }
  }
}

double over(double revenue, double imports) { return imports > 0 ? revenue / imports : 0; }

// Effective rates from the revenue gathered by pair.
void close_rates(std::size_t N, Outcomes& outcomes) {
  for (std::size_t n = 0; n < N; ++n) {
    CountryOutcome& country = outcomes.countries[n];
    double imports_base = 0, imports = 0;
    for (std::size_t i = 0; i < N; ++i) {
      PartnerOutcome& pair = outcomes.partners[n * N + i];
      imports_base += pair.imports_base;
      imports += pair.imports;
      country.tariff_rate_base += pair.tariff_rate_base;
      country.tariff_rate_unsubstituted += pair.tariff_rate_unsubstituted;
      country.tariff_rate += pair.tariff_rate;
      pair.tariff_rate_base = over(pair.tariff_rate_base, pair.imports_base);
      pair.tariff_rate_unsubstituted = over(pair.tariff_rate_unsubstituted, pair.imports_base);
      pair.tariff_rate = over(pair.tariff_rate, pair.imports);
    }
    country.tariff_rate_base = over(country.tariff_rate_base, imports_base);
    country.tariff_rate_unsubstituted = over(country.tariff_rate_unsubstituted, imports_base);
    country.tariff_rate = over(country.tariff_rate, imports);
  }
}

void add_labour(const DataSet& data, const Equilibrium& found, std::size_t n, std::size_t j, SectorOutcome& sector) {
  const std::size_t cell = data.cell(n, j);
  const bool immobile = found.options.labour == Labour::kImmobile;
  sector.earnings_hat = immobile ? found.sector_wage[cell] : found.wage[n];
  if (immobile) {
    sector.employment_hat = found.hours[n];
  } else if (data.output[cell] > 0) {
    sector.employment_hat = found.output[cell] / data.output[cell] / found.wage[n];
  }
}

double household_real_income(const DataSet& data, const Equilibrium& found, std::size_t n) {
  double log_price = 0;
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    log_price += found.household_basket[data.cell(n, j)] * std::log(found.price[data.cell(n, j)]);
  }
  const bool kept = found.options.revenue == Revenue::kGovernment;
  const double before = data.income[n] - (kept ? data.revenue[n] : 0);
  return (found.income[n] - (kept ? found.revenue[n] : 0)) / before / std::exp(log_price) - 1;
}

}  // namespace

Outcomes measure(const DataSet& data, const Equilibrium& found) {
  Outcomes outcomes;
  outcomes.countries.resize(data.country_count());
  outcomes.sectors.resize(data.country_count() * data.sector_count());
  outcomes.partners.resize(data.country_count() * data.country_count());
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
      add_labour(data, found, n, j, sector);
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
    country.household_real_income = household_real_income(data, found, n);
    country.hours_hat = found.hours[n];
    country.deficit_base = data.deficit[n];
    country.deficit = found.deficit[n];
    country.terms_of_trade /= country.income_base;
    country.volume_of_trade /= country.income_base;
  }
  close_rates(data.country_count(), outcomes);
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
