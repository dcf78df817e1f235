// The accounting identities of an economy, each with its largest error and the cell where it stands.
//
//   gross output as stated = sum of sales      Y_ij = sum_n M_nij      only where the source states it
//   goods market                               X_nj = sum_k gamma_njk (1 - beta_nk) Y_nk + alpha_nj I_n
//   cost                                       Y_nk = beta_nk Y_nk + sum_j gamma_njk (1 - beta_nk) Y_nk
//   income is spent                            sum_j alpha_nj = 1
//   deficits sum to zero                       sum_n D_n = 0, of world value added
//   final demand is not negative               alpha_nj >= 0
//
// Errors are relative to the largest term of the equation. After account() the second and third hold by
// construction; the first and the last are what a table can break.
#pragma once

#include <string>
#include <vector>

#include "economy/data_set.hpp"

namespace trilat::economy {

struct Identity {
  std::string name;
  double error = 0;        // the largest, relative
  std::string cell;        // where: "C24 in MEX"; empty where the error is zero
  std::size_t cells = 0;   // equations looked at
  std::size_t broken = 0;  // of them, above kIdentityTolerance

  bool holds() const { return error <= kIdentityTolerance; }
};

// Precondition: account() or complete() succeeded.
std::vector<Identity> identities(const DataSet& data);

// The first identity that fails, as an error that names it and its worst cell.
Status check_identities(const DataSet& data);

}  // namespace trilat::economy
