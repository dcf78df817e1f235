#include "numerics/kernels.hpp"

#include <bit>
#include <cmath>
#include <cstdint>

#include "numerics/simd.hpp"

namespace trilat::numerics {
namespace {

constexpr double kLog2e = 1.4426950408889634074;
// log 2 in two parts; the first has trailing zeros, so that its product with an exponent is exact.
constexpr double kLn2High = 0.693147180369123816490;
constexpr double kLn2Low = 1.90821492927058770002e-10;
constexpr double kRound = 6755399441055744.0;        // 1.5 2^52: adding it leaves the nearest integer in the low bits
constexpr double kIntegerBase = 4503599627370496.0;  // 2^52

// Not a number compares false and passes through.
inline double clamped(double x) { return x > 700.0 ? 700.0 : (x < -700.0 ? -700.0 : x); }

// exp(r) - 1 - r by its series; |r| <= log(2) / 2, truncation below 1e-17.
inline double exp_tail(double r) {
  double p = 1.0 / 6227020800.0;
  p = p * r + 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  return p * r * r;
}

inline double exp_one(double x) {
  const double y = clamped(x);
  const double shifted = y * kLog2e + kRound;
  const double k = shifted - kRound;
  const double r = (y - k * kLn2High) - k * kLn2Low;
  const auto exponent = std::bit_cast<std::uint64_t>(shifted) << 52U;
  const double scale = std::bit_cast<double>(exponent + 0x3FF0000000000000U);
  return scale * (1.0 + (r + exp_tail(r)));
}

// log(m) = 2 atanh(s), s = (m - 1) / (m + 1), with m in [sqrt(1/2), sqrt(2)).
inline double log_one(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t moved = bits + (0x3FF0000000000000U - 0x3FE6A09E667F3BCDU);
  const std::uint64_t biased = moved >> 52U;
  const double e = std::bit_cast<double>(biased | 0x4330000000000000U) - (kIntegerBase + 1023.0);
  const double m = std::bit_cast<double>((moved & 0x000FFFFFFFFFFFFFU) + 0x3FE6A09E667F3BCDU);
  const double f = m - 1.0;
  const double s = f / (m + 1.0);
  const double z = s * s;
  double p = 2.0 / 23.0;
  p = p * z + 2.0 / 21.0;
  p = p * z + 2.0 / 19.0;
  p = p * z + 2.0 / 17.0;
  p = p * z + 2.0 / 15.0;
  p = p * z + 2.0 / 13.0;
  p = p * z + 2.0 / 11.0;
  p = p * z + 2.0 / 9.0;
  p = p * z + 2.0 / 7.0;
  p = p * z + 2.0 / 5.0;
  p = p * z + 2.0 / 3.0;
  const double tail = s * z * p;
  const double value = e * kLn2High + (2.0 * s + (tail + e * kLn2Low));
  return x > 0.0 ? value : std::bit_cast<double>(0x7FF8000000000000U);
}

// Four doubles at any address; two or four of them hold a block of members in registers.
using Pack __attribute__((vector_size(32), aligned(8), may_alias)) = double;

inline const Pack& pack(const double* at) { return *reinterpret_cast<const Pack*>(at); }
inline Pack& pack(double* at) { return *reinterpret_cast<Pack*>(at); }

// y[0..4P) += sign sum_c a[c step_a ..] x[c step_x ..] over c < count, the sum kept in registers.
template <std::size_t P, int Sign>
[[gnu::always_inline]] inline void gather(const double* a, std::size_t step_a, const double* x, std::size_t step_x,
                                          double* y, std::size_t count) {
  Pack sum[P];
#pragma GCC unroll 4
  for (std::size_t p = 0; p < P; ++p) sum[p] = pack(y + 4 * p);
  for (std::size_t c = 0; c < count; ++c) {
#pragma GCC unroll 4
    for (std::size_t p = 0; p < P; ++p) {
      if constexpr (Sign > 0) {
        sum[p] += pack(a + c * step_a + 4 * p) * pack(x + c * step_x + 4 * p);
      } else {
        sum[p] -= pack(a + c * step_a + 4 * p) * pack(x + c * step_x + 4 * p);
      }
    }
  }
#pragma GCC unroll 4
  for (std::size_t p = 0; p < P; ++p) pack(y + 4 * p) = sum[p];
}

// `R` rows of C += A B, eight columns at a time, the sums kept in registers.
template <std::size_t R>
[[gnu::always_inline]] inline void tile(const double* A, const double* B, double* C, std::size_t inner,
                                        std::size_t stride) {
  for (std::size_t i = 0; i < stride; i += kLanes) {
    Pack low[R], high[R];
#pragma GCC unroll 4
    for (std::size_t r = 0; r < R; ++r) {
      low[r] = pack(C + r * stride + i);
      high[r] = pack(C + r * stride + i + 4);
    }
    for (std::size_t k = 0; k < inner; ++k) {
      const Pack b0 = pack(B + k * stride + i), b1 = pack(B + k * stride + i + 4);
#pragma GCC unroll 4
      for (std::size_t r = 0; r < R; ++r) {
        low[r] += A[r * stride + k] * b0;
        high[r] += A[r * stride + k] * b1;
      }
    }
#pragma GCC unroll 4
    for (std::size_t r = 0; r < R; ++r) {
      pack(C + r * stride + i) = low[r];
      pack(C + r * stride + i + 4) = high[r];
    }
  }
}

// Lower then upper triangle for one block of members; `down` and `across` are the steps to the next row and column
// of the factor, so that the transposed system is the same code with the steps exchanged.
template <std::size_t P, bool UnitLower>
[[gnu::always_inline]] inline void solve_block(const double* LU, double* b, std::size_t order, std::size_t members,
                                               std::size_t down, std::size_t across) {
  for (std::size_t i = 0; i < order; ++i) {
    gather<P, -1>(LU + i * down, across, b, members, b + i * members, i);
    if constexpr (!UnitLower) {
#pragma GCC unroll 4
      for (std::size_t p = 0; p < P; ++p) pack(b + i * members + 4 * p) *= pack(LU + i * (down + across) + 4 * p);
    }
  }
  for (std::size_t i = order; i-- > 0;) {
    const std::size_t next = i + 1;
    gather<P, -1>(LU + i * down + next * across, across, b + next * members, members, b + i * members, order - next);
    if constexpr (UnitLower) {
#pragma GCC unroll 4
      for (std::size_t p = 0; p < P; ++p) pack(b + i * members + 4 * p) *= pack(LU + i * (down + across) + 4 * p);
    }
  }
}

template <bool UnitLower>
[[gnu::always_inline]] inline void solve_members(const double* LU, double* b, std::size_t order, std::size_t members,
                                                 std::size_t down, std::size_t across) {
  std::size_t m = 0;
  for (; m + 16 <= members; m += 16) solve_block<4, UnitLower>(LU + m, b + m, order, members, down, across);
  for (; m < members; m += kLanes) solve_block<2, UnitLower>(LU + m, b + m, order, members, down, across);
}

}  // namespace

TRILAT_CLONES void exp_array(const double* x, double* y, std::size_t count) {
#pragma omp simd
  for (std::size_t i = 0; i < count; ++i) y[i] = exp_one(x[i]);
}

TRILAT_CLONES void log_array(const double* x, double* y, std::size_t count) {
#pragma omp simd
  for (std::size_t i = 0; i < count; ++i) y[i] = log_one(x[i]);
}

TRILAT_CLONES double dot(const double* a, const double* b, std::size_t count) {
  double sum = 0;
#pragma omp simd reduction(+ : sum)
  for (std::size_t i = 0; i < count; ++i) sum += a[i] * b[i];
  return sum;
}

TRILAT_CLONES void add_scaled(double factor, const double* x, double* y, std::size_t count) {
#pragma omp simd
  for (std::size_t i = 0; i < count; ++i) y[i] += factor * x[i];
}

double largest_magnitude(const double* x, std::size_t count) {
  double largest = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double magnitude = std::abs(x[i]);
    if (!(magnitude <= largest)) largest = magnitude;
    if (std::isnan(largest)) return largest;
  }
  return largest;
}

