// Every closure, use of revenue and labour regime against the second implementation in tests/support, and the limits
// that the regimes share.
#include "support/regimes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "economy/outcomes.hpp"
#include "economy/solver.hpp"
#include "support/reference_model.hpp"
#include "support/small_economy.hpp"

namespace trilat::economy {
namespace {

using ::testing::HasSubstr;

DataSet economy(std::size_t countries = 4, unsigned seed = 7) {
  DataSet data = testing::make_economy({countries, 3, seed, 0.2, false});
  const Status status = complete(data);
  EXPECT_TRUE(status) << status.error().to_string();
  return data;
}

Equilibrium solved(const DataSet& data, const SolveOptions& options, const Policy& policy) {
  auto solver = Solver::make(data, options);
  EXPECT_TRUE(solver) << solver.error().to_string();
  EXPECT_TRUE(solver->set_policy(policy));
  const auto summary = solver->solve();
  EXPECT_TRUE(summary) << summary.error().to_string();
  return solver->equilibrium();
}

void expect_close(const std::vector<double>& one, const std::vector<double>& two, const char* what, double relative) {
  ASSERT_EQ(one.size(), two.size()) << what;
  for (std::size_t c = 0; c < one.size(); ++c) {
    EXPECT_NEAR(one[c], two[c], relative * std::max(1.0, std::abs(two[c]))) << what << " " << c;
  }
}

class Regimes : public ::testing::TestWithParam<testing::Regime> {};

TEST_P(Regimes, Agree_with_the_second_implementation) {
  const DataSet data = economy();
  const Policy policy = testing::mixed_policy(data);
  const Equilibrium found = solved(data, GetParam().options, policy);
  const auto expected = testing::ReferenceModel(data, GetParam().options, policy).solve();
  expect_close(found.wage, expected.wage, "wage", 1e-8);
  expect_close(found.price, expected.price, "price", 1e-8);
  expect_close(found.output, expected.output, "output", 1e-8);
  expect_close(found.revenue, expected.revenue, "revenue", 1e-8);
  expect_close(found.income, expected.income, "income", 1e-8);
  expect_close(found.deficit, expected.deficit, "deficit", 1e-8);
  expect_close(found.hours, expected.hours, "hours", 1e-8);
  expect_close(found.sector_wage, expected.sector_wage, "wage of a sector", 1e-8);
}

TEST_P(Regimes, No_shock_changes_nothing) {
  DataSet data = economy();
  if (GetParam().options.closure == Closure::kZeroDeficit) {  // from a balanced base
    const auto balanced = rebase(data, solved(data, GetParam().options, testing::unchanged(data)));
    ASSERT_TRUE(balanced) << balanced.error().to_string();
    data = *balanced;
  }
  const Equilibrium found = solved(data, GetParam().options, testing::unchanged(data));
  for (const double wage : found.sector_wage) EXPECT_NEAR(wage, 1, 1e-9);
  for (std::size_t at = 0; at < data.trade.size(); ++at) EXPECT_NEAR(found.trade[at], data.trade[at], 1e-7);
}

TEST_P(Regimes, A_warm_start_ends_where_the_cold_one_does) {
  const DataSet data = economy();
  auto solver = Solver::make(data, GetParam().options);
  ASSERT_TRUE(solver);
  ASSERT_TRUE(solver->set_policy(testing::mixed_policy(data)));
  ASSERT_TRUE(solver->solve());
  const Start start = solver->point();
  const double cold = solver->real_income(1);
  const auto again = solver->solve(&start);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->sweeps, 1);
  ASSERT_TRUE(solver->set_policy(testing::unchanged(data)));
  ASSERT_TRUE(solver->solve(&start));
  ASSERT_TRUE(solver->set_policy(testing::mixed_policy(data)));
  const Start other = solver->point();
  ASSERT_TRUE(solver->solve(&other));
  EXPECT_NEAR(solver->real_income(1), cold, 1e-9);
}

INSTANTIATE_TEST_SUITE_P(Every, Regimes, ::testing::ValuesIn(testing::regimes()),
                         [](const auto& tested) { return tested.param.name; });

// Far from the base, where one leap fails, the solve is led along the path; its answer is checked by the markets.
TEST_P(Regimes, Tariffs_of_several_hundred_per_cent_are_solved) {
  const DataSet data = economy();
  Policy policy = testing::unchanged(data);
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    for (std::size_t n = 0; n < data.country_count(); ++n) {
      for (std::size_t i = 0; i < data.country_count(); ++i) {
        if (n != i) policy.tariff[data.flow(j, n, i)] = 6;
      }
    }
  }
  const Equilibrium found = solved(data, GetParam().options, policy);
  EXPECT_LE(found.residual, 1e-10);
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    double balance = 0;
    for (std::size_t j = 0; j < data.sector_count(); ++j) {
      for (std::size_t i = 0; i < data.country_count(); ++i) {
        balance += found.trade[data.flow(j, n, i)] - found.trade[data.flow(j, i, n)];
      }
    }
    EXPECT_NEAR(balance, found.deficit[n], 1e-7 * found.income[n]);
  }
}

