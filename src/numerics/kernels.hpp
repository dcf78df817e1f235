// The inner loops: elementary functions of arrays, and small systems solved for many members of a batch at once.
//
// A batch puts its members side by side, [row][column][member], so that one instruction serves several of
// them and no row ends in the middle of a vector. Nothing is allocated; arrays do not overlap unless said.
#pragma once

#include <cstddef>

namespace trilat::numerics {

// y = exp(x), to 2 ulp. Below -700 and above 700 the value at the bound; not a number stays so.
void exp_array(const double* x, double* y, std::size_t count);
// y = log(x), to 2 ulp. Not a number where x is not positive. Subnormal x are outside the domain.
void log_array(const double* x, double* y, std::size_t count);

double dot(const double* a, const double* b, std::size_t count);
void add_scaled(double factor, const double* x, double* y, std::size_t count);  // y += factor x
double largest_magnitude(const double* x, std::size_t count);                   // not a number wins

struct BatchShape {
  std::size_t rows = 0, columns = 0, members = 0;
};

// y[r][m] += sum_c A[r][c][m] x[c][m]
void batch_multiply(const double* A, const double* x, double* y, BatchShape shape);
// y[c][m] += sum_r A[r][c][m] x[r][m]
void batch_multiply_transposed(const double* A, const double* x, double* y, BatchShape shape);

// y[m] += sum_r x[r][m];  y[m] += sum_r a[r][m] x[r][m];  y[r][m] += a[r][m] x[m]
void batch_sum(const double* x, double* y, std::size_t rows, std::size_t members);
void batch_dot(const double* a, const double* x, double* y, std::size_t rows, std::size_t members);
void batch_scale_add(const double* a, const double* x, double* y, std::size_t rows, std::size_t members);

// Square batches of order `order`, factored in place as L U without interchange; L has a unit diagonal and the
// diagonal of U is kept inverted. Precondition: every leading minor is away from zero, as in I - S where the
// columns of S >= 0 sum to less than one.
void batch_factor(double* A, std::size_t order, std::size_t members);
// b := A^-1 b and b := A^-T b with the factors above.
void batch_solve(const double* LU, double* b, std::size_t order, std::size_t members);
void batch_solve_transposed(const double* LU, double* b, std::size_t order, std::size_t members);

// Rows of `stride` entries, of which whole cache lines are read: y[r] = sum_i A[r][i] x[i].
void multiply(const double* A, const double* x, double* y, std::size_t rows, std::size_t stride);
// C[r][i] += sum_k A[r][k] B[k][i]; A has rows of `inner` entries at `stride`, as have B and C.
void multiply_matrices(const double* A, const double* B, double* C, std::size_t rows, std::size_t inner,
                       std::size_t stride);
// y[i] += sum_r A[r][i] x[r]
void multiply_transposed(const double* A, const double* x, double* y, std::size_t rows, std::size_t stride);

}  // namespace trilat::numerics
