#include "numerics/anderson.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numerics/kernels.hpp"

namespace trilat::numerics {
namespace {

std::size_t cell(int row, int column, int stride) {
  return static_cast<std::size_t>(row) * static_cast<std::size_t>(stride) + static_cast<std::size_t>(column);
}

// Solves the symmetric positive definite system in place by Cholesky; false where it is not definite.
bool solve(std::vector<double>& matrix, std::vector<double>& right, int stride, int size) {
  const auto at = [&](int row, int column) -> double& { return matrix[cell(row, column, stride)]; };
  const auto rhs = [&](int row) -> double& { return right[static_cast<std::size_t>(row)]; };
  for (int i = 0; i < size; ++i) {
    for (int j = 0; j <= i; ++j) {
      double sum = at(i, j);
      for (int k = 0; k < j; ++k) sum -= at(i, k) * at(j, k);
      if (i == j && !(sum > 0)) return false;
      at(i, j) = i == j ? std::sqrt(sum) : sum / at(j, j);
    }
  }
  for (int i = 0; i < size; ++i) {
    for (int k = 0; k < i; ++k) rhs(i) -= at(i, k) * rhs(k);
    rhs(i) /= at(i, i);
  }
  for (int i = size - 1; i >= 0; --i) {
    for (int k = i + 1; k < size; ++k) rhs(i) -= at(k, i) * rhs(k);
    rhs(i) /= at(i, i);
  }
  return true;
}

}  // namespace

Anderson::Anderson(std::size_t size, int depth) : size_(size), depth_(std::max(1, depth)) {
  const auto slots = static_cast<std::size_t>(depth_);
  for (auto* history : {&images_, &residuals_}) history->assign(slots * size_, 0.0);
  gram_.assign(slots * slots, 0.0);
  matrix_ = gram_;
  weights_.assign(slots, 0.0);
  for (auto* vector : {&image_, &residual_, &last_image_, &last_residual_, &best_}) vector->assign(size_, 0.0);
}

AndersonSummary Anderson::run(const ResidualMap& map, std::span<double> x, const AndersonOptions& options) {
  AndersonSummary summary;
  double best = std::numeric_limits<double>::infinity(), mark = best;
  int since = 0;
  used_ = next_ = 0;
  primed_ = false;
  std::copy(x.begin(), x.end(), best_.begin());
  while (summary.iterations < options.max_iterations) {
    const double norm = map(x, image_);
    ++summary.iterations;
    if (norm <= options.tolerance) {
      summary.converged = true;
      summary.residual = norm;
      summary.reason = "the residual is within the tolerance";
      return summary;
    }
    if (!(norm <= options.growth * best) || !std::isfinite(norm)) {
      if (++summary.restarts > options.max_restarts) break;
      retreat(map, x, std::pow(options.damping, summary.restarts));
      ++summary.iterations;
      continue;
    }
    if (norm < best) {
      best = norm;
      std::copy(x.begin(), x.end(), best_.begin());
    }
    since = best < 0.7 * mark ? 0 : since + 1;
    if (since == 0) mark = best;
    if (options.patience > 0 && since >= options.patience) break;
    for (std::size_t i = 0; i < size_; ++i) residual_[i] = image_[i] - x[i];
    remember();
    step(x, options.regularisation);
  }
  std::copy(best_.begin(), best_.end(), x.begin());
  summary.residual = best;
  summary.reason = summary.iterations < options.max_iterations ? "the residual stopped falling above the tolerance"
                                                               : "the iterations ran out above the tolerance";
  return summary;
}

// Back to the best point with an empty history, and a damped plain step from there.
void Anderson::retreat(const ResidualMap& map, std::span<double> x, double damping) {
  used_ = next_ = 0;
  primed_ = false;
  std::copy(best_.begin(), best_.end(), x.begin());
  map(x, image_);
  for (std::size_t i = 0; i < size_; ++i) x[i] += damping * (image_[i] - x[i]);
}

// Stores the differences to the last point and their inner products.
void Anderson::remember() {
  if (primed_) {
    double* image = slot(images_, next_);
    double* residual = slot(residuals_, next_);
    for (std::size_t i = 0; i < size_; ++i) {
      image[i] = image_[i] - last_image_[i];
      residual[i] = residual_[i] - last_residual_[i];
    }
    used_ = std::min(used_ + 1, depth_);
    for (int k = 0; k < used_; ++k) {
      const double product = dot(residual, slot(residuals_, k), size_);
      gram_[cell(next_, k, depth_)] = product;
      gram_[cell(k, next_, depth_)] = product;
    }
    next_ = (next_ + 1) % depth_;
  }
  primed_ = true;
  std::swap(last_image_, image_);
  std::swap(last_residual_, residual_);
}

void Anderson::step(std::span<double> x, double regularisation) {
  std::copy(last_image_.begin(), last_image_.end(), x.begin());
  if (used_ == 0) return;
  double trace = 0;
  for (int k = 0; k < used_; ++k) trace += gram_[cell(k, k, depth_)];
  matrix_ = gram_;
  for (int k = 0; k < used_; ++k) {
    matrix_[cell(k, k, depth_)] += regularisation * trace;
    weights_[static_cast<std::size_t>(k)] = dot(slot(residuals_, k), last_residual_.data(), size_);
  }
  if (!solve(matrix_, weights_, depth_, used_)) {
    used_ = next_ = 0;
    return;
  }
  for (int k = 0; k < used_; ++k) {
    add_scaled(-weights_[static_cast<std::size_t>(k)], slot(images_, k), x.data(), size_);
  }
}

AndersonSummary anderson(const FixedPointMap& map, std::vector<double>& x, const AndersonOptions& options) {
  const ResidualMap measured = [&](std::span<const double> point, std::span<double> image) {
    map(point, image);
    double largest = 0;
    for (std::size_t i = 0; i < point.size(); ++i) {
      const double magnitude = std::abs(image[i] - point[i]);
      if (std::isnan(magnitude)) return magnitude;
      largest = std::max(largest, magnitude);
    }
    return largest;
  };
  return Anderson(x.size(), options.depth).run(measured, x, options);
}

}  // namespace trilat::numerics
