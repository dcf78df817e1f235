// Least value of a smooth function on a box by projected quasi-Newton steps: two-metric projection (Bertsekas 1982,
// SIAM J. Control 20) with the limited-memory BFGS inverse on the coordinates that are free.
//
//   A    coordinates at a bound with the slope pressing on it; they move along -g / h alone
//   d    = -H_free g_free, H from the last pairs (s, y) restricted to the free coordinates, H_0 = 1 / h
//   x+   = P(x + a d), a halved from 1 until the value falls (Armijo), or, where the fall is below the rounding of the
//        value, until the slope along d has fallen (the approximate Wolfe rule of Hager and Zhang 2005)
//
// h is the caller's guess of the curvature of each coordinate. The residual is in units of x: the largest
// |x - P(x - g / h)|, zero at a first-order (KKT) point alone.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace trilat::numerics {

struct Box {
  std::span<const double> lower, upper;  // lower <= upper
};

struct QuasiNewtonOptions {
  double tolerance = 1e-9;  // on the residual
  int max_iterations = 200;
  int max_halvings = 30;
  double longest_step = 0;  // of any coordinate in one iteration; 0: no limit
  double rounding = 1e-14;  // of a value, relative to one plus its size
  bool remember = false;    // keep the pairs of the last run
};

struct QuasiNewtonSummary {
  bool converged = false;
  double value = 0, residual = 0;
  int iterations = 0, evaluations = 0;
  std::string_view reason;
};

// Returns the value at x and writes the slope. Not a number where x is outside the domain: the step is halved.
using ValueAndSlope = std::function<double(std::span<const double> x, std::span<double> slope)>;

// The largest |x - P(x - g / h)|.
double projected_residual(std::span<const double> x, std::span<const double> slope, std::span<const double> curvature,
                          const Box& box);

// Holds the pairs and the work space of one problem size.
class ProjectedQuasiNewton {
 public:
  ProjectedQuasiNewton(std::size_t size, int memory);
  // Starts at `x`, brought into the box, and leaves the best point there.
  QuasiNewtonSummary run(const ValueAndSlope& f, std::span<double> x, std::span<const double> curvature, const Box& box,
                         const QuasiNewtonOptions& options);
  // The whole step P(x + d) from a point and its slope, by the pairs of the last run.
  void step(std::span<const double> x, std::span<const double> slope, std::span<const double> curvature, const Box& box,
            std::span<double> next);
  void forget() { used_ = next_ = 0; }

 private:
  void find_free(std::span<const double> x, std::span<const double> slope, const Box& box);
  void direct(std::span<const double> slope, std::span<const double> curvature);
  bool search(const ValueAndSlope& f, std::span<double> x, std::span<const double> curvature, const Box& box,
              const QuasiNewtonOptions& options, QuasiNewtonSummary& summary);
  void remember(std::span<const double> x, std::span<const double> slope, std::span<const double> curvature);
  double free_dot(std::span<const double> a, std::span<const double> b) const;
  std::span<double> slot(std::vector<double>& store, int index) {
    return std::span(store).subspan(static_cast<std::size_t>(index) * size_, size_);
  }

  std::size_t size_;
  int memory_, used_ = 0, next_ = 0;
  std::vector<double> steps_, changes_;  // [memory][size]
  std::vector<double> weight_;           // of the two-loop recursion
  std::vector<char> free_;
  std::vector<double> direction_, trial_, slope_, trial_slope_;
};

}  // namespace trilat::numerics
