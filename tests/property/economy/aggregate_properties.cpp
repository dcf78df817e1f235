// Aggregating countries that are alike, with no tariffs among them, is exact: a country cut into pieces of
// any size and put together again is the country, and any shock does to the pieces what it does to the whole.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "economy/aggregate.hpp"
#include "economy/outcomes.hpp"
#include "support/small_economy.hpp"

namespace trilat::economy {
namespace {

DataSet whole_economy() {
  testing::SmallEconomy wanted;
  wanted.countries = *rc::gen::inRange<std::size_t>(2, 5);
  wanted.sectors = *rc::gen::inRange<std::size_t>(1, 5);
  wanted.seed = *rc::gen::arbitrary<unsigned>();
  wanted.tariff = *rc::gen::inRange(0, 50) / 100.0;
  DataSet data = testing::make_economy(wanted);
  const Status status = complete(data);
  if (!status) RC_FAIL(status.error().to_string());
  return data;
}

// The first country cut in two: shares of every flow, the second piece last.
DataSet cut(const DataSet& whole, double share) {
  DataSet pieces = whole;
  const std::size_t N = whole.country_count() + 1, J = whole.sector_count();
  pieces.countries.emplace_back("piece");
  pieces.country_names.emplace_back("piece");
  pieces.trade.assign(N * N * J, 0);
  pieces.tariff.assign(N * N * J, 0);
  pieces.gamma.assign(N * J * J, 0);
  pieces.beta.assign(N * J, 0);
  const auto origin = [&](std::size_t n) { return n + 1 == N ? 0 : n; };
  const auto weight = [&](std::size_t n) { return n + 1 == N ? 1 - share : n == 0 ? share : 1.0; };
  for (std::size_t n = 0; n < N; ++n) {
    for (std::size_t j = 0; j < J; ++j) {
      pieces.beta[pieces.cell(n, j)] = whole.beta[whole.cell(origin(n), j)];
      for (std::size_t k = 0; k < J; ++k)
        pieces.gamma[pieces.input(n, j, k)] = whole.gamma[whole.input(origin(n), j, k)];
      for (std::size_t i = 0; i < N; ++i) {
        const std::size_t from = whole.flow(j, origin(n), origin(i));
        pieces.trade[pieces.flow(j, n, i)] = whole.trade[from] * weight(n) * weight(i);
        pieces.tariff[pieces.flow(j, n, i)] = whole.tariff[from];
      }
    }
  }
  const Status status = complete(pieces);
  if (!status) RC_FAIL(status.error().to_string());
  return pieces;
}

Grouping joined(const DataSet& pieces) {
  Grouping groups = keep_all(pieces.countries, pieces.country_names);
  groups.codes.pop_back();
  groups.names.pop_back();
  groups.group_of.back() = 0;
  return groups;
}

void expect_close(double found, double wanted, double scale) { RC_ASSERT(std::abs(found - wanted) <= 1e-8 * scale); }

RC_GTEST_PROP(Aggregation, pieces_of_a_country_sum_to_the_country, ()) {
  const DataSet whole = whole_economy();
  const DataSet pieces = cut(whole, *rc::gen::inRange(5, 95) / 100.0);
  const auto summed = aggregate(pieces, joined(pieces), keep_all(pieces.sectors, pieces.sector_names));
  RC_ASSERT(summed.has_value());
  RC_ASSERT(summed->report.revenue_dropped == 0.0);
  for (std::size_t at = 0; at < whole.trade.size(); ++at) {
    expect_close(summed->data.trade[at], whole.trade[at], whole.trade[at] + 1);
    expect_close(summed->data.tariff[at], whole.tariff[at], 1);
  }
  for (std::size_t at = 0; at < whole.gamma.size(); ++at) expect_close(summed->data.gamma[at], whole.gamma[at], 1);
  for (std::size_t at = 0; at < whole.beta.size(); ++at) expect_close(summed->data.beta[at], whole.beta[at], 1);
  for (std::size_t at = 0; at < whole.alpha.size(); ++at) expect_close(summed->data.alpha[at], whole.alpha[at], 1);
}

RC_GTEST_PROP(Aggregation, a_shock_does_to_the_pieces_what_it_does_to_the_whole, ()) {
  const DataSet whole = whole_economy();
  const DataSet pieces = cut(whole, *rc::gen::inRange(5, 95) / 100.0);
  const double rate = *rc::gen::inRange(0, 60) / 100.0;
  Shock shock, split;
  shock.tariffs.push_back({whole.countries[0], whole.countries[1], "*", rate, {}});
  split.tariffs = shock.tariffs;
  split.tariffs.push_back({"piece", whole.countries[1], "*", rate, {}});
  SolveOptions options;
  options.tolerance = 1e-11;
  const auto one = solve(whole, shock, options), two = solve(pieces, split, options);
  RC_ASSERT(one.has_value() && two.has_value());
  const Outcomes a = measure(whole, *one), b = measure(pieces, *two);
  expect_close(b.countries[0].real_income, a.countries[0].real_income, 1);
  expect_close(b.countries.back().real_income, a.countries[0].real_income, 1);
  expect_close(b.countries[1].real_income, a.countries[1].real_income, 1);
}

TEST(Aggregation, Tariffs_inside_a_group_are_dropped_and_reported) {
  DataSet data = testing::make_economy({});
  ASSERT_TRUE(complete(data));
  Grouping pair{{"A", "B"}, {"A", "B"}, {0, 0, 1}};
  const auto summed = aggregate(data, pair, keep_all(data.sectors, data.sector_names));
  ASSERT_TRUE(summed) << summed.error().to_string();
  double inside = 0, revenue = 0;
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    for (const std::size_t at : {data.flow(j, 0, 1), data.flow(j, 1, 0)}) {
      inside += data.trade[at];
      revenue += data.trade[at] * data.tariff[at];
    }
  }
  EXPECT_NEAR(summed->report.trade_inside, inside, 1e-9 * inside);
  EXPECT_NEAR(summed->report.revenue_dropped, revenue, 1e-9 * revenue);
  EXPECT_EQ(summed->report.largest_drop, "A");
  EXPECT_NEAR(summed->data.revenue[0] + summed->data.revenue[1],
              data.revenue[0] + data.revenue[1] + data.revenue[2] - revenue, 1e-6);
}

TEST(Aggregation, One_sector_of_all_keeps_values_and_an_elasticity_between_the_extremes) {
  DataSet data = testing::make_economy({3, 3, 5});
  ASSERT_TRUE(complete(data));
  const Grouping all{{"ALL"}, {"All"}, {0, 0, 0}};
  const auto summed = aggregate(data, keep_all(data.countries, data.country_names), all);
  ASSERT_TRUE(summed) << summed.error().to_string();
  const auto& theta = data.elasticities[0].theta;
  EXPECT_GT(summed->data.elasticities[0].theta[0], *std::min_element(theta.begin(), theta.end()));
  EXPECT_LT(summed->data.elasticities[0].theta[0], *std::max_element(theta.begin(), theta.end()));
  for (std::size_t n = 0; n < 3; ++n) {
    EXPECT_NEAR(summed->data.value_added[n], data.value_added[n], 1e-9 * data.value_added[n]);
    EXPECT_NEAR(summed->data.revenue[n], data.revenue[n], 1e-9 * data.income[n]);
    EXPECT_NEAR(summed->data.income[n], data.income[n], 1e-9 * data.income[n]);
  }
}

}  // namespace
}  // namespace trilat::economy
