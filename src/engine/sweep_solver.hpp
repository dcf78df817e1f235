// One draw after another of one case: an equilibrium a draw, and the outcomes read from it.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/sweep_plan.hpp"

namespace trilat {

// Belongs to one thread. The plan must outlive it.
class SweepSolver {
 public:
  static Result<SweepSolver> make(const SweepPlan& plan, const PlannedCase& wanted);
  SweepSolver(SweepSolver&&) noexcept;
  SweepSolver& operator=(SweepSolver&&) noexcept;
  ~SweepSolver();

  // Writes the planned outcomes at these elasticities. Every draw starts from the same point, so that no
  // draw depends on another. kNotConverged where there is no solution.
  Status solve(std::span<const double> theta, std::span<double> values);

 private:
  struct Impl;
  explicit SweepSolver(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace trilat
