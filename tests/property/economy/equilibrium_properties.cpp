#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

#include "economy/outcomes.hpp"
#include "support/small_economy.hpp"

namespace trilat::economy {
namespace {

DataSet any_economy(bool symmetric = false) {
  testing::SmallEconomy wanted;
  wanted.countries = *rc::gen::inRange<std::size_t>(2, 6);
  wanted.sectors = *rc::gen::inRange<std::size_t>(1, 5);
  wanted.seed = *rc::gen::arbitrary<unsigned>();
  wanted.tariff = *rc::gen::inRange(0, 50) / 100.0;
  wanted.symmetric = symmetric;
  DataSet data = testing::make_economy(wanted);
  const Status status = complete(data);
  if (!status) RC_FAIL(status.error().to_string());
  return data;
}

Shock any_shock(const DataSet& data) {
  Shock shock;
  const int cells = *rc::gen::inRange(1, 6);
  for (int cell = 0; cell < cells; ++cell) {
    const auto n = *rc::gen::inRange<std::size_t>(0, data.country_count());
    const auto i = *rc::gen::inRange<std::size_t>(0, data.country_count());
    const auto j = *rc::gen::inRange<std::size_t>(0, data.sector_count());
    if (n != i)
      shock.tariffs.push_back(
          {data.countries[n], data.countries[i], data.sectors[j], *rc::gen::inRange(0, 100) / 100.0, {}});
  }
  return shock;
}

Equilibrium solved(const DataSet& data, const Shock& shock) {
  auto found = solve(data, shock);
  if (!found) RC_FAIL(found.error().to_string());
  return *std::move(found);
}

RC_GTEST_PROP(Equilibrium, every_market_clears_and_every_budget_holds, ()) {
  const DataSet data = any_economy();
  const Equilibrium found = solved(data, any_shock(data));
  double world = 0;
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    double spent = 0, inputs = 0, earned = 0, imports = 0, exports = 0, revenue = 0;
    for (std::size_t j = 0; j < data.sector_count(); ++j) {
      double sold = 0, paid = 0;
      for (std::size_t i = 0; i < data.country_count(); ++i) {
        const double value = found.trade[data.flow(j, n, i)];
        paid += value * (1 + found.tariff[data.flow(j, n, i)]);
        revenue += value * found.tariff[data.flow(j, n, i)];
        sold += found.trade[data.flow(j, i, n)];
        if (i != n) imports += value;
        if (i != n) exports += found.trade[data.flow(j, i, n)];
      }
      const std::size_t cell = data.cell(n, j);
      RC_ASSERT(std::abs(sold / found.output[cell] - 1) < 1e-8);
      RC_ASSERT(std::abs(paid / found.expenditure[cell] - 1) < 1e-8);
      spent += paid;
      inputs += (1 - data.beta[cell]) * sold;
      earned += data.beta[cell] * sold;
    }
    RC_ASSERT(std::abs(earned / (found.wage[n] * data.value_added[n]) - 1) < 1e-8);
    RC_ASSERT(std::abs((spent - inputs) / found.income[n] - 1) < 1e-8);
    RC_ASSERT(std::abs(revenue - found.revenue[n]) < 1e-8 * found.income[n]);
    RC_ASSERT(std::abs(imports - exports - data.deficit[n]) < 1e-7 * found.income[n]);
    world += found.wage[n] * data.value_added[n];
  }
  RC_ASSERT(std::abs(world / std::accumulate(data.value_added.begin(), data.value_added.end(), 0.0) - 1) < 1e-9);
}

RC_GTEST_PROP(Equilibrium, countries_that_are_alike_stay_alike, ()) {
  const DataSet data = any_economy(true);
  Shock shock;
  shock.tariffs.push_back({"*", "*", "*", *rc::gen::inRange(0, 100) / 100.0, {}});
  const Equilibrium found = solved(data, shock);
  const Outcomes outcomes = measure(data, found);
  for (std::size_t n = 1; n < data.country_count(); ++n) {
    RC_ASSERT(std::abs(outcomes.countries[n].real_income - outcomes.countries[0].real_income) < 1e-8);
  }
}

// The same economy with its countries in reverse.
DataSet reversed(const DataSet& data) {
  DataSet other = data;
  const std::size_t N = data.country_count(), last = N - 1;
  std::reverse(other.countries.begin(), other.countries.end());
  std::reverse(other.country_names.begin(), other.country_names.end());
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    for (std::size_t n = 0; n < N; ++n) {
      other.beta[data.cell(last - n, j)] = data.beta[data.cell(n, j)];
      for (std::size_t i = 0; i < N; ++i) {
        other.trade[data.flow(j, last - n, last - i)] = data.trade[data.flow(j, n, i)];
        other.tariff[data.flow(j, last - n, last - i)] = data.tariff[data.flow(j, n, i)];
      }
      for (std::size_t k = 0; k < data.sector_count(); ++k) {
        other.gamma[data.input(last - n, j, k)] = data.gamma[data.input(n, j, k)];
      }
    }
  }
  return other;
}

RC_GTEST_PROP(Equilibrium, the_order_of_countries_changes_nothing, ()) {
  const DataSet data = any_economy();
  DataSet other = reversed(data);
  const Status status = complete(other);
  if (!status) RC_FAIL(status.error().to_string());
  const Shock shock = any_shock(data);
  const Equilibrium one = solved(data, shock), two = solved(other, shock);
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    RC_ASSERT(std::abs(one.wage[n] - two.wage[data.country_count() - 1 - n]) < 1e-8);
  }
}

RC_GTEST_PROP(Equilibrium, doubling_all_values_changes_nothing_but_levels, ()) {
  const DataSet data = any_economy();
  DataSet doubled = data;
  for (double& value : doubled.trade) value *= 2;
  const Status status = complete(doubled);
  if (!status) RC_FAIL(status.error().to_string());
  const Shock shock = any_shock(data);
  const Equilibrium one = solved(data, shock), two = solved(doubled, shock);
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    RC_ASSERT(std::abs(one.wage[n] - two.wage[n]) < 1e-8);
    RC_ASSERT(std::abs(two.income[n] / one.income[n] - 2) < 1e-7);
  }
}

}  // namespace
}  // namespace trilat::economy
