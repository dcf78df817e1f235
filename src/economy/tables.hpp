// The base of an economy laid out for the sweep: everything that neither the shock nor the elasticities change.
//
// Sectors are in solver order: first those with international trade, then those without. A cell array is [a][n],
// sector a outside, country n inside and padded to `stride`, so that every step over cells serves several
// countries at once. A market table is [a][n][i] over traded sectors, rows padded to `stride`. Padding is zero.
#pragma once

#include <vector>

#include "economy/data_set.hpp"
#include "numerics/simd.hpp"

namespace trilat::economy {

struct Tables {
  std::size_t N = 0, J = 0;
  std::size_t traded = 0;           // sectors with international trade
  std::size_t stride = 0;           // N padded
  std::vector<std::size_t> sector;  // [a] -> j

  numerics::Vector share;       // market: pi; one on the diagonal where nothing is bought
  numerics::Vector tariff;      // market: t
  numerics::Vector export_tax;  // market: e; empty where there is none
  numerics::Vector net;         // market: pi / (1 + t)
  numerics::Vector receipts;    // market: pi / (1 + t) / (1 + e); empty where there is no e

  numerics::Vector weight;  // [a][b][n] gamma_ab (1 - beta_b): input a, user b
  numerics::Vector beta;    // cells, as are those below
  numerics::Vector expenditure, inverse_expenditure;
  numerics::Vector value_added;                                  // beta Y
  numerics::Vector home;                                         // pi_nn / (1 + t_nn) = pi_nn
  numerics::Vector alpha;                                        // final basket
  numerics::Vector country_value_added, deficit, deficit_share;  // [n]
  double world = 0;

  const numerics::Vector& receipts_or_net() const { return receipts.empty() ? net : receipts; }
  std::size_t cells() const { return J * stride; }
  std::size_t cell(std::size_t a, std::size_t n) const { return a * stride + n; }
  std::size_t market(std::size_t a, std::size_t n, std::size_t i) const { return (a * N + n) * stride + i; }
};

// Precondition: complete(data) held.
Tables lay_out(const DataSet& data);

}  // namespace trilat::economy
