#include "economy/equilibrium.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "economy/outcomes.hpp"
#include "support/small_economy.hpp"

namespace trilat::economy {
namespace {

using ::testing::HasSubstr;

DataSet small() {
  DataSet data = testing::make_economy({});
  const Status status = complete(data);
  EXPECT_TRUE(status) << status.error().to_string();
  return data;
}

Shock one(std::string importer, std::string exporter, std::string sector, double rate) {
  Shock shock;
  shock.tariffs.push_back({std::move(importer), std::move(exporter), std::move(sector), rate, {}});
  return shock;
}

// One sector, no inputs, two equal countries: the closed form of the Armington model.
//   pi_home = 1 / (1 + (w tau)^-theta), and balanced trade fixes w.
TEST(Equilibrium, The_wage_of_a_two_country_economy_solves_its_balance_equation) {
  DataSet data;
  data.name = "armington";
  data.countries = data.country_names = {"A", "B"};
  data.sectors = data.sector_names = {"S"};
  data.elasticities.push_back({"four", "chosen", {4}});
  data.trade = {80, 20, 20, 80};
  data.tariff = {0, 0, 0, 0};
  data.gamma = {1};
  data.gamma.assign(2, 1);
  data.beta.assign(2, 1);
  ASSERT_TRUE(complete(data));
  const auto found = solve(data, one("A", "B", "S", 0.25));
  ASSERT_TRUE(found) << found.error().to_string();

  // Bisection on the relative wage w = w_B / w_A, independent of the solver.
  const auto excess = [](double w) {
    const double from_b = 0.2 * std::pow(w * 1.25, -4) / (0.8 + 0.2 * std::pow(w * 1.25, -4));
    const double into_b = 0.2 / (0.2 + 0.8 * std::pow(w, -4));
    // income of A is its wage and the revenue: I = 100 + 0.25 / 1.25 from_b I
    const double income = 100 / (1 - 0.2 * from_b);
    return from_b * income / 1.25 - into_b * w * 100;  // imports of A less its exports
  };
  double low = 0.5, high = 2;
  for (int i = 0; i < 200; ++i) (excess((low + high) / 2) > 0 ? low : high) = (low + high) / 2;
  EXPECT_NEAR(found->wage[1] / found->wage[0], low, 1e-9);
  EXPECT_NEAR(found->wage[0] + found->wage[1], 2, 1e-9);
}

TEST(Equilibrium, No_shock_changes_nothing) {
  const DataSet data = small();
  const auto found = solve(data, {});
  ASSERT_TRUE(found) << found.error().to_string();
  for (const double wage : found->wage) EXPECT_NEAR(wage, 1, 1e-9);
  for (std::size_t at = 0; at < data.trade.size(); ++at) EXPECT_NEAR(found->trade[at], data.trade[at], 1e-7);
}

TEST(Equilibrium, Balanced_trade_leaves_no_deficit) {
  const DataSet data = small();
  SolveOptions options;
  options.closure = Closure::kZeroDeficit;
  const auto found = solve(data, one("C0", "C1", "*", 0.5), options);
  ASSERT_TRUE(found) << found.error().to_string();
  const Outcomes outcomes = measure(data, *found);
  for (const CountryOutcome& country : outcomes.countries) EXPECT_NEAR(country.imports, country.exports, 1e-7);
}

TEST(Equilibrium, Rebasing_keeps_every_identity_and_is_a_fixed_point) {
  const DataSet data = small();
  const auto found = solve(data, one("C0", "*", "*", 0.3));
  ASSERT_TRUE(found) << found.error().to_string();
  const auto moved = rebase(data, *found);
  ASSERT_TRUE(moved) << moved.error().to_string();
  const auto again = solve(*moved, {});
  ASSERT_TRUE(again) << again.error().to_string();
  for (const double wage : again->wage) EXPECT_NEAR(wage, 1, 1e-8);
}

TEST(Equilibrium, A_shock_outside_the_domain_is_refused) {
  const DataSet data = small();
  const auto low = solve(data, one("C0", "C1", "S0", -1.5));
  ASSERT_FALSE(low);
  EXPECT_THAT(low.error().to_string(), HasSubstr("outside the domain"));
  const auto own = solve(data, one("C0", "C0", "S0", 0.5));
  ASSERT_FALSE(own);
  EXPECT_THAT(own.error().to_string(), HasSubstr("cannot tax its own sales"));
  const auto unknown = solve(data, one("C0", "C9", "S0", 0.5));
  ASSERT_FALSE(unknown);
  EXPECT_THAT(unknown.error().to_string(), HasSubstr("no country 'C9'"));
}

TEST(Equilibrium, A_tolerance_that_is_not_reached_gives_no_numbers) {
  SolveOptions options;
  options.max_sweeps = 2;
  const auto found = solve(small(), one("C0", "*", "*", 2.0), options);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::kNotConverged);
  EXPECT_THAT(found.error().message, HasSubstr("residual"));
}

}  // namespace
}  // namespace trilat::economy
