// Fixed point, linear and Newton solvers on problems whose answers are known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "numerics/anderson.hpp"
#include "numerics/gmres.hpp"
#include "numerics/newton_krylov.hpp"
#include "numerics/quadrature.hpp"

namespace trilat::numerics {
namespace {

using ::testing::HasSubstr;

// The fixed point of the cosine, 0.739085133215160641655312.
TEST(Anderson, Finds_the_fixed_point_of_the_cosine) {
  std::vector<double> x(3, 0.1);
  const auto found = anderson(
      [](auto at, auto image) {
        for (std::size_t i = 0; i < 3; ++i) image[i] = std::cos(at[i]);
      },
      x, {.tolerance = 1e-14});
  EXPECT_TRUE(found.converged);
  EXPECT_NEAR(x[1], 0.739085133215160641655312, 1e-13);
  EXPECT_LT(found.iterations, 15);
}

TEST(Anderson, Accelerates_a_linear_map_that_plain_sweeps_leave) {
  // x = 2 - 1.5 x diverges when repeated; the fixed point is 0.8.
  std::vector<double> x{0.0};
  const auto found = anderson([](auto at, auto image) { image[0] = 2 - 1.5 * at[0]; }, x, {.tolerance = 1e-12});
  EXPECT_TRUE(found.converged);
  EXPECT_NEAR(x[0], 0.8, 1e-11);
}

TEST(Anderson, Retreats_from_where_the_map_is_not_a_number) {
  std::vector<double> x{3.0};
  // log has its fixed point of x -> 1 + log(x) / 2 at 1; the first steps of an extrapolation may leave the domain.
  const auto found = anderson([](auto at, auto image) { image[0] = 1 + std::log(at[0]) / 2; }, x, {.tolerance = 1e-13});
  EXPECT_TRUE(found.converged);
  EXPECT_NEAR(x[0], 1, 1e-12);
}

TEST(Anderson, Says_when_it_stalls) {
  std::vector<double> x{0.0};
  AndersonOptions options;
  options.patience = 5;
  options.max_iterations = 1000;
  Vector state{0.0};
  Anderson solver(1, 3);
  const auto found = solver.run(
      [](std::span<const double> at, std::span<double> image) {
        image[0] = at[0] + 1;
        return 1.0;
      },
      state, options);
  EXPECT_FALSE(found.converged);
  EXPECT_LT(found.iterations, 20);
  EXPECT_THAT(found.reason, HasSubstr("stopped falling"));
}

// The one-dimensional Laplacian, whose inverse is known: for the right side 1, x_i = i (n + 1 - i) / 2.
void laplacian(std::span<const double> x, std::span<double> y) {
  const std::size_t n = x.size();
  for (std::size_t i = 0; i < n; ++i) {
    y[i] = 2 * x[i] - (i > 0 ? x[i - 1] : 0) - (i + 1 < n ? x[i + 1] : 0);
  }
}

void identity(std::span<const double> x, std::span<double> y) { std::copy(x.begin(), x.end(), y.begin()); }

TEST(Gmres, Solves_the_Laplacian_with_and_without_restarts) {
  const std::size_t n = 24;
  for (const int restart : {30, 7}) {
    Gmres solver(n, restart);
    Vector b(n, 1.0), x(n);
    const auto found = solver.solve(laplacian, identity, b, x, {.tolerance = 1e-12, .max_products = 5000});
    EXPECT_TRUE(found.converged) << restart;
    for (std::size_t i = 0; i < n; ++i) {
      EXPECT_NEAR(x[i], static_cast<double>((i + 1) * (n - i)) / 2, 1e-8) << restart;
    }
  }
}

TEST(Gmres, An_exact_preconditioner_needs_one_product_and_nothing_needs_none) {
  Gmres solver(4, 10);
  Vector b{1, 2, 3, 4}, x(4);
  const auto twice = [](std::span<const double> v, std::span<double> y) {
    for (std::size_t i = 0; i < 4; ++i) y[i] = 2 * v[i];
  };
  const auto half = [](std::span<const double> v, std::span<double> y) {
    for (std::size_t i = 0; i < 4; ++i) y[i] = v[i] / 2;
  };
  const auto found = solver.solve(twice, half, b, x, {});
  EXPECT_TRUE(found.converged);
  EXPECT_LE(found.products, 2);
  EXPECT_NEAR(x[3], 2, 1e-15);
  Vector none(4, 0.0);
  EXPECT_EQ(solver.solve(twice, half, none, x, {}).products, 0);
  EXPECT_EQ(x[0], 0);
}

TEST(Gmres, Reports_a_system_that_it_cannot_solve) {
  Gmres solver(2, 5);
  Vector b{1, 1}, x(2);
  const auto singular = [](std::span<const double> v, std::span<double> y) {
    y[0] = v[0];
    y[1] = 0;
  };
  const auto found = solver.solve(singular, identity, b, x, {.tolerance = 1e-10, .max_products = 50});
  EXPECT_FALSE(found.converged);
  EXPECT_GT(found.residual, 0.1);
}

// x^2 + y^2 = 4, x y = 1: x = sqrt(2 + sqrt(3)), y = 1 / x.
struct Circle {
  double x = 0, y = 0;
  double operator()(std::span<const double> at, std::span<double> F) {
    x = at[0];
    y = at[1];
    F[0] = x * x + y * y - 4;
    F[1] = x * y - 1;
    return std::max(std::abs(F[0]), std::abs(F[1]));
  }
};

TEST(NewtonKrylov, Finds_the_root_of_two_equations) {
  Circle circle;
  NewtonKrylov solver(2, 4);
  Vector at{3.0, 0.1};
  const auto found = solver.run([&](std::span<const double> x, std::span<double> F) { return circle(x, F); },
                                [&](std::span<const double> v, std::span<double> y) {
                                  y[0] = 2 * circle.x * v[0] + 2 * circle.y * v[1];
                                  y[1] = circle.y * v[0] + circle.x * v[1];
                                },
                                identity, at, {.tolerance = 1e-13});
  EXPECT_TRUE(found.converged) << found.reason;
  EXPECT_NEAR(at[0], std::sqrt(2 + std::sqrt(3.0)), 1e-12);
  EXPECT_LT(found.steps, 10);
}

TEST(NewtonKrylov, Says_so_where_there_is_no_root) {
  NewtonKrylov solver(1, 2);
  Vector at{0.5};
  double x = 0;
  const auto found = solver.run(
      [&](std::span<const double> point, std::span<double> F) {
        x = point[0];
        F[0] = x * x + 1;
        return std::abs(F[0]);
      },
      [&](std::span<const double> v, std::span<double> y) { y[0] = 2 * x * v[0]; }, identity, at, {});
  EXPECT_FALSE(found.converged);
  EXPECT_GE(found.residual, 1);
}

TEST(Quadrature, Is_exact_to_twice_its_nodes) {
  for (const std::size_t panels : {1U, 3U}) {
    const auto nodes = gauss_legendre(5, panels);
    double weights = 0, ninth = 0;
    for (const auto& node : nodes) {
      weights += node.weight;
      ninth += node.weight * std::pow(node.at, 9);
    }
    EXPECT_EQ(nodes.size(), 5 * panels);
    EXPECT_NEAR(weights, 1, 1e-14);
    EXPECT_NEAR(ninth, 0.1, 1e-14);
  }
}

}  // namespace
}  // namespace trilat::numerics
