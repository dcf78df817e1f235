// Anderson acceleration of a fixed point x = g(x), type II, safeguarded (Walker and Ni, 2011).
//
// The next point combines the last `depth` images so that the combined step g(x) - x is least in the
// Euclidean norm; the small least-squares problem is solved by regularised normal equations. When the residual
// grows past `growth` times the best one, the history is dropped and a damped plain step is taken from the best
// point. Stopping is on the residual that the map reports, never on the step.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "numerics/simd.hpp"

namespace trilat::numerics {

struct AndersonOptions {
  int depth = 8;  // images remembered
  int max_iterations = 2000;
  double tolerance = 1e-10;       // on the residual of the map
  double regularisation = 1e-14;  // relative to the trace of the normal matrix
  double growth = 20;             // safeguard: residual allowed over the best so far
  double damping = 0.5;           // of the plain step after a restart
  int max_restarts = 50;
  int patience = 0;  // stop after so many iterations without a residual below 0.7 of the best; 0: never
};

struct AndersonSummary {
  bool converged = false;
  double residual = 0;  // at the returned x
  int iterations = 0;   // evaluations of g
  int restarts = 0;
  std::string_view reason;  // why it stopped, in words
};

// Writes g(x) into the second argument and returns the residual at x, which is zero at a fixed point alone. The
// caller scales it so that the tolerance means something. A value that is not finite counts as growth.
using ResidualMap = std::function<double(std::span<const double> x, std::span<double> image)>;

// Holds the work space of one problem size; may be used again and again. Nothing is allocated in `run`.
class Anderson {
 public:
  Anderson(std::size_t size, int depth);
  // Starts at `x` and leaves the best point there.
  AndersonSummary run(const ResidualMap& map, std::span<double> x, const AndersonOptions& options);

 private:
  void retreat(const ResidualMap& map, std::span<double> x, double damping);
  void remember();
  void step(std::span<double> x, double regularisation);
  double* slot(Vector& history, int index) { return history.data() + static_cast<std::size_t>(index) * size_; }

  std::size_t size_;
  int depth_;
  int used_ = 0, next_ = 0;
  bool primed_ = false;
  Vector images_, residuals_;
  std::vector<double> gram_, matrix_, weights_;
  Vector image_, residual_, last_image_, last_residual_, best_;
};

// The residual is the largest |g(x) - x|.
using FixedPointMap = std::function<void(std::span<const double> x, std::span<double> image)>;
AndersonSummary anderson(const FixedPointMap& map, std::vector<double>& x, const AndersonOptions& options = {});

}  // namespace trilat::numerics
