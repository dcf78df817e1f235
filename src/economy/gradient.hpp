// The derivative of one outcome by every tariff, export tax, trade cost and elasticity, from one adjoint solve.
//
// With the equations F(x, q) = 0 and an outcome O(x, q): F_x^T lambda = -O_x, dO/dq = O_q + lambda^T F_q. The
// transposed system is solved by GMRES with the transposed derivative written out (system_linear.cpp).
#pragma once

#include <vector>

#include "economy/solver.hpp"

namespace trilat::economy {

// An outcome: a weighted sum of what an equilibrium determines. Empty: weight zero.
struct Outcome {
  std::vector<double> log_real_income;                        // [n] I' / prod_j P^alpha
  std::vector<double> log_wage;                               // [n] average earnings of an hour
  std::vector<double> log_consumer_price;                     // [n] prod_j P^alpha
  std::vector<double> log_price, log_cost;                    // [n][j]
  std::vector<double> expenditure, output, final_demand;      // [n][j] million USD
  std::vector<double> revenue, income, value_added, deficit;  // [n] million USD
  std::vector<double> trade;                                  // [j][n][i] million USD, net of tariff
};

// The logarithm of one country's real income.
Outcome real_income_of(const DataSet& data, std::size_t n);

// Zero where nothing flows, and for taxes on sales at home.
struct Gradient {
  std::vector<double> tariff;       // [j][n][i] by the rate, a fraction
  std::vector<double> export_tax;   // [j][n][i] by the rate
  std::vector<double> log_iceberg;  // [j][n][i] by the logarithm of the trade cost
  std::vector<double> theta;        // [j]
  std::vector<double> transfer;     // [n] by what a country receives, million USD; only differences mean something
  double residual = 0;              // of the linear solve, relative
  int products = 0;                 // with the transposed derivative
};

// At the solved point of `solver`. kNotConverged where the linear solve stays above 1e-9; kBadInput for weights
// of another size.
Result<Gradient> gradient(Solver& solver, const Outcome& outcome);

}  // namespace trilat::economy
