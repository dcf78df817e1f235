#include "flows/rate_change.hpp"

#include <gtest/gtest.h>

namespace trilat::flows {
namespace {

// Rates written by hand, bit 0 law, bit 1 claims, bit 2 mix. Expected: the Shapley value by its definition, the mean
// over the six orders, worked out on paper.
TEST(DivideChange, Is_the_mean_over_the_orders_of_switching) {
  //                        none law cl  l+c mix l+m c+m all
  const RateCorners rates{0, 10, 0, 4, 0, 12, 0, 6};
  const auto parts = divide_change(rates);
  // law: first 10, after claims 4, after mix 12, last 6: (2*10 + 4 + 12 + 2*6) / 6
  EXPECT_DOUBLE_EQ(parts[0], 48.0 / 6);
  // claims: first 0, after law -6, after mix 0, last -6: (0 - 6 + 0 - 12) / 6
  EXPECT_DOUBLE_EQ(parts[1], -18.0 / 6);
  // mix: first 0, after law 2, after claims 0, last 2: (0 + 2 + 0 + 4) / 6
  EXPECT_DOUBLE_EQ(parts[2], 6.0 / 6);
  EXPECT_DOUBLE_EQ(parts[0] + parts[1] + parts[2], 6);
}

TEST(DivideChange, A_factor_that_moves_nothing_has_no_part) {
  const auto parts = divide_change({1, 3, 1, 3, 1, 3, 1, 3});
  EXPECT_DOUBLE_EQ(parts[0], 2);
  EXPECT_DOUBLE_EQ(parts[1], 0);
  EXPECT_DOUBLE_EQ(parts[2], 0);
}

}  // namespace
}  // namespace trilat::flows
