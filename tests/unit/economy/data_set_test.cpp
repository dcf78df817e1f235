#include "economy/data_set.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "economy/aggregate.hpp"
#include "economy/outcomes.hpp"
#include "support/small_economy.hpp"

namespace trilat::economy {
namespace {

using ::testing::HasSubstr;

std::string refusal(const std::function<void(DataSet&)>& damage) {
  DataSet data = testing::make_economy({});
  damage(data);
  const Status status = complete(data);
  return status ? "accepted" : status.error().to_string();
}

TEST(DataSet, A_consistent_economy_is_completed) {
  DataSet data = testing::make_economy({});
  const Status status = complete(data);
  ASSERT_TRUE(status) << status.error().to_string();
  double deficits = 0;
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    deficits += data.deficit[n];
    double spent = 0;
    for (std::size_t j = 0; j < data.sector_count(); ++j) spent += data.alpha[data.cell(n, j)];
    EXPECT_NEAR(spent, 1, 1e-12);
  }
  EXPECT_NEAR(deficits, 0, 1e-9);
}

TEST(DataSet, A_negative_flow_is_refused_with_its_cell) {
  EXPECT_THAT(refusal([](DataSet& data) { data.trade[data.flow(1, 0, 2)] = -5; }),
              HasSubstr("trade in S1 from C2 to C0 is -5"));
}

TEST(DataSet, A_tariff_below_minus_one_is_refused) {
  EXPECT_THAT(refusal([](DataSet& data) { data.tariff[data.flow(0, 0, 1)] = -1; }), HasSubstr("S0 from C1 to C0"));
}

TEST(DataSet, A_tariff_on_domestic_sales_is_refused) {
  EXPECT_THAT(refusal([](DataSet& data) { data.tariff[data.flow(0, 1, 1)] = 0.1; }), HasSubstr("domestic sales"));
}

TEST(DataSet, An_export_tax_outside_its_domain_is_refused_with_its_cell) {
  const auto with = [](std::size_t n, std::size_t i, double levy) {
    return refusal([=](DataSet& data) {
      data.export_tax.assign(data.trade.size(), 0.0);
      data.export_tax[data.flow(1, n, i)] = levy;
    });
  };
  EXPECT_THAT(with(0, 2, -1), HasSubstr("the export tax on S1 from C2 to C0 is -1"));
  EXPECT_THAT(with(2, 2, 0.1), HasSubstr("export tax on domestic sales of S1 from C2 to C2"));
  EXPECT_THAT(refusal([](DataSet& data) { data.export_tax.assign(3, 0.0); }), HasSubstr("another size"));
}

// The base after a shock with export taxes is an economy whose receipts and revenue leave them out and in.
TEST(DataSet, Export_taxes_of_a_new_base_are_kept_and_not_summed) {
  DataSet data = testing::make_economy({});
  ASSERT_TRUE(complete(data));
  Shock shock;
  shock.export_taxes.push_back({"C0", "C1", "S0", 0.2, {}});
  const auto found = solve(data, shock);
  ASSERT_TRUE(found) << found.error().to_string();
  const auto moved = rebase(data, *found);
  ASSERT_TRUE(moved) << moved.error().to_string();
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    EXPECT_NEAR(moved->revenue[n], found->revenue[n], 1e-7);
    EXPECT_NEAR(moved->deficit[n], found->deficit[n], 1e-7);
  }
  const auto still = solve(*moved, {});
  ASSERT_TRUE(still) << still.error().to_string();
  for (const double wage : still->wage) EXPECT_NEAR(wage, 1, 1e-8);
  const auto sum = aggregate(*moved, keep_all(moved->countries, moved->country_names),
                             keep_all(moved->sectors, moved->sector_names));
  ASSERT_FALSE(sum);
  EXPECT_THAT(sum.error().to_string(), HasSubstr("export taxes"));
}

TEST(DataSet, A_negative_input_share_is_refused) {
  EXPECT_THAT(refusal([](DataSet& data) { data.gamma[data.input(0, 1, 0)] = -0.2; }),
              HasSubstr("the share of S1 in the inputs of S0 in C0"));
}

TEST(DataSet, Input_shares_that_do_not_sum_to_one_are_refused) {
  EXPECT_THAT(refusal([](DataSet& data) { data.gamma[data.input(2, 1, 0)] += 0.01; }),
              HasSubstr("'input shares sum to one' fails for S0 in C2"));
}

TEST(DataSet, A_zero_elasticity_is_refused) {
  EXPECT_THAT(refusal([](DataSet& data) { data.elasticities[0].theta[1] = 0; }), HasSubstr("elasticity test of S1"));
}

TEST(DataSet, An_elasticity_set_without_every_sector_is_refused) {
  EXPECT_THAT(refusal([](DataSet& data) { data.elasticities[0].theta.pop_back(); }), HasSubstr("every sector"));
}

TEST(DataSet, Final_demand_below_nothing_is_refused_with_its_cell) {
  const std::string said = refusal([](DataSet& data) {
    for (std::size_t i = 0; i < 3; ++i) data.trade[data.flow(0, 1, i)] *= 0.01;
  });
  EXPECT_THAT(said, HasSubstr("'final demand is not negative' fails for S0 in C1"));
}

TEST(DataSet, An_unknown_code_gets_the_nearest) {
  DataSet data = testing::make_economy({});
  data.countries = {"USA", "CAN", "MEX"};
  const auto found = data.find_country("MXE");
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error().remedy, HasSubstr("MEX"));
}

}  // namespace
}  // namespace trilat::economy
