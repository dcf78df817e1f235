#include "game/bargaining.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "support/network_games.hpp"

namespace trilat::game {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

TEST(Bargaining, Each_keeps_its_outside_option_and_half_the_surplus) {
  // A pie of 100, outside options 30 and 10: 30 + 60/2 and 10 + 60/2 (Nash, 1950).
  const Settlement deal = nash_bargain(std::vector<double>{100, 0}, std::vector<double>{30, 10}, equal_weights(2));
  EXPECT_TRUE(deal.agreed);
  EXPECT_THAT(deal.payoffs, ElementsAre(60, 40));
  EXPECT_THAT(deal.transfers, ElementsAre(-40, 40));
}

TEST(Bargaining, Weights_divide_the_surplus_and_their_scale_does_not_matter) {
  const Settlement deal =
      nash_bargain(std::vector<double>{100, 0}, std::vector<double>{30, 10}, std::vector<double>{3, 1});
  EXPECT_THAT(deal.payoffs, ElementsAre(75, 25));
}

TEST(Bargaining, Without_a_surplus_there_is_no_deal) {
  const Settlement deal = nash_bargain(std::vector<double>{3, 3}, std::vector<double>{4, 4}, equal_weights(2));
  EXPECT_FALSE(deal.agreed);
  EXPECT_THAT(deal.payoffs, ElementsAre(4, 4));
}

// On u2 = 1 - u1^2 with outside options zero: greatest u1 (1 - u1^2), u1 = 1/sqrt(3).
std::vector<std::vector<double>> parabola(int count) {
  std::vector<std::vector<double>> points;
  for (int k = 0; k <= count; ++k) {
    const double u = static_cast<double>(k) / count;
    points.push_back({u, 1 - u * u});
  }
  return points;
}

TEST(Bargaining, On_a_frontier_the_greatest_product_is_chosen) {
  const auto points = parabola(10000);
  const auto best = best_point(points, std::vector<double>{0, 0}, equal_weights(2));
  ASSERT_TRUE(best);
  EXPECT_NEAR(points[*best][0], 1 / std::sqrt(3), 1e-4);
}

TEST(Bargaining, Lotteries_join_the_points_of_a_frontier) {
  const std::vector<std::vector<double>> two = {{1, 0}, {0, 1}};
  EXPECT_FALSE(best_point(two, std::vector<double>{0, 0}, equal_weights(2)));
  const LotteryDeal even = best_lottery(two, std::vector<double>{0, 0}, equal_weights(2));
  ASSERT_TRUE(even.agreed);
  EXPECT_THAT(even.payoffs, ElementsAre(DoubleNear(0.5, 1e-9), DoubleNear(0.5, 1e-9)));
  const LotteryDeal weighted = best_lottery(two, std::vector<double>{0, 0}, std::vector<double>{2, 1});
  EXPECT_NEAR(weighted.payoffs[0], 2.0 / 3, 1e-9);
  // Over a concave frontier a lottery does not help by more than the spacing of the points.
  const LotteryDeal curve = best_lottery(parabola(200), std::vector<double>{0, 0}, equal_weights(2));
  EXPECT_LT(curve.gap, 1e-10);
  EXPECT_NEAR(curve.payoffs[0], 1 / std::sqrt(3), 5e-3);
}

TEST(Bargaining, A_lottery_is_found_where_the_mean_of_the_points_is_not_good_enough) {
  const std::vector<std::vector<double>> points = {{1, 0}, {0, 1}, {-9, -9}, {-9, -9}};
  const LotteryDeal deal = best_lottery(points, std::vector<double>{0.4, 0.4}, equal_weights(2));
  ASSERT_TRUE(deal.agreed);
  EXPECT_NEAR(deal.payoffs[0], 0.5, 1e-9);
  EXPECT_FALSE(best_lottery(points, std::vector<double>{0.6, 0.6}, equal_weights(2)).agreed);
}

TEST(Bargaining, The_contract_curve_holds_what_nobody_can_improve) {
  const std::vector<std::vector<double>> points = {{3, 1}, {1, 3}, {2, 2}, {2, 1}, {0, 9}};
  EXPECT_THAT(contract_curve(points, std::vector<double>{1, 1}), ElementsAre(1U, 2U, 0U));
}

TEST(Bargaining, A_single_link_is_the_bargain_of_its_two_ends) {
  const NetworkGame game = testing::random_game(3, 5);
  const Network link = Network(3).with(0, 2);
  const NashInNash solution = nash_in_nash(game, link, equal_weights(3));
  const auto &with = game.of(link), &without = game.of(Network(3));
  const Settlement deal = nash_bargain(std::vector<double>{with[0], with[2]},
                                       std::vector<double>{without[0], without[2]}, equal_weights(2));
  ASSERT_EQ(solution.deals.size(), 1U);
  EXPECT_NEAR(solution.deals[0].surplus, deal.surplus, 1e-12);
  EXPECT_EQ(solution.sustained, deal.agreed);
  if (deal.agreed) {
    EXPECT_NEAR(solution.payoffs[0], deal.payoffs[0], 1e-12);
  }
  EXPECT_NEAR(solution.deals[0].spillover[1], with[1] - without[1], 1e-12);
}

TEST(Bargaining, Nash_in_Nash_leaves_no_pair_a_better_product) {
  // Each transfer, moved by a little with the others fixed, lowers the product of its own two gains.
  const NetworkGame game = testing::reference_game_in_money();
  const Network all = Network::complete(3);
  const NashInNash solution = nash_in_nash(game, all, equal_weights(3));
  EXPECT_TRUE(solution.sustained);
  for (const BilateralDeal& deal : solution.deals) {
    const auto& without = game.of(all.without(deal.link.first, deal.link.second));
    const auto a = static_cast<std::size_t>(deal.link.first), b = static_cast<std::size_t>(deal.link.second);
    const auto product = [&](double shift) {
      return (game.of(all)[a] + deal.transfer + shift - without[a]) *
             (game.of(all)[b] - deal.transfer - shift - without[b]);
    };
    EXPECT_GT(product(0), product(0.01));
    EXPECT_GT(product(0), product(-0.01));
  }
  const double sum = std::accumulate(solution.payoffs.begin(), solution.payoffs.end(), 0.0);
  const auto& payoffs = game.of(all);
  EXPECT_NEAR(sum, std::accumulate(payoffs.begin(), payoffs.end(), 0.0), 1e-6);
}

TEST(Bargaining, In_one_room_the_shares_are_even_and_in_rooms_of_two_the_hub_has_more) {
  const SurplusShares shares = surplus_shares(testing::reference_game_in_money(), equal_weights(3));
  for (const double share : shares.trilateral_share) EXPECT_NEAR(share, 1.0 / 3, 1e-12);
  ASSERT_TRUE(shares.bilaterals_sustained);
  double sum = 0;
  for (const double share : shares.bilateral_share) sum += share;
  EXPECT_NEAR(sum, 1, 1e-12);
  // By hand from the table: the links are worth about 12,600 (USA-CAN), 15,800 (USA-MEX) and 580 (CAN-MEX) million to
  // their ends, so that the United States, with an end in both large ones, has more than a third.
  EXPECT_GT(shares.bilateral_share[0], 1.0 / 3);
  // Published with the reference: of the gain without transfers the United States has 12.385 per cent.
  EXPECT_NEAR(shares.untransferred_share[0], 0.1238545336, 1e-6);
}

}  // namespace
}  // namespace trilat::game
