#include "game/cooperative.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "game/network_values.hpp"
#include "support/network_games.hpp"

namespace trilat::game {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

TEST(Cooperative, The_left_glove_is_worth_two_thirds) {
  // Shapley and Shubik (1969): one left glove and two right ones.
  EXPECT_THAT(shapley_value(testing::glove_game()),
              ElementsAre(DoubleNear(2.0 / 3, 1e-12), DoubleNear(1.0 / 6, 1e-12), DoubleNear(1.0 / 6, 1e-12)));
}

TEST(Cooperative, The_core_of_the_glove_game_is_one_point) {
  const Core core = core_of(testing::glove_game());
  ASSERT_FALSE(core.empty);
  EXPECT_THAT(core.allocation, ElementsAre(DoubleNear(1, 1e-12), DoubleNear(0, 1e-12), DoubleNear(0, 1e-12)));
  EXPECT_NEAR(core.least_excess, 0, 1e-12);
}

TEST(Cooperative, Of_three_who_decide_by_majority_no_division_is_safe) {
  const CoalitionGame majority{3, {0, 0, 0, 1, 0, 1, 1, 1}};
  const Core core = core_of(majority);
  ASSERT_TRUE(core.empty);
  EXPECT_NEAR(core.shortfall, 0.5, 1e-12);  // three halves are asked for
  EXPECT_NEAR(core.balance[3], 0.5, 1e-12);
  EXPECT_NEAR(core.balance[5], 0.5, 1e-12);
  EXPECT_NEAR(core.balance[6], 0.5, 1e-12);
}

CoalitionGame random_worths(int players, unsigned seed, double more = 0.6) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<double> number(0, 1);
  CoalitionGame game{players, std::vector<double>(std::size_t{1} << players, 0)};
  for (std::size_t set = 1; set < game.worth.size(); ++set) game.worth[set] = number(generator);
  game.worth.back() += more;
  return game;
}

// The five minimal balanced collections of three players (Shapley, 1967) decide.
bool core_of_three_is_empty(const std::vector<double>& w) {
  return w[1] + w[2] + w[4] > w[7] || w[1] + w[6] > w[7] || w[2] + w[5] > w[7] || w[4] + w[3] > w[7] ||
         w[3] + w[5] + w[6] > 2 * w[7];
}

TEST(Cooperative, Three_players_have_a_core_where_the_balanced_collections_say_so) {
  int empty = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    const CoalitionGame game = random_worths(3, seed);
    const Core core = core_of(game);
    ASSERT_EQ(core.empty, core_of_three_is_empty(game.worth)) << seed;
    empty += core.empty;
  }
  EXPECT_GT(empty, 40);
  EXPECT_LT(empty, 360);
}

TEST(Cooperative, Either_answer_about_the_core_carries_its_proof) {
  int empty = 0;
  for (unsigned seed = 0; seed < 200; ++seed) {
    const CoalitionGame game = random_worths(5, seed, 1.7);
    const Core core = core_of(game);
    if (!core.empty) {
      ASSERT_LE(greatest_excess(game, core.allocation), 1e-9) << seed;
      continue;
    }
    ++empty;
    double asked = 0;
    std::vector<double> weight(5, 0);
    for (std::size_t set = 0; set < core.balance.size(); ++set) {
      ASSERT_GE(core.balance[set], 0);
      asked += core.balance[set] * game.worth[set];
      for (std::size_t i = 0; i < 5; ++i) weight[i] += ((set >> i) & 1U) != 0 ? core.balance[set] : 0;
    }
    for (const double one : weight) ASSERT_NEAR(one, 1, 1e-10) << seed;
    ASSERT_GT(asked, game.worth.back()) << seed;
  }
  EXPECT_GT(empty, 10);
  EXPECT_LT(empty, 190);
}

TEST(Cooperative, The_Shapley_value_is_the_mean_over_all_orders) {
  const CoalitionGame game = random_worths(5, 3);
  std::vector<std::size_t> order = {0, 1, 2, 3, 4};
  std::vector<double> mean(5, 0);
  do {
    Coalition here = 0;
    for (const std::size_t i : order) {
      mean[i] += (game.worth[here | (1U << i)] - game.worth[here]) / 120;
      here |= 1U << i;
    }
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_THAT(shapley_value(game), Pointwise(DoubleNear(1e-12), mean));
}

TEST(NetworkValues, Where_the_second_right_glove_must_pass_through_the_first_it_is_worth_nothing) {
  // Links left-right and right-right: only the first right glove can close a pair. Myerson (1977): 1/2, 1/2, 0.
  const NetworkGame game = testing::component_game(testing::glove_game());
  const Network path = Network(3).with(0, 1).with(1, 2);
  const auto halves = ElementsAre(DoubleNear(0.5, 1e-12), DoubleNear(0.5, 1e-12), DoubleNear(0, 1e-12));
  EXPECT_THAT(fair_allocation(game, path), halves);
  EXPECT_THAT(network_value(game, path), halves);
  EXPECT_THAT(jackson_wolinsky(game, path), halves);
  // With both right gloves linked to the left one: the Shapley value of the game itself.
  EXPECT_NEAR(fair_allocation(game, Network(3).with(0, 1).with(0, 2))[0], 2.0 / 3, 1e-12);
}

TEST(NetworkValues, Without_spillovers_the_fair_rule_is_the_Shapley_value_of_the_restricted_game) {
  const NetworkGame game = testing::component_game(random_worths(4, 11));
  for (const Network& network : game.networks) {
    const std::vector<double> fair = fair_allocation(game, network);
    ASSERT_THAT(network_value(game, network), Pointwise(DoubleNear(1e-10), fair)) << network.bits();
    ASSERT_THAT(jackson_wolinsky(game, network), Pointwise(DoubleNear(1e-10), fair)) << network.bits();
  }
}

TEST(NetworkValues, With_spillovers_the_fair_rule_is_fair_on_every_link_and_divides_what_each_part_earns) {
  const NetworkGame game = testing::random_game(4, 2);
  for (const Network& network : game.networks) {
    const std::vector<double> shares = fair_allocation(game, network);
    for (const auto& [a, b] : pairs(4)) {
      if (!network.linked(a, b)) continue;
      const std::vector<double> before = fair_allocation(game, network.without(a, b));
      const auto i = static_cast<std::size_t>(a), j = static_cast<std::size_t>(b);
      ASSERT_NEAR(shares[i] - before[i], shares[j] - before[j], 1e-10) << network.bits();
    }
    for (const Coalition part : network.components()) {
      double divided = 0, earned = 0;
      for (std::size_t i = 0; i < 4; ++i) {
        if (((part >> i) & 1U) == 0) continue;
        divided += shares[i];
        earned += game.of(network)[i];
      }
      ASSERT_NEAR(divided, earned, 1e-10) << network.bits();
    }
  }
}

TEST(NetworkValues, The_flexible_rule_divides_in_proportion_to_what_is_brought) {
  const NetworkGame game = testing::component_game(testing::glove_game());
  EXPECT_NEAR(flexible_network(game, Network(3).with(0, 1))[0], 2.0 / 3, 1e-12);  // Jackson (2005): links may move
  EXPECT_NEAR(flexible_network(game, Network(3).with(1, 2))[0], 0, 1e-12);
}

}  // namespace
}  // namespace trilat::game
