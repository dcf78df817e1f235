// The parts of a change of real income: they sum to it in every regime, by construction of the path only, and near
// the base they are the published first-order formula.
#include "economy/decomposition.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "economy/outcomes.hpp"
#include "support/regimes.hpp"
#include "support/small_economy.hpp"

namespace trilat::economy {
namespace {

class DecompositionOf : public ::testing::TestWithParam<testing::Regime> {};

TEST_P(DecompositionOf, The_parts_sum_to_the_change_of_real_income) {
  DataSet data = testing::make_economy({4, 3, 7, 0.2, false});
  ASSERT_TRUE(complete(data));
  auto solver = Solver::make(data, GetParam().options);
  ASSERT_TRUE(solver) << solver.error().to_string();
  DecompositionOptions options;
  options.attributed = {0, 2};
  const auto found = decompose(*solver, testing::mixed_policy(data), options);
  ASSERT_TRUE(found) << found.error().to_string();
  // The change itself, by two solves that know nothing of the path.
  auto again = Solver::make(data, GetParam().options);
  ASSERT_TRUE(again->solve());
  std::vector<double> before;
  for (std::size_t n = 0; n < data.country_count(); ++n) before.push_back(1 + again->real_income(n));
  ASSERT_TRUE(again->set_policy(testing::mixed_policy(data)));
  ASSERT_TRUE(again->solve());
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    const double sum = found->terms_of_trade(data, n) + found->volume_of_trade(data, n) + found->trade_costs(data, n) +
                       found->deficit[n] + found->hours[n] + found->basket[n];
    EXPECT_NEAR(sum, (1 + again->real_income(n)) / before[n] - 1, 1e-8) << data.countries[n];
  }
  ASSERT_EQ(found->attribution.size(), 2);
  for (const auto& attribution : found->attribution) {
    double sum = 0;
    for (const auto* part : {&attribution.tariff, &attribution.export_tax, &attribution.iceberg}) {
      for (const double value : *part) sum += value;
    }
    EXPECT_NEAR(sum, (1 + again->real_income(attribution.country)) / before[attribution.country] - 1, 1e-8);
  }
}

INSTANTIATE_TEST_SUITE_P(Every, DecompositionOf, ::testing::ValuesIn(testing::regimes()),
                         [](const auto& tested) { return tested.param.name; });

TEST(Decomposition, A_small_change_is_the_published_first_order_formula) {
  DataSet data = testing::make_economy({4, 3, 7, 0.2, false});
  ASSERT_TRUE(complete(data));
  Policy policy = testing::unchanged(data);
  for (std::size_t at = 0; at < policy.tariff.size(); ++at) {
    if (policy.tariff[at] > 0) policy.tariff[at] += 1e-5;
  }
  SolveOptions options;
  options.tolerance = 1e-13;
  auto solver = Solver::make(data, options);
  ASSERT_TRUE(solver);
  const auto found = decompose(*solver, policy);
  ASSERT_TRUE(found) << found.error().to_string();
  const Outcomes published = measure(data, solver->equilibrium());
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    const double terms = found->terms_of_trade(data, n), volume = found->volume_of_trade(data, n);
    EXPECT_NEAR(terms, published.countries[n].terms_of_trade, 1e-3 * std::abs(terms) + 1e-10);
    EXPECT_NEAR(volume, published.countries[n].volume_of_trade, 1e-3 * std::abs(volume) + 1e-10);
  }
}

// One instrument alone carries the whole change.
TEST(Decomposition, A_single_tariff_is_given_all_of_the_change) {
  DataSet data = testing::make_economy({3, 2, 3, 0.1, false});
  ASSERT_TRUE(complete(data));
  Policy policy = testing::unchanged(data);
  const std::size_t moved = data.flow(1, 0, 2);
  policy.tariff[moved] = 0.6;
  auto solver = Solver::make(data);
  ASSERT_TRUE(solver);
  DecompositionOptions options;
  options.attributed = {0};
  const auto found = decompose(*solver, policy, options);
  ASSERT_TRUE(found) << found.error().to_string();
  EXPECT_NEAR(found->attribution[0].tariff[moved], found->change[0], 1e-9);
  EXPECT_GT(std::abs(found->change[0]), 1e-4);
  for (std::size_t at = 0; at < policy.tariff.size(); ++at) {
    if (at == moved) continue;
    EXPECT_EQ(found->attribution[0].tariff[at], 0);
  }
}

TEST(Decomposition, A_country_that_does_not_exist_is_refused) {
  DataSet data = testing::make_economy({});
  ASSERT_TRUE(complete(data));
  auto solver = Solver::make(data);
  DecompositionOptions options;
  options.attributed = {17};
  Policy policy = testing::unchanged(data);
  EXPECT_FALSE(decompose(*solver, policy, options));
}

}  // namespace
}  // namespace trilat::economy
