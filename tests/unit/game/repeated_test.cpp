#include "game/repeated.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "game/payoff_set.hpp"

namespace trilat::game {
namespace {

// Both cooperate 1, both defect 0, a cheat 1 + gain, its victim -loss.
StageGame prisoners(double gain, double loss) {
  return {{2, 2}, {{1, 1}, {-loss, 1 + gain}, {1 + gain, -loss}, {0, 0}}};
}

TEST(Repeated, The_prisoners_dilemma_needs_gain_over_one_plus_gain) {
  EXPECT_DOUBLE_EQ(**critical_discount({1, 2, 0}), 0.5);
  EXPECT_DOUBLE_EQ(**critical_discount({3, 5, 1}), 0.5);  // Axelrod's 5, 3, 1
  EXPECT_DOUBLE_EQ(**critical_discount({1, 1, 0}), 0);
  EXPECT_FALSE(*critical_discount({1, 2, 1}));
}

TEST(Repeated, Shorter_punishments_need_more_patience_or_do_not_do) {
  // Two periods, gain 1, loss 1: d + d^2 = 1, the golden ratio less one. One period never does.
  EXPECT_NEAR(**critical_discount({1, 2, 0}, 2), (std::sqrt(5) - 1) / 2, 1e-12);
  EXPECT_FALSE(*critical_discount({1, 2, 0}, 1));
  EXPECT_NEAR(**critical_discount({1, 2, 0}, 200), 0.5, 1e-12);
  EXPECT_FALSE(critical_discount({1, 2, 0}, -1));
}

TEST(Repeated, At_the_critical_factor_gain_and_loss_are_equal) {
  for (const int periods : {0, 2, 5, 10}) {
    const Temptation stage{0.3, 1.1, -0.4};
    const CheatingBalance balance = cheating_balance(stage, **critical_discount(stage, periods), periods);
    EXPECT_NEAR(balance.gain, balance.loss, 1e-9) << periods;
  }
}

TEST(Repeated, The_least_patient_decides) {
  const auto found = patience({{1, 2, 0}, {1, 4, 0}}, {1, 5});
  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(*found->needed, 0.75);
  EXPECT_FALSE(found->finite[0][0]);
  EXPECT_TRUE(found->finite[1][0]);
  EXPECT_FALSE(patience({{1, 2, 0}, {1, 4, 2}}, {})->needed);
}

TEST(Repeated, The_belief_needed_makes_both_choices_equal) {
  const Temptation stage{1, 2, 0};
  const double betrayed = -1, d = 0.8;
  const double b = *needed_belief(stage, betrayed, d);
  const double faithful = b * stage.cooperation + (1 - b) * ((1 - d) * betrayed + d * stage.punishment);
  const double cheat = b * ((1 - d) * stage.cheating + d * stage.punishment) + (1 - b) * stage.punishment;
  EXPECT_NEAR(faithful, cheat, 1e-12);
  EXPECT_NEAR(b, 0.25, 1e-12);  // 0.2 / (0.2 + 1 - 0.4)
  EXPECT_FALSE(needed_belief(stage, betrayed, 0.4));
}

void expect_set(const PayoffSet& set, const std::vector<std::vector<double>>& vertices) {
  ASSERT_FALSE(set.empty);
  ASSERT_FALSE(set.points.empty());
  EXPECT_LT(set.defect, 1e-8);
  for (const auto& point : set.points) EXPECT_TRUE(within_outer(set, point)) << point[0] << " " << point[1];
  for (const auto& vertex : vertices) {
    EXPECT_TRUE(within_outer(set, vertex)) << vertex[0] << " " << vertex[1];
    EXPECT_LT(distance_to_inner(set, vertex), 1e-6) << vertex[0] << " " << vertex[1];
  }
}

TEST(PayoffSet, Impatient_prisoners_can_only_defect) {
  // Stahl (1991): below gain / (1 + gain), with gain = loss, nothing but (0, 0).
  const auto set = payoff_set(prisoners(1, 1), 0.4);
  ASSERT_TRUE(set);
  expect_set(*set, {{0, 0}});
  EXPECT_FALSE(within_outer(*set, {0.01, 0.01}));
  EXPECT_LT(set->gap, 1e-8);
}

TEST(PayoffSet, Patient_prisoners_can_have_all_that_is_feasible_and_worth_more_than_defection) {
  // Above it: the four corners of the individually rational part of the feasible set.
  const auto set = payoff_set(prisoners(1, 1), 0.6);
  ASSERT_TRUE(set);
  expect_set(*set, {{0, 0}, {1, 1}, {1.5, 0}, {0, 1.5}});
  EXPECT_FALSE(within_outer(*set, {-0.01, 0.5}));
  EXPECT_FALSE(within_outer(*set, {1.02, 1.02}));
}

TEST(PayoffSet, In_between_prisoners_take_turns) {
  // gain 1.5, loss 0.6: mutual cooperation needs 0.6, but turns at cheating need only loss / (1 + gain) = 0.24, and
  // give the triangle with sides 1 + gain - loss = 1.9 (Stahl, 1991; by hand: (1.9, 0) is made by cheating now and
  // (1.9 - w, w), w = loss (1 - d) / d, afterwards).
  const auto set = payoff_set(prisoners(1.5, 0.6), 0.4);
  ASSERT_TRUE(set);
  expect_set(*set, {{0, 0}, {1.9, 0}, {0, 1.9}});
  EXPECT_FALSE(within_outer(*set, {1, 1}));
  const auto impatient = payoff_set(prisoners(1.5, 0.6), 0.2);
  expect_set(*impatient, {{0, 0}});
  EXPECT_FALSE(within_outer(*impatient, {0.1, 0}));
}

// Each of three may give 1, of which everybody gets 0.6.
StageGame public_good() {
  StageGame game{{2, 2, 2}, {}};
  for (std::size_t profile = 0; profile < 8; ++profile) {
    std::vector<double> payoffs;
    const int given = __builtin_popcount(static_cast<unsigned>(profile));
    for (std::size_t i = 0; i < 3; ++i) payoffs.push_back(0.6 * given - (((profile >> (2 - i)) & 1U) != 0 ? 1.0 : 0.0));
    game.payoffs.push_back(payoffs);
  }
  return game;
}

TEST(PayoffSet, Three_who_may_give_to_each_other_do_so_above_a_third) {
  // Giving costs 0.4; all giving is worth 0.8 each and is kept by grim trigger from 0.4 / 1.2 on. Below that the
  // promises that one, two or three givers need exceed what there is to promise.
  const auto patient = payoff_set(public_good(), 0.5);
  ASSERT_TRUE(patient);
  expect_set(*patient, {{0, 0, 0}, {0.8, 0.8, 0.8}});
  const auto impatient = payoff_set(public_good(), 0.3);
  expect_set(*impatient, {{0, 0, 0}});
  EXPECT_FALSE(within_outer(*impatient, {0.02, 0.02, 0.02}));
}

TEST(PayoffSet, Matching_pennies_have_no_equilibrium_in_pure_strategies_and_the_set_is_empty_or_has_no_points) {
  const StageGame pennies{{2, 2}, {{1, -1}, {-1, 1}, {-1, 1}, {1, -1}}};
  const auto set = payoff_set(pennies, 0.3);
  ASSERT_TRUE(set);
  EXPECT_TRUE(set->empty);
}

TEST(PayoffSet, What_it_does_not_cover_is_refused) {
  EXPECT_FALSE(payoff_set(prisoners(1, 1), 1.0));
  EXPECT_FALSE(payoff_set({{2}, {{0}, {1}}}, 0.5));
}

}  // namespace
}  // namespace trilat::game