TRILAT_CLONES void batch_multiply(const double* A, const double* x, double* y, BatchShape shape) {
  const std::size_t M = shape.members, row = shape.columns * M;
  std::size_t m = 0;
  for (; m + 16 <= M; m += 16) {
    for (std::size_t r = 0; r < shape.rows; ++r)
      gather<4, 1>(A + r * row + m, M, x + m, M, y + r * M + m, shape.columns);
  }
  for (; m < M; m += kLanes) {
    for (std::size_t r = 0; r < shape.rows; ++r)
      gather<2, 1>(A + r * row + m, M, x + m, M, y + r * M + m, shape.columns);
  }
}

TRILAT_CLONES void batch_multiply_transposed(const double* A, const double* x, double* y, BatchShape shape) {
  const std::size_t M = shape.members, row = shape.columns * M;
  std::size_t m = 0;
  for (; m + 16 <= M; m += 16) {
    for (std::size_t c = 0; c < shape.columns; ++c)
      gather<4, 1>(A + c * M + m, row, x + m, M, y + c * M + m, shape.rows);
  }
  for (; m < M; m += kLanes) {
    for (std::size_t c = 0; c < shape.columns; ++c)
      gather<2, 1>(A + c * M + m, row, x + m, M, y + c * M + m, shape.rows);
  }
}

