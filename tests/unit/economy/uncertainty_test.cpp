#include "economy/uncertainty.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace trilat::economy {
namespace {

TEST(Uncertainty, Draws_have_the_estimate_as_mean_and_the_standard_error_as_deviation) {
  const std::vector<double> theta = {8, 4}, error = {2, 0};
  constexpr int kCount = 100000;
  double sum = 0, square = 0;
  for (int draw = 0; draw < kCount; ++draw) {
    const auto drawn = draw_theta(theta, error, 11, static_cast<std::uint64_t>(draw));
    ASSERT_GT(drawn[0], 0);
    ASSERT_EQ(drawn[1], 4);
    sum += drawn[0];
    square += (drawn[0] - 8) * (drawn[0] - 8);
  }
  EXPECT_NEAR(sum / kCount, 8, 5 * 2 / std::sqrt(kCount));
  EXPECT_NEAR(std::sqrt(square / kCount), 2, 0.05);
}

TEST(Uncertainty, The_same_draw_moves_two_sets_together) {
  const std::vector<double> one = {5}, two = {10}, spread_one = {1}, spread_two = {2};
  for (std::uint64_t draw = 0; draw < 20; ++draw) {
    const double a = draw_theta(one, spread_one, 3, draw)[0], b = draw_theta(two, spread_two, 3, draw)[0];
    EXPECT_NEAR(b, 2 * a, 1e-12);
  }
}

// Hyndman and Fan (1996), type 7, worked by hand: place p (n - 1) between order statistics.
TEST(Uncertainty, Quantiles_interpolate_between_order_statistics) {
  const std::vector<double> sample = {1, 2, 4, 8};
  EXPECT_DOUBLE_EQ(quantile(sample, 0), 1);
  EXPECT_DOUBLE_EQ(quantile(sample, 0.25), 1.75);
  EXPECT_DOUBLE_EQ(quantile(sample, 0.5), 3);
  EXPECT_DOUBLE_EQ(quantile(sample, 0.9), 4 + 0.7 * 4);
  EXPECT_DOUBLE_EQ(quantile(sample, 1), 8);
  EXPECT_DOUBLE_EQ(quantile(std::vector<double>{3}, 0.4), 3);
}

}  // namespace
}  // namespace trilat::economy
