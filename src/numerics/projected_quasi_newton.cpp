#include "numerics/projected_quasi_newton.hpp"

#include <algorithm>
#include <cmath>

namespace trilat::numerics {
namespace {

constexpr double kDescent = 1e-4;     // Armijo
constexpr double kCurvature = 1e-10;  // of a pair that is kept, relative to h

double project(double x, const Box& box, std::size_t i) { return std::clamp(x, box.lower[i], box.upper[i]); }

}  // namespace

double projected_residual(std::span<const double> x, std::span<const double> slope, std::span<const double> curvature,
                          const Box& box) {
  double largest = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double moved = std::abs(x[i] - project(x[i] - slope[i] / curvature[i], box, i));
    if (!(moved <= largest)) largest = moved;
  }
  return largest;
}

ProjectedQuasiNewton::ProjectedQuasiNewton(std::size_t size, int memory) : size_(size), memory_(std::max(1, memory)) {
  for (auto* store : {&steps_, &changes_}) store->assign(size * static_cast<std::size_t>(memory_), 0.0);
  weight_.assign(static_cast<std::size_t>(memory_), 0.0);
  free_.assign(size, 1);
  for (auto* vector : {&direction_, &trial_, &slope_, &trial_slope_}) vector->assign(size, 0.0);
}

double ProjectedQuasiNewton::free_dot(std::span<const double> a, std::span<const double> b) const {
  double sum = 0;
  for (std::size_t i = 0; i < size_; ++i) sum += free_[i] != 0 ? a[i] * b[i] : 0.0;
  return sum;
}

void ProjectedQuasiNewton::find_free(std::span<const double> x, std::span<const double> slope, const Box& box) {
  for (std::size_t i = 0; i < size_; ++i) {
    const bool pressed = (x[i] <= box.lower[i] && slope[i] > 0) || (x[i] >= box.upper[i] && slope[i] < 0);
    free_[i] = pressed ? 0 : 1;
  }
}

// The two-loop recursion on the free coordinates (Nocedal 1980).
void ProjectedQuasiNewton::direct(std::span<const double> slope, std::span<const double> curvature) {
  for (std::size_t i = 0; i < size_; ++i) direction_[i] = -slope[i];
  const auto pair = [&](int back) { return (next_ - 1 - back + 2 * memory_) % memory_; };
  const auto product = [&](int at) { return free_dot(slot(steps_, at), slot(changes_, at)); };
  for (int back = 0; back < used_; ++back) {
    const int at = pair(back);
    const double curved = product(at);
    double& weight = weight_[static_cast<std::size_t>(at)];
    weight = curved > 0 ? free_dot(slot(steps_, at), direction_) / curved : 0.0;
    for (std::size_t i = 0; i < size_; ++i) direction_[i] -= free_[i] != 0 ? weight * slot(changes_, at)[i] : 0.0;
  }
  for (std::size_t i = 0; i < size_; ++i) direction_[i] /= curvature[i];
  for (int back = used_ - 1; back >= 0; --back) {
    const int at = pair(back);
    const double curved = product(at);
    if (!(curved > 0)) continue;
    const double change = weight_[static_cast<std::size_t>(at)] - free_dot(slot(changes_, at), direction_) / curved;
    for (std::size_t i = 0; i < size_; ++i) direction_[i] += free_[i] != 0 ? change * slot(steps_, at)[i] : 0.0;
  }
  if (free_dot(direction_, slope) < 0) return;
  for (std::size_t i = 0; i < size_; ++i) direction_[i] = -slope[i] / curvature[i];
}

// The pair of the step from x to trial_.
void ProjectedQuasiNewton::remember(std::span<const double> x, std::span<const double> slope,
                                    std::span<const double> curvature) {
  double curved = 0, expected = 0;
  const auto step = slot(steps_, next_), change = slot(changes_, next_);
  for (std::size_t i = 0; i < size_; ++i) {
    step[i] = trial_[i] - x[i];
    change[i] = trial_slope_[i] - slope[i];
    curved += step[i] * change[i];
    expected += curvature[i] * step[i] * step[i];
  }
  if (!(curved > kCurvature * expected)) return;
  next_ = (next_ + 1) % memory_;
  used_ = std::min(used_ + 1, memory_);
}

void ProjectedQuasiNewton::step(std::span<const double> x, std::span<const double> slope,
                                std::span<const double> curvature, const Box& box, std::span<double> next) {
  find_free(x, slope, box);
  direct(slope, curvature);
  for (std::size_t i = 0; i < size_; ++i) next[i] = project(x[i] + direction_[i], box, i);
}

// Along the projected arc; takes the step that it accepts.
bool ProjectedQuasiNewton::search(const ValueAndSlope& f, std::span<double> x, std::span<const double> curvature,
                                  const Box& box, const QuasiNewtonOptions& options, QuasiNewtonSummary& summary) {
  double scale = 1;
  for (std::size_t i = 0; i < size_ && options.longest_step > 0; ++i) {
    scale = std::min(scale, options.longest_step / std::max(options.longest_step, std::abs(direction_[i])));
  }
  for (int halving = 0; halving <= options.max_halvings; ++halving, scale /= 2) {
    double fall = 0, slope_after = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      trial_[i] = project(x[i] + scale * direction_[i], box, i);
      fall += slope_[i] * (trial_[i] - x[i]);
    }
    const double value = f(trial_, trial_slope_);
    ++summary.evaluations;
    if (!std::isfinite(value)) continue;
    for (std::size_t i = 0; i < size_; ++i) slope_after += trial_slope_[i] * (trial_[i] - x[i]);
    const double noise = options.rounding * (1 + std::abs(summary.value));
    const bool falls = value <= summary.value + kDescent * fall;
    const bool flattens = value <= summary.value + noise && slope_after <= (2 * kDescent - 1) * fall;
    if (!falls && !flattens) continue;
    remember(x, slope_, curvature);
    summary.value = value;
    std::copy(trial_.begin(), trial_.end(), x.begin());
    slope_.swap(trial_slope_);
    return true;
  }
  return false;
}

QuasiNewtonSummary ProjectedQuasiNewton::run(const ValueAndSlope& f, std::span<double> x,
                                             std::span<const double> curvature, const Box& box,
                                             const QuasiNewtonOptions& options) {
  QuasiNewtonSummary summary;
  if (!options.remember) forget();
  for (std::size_t i = 0; i < size_; ++i) x[i] = project(x[i], box, i);
  summary.value = f(x, slope_);
  ++summary.evaluations;
  summary.reason = "the start is outside the domain of the function";
  if (!std::isfinite(summary.value)) return summary;
  while (true) {
    summary.residual = projected_residual(x, slope_, curvature, box);
    summary.converged = summary.residual <= options.tolerance;
    summary.reason = summary.converged ? "the residual is within the tolerance" : "the iterations were spent";
    if (summary.converged || summary.iterations >= options.max_iterations) return summary;
    ++summary.iterations;
    find_free(x, slope_, box);
    direct(slope_, curvature);
    if (search(f, x, curvature, box, options, summary)) continue;
    if (used_ == 0) {
      summary.reason = "no step lowers the value";
      return summary;
    }
    forget();  // once more along the slope
  }
}

}  // namespace trilat::numerics
