// The service of negotiations: what it says, what it refuses. Expected payoffs are those of the game reference (see
// tests/unit/game/tariff_game_reference_test.cpp): structures.csv and cheating.csv, FGO, fixed deficits.
#include "trilat/negotiate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "io/json.hpp"
#include "support/engine.hpp"

namespace trilat {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

NegotiateParams quick() {
  NegotiateParams params;
  params.starts = 1;
  return params;
}

std::string refusal(const NegotiateParams& params) {
  const auto result = engine().negotiate(params);
  return result ? "accepted" : result.error().to_string();
}

TEST(Negotiate, Gives_the_payoffs_and_tariffs_of_the_reference) {
  NegotiateParams params = quick();
  params.linked = "zero";
  const auto result = engine().negotiate(params);
  ASSERT_TRUE(result) << result.error().to_string();
  EXPECT_THAT(result->players, ElementsAre("USA", "CAN", "MEX"));
  ASSERT_EQ(result->structures.size(), 8U);
  const NegotiateStructure& none = result->structures.front();
  EXPECT_EQ(none.name, "none");
  const std::vector<double> war{-0.01528150927, -0.5086114451, -0.7495239181};
  const std::vector<double> money{-4528.60371, -10660.86093, -14592.9527};  // bargaining.csv
  for (std::size_t p = 0; p < 3; ++p) {
    EXPECT_NEAR(none.payoffs[p].pct, war[p], 1e-8);
    EXPECT_NEAR(none.payoffs[p].musd, money[p], 1e-3);
  }
  ASSERT_EQ(none.tariffs.size(), 6U);
  EXPECT_EQ(none.tariffs[0].partner, "CAN");
  EXPECT_NEAR(none.tariffs[0].rate_pct, 9.394389695, 1e-5);
  EXPECT_GT(none.tariffs[0].imports_base, none.tariffs[0].imports);
  EXPECT_EQ(none.outsiders.size(), 11U);
  for (const NegotiateStructure& structure : result->structures) {
    EXPECT_TRUE(structure.certificate.certified) << structure.name;
  }
  // stability.csv: with links at zero, Canada leaves a deal with Mexico alone (+0.012758), and Mexico's hub
  // (+0.011039).
  ASSERT_EQ(result->exits.size(), 2U);
  EXPECT_EQ(result->exits[0].player, "CAN");
  EXPECT_NEAR(result->exits[0].gain_pct, 0.0127575251, 2e-8);
  EXPECT_NEAR(result->exits[1].gain_pct, 0.011039, 1e-6);
  const NegotiateDeviation& last = result->deviations.back();
  EXPECT_EQ(last.player, "MEX");
  EXPECT_NEAR(last.critical_discount, 0.2549121254, 1e-7);
}

TEST(Negotiate, Writes_text_and_whole_JSON) {
  NegotiateParams params = quick();
  params.transfers = true;
  const auto result = engine().negotiate(params);
  ASSERT_TRUE(result) << result.error().to_string();
  const std::string text = to_text(*result);
  EXPECT_THAT(text, HasSubstr("every structure is an equilibrium"));
  EXPECT_THAT(text, HasSubstr("USA-CAN, USA-MEX, CAN-MEX"));
  EXPECT_THAT(text, HasSubstr("with transfers"));
  const auto json = io::parse_json(to_json(*result), "negotiate");
  ASSERT_TRUE(json) << json.error().to_string();
  const auto* structures = json->find("structures");
  ASSERT_NE(structures, nullptr);
  EXPECT_EQ((*structures->as_array())->size(), 8U);
}

// The bounds leave one point, so that no deal has a gain for all (tests/unit/game/structures_test.cpp).
TEST(Negotiate, Where_there_is_no_certified_equilibrium_the_certificate_is_given_and_no_answer) {
  NegotiateParams params = quick();
  params.lowest = params.highest = 0.05;
  params.linked = "cooperative";
  params.joint = "product";
  const auto result = engine().negotiate(params);
  ASSERT_TRUE(result) << result.error().to_string();
  const NegotiateStructure& whole = result->structures[1];
  EXPECT_FALSE(whole.certificate.certified);
  EXPECT_FALSE(whole.certificate.reason.empty());
  EXPECT_TRUE(whole.payoffs.empty());
  EXPECT_TRUE(whole.tariffs.empty());
  EXPECT_FALSE(result->deals.judged);
  EXPECT_THAT(result->deals.reason, HasSubstr("no certified equilibrium of USA-CAN; "));
  const std::string text = to_text(*result);
  EXPECT_THAT(text, HasSubstr("no answer: "));
  EXPECT_THAT(text, HasSubstr("NOT every structure is an equilibrium"));
  TreatyParams clock;
  clock.date = "2026-10-01";
  clock.sensitivity = false;
  clock.negotiation = params;
  const auto treaty = engine().treaty(clock);
  ASSERT_FALSE(treaty);
  EXPECT_THAT(treaty.error().to_string(), HasSubstr("no certified equilibrium of"));
}

TEST(Negotiate, Of_two_players_has_two_structures) {
  NegotiateParams params = quick();
  params.players = {"USA", "MEX"};
  const auto result = engine().negotiate(params);
  ASSERT_TRUE(result) << result.error().to_string();
  ASSERT_EQ(result->structures.size(), 2U);
  EXPECT_EQ(result->structures[1].name, "USA-MEX");
}

TEST(Negotiate, Says_what_repeated_play_can_give_where_patience_is_said) {
  NegotiateParams params = quick();
  params.patience = {0.5, 0.9};
  const auto result = engine().negotiate(params);
  ASSERT_TRUE(result) << result.error().to_string();
  const DealGrid& grid = result->deals.repeated;
  ASSERT_EQ(grid.sets.size(), 2U);
  EXPECT_EQ(grid.profiles, 27U);
  EXPECT_EQ(grid.sets[0].treaty, DealRepeated::Answer::kNo);
  EXPECT_EQ(grid.sets[1].treaty, DealRepeated::Answer::kYes);
  for (std::size_t p = 0; p < 3; ++p) {  // what war gives is the least that anybody can be held to
    EXPECT_NEAR(grid.sets[1].worst_inner[p], result->structures.front().payoffs[p].pct, 1e-7);
    EXPECT_GE(grid.sets[1].best_outer[p], grid.sets[1].best_inner[p] - 1e-8);
  }
  EXPECT_THAT(to_text(*result), HasSubstr("a year counting 0.9 of the one before: what the treaty gives can be kept"));
  const auto root = io::parse_json(to_json(*result), "answer");
  ASSERT_TRUE(root) << root.error().to_string();
  params.patience = {1};
  EXPECT_THAT(refusal(params), HasSubstr("between 0 and 1"));
  params.patience = {0.9};
  params.players = {"USA", "CAN", "MEX", "CHN"};
  EXPECT_THAT(refusal(params), HasSubstr("name two or three players"));
}

TEST(Negotiate, Traces_what_each_two_could_agree_on_without_payments) {
  NegotiateParams params = quick();
  params.contract_points = 1;
  params.linked = "zero";
  const auto result = engine().negotiate(params);
  ASSERT_TRUE(result) << result.error().to_string();
  ASSERT_EQ(result->contract_curves.size(), 3U);
  const DealContractCurve& last = result->contract_curves.back();
  EXPECT_EQ(last.first + last.second, "CANMEX");
  for (const DealContractCurve& curve : result->contract_curves) {
    ASSERT_EQ(curve.points.size(), 1U);
    EXPECT_EQ(curve.spread.tried, 0);
    EXPECT_TRUE(curve.points[0].certified) << curve.points[0].reason;
    for (const double gain : curve.points[0].gains_musd) EXPECT_GT(gain, 0);
  }
  // Free trade between the two as the structure of their link alone gives it (structures.csv of the game reference,
  // with links at zero): Canada gains by leaving it.
  const auto at = std::find_if(result->structures.begin(), result->structures.end(),
                               [](const NegotiateStructure& one) { return one.name == "CAN-MEX"; });
  ASSERT_NE(at, result->structures.end());
  for (std::size_t p = 0; p < 3; ++p) EXPECT_NEAR(last.free_trade_pct[p], at->payoffs[p].pct, 1e-8);
  EXPECT_LT(last.free_trade_gains_musd[1], 0);
  EXPECT_THAT(to_text(*result), HasSubstr("not better for CAN"));
  ASSERT_TRUE(io::parse_json(to_json(*result), "answer"));
  params.contract_points = 100;
  EXPECT_THAT(refusal(params), HasSubstr("ask for 1 to 99"));
}

// The rates of the closed form are those of game::uniform_nash, which tests/unit/game/uniform_nash_test.cpp holds to
// the published ones; here its error is that of the exact game of the same economy.
TEST(Negotiate, Sets_the_closed_form_of_a_global_war_beside_the_exact_one) {
  NegotiateParams params = quick();
  params.players = {"USA", "MEX"};
  params.global_war = true;
  const auto result = engine().negotiate(params);
  ASSERT_TRUE(result) << result.error().to_string();
  const NegotiateGlobalWar& war = result->global_war;
  ASSERT_EQ(war.countries.size(), 14U);
  EXPECT_TRUE(war.exact) << war.exact_reason;
  EXPECT_LT(war.exact_kkt, 1e-10);
  for (const NegotiateGlobalWar::Country& one : war.countries) {
    EXPECT_LT(one.pct, 0) << one.code;
    EXPECT_LE(one.exact_low_pct, one.exact_mean_pct);
    EXPECT_GE(one.exact_high_pct, one.exact_mean_pct);
    EXPECT_NEAR(one.exact_mean_pct, one.tariff_pct, 1) << one.code;
    EXPECT_NEAR(one.exact_pct, one.pct, 0.3) << one.code;
  }
  EXPECT_LT(war.countries[2].exact_pct, war.countries[2].pct - 0.2) << "Mexico is charged more than its share";
  EXPECT_THAT(to_text(*result), HasSubstr("one rate a partner, exactly"));
  ASSERT_TRUE(io::parse_json(to_json(*result), "answer"));
}

TEST(Negotiate, Refuses_words_it_does_not_know) {
  NegotiateParams params;
  params.linked = "free";
  EXPECT_THAT(refusal(params), HasSubstr("use standing, zero, cooperative"));
  params = {};
  params.instruments = "firm";
  EXPECT_THAT(refusal(params), HasSubstr("use partner, group, sector"));
  params = {};
  params.players = {"USA", "CAM"};
  EXPECT_THAT(refusal(params), HasSubstr("did you mean"));
  params = {};
  params.weights = {{"USA", "C24", 1.3}};
  EXPECT_THAT(refusal(params), HasSubstr("labour is mobile"));
  params.weights = {{"CHN", "C24", 1.3}};
  EXPECT_THAT(refusal(params), HasSubstr("which does not play"));
  params = {};
  params.rules = {{"CHN", "echo", 0}};
  EXPECT_THAT(refusal(params), HasSubstr("use mirror, fixed"));
}

}  // namespace
}  // namespace trilat
