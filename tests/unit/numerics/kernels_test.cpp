// The inner loops against plain ones and the C library.
#include "numerics/kernels.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "numerics/simd.hpp"

namespace trilat::numerics {
namespace {

Vector random_values(std::size_t count, double low, double high, unsigned seed = 1) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> between(low, high);
  Vector values(count);
  for (double& value : values) value = between(random);
  return values;
}

TEST(Kernels, Exponential_and_logarithm_agree_with_the_C_library_to_two_units) {
  const Vector x = random_values(4000, -300, 300);
  Vector y(x.size()), back(x.size());
  exp_array(x.data(), y.data(), x.size());
  log_array(y.data(), back.data(), x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    EXPECT_NEAR(y[i] / std::exp(x[i]), 1, 4.5e-16) << x[i];
    EXPECT_NEAR(back[i], std::log(y[i]), 4.5e-16 * std::abs(x[i])) << x[i];
  }
  const Vector near = random_values(4000, 0.6, 1.6, 2);
  log_array(near.data(), y.data(), near.size());
  for (std::size_t i = 0; i < near.size(); ++i) {
    EXPECT_NEAR(y[i], std::log(near[i]), 4.5e-16 * std::abs(std::log(near[i]))) << near[i];
  }
}

TEST(Kernels, What_has_no_logarithm_is_not_a_number_and_not_a_number_passes_through) {
  const double x[8] = {-1, 0, std::nan(""), 1, 2, 3, 4, 5};
  double y[8];
  log_array(x, y, 8);
  EXPECT_TRUE(std::isnan(y[0]) && std::isnan(y[1]) && std::isnan(y[2]));
  EXPECT_EQ(y[3], 0);
  exp_array(x, y, 8);
  EXPECT_TRUE(std::isnan(y[2]));
  EXPECT_EQ(y[1], 1);
  EXPECT_TRUE(std::isnan(largest_magnitude(x, 8)));
  EXPECT_EQ(largest_magnitude(x + 3, 5), 5);
}

TEST(Kernels, Exponentials_stop_at_their_bounds) {
  const double x[8] = {1000, -1000, 0, 0, 0, 0, 0, 0};
  double y[8];
  exp_array(x, y, 8);
  EXPECT_NEAR(std::log(y[0]), 700, 1e-9);
  EXPECT_NEAR(std::log(y[1]), -700, 1e-9);
}

// Member counts that end in blocks of sixteen and of eight.
class Batch : public ::testing::TestWithParam<std::size_t> {};

TEST_P(Batch, Products_are_those_of_plain_loops) {
  const std::size_t rows = 5, columns = 7, members = GetParam();
  const Vector A = random_values(rows * columns * members, -1, 1), x = random_values(columns * members, -1, 1, 2);
  const Vector z = random_values(rows * members, -1, 1, 3);
  Vector y(rows * members, 0.5), t(columns * members, 0.25);
  batch_multiply(A.data(), x.data(), y.data(), {rows, columns, members});
  batch_multiply_transposed(A.data(), z.data(), t.data(), {rows, columns, members});
  for (std::size_t m = 0; m < members; ++m) {
    for (std::size_t r = 0; r < rows; ++r) {
      double sum = 0.5;
      for (std::size_t c = 0; c < columns; ++c) sum += A[(r * columns + c) * members + m] * x[c * members + m];
      EXPECT_NEAR(y[r * members + m], sum, 1e-14);
    }
    for (std::size_t c = 0; c < columns; ++c) {
      double sum = 0.25;
      for (std::size_t r = 0; r < rows; ++r) sum += A[(r * columns + c) * members + m] * z[r * members + m];
      EXPECT_NEAR(t[c * members + m], sum, 1e-14);
    }
  }
}

TEST_P(Batch, Factors_solve_the_system_and_its_transpose) {
  const std::size_t order = 6, members = GetParam();
  Vector A = random_values(order * order * members, -0.1, 0.1);
  for (std::size_t r = 0; r < order; ++r) {
    for (std::size_t m = 0; m < members; ++m) A[(r * order + r) * members + m] += 1;
  }
  const Vector wanted = random_values(order * members, -1, 1, 4);
  Vector right(order * members, 0.0), right_transposed = right, factors = A;
  batch_multiply(A.data(), wanted.data(), right.data(), {order, order, members});
  batch_multiply_transposed(A.data(), wanted.data(), right_transposed.data(), {order, order, members});
  batch_factor(factors.data(), order, members);
  batch_solve(factors.data(), right.data(), order, members);
  batch_solve_transposed(factors.data(), right_transposed.data(), order, members);
  for (std::size_t c = 0; c < wanted.size(); ++c) {
    EXPECT_NEAR(right[c], wanted[c], 1e-13);
    EXPECT_NEAR(right_transposed[c], wanted[c], 1e-13);
  }
}

TEST_P(Batch, Sums_over_rows_are_those_of_plain_loops) {
  const std::size_t rows = 3, members = GetParam();
  const Vector a = random_values(rows * members, -1, 1), x = random_values(rows * members, -1, 1, 2);
  Vector sum(members, 1.0), weighted(members, 2.0), scaled = x;
  batch_sum(x.data(), sum.data(), rows, members);
  batch_dot(a.data(), x.data(), weighted.data(), rows, members);
  batch_scale_add(a.data(), sum.data(), scaled.data(), rows, members);
  for (std::size_t m = 0; m < members; ++m) {
    double plain = 1, dotted = 2;
    for (std::size_t r = 0; r < rows; ++r) {
      plain += x[r * members + m];
      dotted += a[r * members + m] * x[r * members + m];
    }
    EXPECT_NEAR(sum[m], plain, 1e-14);
    EXPECT_NEAR(weighted[m], dotted, 1e-14);
    for (std::size_t r = 0; r < rows; ++r) {
      const std::size_t c = r * members + m;
      EXPECT_NEAR(scaled[c], x[c] + a[c] * plain, 1e-13);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, Batch, ::testing::Values(8, 16, 24, 32, 40));

TEST(Kernels, Matrix_products_are_those_of_plain_loops) {
  const std::size_t rows = 6, stride = 16;
  const Vector A = random_values(rows * stride, -1, 1), B = random_values(stride * stride, -1, 1, 2);
  const Vector x = random_values(stride, -1, 1, 3);
  Vector y(rows), t(stride, 0.0), C(rows * stride, 1.0);
  multiply(A.data(), x.data(), y.data(), rows, stride);
  multiply_transposed(A.data(), y.data(), t.data(), rows, stride);
  multiply_matrices(A.data(), B.data(), C.data(), rows, stride, stride);
  for (std::size_t r = 0; r < rows; ++r) {
    double sum = 0;
    for (std::size_t i = 0; i < stride; ++i) sum += A[r * stride + i] * x[i];
    EXPECT_NEAR(y[r], sum, 1e-14);
    for (std::size_t i = 0; i < stride; ++i) {
      double product = 1;
      for (std::size_t k = 0; k < stride; ++k) product += A[r * stride + k] * B[k * stride + i];
      EXPECT_NEAR(C[r * stride + i], product, 1e-14);
    }
  }
  for (std::size_t i = 0; i < stride; ++i) {
    double sum = 0;
    for (std::size_t r = 0; r < rows; ++r) sum += A[r * stride + i] * y[r];
    EXPECT_NEAR(t[i], sum, 1e-14);
  }
}

}  // namespace
}  // namespace trilat::numerics
