// Inexact Newton with GMRES for F(x) = 0 (Eisenstat and Walker 1996), for where a fixed point stalls or more digits
// are wanted than its differences hold. A step is halved until the residual falls.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "numerics/gmres.hpp"

namespace trilat::numerics {

struct NewtonOptions {
  double tolerance = 1e-10;  // on the residual of the equations
  int max_steps = 30;
  int max_work = 5000;    // evaluations and products together
  double forcing = 1e-3;  // largest relative residual of a linear solve
};

struct NewtonSummary {
  bool converged = false;
  double residual = 0;
  int steps = 0, work = 0;
  std::string_view reason;
};

// Writes F(x) and returns its scaled residual; the derivative below is taken at the x of the last call.
using Equations = std::function<double(std::span<const double> x, std::span<double> F)>;

// What one problem size needs; may be used again.
class NewtonKrylov {
 public:
  NewtonKrylov(std::size_t size, int restart);
  // J and its approximate inverse M are at the last evaluated point. Leaves the best point in `x`.
  NewtonSummary run(const Equations& F, const LinearMap& J, const LinearMap& M, std::span<double> x,
                    const NewtonOptions& options);
  Gmres& gmres() { return gmres_; }

 private:
  Gmres gmres_;
  Vector value_, step_, trial_;
};

}  // namespace trilat::numerics