TEST(Labour, Roy_at_one_is_immobile_and_far_above_one_nears_mobile) {
  const DataSet data = economy();
  const Policy policy = testing::mixed_policy(data);
  SolveOptions roy, immobile, mobile;
  immobile.labour = Labour::kImmobile;
  roy.labour = Labour::kRoy;
  roy.kappa = 1;
  expect_close(solved(data, roy, policy).sector_wage, solved(data, immobile, policy).sector_wage, "wage", 1e-9);
  roy.kappa = 1e5;
  expect_close(solved(data, roy, policy).wage, solved(data, mobile, policy).wage, "wage", 1e-4);
}

TEST(Labour, Immobile_workers_earn_what_their_sector_sells) {
  const DataSet data = economy();
  SolveOptions options;
  options.labour = Labour::kImmobile;
  const Equilibrium found = solved(data, options, testing::mixed_policy(data));
  for (std::size_t c = 0; c < data.output.size(); ++c) {
    EXPECT_NEAR(found.sector_wage[c], found.output[c] / data.output[c], 1e-9);
  }
}

TEST(Labour, Hours_follow_the_real_wage_at_their_elasticity) {
  const DataSet data = economy();
  SolveOptions options;
  options.labour_supply = 0.8;
  const Equilibrium found = solved(data, options, testing::mixed_policy(data));
  const Outcomes outcomes = measure(data, found);
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    EXPECT_NEAR(found.hours[n], std::pow(1 + outcomes.countries[n].real_wage, 0.8), 1e-9);
  }
}

TEST(Deficits, A_share_of_income_moves_by_one_number_for_all_and_sums_to_nothing) {
  const DataSet data = economy();
  SolveOptions options;
  options.closure = Closure::kShareDeficit;
  const Equilibrium found = solved(data, options, testing::mixed_policy(data));
  double sum = 0, first = 0;
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    const double before = data.deficit[n] / (data.value_added[n] + data.revenue[n]);
    const double after = found.deficit[n] / (found.value_added[n] + found.revenue[n]);
    if (n == 0) first = before - after;
    EXPECT_NEAR(before - after, first, 1e-12);
    sum += found.deficit[n];
  }
  EXPECT_NEAR(sum, 0, 1e-9);
}

TEST(Government, Buys_its_basket_with_the_revenue_and_households_the_rest) {
  const DataSet data = economy();
  SolveOptions options;
  options.revenue = Revenue::kGovernment;
  options.government_basket.assign(data.alpha.size(), 0.0);
  for (std::size_t n = 0; n < data.country_count(); ++n) options.government_basket[data.cell(n, 2)] = 1;
  const Policy policy = testing::mixed_policy(data);
  const Equilibrium found = solved(data, options, policy);
  const auto expected = testing::ReferenceModel(data, options, policy).solve();
  expect_close(found.output, expected.output, "output", 1e-8);
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    for (std::size_t j = 0; j < data.sector_count(); ++j) {
      const std::size_t c = data.cell(n, j);
      const double household = found.household_basket[c] * (found.income[n] - found.revenue[n]);
      EXPECT_NEAR(found.final_demand[c], household + (j == 2 ? found.revenue[n] : 0), 1e-9 * found.income[n]);
    }
  }
}

