#include "game/treaty_clock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "support/network_games.hpp"

namespace trilat::game {
namespace {

// Everyone has 0 with all three links, -5 with one or two of its own, -10 with none of its own.
NetworkGame needed_pact() {
  return testing::make_game(3, [](const Network& g, int i) {
    return g.links() == 3 ? 0.0 : g.degree(i) > 0 ? -5.0 : -10.0;
  });
}

// Nothing moves but what governments do; the United States (player 0) presses for ever.
TreatySetting plain(Date date) {
  TreatySetting setting;
  setting.date = date;
  TreatyBehaviour& b = setting.behaviour;
  b.leverage = b.uncertainty = b.signing = b.signing_cost = b.softening = b.hardening = 0;
  b.slight = b.mending = b.breakdown = 0;
  b.election = b.renewal = 1;
  b.discount = 0.95;
  return setting;
}

const double kInterest = -std::log(0.95);
double annuity(double years) { return (1 - std::exp(-kInterest * years)) / kInterest; }
double years(Date from, Date until) { return (until.days_since_1970() - from.days_since_1970()) / 365.25; }

TEST(TreatyClock, A_pact_that_all_need_is_extended_at_the_first_review) {
  const auto clock = treaty_clock(needed_pact(), plain({2026, 3, 1}), TreatyConcept::kMarkovPerfect);
  ASSERT_TRUE(clock);
  EXPECT_EQ(clock->start, Date(2026, 7, 1));
  EXPECT_EQ(clock->reviews.front().confirmed, 1);
  EXPECT_EQ(clock->outlook[1].extended, 1);
  for (const double value : clock->value) EXPECT_NEAR(value, 0, 1e-9);
}

// Three reviews are left, 2033 to 2035. The presser is conceded 0.05 x (10 + 10) = 1 a year while the pact is not
// extended, and -10 a year for ever after a lapse. By hand, from the end: in 2035 it confirms, for waiting gives one
// more year of 1 and then -10; in 2034 and 2033 waiting gives a year of 1 and then the same as confirming. So it waits
// twice, and each partner pays 0.5 a year over those two years.
TEST(TreatyClock, The_presser_waits_until_the_last_review_and_no_longer) {
  TreatySetting setting = plain({2033, 7, 1});
  setting.behaviour.leverage = 0.05;
  const auto clock = treaty_clock(needed_pact(), setting, TreatyConcept::kMarkovPerfect);
  ASSERT_TRUE(clock);
  ASSERT_EQ(clock->reviews.size(), 3U);
  const double paid = annuity(years({2033, 7, 1}, {2035, 7, 1}));
  EXPECT_NEAR(clock->value[0], paid, 1e-9);
  EXPECT_NEAR(clock->value[1], -0.5 * paid, 1e-9);
  EXPECT_NEAR(clock->value[2], -0.5 * paid, 1e-9);
  EXPECT_EQ(clock->reviews[0].confirmed, 0);
  EXPECT_EQ(clock->reviews[1].confirmed, 0);
  EXPECT_EQ(clock->reviews[2].confirmed, 1);
  EXPECT_NEAR(clock->cost_pressure[1], 0.5 * paid, 1e-9);
  EXPECT_NEAR(clock->cost_paths[1], 0, 1e-9);
  // It would confirm at once for what two years of concessions are worth; its partners can just pay that together.
  EXPECT_NEAR(clock->needs[0], paid, 1e-9);
  EXPECT_NEAR(clock->offer.total, paid, 1e-9);
  // The last review is worth to each what a lapse would cost, less the year of concessions. No link comes back.
  const double after = std::exp(-kInterest * years({2035, 7, 1}, {2036, 7, 1})) * -10 / kInterest;
  const double year = annuity(years({2035, 7, 1}, {2036, 7, 1}));
  EXPECT_NEAR(clock->reviews[2].value[0], 0 - (year + after), 1e-9);
  EXPECT_NEAR(clock->reviews[2].value[1], 0 - (-0.5 * year + after), 1e-9);
}

TEST(TreatyClock, Very_rational_players_do_nearly_what_perfectly_rational_ones_do) {
  TreatySetting setting = plain({2033, 7, 1});
  setting.behaviour.leverage = 0.05;
  setting.behaviour.rationality = 500;
  const auto clock = treaty_clock(needed_pact(), setting, TreatyConcept::kLogit);
  ASSERT_TRUE(clock) << clock.error().to_string();
  EXPECT_NEAR(clock->value[0], annuity(years({2033, 7, 1}, {2035, 7, 1})), 0.05);
  EXPECT_LT(clock->residual, 1e-9);
}

TEST(TreatyClock, Players_who_do_not_think_confirm_and_leave_by_chance) {
  // Each action with a third: 1 in 27 that all confirm, 8 in 27 that nobody withdraws.
  TreatySetting setting = plain({2026, 7, 1});
  setting.behaviour.rationality = 0;
  const auto clock = treaty_clock(needed_pact(), setting, TreatyConcept::kLogit);
  ASSERT_TRUE(clock);
  double held = 1, extended = 0;
  for (std::size_t k = 0; k < clock->reviews.size(); ++k) {
    EXPECT_NEAR(clock->reviews[k].held, held, 1e-12);
    EXPECT_NEAR(clock->reviews[k].confirmed, 1.0 / 27, 1e-12);
    EXPECT_NEAR(clock->outlook[k].extended, extended, 1e-12);
    extended += held / 27;
    held *= 7.0 / 27;
  }
  for (const TreatyOutlook& at : clock->outlook)
    EXPECT_NEAR(at.extended + at.unextended + at.rebuilt + at.split + at.none, 1, 1e-12);
}

TEST(TreatyClock, Who_is_better_off_alone_leaves_on_notice_and_the_others_stay_bound) {
  // Player 0 has 1 without links and 0 with any; the two others like their link to each other.
  const NetworkGame game = testing::make_game(
      3, [](const Network& g, int i) { return i == 0 ? (g.isolated(0) ? 1.0 : 0.0) : (g.linked(1, 2) ? 2.0 : 0.0); });
  const auto clock = treaty_clock(game, plain({2030, 7, 1}), TreatyConcept::kMarkovPerfect);
  ASSERT_TRUE(clock);
  EXPECT_EQ(clock->reviews.front().actions[0][2], 1);
  EXPECT_EQ(clock->outlook[1].split, 1);
  EXPECT_EQ(clock->outlook.back().split, 1);
  // Six months of 0, then 1 a year for ever.
  EXPECT_NEAR(clock->value[0], 1 / kInterest - annuity(0.5), 1e-9);
  EXPECT_NEAR(clock->value[1], 2 / kInterest, 1e-9);
}

TEST(TreatyClock, Doubt_costs_more_as_the_term_runs_out) {
  TreatySetting early = plain({2027, 7, 1}), late = plain({2035, 7, 1});
  early.behaviour.uncertainty = late.behaviour.uncertainty = 0.1;
  early.behaviour.rationality = late.behaviour.rationality = 0;
  const auto first = treaty_clock(needed_pact(), early, TreatyConcept::kLogit);
  const auto last = treaty_clock(needed_pact(), late, TreatyConcept::kLogit);
  ASSERT_TRUE(first && last);
  // 2035: trust 0.5, 15 of 16 years gone, 10 at stake; one year, or half where someone withdraws (19 in 27), never
  // where all confirm (1 in 27).
  const double run = 1 - years({2035, 7, 1}, {2036, 7, 1}) / 16;
  const double whole = annuity(years({2035, 7, 1}, {2036, 7, 1}));
  EXPECT_NEAR(last->cost_doubt[1], 0.1 * 0.5 * run * 10 * (7.0 / 27 * whole + 19.0 / 27 * annuity(0.5)), 1e-9);
  EXPECT_GT(last->cost_doubt[1], first->cost_doubt[1]);
}

TEST(TreatyClock, Equilibria_carried_over_dates_are_those_followed_anew) {
  TreatySetting setting;
  setting.date = Date(2026, 10, 1);
  const NetworkGame game = testing::reference_game_in_money();
  const auto carried = treaty_clock(game, setting, TreatyConcept::kLogit);
  setting.carry = false;
  const auto anew = treaty_clock(game, setting, TreatyConcept::kLogit);
  ASSERT_TRUE(carried && anew);
  EXPECT_THAT(carried->value, ::testing::Pointwise(::testing::DoubleNear(1e-3), anew->value));  // of 10,000 and more
  EXPECT_LT(carried->residual, 1e-9);
}

TEST(TreatyClock, Every_behavioural_parameter_is_tried_and_has_a_reason) {
  TreatySetting setting = plain({2033, 7, 1});
  const auto table = treaty_sensitivity(needed_pact(), setting, TreatyConcept::kMarkovPerfect);
  ASSERT_TRUE(table) << table.error().to_string();
  EXPECT_EQ(table->size(), sizeof(TreatyBehaviour) / sizeof(double));
  for (const BehaviourEntry& entry : behaviour()) {
    EXPECT_FALSE(entry.reason.empty());
    const double value = TreatyBehaviour{}.*entry.value;
    EXPECT_LE(entry.low, value);
    EXPECT_LE(value, entry.high);
  }
}

TEST(TreatyClock, What_cannot_be_is_refused) {
  EXPECT_FALSE(treaty_clock(needed_pact(), plain({2036, 7, 1}), TreatyConcept::kLogit));
  EXPECT_FALSE(treaty_clock(testing::random_game(4, 1), plain({2030, 7, 1}), TreatyConcept::kLogit));
  TreatyBehaviour b;
  EXPECT_FALSE(set_behaviour(b, "discount", 1.5));
  EXPECT_FALSE(set_behaviour(b, "luck", 0.5));
  EXPECT_TRUE(set_behaviour(b, "leverage", 0.1));
  EXPECT_EQ(b.leverage, 0.1);
}

}  // namespace
}  // namespace trilat::game
