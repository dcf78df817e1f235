// An approximate inverse of minus the equations' derivative, which makes a sweep contract fast. It is taken at the
// base, or at a point far from it where a solve has to be led there.
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
  // Before `apply`: take it at the base, or at the system's point with X'/X in `spend`.
  void expand_at_base(std::span<const double> theta);
  void expand_at_point(std::span<const double> theta, std::span<const double> spend);
  bool at_base() const { return at_base_; }

  // z = M r and z = M^T r; nothing is allocated.
  void apply(std::span<const double> r, std::span<double> z);
  void apply_transposed(std::span<const double> r, std::span<double> z);

 private:
  // Shares and values where the derivative is taken.
  struct Values {
    const double *share, *receipts, *expenditure, *value_added, *home, *country_value_added;
  };
  struct Storage {
    numerics::Vector share, receipts, expenditure, value_added, home, country_value_added;
  };
  void build(std::span<const double> theta);
  double growth_of_spend(std::size_t cell) const;
  void respond_to_wages();
  void respond_to_costs(std::span<const double> theta);
  void add_market(std::size_t a, double theta);
  void invert();

  const Tables& tables_;
  const System& system_;
  std::size_t N_, J_, S_;
  Values at_{};
  Storage near_;
  bool at_base_ = false;
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
