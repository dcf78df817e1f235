#include "numerics/simplex.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <random>

namespace trilat::numerics {
namespace {

using Rows = std::vector<std::vector<double>>;

TEST(Simplex, The_textbook_example_has_its_known_answer) {
  // Dantzig's example in Chvatal (1983), chapter 2: greatest 5x + 4y + 3z; optimum 13 at (2, 0, 1).
  const Rows rows = {{2, 3, 1}, {4, 1, 2}, {3, 4, 2}, {-1, 0, 0}, {0, -1, 0}, {0, 0, -1}};
  const LinearAnswer answer = maximise(rows, {5, 11, 8, 0, 0, 0}, {5, 4, 3});
  ASSERT_EQ(answer.status, LinearStatus::kOptimal);
  EXPECT_NEAR(answer.value, 13, 1e-12);
  EXPECT_NEAR(answer.x[0], 2, 1e-12);
  EXPECT_NEAR(answer.x[1], 0, 1e-12);
  EXPECT_NEAR(answer.x[2], 1, 1e-12);
}

TEST(Simplex, No_feasible_point_comes_with_its_proof) {
  const Rows rows = {{1, 1}, {-1, 0}, {0, -1}};
  const std::vector<double> right = {1, -1, -1};  // x + y <= 1, x >= 1, y >= 1
  const LinearAnswer answer = maximise(rows, right, {1, 0});
  ASSERT_EQ(answer.status, LinearStatus::kInfeasible);
  double value = 0, first = 0, second = 0;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    EXPECT_GE(answer.y[k], 0);
    value += right[k] * answer.y[k];
    first += rows[k][0] * answer.y[k];
    second += rows[k][1] * answer.y[k];
  }
  EXPECT_LT(value, -1e-9);
  EXPECT_NEAR(first, 0, 1e-12);
  EXPECT_NEAR(second, 0, 1e-12);
}

TEST(Simplex, No_greatest_value_is_told) {
  EXPECT_EQ(maximise({{-1, 0}, {0, -1}}, {0, 0}, {1, 1}).status, LinearStatus::kUnbounded);
}

// Every pair of constraints of a plane, the best feasible crossing: an independent way to solve the same.
std::optional<double> best_crossing(const Rows& rows, const std::vector<double>& right, const std::vector<double>& c) {
  std::optional<double> best;
  for (std::size_t a = 0; a < rows.size(); ++a) {
    for (std::size_t b = a + 1; b < rows.size(); ++b) {
      const double det = rows[a][0] * rows[b][1] - rows[a][1] * rows[b][0];
      if (std::abs(det) < 1e-9) continue;
      const double x = (right[a] * rows[b][1] - right[b] * rows[a][1]) / det;
      const double y = (rows[a][0] * right[b] - rows[b][0] * right[a]) / det;
      bool feasible = true;
      for (std::size_t k = 0; k < rows.size(); ++k)
        feasible = feasible && rows[k][0] * x + rows[k][1] * y <= right[k] + 1e-9;
      if (feasible) best = std::max(best.value_or(-HUGE_VAL), c[0] * x + c[1] * y);
    }
  }
  return best;
}

TEST(Simplex, It_agrees_with_looking_at_every_vertex) {
  std::mt19937 generator(7);
  std::uniform_real_distribution<double> number(-1, 1);
  int feasible = 0, infeasible = 0;
  for (int trial = 0; trial < 500; ++trial) {
    Rows rows = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    std::vector<double> right = {2, 2, 2, 2};
    for (int k = 0; k < 6; ++k) {
      rows.push_back({number(generator), number(generator)});
      right.push_back(number(generator));
    }
    const std::vector<double> gain = {number(generator), number(generator)};
    const LinearAnswer answer = maximise(rows, right, gain);
    const auto best = best_crossing(rows, right, gain);
    ASSERT_EQ(answer.status, best ? LinearStatus::kOptimal : LinearStatus::kInfeasible) << trial;
    ++(best ? feasible : infeasible);
    if (best) {
      ASSERT_NEAR(answer.value, *best, 1e-8) << trial;
    }
  }
  EXPECT_GT(feasible, 50);
  EXPECT_GT(infeasible, 50);
}

}  // namespace
}  // namespace trilat::numerics
