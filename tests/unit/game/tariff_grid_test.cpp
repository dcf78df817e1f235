// The tariff game on a grid, and what play repeated on it can give.
#include "game/tariff_grid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "game/payoff_set.hpp"
#include "support/default_economy.hpp"

namespace trilat::game {
namespace {

class Grid : public ::testing::Test {
 protected:
  void SetUp() override {
    GameOptions options;
    options.players = {{"USA", {}, 1}, {"CAN", {}, 1}, {"MEX", {}, 1}};
    auto made = TariffGame::make(trilat::testing::economy_named("na2024"), options);
    ASSERT_TRUE(made) << made.error().to_string();
    game_.emplace(*std::move(made));
    StructureOptions structures;
    structures.linked = LinkedRates::kStanding;
    structures.nash.starts = 1;
    auto solved = solve_structures(*game_, structures);
    ASSERT_TRUE(solved) << solved.error().to_string();
    table_.emplace(*std::move(solved));
  }

  Result<TariffGrid> grid(int steps) {
    return tariff_grid(*game_, table_->outcomes.back(), table_->outcomes.front(), steps);
  }

  std::optional<TariffGame> game_;
  std::optional<StructureTable> table_;
};

TEST_F(Grid, Runs_from_the_treaty_to_the_war_which_is_an_equilibrium_of_it) {
  const auto found = grid(3);
  ASSERT_TRUE(found) << found.error().to_string();
  EXPECT_EQ(found->game.profiles(), 27U);
  for (std::size_t p = 0; p < 3; ++p) {
    EXPECT_NEAR(found->game.payoffs.front()[p], table_->outcomes.back().payoffs[p], 1e-8);
    EXPECT_NEAR(found->game.payoffs.back()[p], table_->outcomes.front().payoffs[p], 1e-8);
  }
  EXPECT_THAT(pure_equilibria(found->game), ::testing::Contains(26U));
}

TEST_F(Grid, The_treaty_is_kept_from_the_patience_that_grim_trigger_asks_for) {
  const auto found = grid(3);
  ASSERT_TRUE(found) << found.error().to_string();
  const auto& payoffs = found->game.payoffs;
  double critical = 0;  // gain over gain and loss, of the best other step, the war being the answer
  for (std::size_t p = 0; p < 3; ++p) {
    double best = payoffs[0][p];
    for (int step = 1; step < 3; ++step) best = std::max(best, payoffs[found->game.with(0, p, step)][p]);
    critical = std::max(critical, (best - payoffs[0][p]) / (best - payoffs[26][p]));
  }
  const auto patient = payoff_set(found->game, critical + 0.01);
  ASSERT_TRUE(patient) << patient.error().to_string();
  EXPECT_LT(patient->defect, 1e-9);
  EXPECT_LT(distance_to_inner(*patient, payoffs[0]), 1e-9);
  for (const auto& point : patient->points) EXPECT_TRUE(within_outer(*patient, point, 1e-8));
  for (std::size_t p = 0; p < 3; ++p) EXPECT_NEAR(patient->worst_inner[p], payoffs[26][p], 1e-8);
  const auto impatient = payoff_set(found->game, 0.5);
  ASSERT_TRUE(impatient) << impatient.error().to_string();
  EXPECT_FALSE(within_outer(*impatient, payoffs[0]));
}

TEST_F(Grid, Too_few_steps_and_too_many_combinations_are_refused) {
  EXPECT_FALSE(grid(1));
  const auto many = grid(11);
  ASSERT_FALSE(many);
  EXPECT_THAT(many.error().to_string(), ::testing::HasSubstr("too many combinations"));
}

}  // namespace
}  // namespace trilat::game
