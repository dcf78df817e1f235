// What a change of real income is made of, exactly: the derivative is split at every point of the straight path from
// the base policy to the new one, and integrated.
//
// Along the path (rates linear, trade costs linear in the logarithm), from zero profits and the budget:
//   I_n dlog W_n =   sum_mj E_mnj (dlog c_nj + dlog(1 + e_mnj)) - sum_ij M_nij (dlog c_ij + dlog(1 + e_nij))   terms
//                  + sum_ij t_nij M_nij (dlog M_nij - dlog c_ij - dlog(1 + e_nij) - dlog d_nij)   volume of imports
//                  + sum_mj e_mnj / (1 + e_mnj) E_mnj (dlog E_mnj - dlog c_nj - dlog(1 + e_mnj))  volume of exports
//                  - sum_ij M_nij dlog d_nij                                                      trade costs
//                  + dD_n + V_n dlog hours_n + sum_j (F_nj - alpha_nj I_n) dlog P_nj
// with E and M at border prices, before tariff, e export taxes, d trade costs and F final demand, which differs from
// alpha I only where a government buys another basket. At the base it is equation 17 of Caliendo and Parro (2015). Each
// part is integrated with weight W, so that the parts sum to the change W - 1. The integral is by Gauss-Legendre
// panels, doubled until the sum meets the change of the two end solutions.
#pragma once

#include <vector>

#include "economy/solver.hpp"

namespace trilat::economy {

struct DecompositionOptions {
  double tolerance = 1e-9;  // on the difference of sum and change, a fraction of real income
  std::size_t nodes = 8;    // a panel
  std::size_t max_panels = 16;
  std::vector<std::size_t> attributed;  // countries whose change is attributed to instruments by the gradient
};

// Parts of W - 1, fractions. Flow arrays are [j][n][i]; each is of the country that its comment names.
struct Decomposition {
  std::vector<double> export_terms;            // of the exporter i, on sales to n
  std::vector<double> import_terms;            // of the importer n, on purchases from i
  std::vector<double> import_volume;           // of n
  std::vector<double> export_volume;           // of i
  std::vector<double> trade_cost;              // of n; its own sales included
  std::vector<double> deficit, hours, basket;  // [n]
  std::vector<double> change;                  // [n] W - 1 between the two solutions
  std::vector<double> identity_error;          // [n] sum of the parts less the change
  double largest_error = 0;
  std::size_t points = 0;  // of the path

  // What each instrument contributed to each country of `attributed`: by tariff, export tax and trade cost, [j][n][i];
  // their sum is the change as well.
  struct Attribution {
    std::size_t country = 0;
    std::vector<double> tariff, export_tax, iceberg;
    double identity_error = 0;
  };
  std::vector<Attribution> attribution;

  double terms_of_trade(const DataSet& data, std::size_t n) const;
  double volume_of_trade(const DataSet& data, std::size_t n) const;
  double trade_costs(const DataSet& data, std::size_t n) const;
};

// Leaves the solver at the new policy. The path starts at the base of the data set, where every hat is one unless the
// closure differs from the data (balanced trade with deficits in the base: then what the closure alone does is
// not a part, and the change is measured from that start). kNotConverged where the sum does not meet the change.
Result<Decomposition> decompose(Solver& solver, const Policy& policy, const DecompositionOptions& options = {});

}  // namespace trilat::economy