std::string refusal(const SolveOptions& options) {
  const DataSet data = economy(3);
  const auto made = Solver::make(data, options);
  return made ? "accepted" : made.error().to_string();
}

TEST(Options, Outside_their_domain_are_refused) {
  SolveOptions options;
  options.labour = Labour::kRoy;
  options.kappa = 0.5;
  EXPECT_THAT(refusal(options), HasSubstr("kappa is 0.5"));
  options = {};
  options.labour_supply = -1;
  EXPECT_THAT(refusal(options), HasSubstr("labour supply is -1"));
  options = {};
  options.theta = {4, 0, 4};
  EXPECT_THAT(refusal(options), HasSubstr("the elasticity of S1 is 0"));
  options.theta = {4, 4};
  EXPECT_THAT(refusal(options), HasSubstr("2 elasticities were given for 3 sectors"));
  options = {};
  options.revenue = Revenue::kGovernment;
  options.government_basket.assign(9, 0.2);
  EXPECT_THAT(refusal(options), HasSubstr("government of C0 buys sum to 0.6"));
}

TEST(Options, A_government_that_buys_more_than_there_is_is_refused_with_its_cell) {
  DataSet data = testing::make_economy({3, 3, 2, 0.5, false});
  ASSERT_TRUE(complete(data));
  SolveOptions options;
  options.revenue = Revenue::kGovernment;
  options.government_basket.assign(9, 0.0);
  // All of it on the sector of least final demand; enough revenue is made by hand.
  for (std::size_t n = 0; n < 3; ++n) {
    std::size_t least = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      if (data.alpha[data.cell(n, j)] < data.alpha[data.cell(n, least)]) least = j;
    }
    options.government_basket[data.cell(n, least)] = 1;
  }
  data.revenue[0] = data.income[0];
  const auto made = Solver::make(data, options);
  ASSERT_FALSE(made);
  EXPECT_THAT(made.error().to_string(), HasSubstr("the government of C0 would buy"));
}

TEST(Shocks, Outside_their_domain_are_refused_with_the_flow) {
  const DataSet data = economy(3);
  auto solver = Solver::make(data);
  ASSERT_TRUE(solver);
  Policy policy = testing::unchanged(data);
  policy.iceberg[data.flow(1, 0, 2)] = 0;
  const Status zero = solver->set_policy(policy);
  ASSERT_FALSE(zero);
  EXPECT_THAT(zero.error().to_string(), HasSubstr("trade cost factor of 0 on S1 from C2 to C0"));
  policy = testing::unchanged(data);
  policy.tariff[data.flow(0, 1, 1)] = 0.1;
  EXPECT_FALSE(solver->set_policy(policy));
  policy = testing::unchanged(data);
  policy.export_tax[data.flow(0, 1, 2)] = -1;
  EXPECT_FALSE(solver->set_policy(policy));
  policy.export_tax.pop_back();
  EXPECT_FALSE(solver->set_policy(policy));
  EXPECT_FALSE(solver->set_tariff(0, 0, 0, 0.1));
  EXPECT_FALSE(solver->set_tariff(0, 1, 0, -2));
  Shock shock;
  shock.iceberg_cells.push_back({"C0", "C1", "S0", -0.5, {}});
  EXPECT_FALSE(solver->solve(shock));
}

TEST(Shocks, One_rate_set_alone_is_the_same_as_the_whole_policy) {
  const DataSet data = economy(3);
  auto solver = Solver::make(data);
  ASSERT_TRUE(solver);
  ASSERT_TRUE(solver->set_tariff(0, 2, 1, 0.4));
  ASSERT_TRUE(solver->solve());
  const double alone = solver->real_income(0);
  Policy policy = testing::unchanged(data);
  policy.tariff[data.flow(1, 0, 2)] = 0.4;
  EXPECT_NEAR(solved(data, {}, policy).income[0] / data.income[0] / solver->consumer_price(0) - 1, alone, 1e-9);
}

}  // namespace
}  // namespace trilat::economy