TRILAT_CLONES void batch_sum(const double* x, double* y, std::size_t rows, std::size_t members) {
  for (std::size_t r = 0; r < rows; ++r) {
    const double* __restrict in = x + r * members;
#pragma omp simd
    for (std::size_t m = 0; m < members; ++m) y[m] += in[m];
  }
}

TRILAT_CLONES void batch_dot(const double* a, const double* x, double* y, std::size_t rows, std::size_t members) {
  for (std::size_t r = 0; r < rows; ++r) {
    const std::size_t row = r * members;
#pragma omp simd
    for (std::size_t m = 0; m < members; ++m) y[m] += a[row + m] * x[row + m];
  }
}

TRILAT_CLONES void batch_scale_add(const double* a, const double* x, double* y, std::size_t rows, std::size_t members) {
  for (std::size_t r = 0; r < rows; ++r) {
    const std::size_t row = r * members;
#pragma omp simd
    for (std::size_t m = 0; m < members; ++m) y[row + m] += a[row + m] * x[m];
  }
}

TRILAT_CLONES void batch_factor(double* A, std::size_t order, std::size_t members) {
  const std::size_t row = order * members;
  for (std::size_t k = 0; k < order; ++k) {
    double* __restrict pivot = A + k * row + k * members;
    for (std::size_t m = 0; m < members; ++m) pivot[m] = 1.0 / pivot[m];
    for (std::size_t i = k + 1; i < order; ++i) {
      double* __restrict factor = A + i * row + k * members;
      for (std::size_t m = 0; m < members; ++m) factor[m] *= pivot[m];
      for (std::size_t j = k + 1; j < order; ++j) {
        double* __restrict target = A + i * row + j * members;
        const double* __restrict source = A + k * row + j * members;
#pragma omp simd
        for (std::size_t m = 0; m < members; ++m) target[m] -= factor[m] * source[m];
      }
    }
  }
}

TRILAT_CLONES void batch_solve(const double* LU, double* b, std::size_t order, std::size_t members) {
  solve_members<true>(LU, b, order, members, order * members, members);
}

TRILAT_CLONES void batch_solve_transposed(const double* LU, double* b, std::size_t order, std::size_t members) {
  solve_members<false>(LU, b, order, members, members, order * members);
}

TRILAT_CLONES void multiply(const double* A, const double* x, double* y, std::size_t rows, std::size_t stride) {
  for (std::size_t r = 0; r < rows; ++r) {
    const double* __restrict a = A + r * stride;
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::size_t i = 0; i < stride; ++i) sum += a[i] * x[i];
    y[r] = sum;
  }
}

TRILAT_CLONES void multiply_matrices(const double* A, const double* B, double* C, std::size_t rows, std::size_t inner,
                                     std::size_t stride) {
  std::size_t r = 0;
  for (; r + 4 <= rows; r += 4) tile<4>(A + r * stride, B, C + r * stride, inner, stride);
  for (; r < rows; ++r) tile<1>(A + r * stride, B, C + r * stride, inner, stride);
}

TRILAT_CLONES void multiply_transposed(const double* A, const double* x, double* y, std::size_t rows,
                                       std::size_t stride) {
  for (std::size_t r = 0; r < rows; ++r) {
    const double* __restrict a = A + r * stride;
    const double factor = x[r];
#pragma omp simd
    for (std::size_t i = 0; i < stride; ++i) y[i] += a[i] * factor;
  }
}

}  // namespace trilat::numerics
