// The choices of a simulation and the outcomes that hang on them. Expected values are recomputed here from the flows
// of the result or follow from the choice itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "io/json.hpp"
#include "support/engine.hpp"
#include "trilat/simulate.hpp"

namespace trilat {
namespace {

using ::testing::HasSubstr;

SimulateParams params(const std::string& shock = "tariffs-2025-08-08") {
  SimulateParams asked;
  asked.shock = shock;
  return asked;
}

SimulateResult run(const SimulateParams& asked) {
  auto result = engine().simulate(asked);
  EXPECT_TRUE(result) << result.error().to_string();
  return result ? *std::move(result) : SimulateResult{};
}

TEST(SimulateOptions, Effective_rates_are_revenue_over_imports_at_old_and_new_weights) {
  const SimulateResult result = run(params());
  for (const SimulateCountry& country : result.by_country) {
    double base = 0, imports = 0, revenue_base = 0, unsubstituted = 0, revenue = 0;
    for (const SimulateFlow& flow : result.flows) {
      if (flow.importer != country.code) continue;
      base += flow.value_base;
      imports += flow.value;
      revenue_base += flow.tariff_base * flow.value_base;
      unsubstituted += flow.tariff * flow.value_base;
      revenue += flow.tariff * flow.value;
    }
    EXPECT_NEAR(country.tariff_rate_base_pct, 100 * revenue_base / base, 1e-9);
    EXPECT_NEAR(country.tariff_rate_unsubstituted_pct, 100 * unsubstituted / base, 1e-9);
    EXPECT_NEAR(country.tariff_rate_pct, 100 * revenue / imports, 1e-9);
  }
  const SimulateCountry& us = result.by_country.front();
  EXPECT_EQ(us.code, "USA");
  EXPECT_LT(us.tariff_rate_pct, us.tariff_rate_unsubstituted_pct);  // buyers turn away from what is taxed
}

TEST(SimulateOptions, Partners_sum_to_the_country) {
  const SimulateResult result = run(params());
  std::map<std::string, double> imports;
  for (const SimulatePartner& pair : result.partners) imports[pair.importer] += pair.imports;
  for (const SimulateCountry& country : result.by_country) {
    EXPECT_NEAR(imports[country.code], country.imports, 1e-9 * country.imports);
  }
}

TEST(SimulateOptions, Exact_parts_sum_to_real_income_by_partner_sector_and_instrument) {
  SimulateParams asked = params();
  asked.decompose = true;
  asked.export_taxes = {{"USA", "CAN", "C24", 0.1}};
  asked.trade_costs = {{"MEX", "USA", "*", 1.02}};
  const SimulateResult result = run(asked);
  ASSERT_EQ(result.decomposition.countries.size(), result.by_country.size());
  EXPECT_LT(result.decomposition.largest_error_pct, 1e-6);
  std::map<std::string, double> parts, contributions;
  for (const auto& part : result.decomposition.parts) {
    parts[part.country] += part.parts.terms_of_trade_pct + part.parts.volume_of_trade_pct + part.parts.trade_cost_pct;
  }
  for (const auto& entry : result.decomposition.contributions) contributions[entry.country] += entry.contribution_pct;
  for (const std::string& code : focus_codes(result)) {
    const auto country = std::find_if(result.by_country.begin(), result.by_country.end(),
                                      [&](const auto& entry) { return entry.code == code; });
    // Deficits are fixed and hours are too: trade is all there is.
    EXPECT_NEAR(parts[code], country->real_income_pct, 1e-6) << code;
    EXPECT_NEAR(contributions[code], country->real_income_pct, 1e-6) << code;
  }
  const auto json = io::parse_json(to_json(result), "simulate.json");
  ASSERT_TRUE(json) << json.error().to_string();
  EXPECT_TRUE(json->string_at("labour"));
  EXPECT_THAT(to_text(result), HasSubstr("What moved the real income of"));
  EXPECT_THAT(to_csv(result), HasSubstr("contribution,CAN"));
}

TEST(SimulateOptions, Immobile_labour_keeps_its_employment_and_pays_by_sector) {
  SimulateParams asked = params();
  asked.labour = "immobile";
  for (const SimulateSector& sector : run(asked).by_sector) {
    EXPECT_EQ(sector.employment_pct, 0);
    if (!(sector.output_base > 0)) continue;
    EXPECT_NEAR(sector.earnings_hat, sector.output / sector.output_base, 1e-8);
  }
}

// What each sector pays a worker is the same where workers choose, so that employment adds up to all hours.
TEST(SimulateOptions, Employment_adds_up_where_workers_choose) {
  SimulateParams asked = params();
  asked.labour = "roy";
  asked.kappa = 2;
  asked.labour_supply = 0.5;
  const SimulateResult result = run(asked);
  EXPECT_THAT(result.labour, HasSubstr("kappa 2"));
  for (const SimulateCountry& country : result.by_country) EXPECT_NE(country.hours_pct, 0);
  for (const SimulateSector& sector : result.by_sector) EXPECT_GT(sector.employment_pct, -100);
}

TEST(SimulateOptions, A_government_that_keeps_revenue_leaves_less_to_households) {
  SimulateParams asked = params();
  asked.revenue = "government";
  const SimulateResult all = run(asked), rebated = run(params());
  const SimulateCountry &us = all.by_country.front(), &before = rebated.by_country.front();
  EXPECT_LT(us.household_real_income_pct, before.household_real_income_pct);
  // Bought in the same shares, the revenue has the same effect on prices and on real income as a whole.
  EXPECT_NEAR(us.real_income_pct, before.real_income_pct, 1e-7);
}

TEST(SimulateOptions, A_tariff_cell_is_the_same_as_a_shock_with_it) {
  SimulateParams asked = params("");
  asked.tariffs = {{"USA", "*", "C24", 0.5}, {"USA", "CAN", "C24", 0.1}};
  const SimulateResult result = run(asked);
  for (const SimulateFlow& flow : result.flows) {
    const bool steel = flow.importer == "USA" && flow.sector == "C24";
    EXPECT_EQ(flow.tariff, steel ? (flow.exporter == "CAN" ? 0.1 : 0.5) : flow.tariff_base);
  }
}

std::string refusal(const SimulateParams& asked) {
  const auto result = engine().simulate(asked);
  return result ? "accepted" : result.error().to_string();
}

TEST(SimulateOptions, Words_that_are_not_known_are_refused) {
  SimulateParams asked = params();
  asked.labour = "frozen";
  EXPECT_THAT(refusal(asked), HasSubstr("use mobile, immobile or roy"));
  asked = params();
  asked.revenue = "burnt";
  EXPECT_THAT(refusal(asked), HasSubstr("use rebate or government"));
  asked = params();
  asked.government_buys = {"C24"};
  EXPECT_THAT(refusal(asked), HasSubstr("set revenue to government"));
  asked.revenue = "government";
  asked.government_buys = {"C99"};
  EXPECT_THAT(refusal(asked), HasSubstr("no sector 'C99'"));
  asked = params();
  asked.labour = "roy";
  asked.kappa = 0.9;
  EXPECT_THAT(refusal(asked), HasSubstr("kappa is 0.9"));
  asked = params();
  asked.trade_costs = {{"USA", "CAN", "C24", 0}};
  EXPECT_THAT(refusal(asked), HasSubstr("outside the domain"));
}

}  // namespace
}  // namespace trilat
