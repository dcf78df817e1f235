#include "numerics/anderson.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace trilat::numerics {
namespace {

double dot(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

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

class Accelerator {
 public:
  Accelerator(const FixedPointMap& map, std::vector<double>& x, const AndersonOptions& options)
      : map_(map), x_(x), options_(options), size_(x.size()), depth_(std::max(1, options.depth)) {
    const auto slots = static_cast<std::size_t>(depth_);
    for (auto* history : {&images_, &residuals_}) history->assign(slots * size_, 0.0);
    gram_.assign(slots * slots, 0.0);
    matrix_ = gram_;
    weights_.assign(slots, 0.0);
    for (auto* vector : {&image_, &residual_, &last_image_, &last_residual_, &best_}) vector->assign(size_, 0.0);
  }

  AndersonSummary run() {
    AndersonSummary summary;
    double best = std::numeric_limits<double>::infinity();
    best_ = x_;
    while (summary.iterations < options_.max_iterations) {
      map_(x_, image_);
      ++summary.iterations;
      const double norm = measure();
      if (norm <= options_.tolerance) {
        summary.converged = true;
        best = norm;
        best_ = x_;
        break;
      }
      if (!(norm <= options_.growth * best)) {  // growth, or not a number
        ++summary.restarts;
        if (summary.restarts > 50) break;
        retreat(summary.restarts);
        continue;
      }
      if (norm < best) {
        best = norm;
        best_ = x_;
      }
      remember();
      step();
    }
    x_ = best_;
    summary.residual = best;
    summary.reason =
        summary.converged ? "the residual is within the tolerance" : "the iterations ran out above the tolerance";
    return summary;
  }

 private:
  double measure() {
    double largest = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      residual_[i] = image_[i] - x_[i];
      const double magnitude = std::abs(residual_[i]);
      if (!(magnitude <= largest)) largest = magnitude;
    }
    return largest;
  }

  // Back to the best point with an empty history, and a damped plain step from there.
  void retreat(int restarts) {
    used_ = 0;
    next_ = 0;
    primed_ = false;
    x_ = best_;
    map_(x_, image_);
    const double damping = std::pow(options_.damping, restarts);
    for (std::size_t i = 0; i < size_; ++i) x_[i] += damping * (image_[i] - x_[i]);
  }

  std::span<double> slot(std::vector<double>& history, int index) {
    return std::span(history).subspan(static_cast<std::size_t>(index) * size_, size_);
  }

  // Stores the differences to the last point and their inner products.
  void remember() {
    if (primed_) {
      const auto image = slot(images_, next_);
      const auto residual = slot(residuals_, next_);
      for (std::size_t i = 0; i < size_; ++i) {
        image[i] = image_[i] - last_image_[i];
        residual[i] = residual_[i] - last_residual_[i];
      }
      used_ = std::min(used_ + 1, depth_);
      for (int k = 0; k < used_; ++k) {
        const double product = dot(residual, slot(residuals_, k));
        gram_[cell(next_, k, depth_)] = product;
        gram_[cell(k, next_, depth_)] = product;
      }
      next_ = (next_ + 1) % depth_;
    }
    primed_ = true;
    last_image_ = image_;
    last_residual_ = residual_;
  }

  void step() {
    x_ = image_;
    if (used_ == 0) return;
    double trace = 0;
    for (int k = 0; k < used_; ++k) trace += gram_[cell(k, k, depth_)];
    matrix_ = gram_;
    for (int k = 0; k < used_; ++k) {
      matrix_[cell(k, k, depth_)] += options_.regularisation * trace;
      weights_[static_cast<std::size_t>(k)] = dot(slot(residuals_, k), residual_);
    }
    if (!solve(matrix_, weights_, depth_, used_)) {
      used_ = 0;
      next_ = 0;
      return;
    }
    for (int k = 0; k < used_; ++k) {
      const double weight = weights_[static_cast<std::size_t>(k)];
      const auto image = slot(images_, k);
      for (std::size_t i = 0; i < size_; ++i) x_[i] -= weight * image[i];
    }
  }

  const FixedPointMap& map_;
  std::vector<double>& x_;
  const AndersonOptions& options_;
  std::size_t size_;
  int depth_;
  int used_ = 0;
  int next_ = 0;
  bool primed_ = false;
  std::vector<double> images_, residuals_, gram_, matrix_, weights_;
  std::vector<double> image_, residual_, last_image_, last_residual_, best_;
};

}  // namespace

AndersonSummary anderson(const FixedPointMap& map, std::vector<double>& x, const AndersonOptions& options) {
  return Accelerator(map, x, options).run();
}

}  // namespace trilat::numerics
