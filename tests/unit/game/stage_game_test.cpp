#include "game/stage_game.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace trilat::game {
namespace {

using ::testing::ElementsAre;

StageGame two_by_two(const std::vector<std::vector<double>>& payoffs) { return {{2, 2}, payoffs}; }

double sigma(double x) { return 1 / (1 + std::exp(-x)); }

// Matching pennies where the row player's first match pays `prize`: rows U, D; columns L, R.
StageGame pennies(double prize) { return two_by_two({{prize, 0}, {0, 1}, {0, 1}, {1, 0}}); }

// Its logit equilibrium by bisection on p = P(U): q = sigma(lambda (1 - 2p)), p = sigma(lambda (prize q - (1 - q))).
double pennies_p(double prize, double lambda) {
  double low = 0, high = 1;
  for (int round = 0; round < 200; ++round) {
    const double p = (low + high) / 2, q = sigma(lambda * (1 - 2 * p));
    (sigma(lambda * (prize * q - (1 - q))) > p ? low : high) = p;
  }
  return low;
}

TEST(StageGame, Profiles_are_numbered_with_the_last_player_fastest) {
  StageGame game{{2, 3, 2}, std::vector<std::vector<double>>(12, std::vector<double>(3, 0))};
  EXPECT_EQ(game.profiles(), 12U);
  EXPECT_EQ(game.action(7, 0), 1);
  EXPECT_EQ(game.action(7, 1), 0);
  EXPECT_EQ(game.action(7, 2), 1);
  EXPECT_EQ(game.with(7, 1, 2), 11U);
}

TEST(StageGame, Chicken_has_its_two_pure_equilibria_and_matching_pennies_none) {
  EXPECT_THAT(pure_equilibria(two_by_two({{0, 0}, {7, 2}, {2, 7}, {6, 6}})), ElementsAre(1U, 2U));
  EXPECT_THAT(pure_equilibria(pennies(1)), ElementsAre());
}

TEST(StageGame, Of_several_equilibria_the_one_that_is_better_for_all_is_taken) {
  const StageGame stag = two_by_two({{4, 4}, {0, 3}, {3, 0}, {3, 3}});
  const StageSolution chosen = select_equilibrium(stag, {1, 1});
  EXPECT_EQ(chosen.equilibria, 2U);
  EXPECT_THAT(chosen.payoffs, ElementsAre(4, 4));
}

TEST(StageGame, Without_a_pure_equilibrium_the_mixed_one_is_reached_with_its_regret_told) {
  const StageSolution chosen = select_equilibrium(pennies(9), {1, 1});
  EXPECT_EQ(chosen.equilibria, 0U);
  EXPECT_TRUE(chosen.converged);
  EXPECT_NEAR(chosen.mixed[0][0], 0.5, 1e-2);  // by indifference: row 1/2, column 1/10
  EXPECT_NEAR(chosen.mixed[1][0], 0.1, 1e-2);
  EXPECT_LT(chosen.residual, 5e-3);
}

TEST(Logit, Asymmetric_matching_pennies_agree_with_bisection) {
  for (const double prize : {1.0, 4.0, 9.0}) {
    for (const double lambda : {0.1, 0.5, 1.0, 3.0, 10.0, 50.0}) {
      const StageSolution found = logit_equilibrium(pennies(prize), {lambda, lambda});
      ASSERT_TRUE(found.converged) << prize << " " << lambda;
      ASSERT_NEAR(found.mixed[0][0], pennies_p(prize, lambda), 1e-8) << prize << " " << lambda;
    }
  }
}

TEST(Logit, Without_rationality_all_actions_are_equally_likely) {
  EXPECT_THAT(logit_equilibrium(pennies(9), {0, 0}).mixed[1], ElementsAre(0.5, 0.5));
}

TEST(Logit, The_principal_branch_of_a_coordination_game_leads_to_the_risk_dominant_equilibrium) {
  // McKelvey and Palfrey (1995), with (2, 2) and (1, 1) on the diagonal: symmetric fixed points of
  // p = sigma(lambda (3p - 1)); the branch from 1/2 rises without a turn.
  const StageGame game = two_by_two({{2, 2}, {0, 0}, {0, 0}, {1, 1}});
  double last = 0.5;
  for (const double lambda : {0.5, 1.0, 2.0, 5.0, 20.0}) {
    const StageSolution found = logit_equilibrium(game, {lambda, lambda});
    const double p = found.mixed[0][0];
    ASSERT_TRUE(found.converged);
    ASSERT_NEAR(p, sigma(lambda * (3 * p - 1)), 1e-9);
    ASSERT_GT(p, last);
    last = p;
  }
  EXPECT_GT(last, 0.999);
}

TEST(Logit, The_residual_is_that_of_the_fixed_point_computed_again) {
  std::mt19937 generator(3);
  std::uniform_real_distribution<double> number(-1, 1);
  for (int trial = 0; trial < 50; ++trial) {
    StageGame game{{4, 4, 4}, {}};
    for (std::size_t k = 0; k < 64; ++k)
      game.payoffs.push_back({number(generator), number(generator), number(generator)});
    const StageSolution found = logit_equilibrium(game, {3, 3, 3});
    ASSERT_TRUE(found.converged) << trial;
    for (std::size_t i = 0; i < 3; ++i) {
      std::vector<double> value(4, 0);
      for (std::size_t profile = 0; profile < 64; ++profile) {
        double others = 1;
        for (std::size_t j = 0; j < 3; ++j)
          if (j != i) others *= found.mixed[j][static_cast<std::size_t>(game.action(profile, j))];
        value[static_cast<std::size_t>(game.action(profile, i))] += others * game.payoffs[profile][i];
      }
      double sum = 0;
      for (const double one : value) sum += std::exp(3 * one);
      for (std::size_t a = 0; a < 4; ++a) ASSERT_NEAR(found.mixed[i][a], std::exp(3 * value[a]) / sum, 1e-9);
    }
  }
}

}  // namespace
}  // namespace trilat::game
