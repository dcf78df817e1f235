#include "numerics/philox.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace trilat::numerics {
namespace {

// Known answers that the authors publish with their library (Random123, kat_vectors, philox4x32 10).
TEST(Philox, The_published_known_answers_come_out) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
            (PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

// Moments of the standard normal distribution: bounds are five standard errors of a sample of this size.
TEST(Philox, Normal_numbers_have_the_moments_of_the_normal_distribution) {
  constexpr int kCount = 200000;
  double sum = 0, square = 0, fourth = 0, cross = 0;
  for (int draw = 0; draw < kCount; ++draw) {
    const double z = standard_normal(7, static_cast<std::uint64_t>(draw), 3);
    sum += z;
    square += z * z;
    fourth += z * z * z * z;
    cross += z * standard_normal(7, static_cast<std::uint64_t>(draw), 4);
  }
  const double root = std::sqrt(static_cast<double>(kCount));
  EXPECT_LT(std::abs(sum / kCount), 5 / root);
  EXPECT_LT(std::abs(square / kCount - 1), 5 * std::sqrt(2.0) / root);
  EXPECT_LT(std::abs(fourth / kCount - 3), 5 * std::sqrt(96.0) / root);
  EXPECT_LT(std::abs(cross / kCount), 5 / root);
}

}  // namespace
}  // namespace trilat::numerics
