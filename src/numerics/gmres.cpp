#include "numerics/gmres.hpp"

#include <algorithm>
#include <cmath>

#include "numerics/kernels.hpp"

namespace trilat::numerics {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

Gmres::Gmres(std::size_t size, int restart) : size_(size), restart_(std::max(1, restart)) {
  basis_.assign(at(restart_ + 1) * size_, 0.0);
  work_.assign(size_, 0.0);
  image_.assign(size_, 0.0);
  hessenberg_.assign(at(restart_) * at(restart_ + 1), 0.0);
  for (auto* vector : {&cosine_, &sine_, &right_, &weight_}) vector->assign(at(restart_ + 1), 0.0);
}

GmresSummary Gmres::solve(const LinearMap& A, const LinearMap& M, std::span<const double> b, std::span<double> x,
                          const GmresOptions& options) {
  GmresSummary summary;
  std::fill(x.begin(), x.end(), 0.0);
  const double scale = std::sqrt(dot(b.data(), b.data(), size_));
  if (scale == 0) {
    summary.converged = true;
    return summary;
  }
  double* first = basis(0);
  std::copy(b.begin(), b.end(), first);
  double norm = scale;
  while (true) {
    summary.residual = norm / scale;
    summary.converged = summary.residual <= options.tolerance;
    if (summary.converged || summary.products >= options.max_products || !std::isfinite(norm)) return summary;
    std::fill(right_.begin(), right_.end(), 0.0);
    right_[0] = norm;
    for (std::size_t i = 0; i < size_; ++i) first[i] /= norm;
    const int room = std::min(restart_, options.max_products - summary.products);
    const int columns = cycle(A, M, options.tolerance * scale, room);
    summary.products += columns;
    correct(M, columns, x);
    A(x, image_);
    ++summary.products;
    for (std::size_t i = 0; i < size_; ++i) first[i] = b[i] - image_[i];
    const double before = norm;
    norm = std::sqrt(dot(first, first, size_));
    if (norm > 0.5 * before && columns < restart_) {  // rounding: no further cycle would help
      summary.residual = norm / scale;
      summary.converged = summary.residual <= options.tolerance;
      return summary;
    }
  }
}

// One Arnoldi cycle by modified Gram-Schmidt; the number of columns built.
int Gmres::cycle(const LinearMap& A, const LinearMap& M, double target, int room) {
  for (int j = 0; j < room; ++j) {
    M({basis(j), size_}, work_);
    double* next = basis(j + 1);
    A(work_, {next, size_});
    for (int i = 0; i <= j; ++i) {
      h(i, j) = dot(next, basis(i), size_);
      add_scaled(-h(i, j), basis(i), next, size_);
    }
    h(j + 1, j) = std::sqrt(dot(next, next, size_));
    const double length = h(j + 1, j);
    rotate(j);
    if (!(std::abs(right_[at(j + 1)]) > 0.5 * target) || length == 0) return j + 1;
    for (std::size_t i = 0; i < size_; ++i) next[i] /= length;
  }
  return room;
}

// Applies the old rotations to the new column and makes the one that clears its last entry.
void Gmres::rotate(int column) {
  for (int i = 0; i < column; ++i) {
    const double upper = h(i, column), lower = h(i + 1, column);
    h(i, column) = cosine_[at(i)] * upper + sine_[at(i)] * lower;
    h(i + 1, column) = -sine_[at(i)] * upper + cosine_[at(i)] * lower;
  }
  const double length = std::hypot(h(column, column), h(column + 1, column));
  cosine_[at(column)] = length > 0 ? h(column, column) / length : 1;
  sine_[at(column)] = length > 0 ? h(column + 1, column) / length : 0;
  h(column, column) = length;
  h(column + 1, column) = 0;
  right_[at(column + 1)] = -sine_[at(column)] * right_[at(column)];
  right_[at(column)] *= cosine_[at(column)];
}

// x += M V y with the y of the least-squares problem.
void Gmres::correct(const LinearMap& M, int columns, std::span<double> x) {
  for (int i = columns - 1; i >= 0; --i) {
    double value = right_[at(i)];
    for (int j = i + 1; j < columns; ++j) value -= h(i, j) * weight_[at(j)];
    weight_[at(i)] = h(i, i) != 0 ? value / h(i, i) : 0;
  }
  std::fill(image_.begin(), image_.end(), 0.0);
  for (int i = 0; i < columns; ++i) add_scaled(weight_[at(i)], basis(i), image_.data(), size_);
  M(image_, work_);
  add_scaled(1.0, work_.data(), x.data(), size_);
}

}  // namespace trilat::numerics
