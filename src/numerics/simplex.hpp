// Small linear programs, dense, with both solutions: the answer and the multipliers that prove it.
//
// Standard form: least c.y subject to M y = d, y >= 0, with few rows and any number of columns, by the two-phase
// tableau simplex with Bland's rule, which cannot cycle (Bland, 1977). `maximise` solves
//
//   greatest c.x subject to a_k.x <= b_k, x free
//
// through its dual, which is in standard form; x are then the multipliers. At an optimum both values agree to
// rounding, and whoever receives an answer can check it: A x <= b, A'y = c, y >= 0, c.x = b.y. Where the program is
// infeasible, y is Farkas' witness: y >= 0, A'y = 0, b.y < 0.
#pragma once

#include <vector>

namespace trilat::numerics {

enum class LinearStatus {
  kOptimal,
  kInfeasible,
  kUnbounded,  // of `maximise`: no greatest value, or no feasible point either
  kStopped,    // a pivot limit, which rounding alone could bring about
};

struct LinearAnswer {
  LinearStatus status = LinearStatus::kStopped;
  double value = 0;
  std::vector<double> x;  // the answer
  std::vector<double> y;  // one multiplier a row; where infeasible, Farkas' witness
};

// rows of one length each; shapes must agree.
LinearAnswer minimise_standard(const std::vector<std::vector<double>>& rows, const std::vector<double>& right,
                               const std::vector<double>& cost);

LinearAnswer maximise(const std::vector<std::vector<double>>& rows, const std::vector<double>& right,
                      const std::vector<double>& gain);

}  // namespace trilat::numerics
