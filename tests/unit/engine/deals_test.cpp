// What is said of deals, on the payoffs of the default economy that a solver independent of Trilat found
// (tests/support/network_games.hpp; 2022 tables raised to 2024, FGO, fixed deficits, links at zero, million USD).
// Expected values were computed from them apart, by a short program that follows the definitions: gains by hand, the
// Shapley value as the mean over the six orders, shares as (payoff - payoff without deals) over their sum.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/negotiate_claims.hpp"
#include "engine/negotiate_deals.hpp"
#include "engine/negotiate_deals_text.hpp"
#include "support/engine.hpp"
#include "support/network_games.hpp"

namespace trilat {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Kind = DealMove::Kind;
using Verdict = DealConclusion::Verdict;

constexpr double kStrict = 0.03;        // million USD
constexpr double kDollars = 1e-4;       // of a million: payoffs of the source have ten digits
constexpr double kAll = 29806.9954817;  // all deals over none, the three together

game::NetworkGame money() { return game::testing::reference_game_in_money(); }

NegotiateDeals deals(const DealOptions& options = {}) { return *deals_of(money(), kStrict, options); }

void expect_near(const std::vector<double>& found, const std::vector<double>& expected, double tolerance) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], tolerance) << "player " << i;
}

std::vector<std::string> moves_of(const DealStability& one, Kind kind) {
  std::vector<std::string> moves;
  for (const DealMove& move : one.moves) {
    std::string by;
    for (const std::string& player : move.by) by += (by.empty() ? "" : "+") + player;
    if (move.kind == kind) moves.push_back(by + (move.other.empty() ? "" : "/" + move.other) + " to " + move.to);
  }
  return moves;
}

TEST(Deals, The_trilateral_alone_is_stable_and_Canada_leaves_Mexico_where_it_is_the_spoke) {
  const NegotiateDeals found = deals();
  ASSERT_TRUE(found.judged);
  ASSERT_EQ(found.stability.size(), 8U);
  for (std::size_t k = 0; k < 8; ++k) EXPECT_EQ(found.stability[k].pairwise, k == 7) << found.stability[k].structure;
  const DealStability& both_with_mexico = found.stability[6];
  EXPECT_THAT(moves_of(both_with_mexico, Kind::kCut), ElementsAre("CAN/MEX to USA-MEX"));
  EXPECT_THAT(moves_of(both_with_mexico, Kind::kLeave), IsEmpty()) << "said once, as the cut of its one link";
  EXPECT_THAT(moves_of(both_with_mexico, Kind::kSign), ElementsAre("USA+CAN to USA-CAN, USA-MEX, CAN-MEX"));
  expect_near(both_with_mexico.moves.front().gains_musd, {-363.4890363, 231.3863292, -941.1994291}, kDollars);
}

TEST(Deals, Canada_would_rather_be_without_Mexico_in_the_trilateral_and_the_United_States_would_not) {
  const DealStability whole = deals().stability.back();
  EXPECT_THAT(moves_of(whole, Kind::kOust), ElementsAre("CAN/MEX to USA-CAN"));
  EXPECT_FALSE(whole.moves.front().partners_agree);
  expect_near(whole.moves.front().gains_musd, {-1861.7350717, 321.4179347, -14476.5691565}, kDollars);
  EXPECT_DOUBLE_EQ(whole.payment_musd, 0);
}

TEST(Deals, What_a_payment_must_stop_is_the_gain_of_who_would_go) {
  // Mexico as hub: Canada gains 231.39 by cutting; the United States and Canada would sign, and one end must be paid
  // not to: 1876.89 to the United States, less than Canada would ask. Mexico gives no more than the 941.20 that it
  // would lose by its own next best, the deal with Canada cut.
  const DealStability one = deals().stability[6];
  EXPECT_FALSE(one.payment_possible);
  EXPECT_NEAR(one.payment_musd, 1876.8869375 + 231.3863292, kDollars);
  EXPECT_NEAR(one.received_musd[0], 1876.8869375, kDollars);
  EXPECT_NEAR(one.received_musd[1], 231.3863292, kDollars);
  EXPECT_NEAR(one.received_musd[2], -941.1994291, kDollars);
  EXPECT_NEAR(one.shortfall_musd, 1876.8869375 + 231.3863292 - 941.1994291, kDollars);
}

TEST(Deals, In_rooms_of_two_the_United_States_gets_nearly_half) {
  const DealShares shares = deals().shares;
  EXPECT_NEAR(shares.surplus_musd, kAll, kDollars);
  expect_near(shares.one_room, {1.0 / 3, 1.0 / 3, 1.0 / 3}, 1e-12);
  expect_near(shares.rooms_of_two, {0.4657975821, 0.2239379375, 0.3102644804}, 1e-9);
  expect_near(shares.unpaid, {0.1238545336, 0.3633943369, 0.5127511295}, 1e-9);
  EXPECT_TRUE(shares.rooms_sustained);
}

