// Anderson acceleration of a fixed point x = g(x), type II, safeguarded (Walker and Ni, 2011).
//
// The next point combines the last `depth` images so that the combined residual g(x) - x is least in
// the Euclidean norm; the small least-squares problem is solved by regularised normal equations. When
// the residual grows past `growth` times the best one, the history is dropped and a damped plain step
// is taken from the best point. Stopping is on the residual, never on the step.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace trilat::numerics {

struct AndersonOptions {
  int depth = 8;  // images remembered
  int max_iterations = 2000;
  double tolerance = 1e-10;       // on the largest |g(x) - x|; the caller scales x so that this means something
  double regularisation = 1e-14;  // relative to the trace of the normal matrix
  double growth = 20;             // safeguard: residual allowed over the best so far
  double damping = 0.5;           // of the plain step after a restart
};

struct AndersonSummary {
  bool converged = false;
  double residual = 0;  // largest |g(x) - x| at the returned x
  int iterations = 0;   // evaluations of g
  int restarts = 0;
  std::string reason;  // why it stopped, in words
};

// Writes g(x) into the second argument; both have the length of the start.
using FixedPointMap = std::function<void(std::span<const double> x, std::span<double> image)>;

// Starts at `x` and leaves the best point there. A value that is not finite counts as growth.
// Nothing is allocated after the set-up.
AndersonSummary anderson(const FixedPointMap& map, std::vector<double>& x, const AndersonOptions& options = {});

}  // namespace trilat::numerics
