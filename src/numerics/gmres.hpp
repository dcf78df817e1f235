// Restarted GMRES, preconditioned on the right, so that the residual it stops on is the true one
// (Saad and Schultz 1986): solves A M y = b, x = M y.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "numerics/simd.hpp"

namespace trilat::numerics {

struct GmresOptions {
  double tolerance = 1e-12;  // on |b - A x| / |b|, Euclidean
  int max_products = 400;
};

struct GmresSummary {
  bool converged = false;
  double residual = 0;  // |b - A x| / |b|, computed anew at the returned x
  int products = 0;     // applications of A
};

// Writes the image of the first argument into the second; the two do not overlap.
using LinearMap = std::function<void(std::span<const double>, std::span<double>)>;

// Holds the work space of one problem size. Nothing is allocated in `solve`.
class Gmres {
 public:
  Gmres(std::size_t size, int restart);
  // Starts at x = 0 and leaves the solution in `x`.
  GmresSummary solve(const LinearMap& A, const LinearMap& M, std::span<const double> b, std::span<double> x,
                     const GmresOptions& options);

 private:
  int cycle(const LinearMap& A, const LinearMap& M, double target, int room);
  void rotate(int column);
  void correct(const LinearMap& M, int columns, std::span<double> x);
  double* basis(int index) { return basis_.data() + static_cast<std::size_t>(index) * size_; }
  double& h(int row, int column) {
    return hessenberg_[static_cast<std::size_t>(column) * static_cast<std::size_t>(restart_ + 1) +
                       static_cast<std::size_t>(row)];
  }

  std::size_t size_;
  int restart_;
  Vector basis_, work_, image_;
  std::vector<double> hessenberg_, cosine_, sine_, right_, weight_;
};

}  // namespace trilat::numerics