TEST(Deals, Each_deal_of_two_splits_its_surplus_and_leaves_the_third_with_what_it_does) {
  const NegotiateDeals found = deals();
  const DealRooms& whole = found.rooms.back();
  ASSERT_EQ(whole.links.size(), 3U);
  EXPECT_NEAR(whole.links[0].surplus_musd, 12611.6534099, kDollars);
  EXPECT_NEAR(whole.links[0].received_musd, 4428.9397674, kDollars);
  EXPECT_NEAR(whole.links[0].spillovers_musd[2], -461.2723660, kDollars);
  EXPECT_NEAR(whole.links[2].surplus_musd, 583.0596838, kDollars);
  EXPECT_NEAR(whole.links[2].received_musd, 272.1634992, kDollars);
  EXPECT_NEAR(whole.links[2].spillovers_musd[0], -195.7098871, kDollars);
  expect_near(whole.result_musd, {9355.4227151, -3985.9438411, -5344.9007382}, kDollars);
}

TEST(Deals, A_weight_moves_the_bargain_and_the_fallback_is_what_each_keeps) {
  const NegotiateDeals even = deals();
  ASSERT_EQ(even.bargains.size(), 7U);
  EXPECT_NEAR(even.bargains[0].surplus_musd, 12983.1077451, kDollars);  // USA-CAN alone
  EXPECT_NEAR(even.bargains[0].received_musd[0], 4661.5574208, kDollars);
  EXPECT_DOUBLE_EQ(even.bargains[0].received_musd[2], 0);
  const NegotiateDeals strong = deals({{2, 1, 1}, "USA-MEX"});
  const DealBargain& whole = strong.bargains.back();
  EXPECT_EQ(whole.fallback, "USA-MEX");
  const std::vector<double> all = money().payoffs.back(), without = money().payoffs[2];
  double surplus = 0;
  for (std::size_t i = 0; i < 3; ++i) surplus += all[i] - without[i];
  EXPECT_NEAR(whole.surplus_musd, surplus, kDollars);
  expect_near(whole.result_musd, {without[0] + surplus / 2, without[1] + surplus / 4, without[2] + surplus / 4},
              kDollars);
}

TEST(Deals, The_Shapley_value_is_the_mean_over_orders_and_lies_in_the_core) {
  const NegotiateDeals found = deals();
  expect_near(found.core.shapley_musd, {9948.8057563, -3814.0407592, -6110.1868612}, kDollars);
  EXPECT_FALSE(found.core.empty);
  EXPECT_TRUE(found.core.shapley_in_core);  // each coalition's sum against its worth: 6134.8 over -2206.4 and so on
  ASSERT_EQ(found.core.coalitions.size(), 7U);
  EXPECT_THAT(found.core.coalitions[2].members, ElementsAre("USA", "CAN"));
  EXPECT_NEAR(found.core.coalitions[2].worth_musd, -2206.3568966, kDollars);
}

TEST(Deals, The_fair_rule_gives_both_ends_of_every_link_the_same) {
  const NegotiateDeals found = deals();
  expect_near(found.values.back().fair_musd, {9751.4417187, -3954.7028542, -5772.1607287}, kDollars);
}

TEST(Deals, A_weight_of_nothing_and_an_unknown_fallback_are_refused) {
  const auto bad_weight = deals_of(money(), kStrict, {{1, 0, 1}, "none"});
  ASSERT_FALSE(bad_weight);
  EXPECT_THAT(bad_weight.error().message, HasSubstr("above 0"));
  const auto bad_fallback = deals_of(money(), kStrict, {{}, "USA-BRA"});
  ASSERT_FALSE(bad_fallback);
  EXPECT_THAT(bad_fallback.error().message, HasSubstr("'BRA' is not one of the players"));
}

const DealConclusion& conclusion(const NegotiateDeals& found, const std::string& words) {
  for (const DealConclusion& one : found.conclusions)
    if (one.statement.find(words) != std::string::npos) return one;
  throw std::runtime_error("no conclusion says " + words);
}

TEST(Conclusions, What_holds_in_one_case_and_not_in_another_flips_and_names_the_other) {
  // The other case is the same but for Canada, which gains by leaving all deals.
  JudgedCase shown{"one", money(), kStrict, {}}, other{"other", money(), kStrict, {}};
  other.money.payoffs[2][1] = other.money.payoffs.back()[1] + 100;  // USA-MEX alone
  NegotiateDeals found = deals();
  add_conclusions(shown, {other}, found);
  const DealConclusion& leaves = conclusion(found, "CAN gains by leaving the trilateral");
  EXPECT_FALSE(leaves.holds);
  EXPECT_EQ(leaves.verdict, Verdict::kFlips);
  EXPECT_THAT(leaves.otherwise, ElementsAre("other"));
  EXPECT_EQ(leaves.same, 1);
  const DealConclusion& mexico = conclusion(found, "MEX gains by leaving the trilateral");
  EXPECT_EQ(mexico.verdict, Verdict::kThroughout);
  EXPECT_EQ(mexico.tried, 2);
  EXPECT_EQ(found.cases_tried, 2);
  EXPECT_EQ(found.stability.back().pairwise_same, 2) << "Canada would leave both at once, no single link alone";
}

