// Exact hat algebra of Caliendo and Parro (2015, eqs. 10-14) with input-output linkages and tariffs.
//
//   c_ij  = w_i^beta_ij prod_k P_ik^(gamma_ikj (1 - beta_ij))          input cost (hats)
//   P_nj  = [ sum_i pi_nij (c_ij tau_nij)^-theta_j ]^(-1/theta_j)
//   pi'_nij = pi_nij (c_ij tau_nij / P_nj)^-theta_j,    tau = (1 + t') / (1 + t) x iceberg
//   X'_nj = sum_k gamma_njk (1 - beta_nk) Y'_nk + alpha_nj I'_n,  Y'_ij = sum_n pi'_nij X'_nj / (1 + t'_nij)
//   I'_n  = w_n V_n + R'_n + D'_n,   w_n V_n = sum_j beta_nj Y'_nj
//
// Numeraire: sum_n w_n V_n = sum_n V_n. Solved as one Anderson-accelerated fixed point in the logs of
// w, P and X'/X; a sweep holds matrix products only, since pi tau^-theta is computed once.
#pragma once

#include <string>
#include <vector>

#include "core/error.hpp"
#include "economy/data_set.hpp"

namespace trilat::economy {

enum class Closure {
  kFixedDeficit,  // D' = D in units of the numeraire
  kZeroDeficit,   // D' = 0
};

// New ad valorem rates and iceberg changes; cells that are not named keep their base.
struct Shock {
  struct Cell {
    std::string importer, exporter, sector;  // codes; "*" is every one (every other, for exporter)
    double rate = 0;                         // new ad valorem rate, a fraction
    Position where;                          // for messages
  };
  std::vector<Cell> tariffs;    // later cells win
  std::vector<double> iceberg;  // [j][n][i] factor on trade cost; empty: one everywhere
};

// The new rate of every flow, [j][n][i]. Errors: an unknown code, a rate of -1 or less, a domestic flow.
Result<std::vector<double>> apply_tariffs(const DataSet& data, const Shock& shock);

struct SolveOptions {
  Closure closure = Closure::kFixedDeficit;
  std::string elasticities;  // name of the set; empty: the default of the data
  double tolerance = 1e-10;  // on the largest relative residual of any equation
  int max_sweeps = 5000;
};

struct Equilibrium {
  std::vector<double> wage;                      // [n] hat
  std::vector<double> price;                     // [n][j] hat of P
  std::vector<double> cost;                      // [n][j] hat of c
  std::vector<double> expenditure;               // [n][j] level X'
  std::vector<double> output;                    // [n][j] level Y'
  std::vector<double> trade;                     // [j][n][i] level M', net of tariff
  std::vector<double> tariff;                    // [j][n][i] rates t'
  std::vector<double> revenue, income, deficit;  // [n] levels
  std::vector<double> theta;                     // [j] used
  double residual = 0;                           // largest relative residual
  int sweeps = 0;
};

// kNotConverged, with the residual and no numbers, where the tolerance is not reached.
Result<Equilibrium> solve(const DataSet& data, const Shock& shock, const SolveOptions& options = {});

}  // namespace trilat::economy
