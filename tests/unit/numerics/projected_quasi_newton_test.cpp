// Least values on boxes whose places are known.
#include "numerics/projected_quasi_newton.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace trilat::numerics {
namespace {

using ::testing::HasSubstr;

struct Problem {
  std::vector<double> lower, upper, curvature;
  Box box() const { return {lower, upper}; }
};

Problem make(std::size_t size, double lower, double upper, double curvature) {
  return {std::vector<double>(size, lower), std::vector<double>(size, upper), std::vector<double>(size, curvature)};
}

// Rosenbrock (1960): 100 (y - x^2)^2 + (1 - x)^2, least at (1, 1).
double rosenbrock(std::span<const double> x, std::span<double> slope) {
  const double bend = x[1] - x[0] * x[0], off = 1 - x[0];
  slope[0] = -400 * bend * x[0] - 2 * off;
  slope[1] = 200 * bend;
  return 100 * bend * bend + off * off;
}

TEST(ProjectedQuasiNewton, Finds_the_end_of_the_Rosenbrock_valley) {
  const Problem problem = make(2, -10, 10, 100);
  std::vector<double> x{-1.2, 1};
  ProjectedQuasiNewton solver(2, 10);
  const auto found = solver.run(rosenbrock, x, problem.curvature, problem.box(), {.tolerance = 1e-10});
  EXPECT_TRUE(found.converged) << found.reason;
  EXPECT_NEAR(x[0], 1, 1e-8);
  EXPECT_NEAR(x[1], 1, 1e-8);
  EXPECT_LT(found.evaluations, 120);
}

// With x at most 0.5 the valley ends at (0.5, 0.25), problem 2 of Hock and Schittkowski (1981) turned round.
TEST(ProjectedQuasiNewton, Stops_at_a_bound_that_the_valley_meets) {
  Problem problem = make(2, -2, 2, 100);
  problem.upper[0] = 0.5;
  std::vector<double> x{-1.2, 1};
  ProjectedQuasiNewton solver(2, 10);
  const auto found = solver.run(rosenbrock, x, problem.curvature, problem.box(), {.tolerance = 1e-10});
  EXPECT_TRUE(found.converged) << found.reason;
  EXPECT_EQ(x[0], 0.5);
  EXPECT_NEAR(x[1], 0.25, 1e-9);
  EXPECT_NEAR(found.value, 0.25, 1e-12);
}

// sum_i w_i (x_i - c_i)^2 with weights from 1 to 1e6: the answer is c brought into the box.
TEST(ProjectedQuasiNewton, Solves_a_steep_bowl_with_many_bounds_pressing) {
  constexpr std::size_t kSize = 40;
  const Problem problem = make(kSize, 0, 1, 1);
  std::vector<double> centre(kSize), weight(kSize), x(kSize, 0.5);
  for (std::size_t i = 0; i < kSize; ++i) {
    centre[i] = 2 * std::sin(static_cast<double>(i));
    weight[i] = std::pow(10, 6.0 * static_cast<double>(i) / (kSize - 1));
  }
  ProjectedQuasiNewton solver(kSize, 40);
  const auto found = solver.run(
      [&](std::span<const double> at, std::span<double> slope) {
        double sum = 0;
        for (std::size_t i = 0; i < kSize; ++i) {
          slope[i] = 2 * weight[i] * (at[i] - centre[i]);
          sum += weight[i] * (at[i] - centre[i]) * (at[i] - centre[i]);
        }
        return sum;
      },
      x, problem.curvature, problem.box(), {.tolerance = 1e-7, .max_iterations = 2000});
  EXPECT_TRUE(found.converged) << found.reason << " " << found.residual;
  for (std::size_t i = 0; i < kSize; ++i) EXPECT_NEAR(x[i], std::clamp(centre[i], 0.0, 1.0), 1e-6) << i;
}

// A guess of the curvature that is right solves a separable bowl in one step.
TEST(ProjectedQuasiNewton, Takes_a_right_guess_of_the_curvature_at_its_word) {
  const Problem problem{{-9, -9}, {9, 9}, {2, 2e6}};
  std::vector<double> x{5, 5};
  ProjectedQuasiNewton solver(2, 5);
  const auto found = solver.run(
      [](std::span<const double> at, std::span<double> slope) {
        slope[0] = 2 * (at[0] - 1);
        slope[1] = 2e6 * (at[1] + 2);
        return (at[0] - 1) * (at[0] - 1) + 1e6 * (at[1] + 2) * (at[1] + 2);
      },
      x, problem.curvature, problem.box(), {});
  EXPECT_TRUE(found.converged);
  EXPECT_EQ(found.iterations, 1);
  EXPECT_NEAR(x[0], 1, 1e-12);
  EXPECT_NEAR(x[1], -2, 1e-12);
}

// x log x on x > 0, least at 1/e; the whole step from 3 leaves the domain.
TEST(ProjectedQuasiNewton, Retreats_from_where_the_function_is_not_a_number) {
  const Problem problem = make(1, -5, 5, 0.5);
  std::vector<double> x{3};
  ProjectedQuasiNewton solver(1, 5);
  const auto found = solver.run(
      [](std::span<const double> at, std::span<double> slope) {
        slope[0] = std::log(at[0]) + 1;
        return at[0] * std::log(at[0]);
      },
      x, problem.curvature, problem.box(), {.tolerance = 1e-11});
  EXPECT_TRUE(found.converged) << found.reason;
  EXPECT_NEAR(x[0], std::exp(-1), 1e-10);
}

TEST(ProjectedQuasiNewton, Says_that_a_start_is_outside_the_domain) {
  const Problem problem = make(1, -5, 5, 1);
  std::vector<double> x{-1};
  ProjectedQuasiNewton solver(1, 5);
  const auto found = solver.run([](std::span<const double> at, std::span<double>) { return std::log(at[0]); }, x,
                                problem.curvature, problem.box(), {});
  EXPECT_FALSE(found.converged);
  EXPECT_THAT(std::string(found.reason), HasSubstr("outside"));
}

TEST(ProjectedQuasiNewton, Says_that_its_iterations_were_spent) {
  const Problem problem = make(2, -10, 10, 100);
  std::vector<double> x{-1.2, 1};
  ProjectedQuasiNewton solver(2, 10);
  const auto found = solver.run(rosenbrock, x, problem.curvature, problem.box(), {.max_iterations = 3});
  EXPECT_FALSE(found.converged);
  EXPECT_EQ(found.iterations, 3);
  EXPECT_GT(found.residual, 1e-9);
}

// The step by the pairs of a run solves a quadratic whose pairs span it, from anywhere.
TEST(ProjectedQuasiNewton, Steps_by_the_pairs_it_remembers) {
  const Problem problem = make(2, -10, 10, 3);
  const auto f = [](std::span<const double> x, std::span<double> slope) {
    slope[0] = 4 * x[0] + x[1] - 1;
    slope[1] = x[0] + 2 * x[1];
    return 2 * x[0] * x[0] + x[0] * x[1] + x[1] * x[1] - x[0];
  };
  std::vector<double> x{4, -3}, slope(2), next(2);
  ProjectedQuasiNewton solver(2, 20);
  EXPECT_TRUE(solver.run(f, x, problem.curvature, problem.box(), {.tolerance = 1e-13}).converged);
  EXPECT_NEAR(x[0], 2.0 / 7, 1e-11);
  EXPECT_NEAR(x[1], -1.0 / 7, 1e-11);
  const std::vector<double> from{1, 1};
  f(from, slope);
  solver.step(from, slope, problem.curvature, problem.box(), next);
  EXPECT_NEAR(next[0], 2.0 / 7, 1e-2);
  EXPECT_NEAR(next[1], -1.0 / 7, 1e-2);
}

}  // namespace
}  // namespace trilat::numerics
