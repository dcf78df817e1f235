#include "numerics/newton_krylov.hpp"

#include <algorithm>
#include <cmath>

namespace trilat::numerics {
namespace {

constexpr int kHalvings = 20;

}  // namespace

NewtonKrylov::NewtonKrylov(std::size_t size, int restart) : gmres_(size, restart) {
  for (auto* vector : {&value_, &step_, &trial_}) vector->assign(size, 0.0);
}

NewtonSummary NewtonKrylov::run(const Equations& F, const LinearMap& J, const LinearMap& M, std::span<double> x,
                                const NewtonOptions& options) {
  NewtonSummary summary;
  summary.residual = F(x, value_);
  summary.work = 1;
  while (true) {
    summary.converged = summary.residual <= options.tolerance;
    if (summary.converged) {
      summary.reason = "the residual is within the tolerance";
      return summary;
    }
    if (summary.steps >= options.max_steps || summary.work >= options.max_work || !std::isfinite(summary.residual)) {
      summary.reason = "the steps ran out above the tolerance";
      return summary;
    }
    for (double& value : value_) value = -value;
    GmresOptions linear;
    linear.tolerance = std::min(options.forcing, std::max(0.1 * summary.residual, 1e-10));
    linear.max_products = options.max_work - summary.work;
    summary.work += gmres_.solve(J, M, value_, step_, linear).products;
    double length = 1, residual = 0;
    bool fell = false;
    for (int halving = 0; halving < kHalvings && !fell; ++halving, length /= 2) {
      for (std::size_t i = 0; i < x.size(); ++i) trial_[i] = x[i] + length * step_[i];
      residual = F(trial_, value_);
      ++summary.work;
      fell = residual < summary.residual;
    }
    ++summary.steps;
    if (!fell) {
      summary.residual = F(x, value_);  // the derivative's point again
      summary.converged = summary.residual <= options.tolerance;
      summary.reason = "no step lowers the residual further";
      return summary;
    }
    std::copy(trial_.begin(), trial_.end(), x.begin());
    summary.residual = residual;
  }
}

}  // namespace trilat::numerics