TEST(Conclusions, The_hub_prefers_the_hub_where_it_earns_more_there) {
  // USA: -641.2 as hub of two deals, -836.9 in the trilateral. CAN: 510.9 against 170.8. MEX: 1151.9 against 690.6.
  JudgedCase shown{"one", money(), kStrict, {}};
  NegotiateDeals found = deals();
  add_conclusions(shown, {}, found);
  for (const char* player : {"USA", "CAN", "MEX"}) {
    const DealConclusion& hub = conclusion(found, std::string(player) + " prefers to be the hub");
    EXPECT_TRUE(hub.holds) << player;
    EXPECT_EQ(hub.verdict, Verdict::kNotTried);
  }
}

TEST(Conclusions, A_flipping_conclusion_is_never_printed_without_saying_so) {
  JudgedCase shown{"one", money(), kStrict, {}}, other{"other", money(), kStrict, {}};
  // Where Canada and Mexico lose a little by their deal beside the other two, the trilateral is not stable.
  other.money.payoffs[4][1] = other.money.payoffs.back()[1] + 5;
  NegotiateResult result;
  result.players = shown.money.players;
  result.deals = deals();
  add_conclusions(shown, {other}, result.deals);
  EXPECT_EQ(conclusion(result.deals, "the trilateral is pairwise stable").verdict, Verdict::kFlips);
  EXPECT_EQ(result.deals.stability.back().pairwise_same, 1);
  const std::string text = deals_text(result);
  const std::size_t flips = text.find("Flips between cases, and is no finding");
  ASSERT_NE(flips, std::string::npos);
  for (const DealConclusion& one : result.deals.conclusions) {
    if (one.verdict == Verdict::kFlips) {
      EXPECT_GT(text.find("  " + one.statement + "\n"), flips) << one.statement;
    }
    EXPECT_EQ(static_cast<int>(one.otherwise.size()), one.tried - one.same);
  }
  EXPECT_THAT(text, HasSubstr("by one link the answer is the same in 1 of 2 cases"));
  EXPECT_THAT(text, HasSubstr("; in 1 of 2 cases")) << "the signing that the other case lacks";
}

TEST(Conclusions, A_sensitivity_tries_every_set_of_elasticities_and_both_closures) {
  NegotiateParams params;
  params.starts = 1;
  params.players = {"USA", "CAN"};
  params.sensitivity = true;
  const auto result = engine().negotiate(params);
  ASSERT_TRUE(result) << result.error().to_string();
  ASSERT_TRUE(result->deals.judged) << result->deals.reason;
  EXPECT_EQ(result->deals.cases_tried + result->deals.cases_left_out, 18) << "nine sets, fixed and balanced";
  for (const DealConclusion& one : result->deals.conclusions) {
    EXPECT_EQ(one.tried, result->deals.cases_tried) << one.statement;
    EXPECT_NE(one.verdict, Verdict::kNotTried) << one.statement;
  }
}

TEST(Conclusions, Without_a_sensitivity_the_text_says_that_nothing_was_tried) {
  NegotiateParams params;
  params.starts = 1;
  const auto result = engine().negotiate(params);
  ASSERT_TRUE(result) << result.error().to_string();
  EXPECT_THAT(to_text(*result), HasSubstr("None of what follows was tried under other elasticities"));
}

TEST(Exchanges, The_parts_sum_to_what_the_link_is_worth) {
  NegotiateParams params;
  params.starts = 1;
  params.linked = "zero";
  const auto result = engine().negotiate(params);
  ASSERT_TRUE(result) << result.error().to_string();
  ASSERT_EQ(result->deals.exchanges.size(), 6U);
  for (const DealExchange& one : result->deals.exchanges) {
    const auto at = [&](const std::string& name) {
      return std::find_if(result->structures.begin(), result->structures.end(),
                          [&](const NegotiateStructure& structure) { return structure.name == name; });
    };
    for (std::size_t p = 0; p < 3; ++p) {
      const double worth = at(one.structure)->payoffs[p].musd - at(one.without)->payoffs[p].musd;
      EXPECT_NEAR(one.total_musd[p], worth, 0.01) << one.structure;
    }
    EXPECT_NEAR(one.first.rate_pct, 0, 1e-12);
    EXPECT_GT(one.first.rate_without_pct, 0);
  }
  // From no deal the own tariff was a best response, so that giving it up alone costs; the partner gains.
  const DealExchange& first = result->deals.exchanges.front();
  EXPECT_EQ(first.first.by, "USA");
  EXPECT_LT(first.first.worth_musd[0], 0);
  EXPECT_GT(first.first.worth_musd[1], 0);
  EXPECT_LT(first.second.worth_musd[1], 0);
  EXPECT_GT(first.second.worth_musd[0], 0);
}

TEST(Deals, Where_a_structure_is_not_certified_nothing_is_said) {
  // Nash's product where nothing better for all is found: such a structure has no certificate.
  NegotiateResult result;
  result.deals.reason = "no certified equilibrium of USA-CAN";
  EXPECT_THAT(deals_text(result), HasSubstr("is not said: no certified equilibrium of USA-CAN"));
}

}  // namespace
}  // namespace trilat
