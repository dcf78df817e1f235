// An approximate inverse of the equations' derivative, taken at the base, which makes a sweep contract fast.
//
// Input-output links are mostly domestic, so prices and expenditure are solved through each country's own
// (I - Gamma diag(pi_nn))^-1, factored once a data set. The wage equations use the derivative of labour demand by all
// wages with domestic input-output links followed and expenditure abroad held:
//   S_nm = d log(beta Y_n) / d log w_m,  c = beta w + Gamma^T P,  P = pi_nn c at home, pi_nm c abroad.
#pragma once

#include <span>
#include <vector>

#include "economy/system.hpp"

namespace trilat::economy {

class Preconditioner {
 public:
  explicit Preconditioner(const Tables& tables, const System& system);
  void set_theta(std::span<const double> theta);

  // z = M r and z = M^T r; nothing is allocated.
  void apply(std::span<const double> r, std::span<double> z);
  void apply_transposed(std::span<const double> r, std::span<double> z);

 private:
  void respond_to_wages();
  void respond_to_costs(std::span<const double> theta);
  void add_market(std::size_t a, double theta);
  void invert();

  const Tables& tables_;
  const System& system_;
  std::size_t N_, J_, S_;
  numerics::Vector factors_;        // [a][b][n]
  numerics::Vector price_of_wage_;  // cells: d log P / d log w at home
  numerics::Vector spend_of_wage_;  // cells: d (X'/X) / d log w
  numerics::Vector cost_of_wage_;   // cells
  numerics::Vector labour_;         // cells: share of labour income an additional unit of output adds
  numerics::Vector labour_share_;   // cells: of the country's value added
  numerics::Vector lost_sales_;     // cells: d Y / d log c over pi_nn
  numerics::Vector lost_inputs_;    // cells: the same over pi_nn again
  numerics::Vector response_, inverse_, inverse_transposed_;  // [n][m], rows of S_
  numerics::Vector stiffness_;                                // cells, for one wage a sector
  numerics::Vector cells_, country_, country2_, rows_, columns_;
};

}  // namespace trilat::economy
