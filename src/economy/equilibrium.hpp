// Exact hat algebra of Caliendo and Parro (2015, eqs. 10-14) with input-output linkages, tariffs and export taxes.
//
//   c_ij  = w_ij^beta_ij prod_k P_ik^(gamma_ikj (1 - beta_ij))          input cost (hats)
//   P_nj  = [ sum_i pi_nij (c_ij tau_nij)^-theta_j ]^(-1/theta_j)
//   pi'_nij = pi_nij (c_ij tau_nij / P_nj)^-theta_j
//   tau_nij = iceberg x (1 + t') / (1 + t) x (1 + e') / (1 + e)
//   M'_nij = pi'_nij X'_nj / (1 + t'_nij)                  value at the importer's border
//   Y'_ij = sum_n M'_nij / (1 + e'_nij)                    what producers receive
//   X'_nj = sum_k gamma_njk (1 - beta_nk) Y'_nk + final demand
//   R'_n  = sum_ij t'_nij M'_nij + sum_mj e'_mnj / (1 + e'_mnj) M'_mnj
//   I'_n  = V'_n + R'_n + D'_n
//
// Labour (how the hats w_ij of a country hang together), deficits D' and the use of revenue are chosen in
// SolveOptions. Numeraire: world value added, sum_n V'_n = sum_n V_n. docs/economy.md gives every choice with its
// equations and source.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "economy/data_set.hpp"

namespace trilat::economy {

enum class Closure {
  kFixedDeficit,  // D' = D in units of the numeraire
  kZeroDeficit,   // D' = 0
  kShareDeficit,  // D'_n = (d_n - d) (V'_n + R'_n), d_n = D_n / (V_n + R_n), one d for all so that sum D' = 0
};

enum class Revenue {
  kRebated,     // to households, who spend all income in the shares alpha
  kGovernment,  // the government buys its basket with R'; households spend V' + D'
};

enum class Labour {
  kMobile,    // one wage a country
  kImmobile,  // workers stay in their sector: w_ij = beta_ij Y'_ij / (beta_ij Y_ij)
  kRoy,       // V'_ij = V_ij w_ij^kappa Phi_i^(1 - kappa), Phi_i = (sum_j V_ij w_ij^kappa / V_i)^(1/kappa)
};

// New ad valorem rates and iceberg changes; cells that are not named keep their base.
struct Shock {
  struct Cell {
    std::string importer, exporter, sector;  // codes; "*" is every one (every other, for exporter)
    double rate = 0;                         // new ad valorem rate, a fraction
    Position where;                          // for messages
  };
  std::vector<Cell> tariffs;        // later cells win
  std::vector<double> iceberg;      // [j][n][i] factor on trade cost; empty: one everywhere
  std::vector<Cell> export_taxes;   // levied by the exporter on the producer price
  std::vector<Cell> iceberg_cells;  // `rate` is the factor on trade cost, above zero; on top of `iceberg`
  std::vector<double> tariff;       // [j][n][i] rates that `tariffs` then changes; empty: those of the data
};

// A shock resolved to every flow, [j][n][i].
struct Policy {
  std::vector<double> tariff;
  std::vector<double> export_tax;  // empty: that of the data
  std::vector<double> iceberg;     // empty: one everywhere
};

// Errors: an unknown code, a rate of -1 or less, a factor not above zero, a domestic flow, an array of another size.
Result<Policy> resolve(const DataSet& data, const Shock& shock);
// The domain of a policy; errors name the flow.
Status check(const DataSet& data, const Policy& policy);
// The new tariff of every flow, [j][n][i].
Result<std::vector<double>> apply_tariffs(const DataSet& data, const Shock& shock);

struct SolveOptions {
  Closure closure = Closure::kFixedDeficit;
  std::string elasticities;  // name of the set; empty: the default of the data
  double tolerance = 1e-10;  // on the largest relative residual of any equation
  int max_sweeps = 5000;
  Revenue revenue = Revenue::kRebated;
  // What the government buys, [n][j] shares that sum to one in each country; empty: the final basket alpha.
  std::vector<double> government_basket;
  Labour labour = Labour::kMobile;
  double kappa = 1.5;         // of kRoy, above 1; 1 is kImmobile, infinity kMobile
  double labour_supply = 0;   // psi: hours = (average real wage)^psi, not below zero
  std::vector<double> theta;  // [j]; empty: from the set
};

struct Equilibrium {
  std::vector<double> wage;                      // [n] hat; average earnings of an hour where sectors differ
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
  std::vector<double> sector_wage;   // [n][j] hat of w_ij; equal to wage where labour is mobile
  std::vector<double> hours;         // [n] hat of labour supplied
  std::vector<double> value_added;   // [n] level V'
  std::vector<double> export_tax;    // [j][n][i] rates e'; empty: none
  std::vector<double> final_demand;  // [n][j] level, of households and government
  // [n][j] shares of households and of the government, as the solve had them
  std::vector<double> household_basket, government_basket;
  SolveOptions options;
};

// One solve; `Solver` in economy/solver.hpp keeps its work space for many.
// kNotConverged, with the residual and no numbers, where the tolerance is not reached.
Result<Equilibrium> solve(const DataSet& data, const Shock& shock, const SolveOptions& options = {});

}  // namespace trilat::economy
