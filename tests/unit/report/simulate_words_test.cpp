// The sentences of the counterfactual page against figures made by hand.
#include "report/simulate_words.hpp"

#include <gtest/gtest.h>

namespace trilat::report {
namespace {

SimulateCountry country(const std::string& code, const std::string& name, double income, double real_income) {
  SimulateCountry made;
  made.code = code;
  made.name = name;
  made.income_base = income;
  made.real_income_pct = real_income;
  made.terms_of_trade_pct = real_income / 2;
  made.volume_of_trade_pct = real_income;
  return made;
}

SimulateResult three_members() {
  SimulateResult result;
  result.by_country = {country("USA", "United States", 100, 0.2), country("CHN", "China", 90, -0.3),
                       country("CAN", "Canada", 10, -1.5), country("MEX", "Mexico", 8, -0.7)};
  result.by_country[0].revenue_base = 70000;
  result.by_country[0].revenue = 91234;
  result.sectors = {{"G", "Goods"}, {"S", "Services"}};
  // goods are taxed, services are not
  result.flows = {{"USA", "CAN", "G", 300, 150, 0.1, 0.35}, {"USA", "CAN", "S", 700, 700, 0, 0},
                  {"USA", "CHN", "G", 200, 220, 0.1, 0.1},  {"CAN", "USA", "G", 500, 500, 0, 0},
                  {"USA", "MEX", "G", 100, 110, 0, 0},      {"MEX", "USA", "G", 100, 90, 0, 0}};
  result.by_sector = {{"CAN", "G", 50, 40, -22.5, 1, 1, 0, 0, 0, 0}, {"CAN", "S", 50, 51, 1.5, 1, 1, 0, 0, 0, 0}};
  return result;
}

TEST(CounterfactualWords, The_members_come_first_and_then_who_moves_most) {
  const SimulateResult result = three_members();
  const auto shown = most_moved(result, 4);
  ASSERT_EQ(shown.size(), 4U);
  EXPECT_EQ(shown[0]->code, "USA");
  EXPECT_EQ(shown[2]->code, "MEX");
  EXPECT_EQ(shown[3]->code, "CHN");
}

TEST(CounterfactualWords, Without_members_the_largest_incomes_are_in_focus) {
  SimulateResult result = three_members();
  result.by_country = {country("A", "A", 1, 0), country("B", "B", 5, 0), country("C", "C", 3, 0),
                       country("D", "D", 2, 0)};
  const auto focus = in_focus(result);
  ASSERT_EQ(focus.size(), 3U);
  EXPECT_EQ(focus[0]->code, "B");
  EXPECT_EQ(focus[2]->code, "D");
}

TEST(CounterfactualWords, Average_tariffs_are_over_taxed_sectors_by_trade_before) {
  const TradeBetween trade = trade_between(three_members(), "USA", "CAN");
  EXPECT_DOUBLE_EQ(trade.tariff_base, 10);
  EXPECT_DOUBLE_EQ(trade.tariff, 35);
  EXPECT_DOUBLE_EQ(trade.growth_pct(), -15);  // 850 of 1000
}

TEST(CounterfactualWords, Each_chart_has_its_sentence) {
  const SimulateResult result = three_members();
  EXPECT_EQ(income_sentence(result), "Canada loses most, -1.50 %; the United States gains most, +0.20 %.");
  EXPECT_EQ(tariff_sentence(result),
            "The largest change: the United States on goods of Canada, from 10.0 % to 35.0 % on average.");
  EXPECT_EQ(
      trade_sentence(result),
      "Imports of the United States from Canada change most, by -15.0 %; those from the rest of the world by +10.0 %.");
  EXPECT_EQ(sector_sentence(result, result.by_country[2]),
            "Canada: output of Goods changes most, by -22.5 % in volume.");
  EXPECT_EQ(revenue_sentence(result),
            "Tariff revenue of the United States goes from 70.0 to 91.2 billion US dollars a year.");
  EXPECT_NE(parts_sentence(result).find("for Canada they sum to -2.25 % where real income changes by -1.50 %"),
            std::string::npos);
}

TEST(CounterfactualWords, Contributions_are_summed_over_sectors_and_ordered_by_size) {
  SimulateResult result = three_members();
  result.decomposition.contributions = {{"CAN", "tariff", "USA", "CAN", "G", -0.5},
                                        {"CAN", "tariff", "USA", "CAN", "S", -0.25},
                                        {"CAN", "tariff", "MEX", "USA", "G", 0.1},
                                        {"CAN", "export_tax", "USA", "MEX", "G", -0.2},
                                        {"USA", "tariff", "USA", "CAN", "G", 0.3}};
  const auto parts = contributions(result, "CAN", 2);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].words, "tariffs of the United States on goods of Canada");
  EXPECT_DOUBLE_EQ(parts[0].percent, -0.75);
  EXPECT_EQ(parts[1].words, "export taxes of Mexico on goods to the United States");
  EXPECT_EQ(contribution_sentence(result, result.by_country[2]),
            "Canada: most comes from tariffs of the United States on goods of Canada, -0.75 %.");
  EXPECT_EQ(contribution_sentence(result, result.by_country[3]), "");
}

TEST(CounterfactualWords, Nothing_that_happens_is_said_to_be_nothing) {
  SimulateResult result = three_members();
  for (SimulateCountry& entry : result.by_country) entry.real_income_pct = 0.001;
  for (SimulateFlow& flow : result.flows) {
    flow.value = flow.value_base;
    flow.tariff = flow.tariff_base;
  }
  EXPECT_EQ(income_sentence(result), "No country's real income changes by a hundredth of a per cent.");
  EXPECT_EQ(tariff_sentence(result), "No tariff between them changes.");
  EXPECT_EQ(trade_sentence(result), "Trade between them does not change.");
}

}  // namespace
}  // namespace trilat::report
