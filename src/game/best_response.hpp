// The best choice of one decider given those of the others: projected quasi-Newton on the adjoint slope of its aim,
// from several starts.
//
// Starts are the point given, the base rates, nothing, and uniform draws between a lower bound and kFarthestDraw; each
// stops at a local best. Rates far above any optimum are no start: where a flow has all but vanished the slope is
// nothing, and a corner or plateau would be taken for a best.
#pragma once

#include <cstdint>
#include <vector>

#include "game/decider.hpp"
#include "numerics/projected_quasi_newton.hpp"

namespace trilat::game {

inline constexpr double kFarthestDraw = 0.4;

struct ResponseOptions {
  int starts = 1;            // the given point first
  std::uint64_t seed = 1;    // of the draws
  double tolerance = 1e-10;  // on the KKT residual, in units of the rate
  int max_iterations = 200;
};

struct Response {
  std::vector<double> rates;  // of the decider's levers
  double value = 0;           // of its aim
  double kkt = 0;             // residual, in units of the rate
  bool converged = false;
  double spread = 0;          // largest difference of a rate between starts that reached this value
  std::vector<double> local;  // values of the distinct local bests found, best first
  int evaluations = 0;
};

// `x` are all levers of the position; the decider's own are where the search begins. The work space may be kept.
Response best_response(Position& position, std::size_t decider, const std::vector<double>& x,
                       const ResponseOptions& options, numerics::ProjectedQuasiNewton* kept = nullptr);

// Start number `start` of a search over levers with these bounds: 0 `given`, 1 base, 2 nothing, then draws.
std::vector<double> start_of(const Position& position, std::span<const double> given, std::uint64_t seed, int start);

}  // namespace trilat::game
