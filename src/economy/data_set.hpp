// An economy as data: trade, tariffs, input-output shares and value added in one base year.
//
// n importer, i exporter, j sector (input), k sector (user), everywhere. Money in million USD, rates
// and shares as fractions. What the tables give is kept; the rest is derived from it, so that the
// accounting holds to rounding (Caliendo and Parro 2015, section 3):
//   X_nj = sum_i M_nij (1 + t_nij)            expenditure, gross of tariff
//   pi_nij = M_nij (1 + t_nij) / X_nj         trade shares
//   Y_ij = sum_n M_nij / (1 + e_nij)          gross output, without export tax e
//   V_n = sum_j beta_nj Y_nj                  value added
//   R_n = sum_ij t_nij M_nij + sum_mj e_mnj / (1 + e_mnj) M_mnj    revenue of tariffs and export taxes
//   D_n = imports - exports                   deficit
//   I_n = V_n + R_n + D_n                     income
//   alpha_nj I_n = X_nj - sum_k gamma_njk (1 - beta_nk) Y_nk   final demand
#pragma once

#include <string>
#include <vector>

#include "core/error.hpp"

namespace trilat::economy {

struct Elasticities {
  std::string name;  // "CP99"
  std::string citation;
  std::vector<double> theta;                // [j], trade elasticity (CES sigma = theta + 1)
  std::vector<double> standard_error = {};  // [j] of theta, as published; empty where the source gives none
};

struct DataSet {
  std::string name;
  std::string title;
  std::string source;
  int year = 0;
  std::vector<std::string> countries, country_names;  // [n]
  std::vector<std::string> sectors, sector_names;     // [j]
  std::vector<double> trade;                          // [j][n][i] net of tariff, domestic sales included
  std::vector<double> tariff;                         // [j][n][i]
  std::vector<double> gamma;                          // [n][j][k] share of input j in the intermediate cost of user k
  std::vector<double> beta;                           // [n][j] value-added share
  std::vector<Elasticities> elasticities;             // the first is the default
  std::vector<double> stated_output;                  // [n][j] gross output as the source states it; may be empty
  std::vector<std::string> steps;                     // what was done to the source's figures, a sentence each
  std::vector<double> export_tax;                     // [j][n][i] levied by i on sales to n; empty: none

  // Derived.
  std::vector<double> expenditure;                            // [n][j] X
  std::vector<double> output;                                 // [n][j] Y
  std::vector<double> alpha;                                  // [n][j]
  std::vector<double> value_added, revenue, deficit, income;  // [n]

  std::size_t country_count() const { return countries.size(); }
  std::size_t sector_count() const { return sectors.size(); }
  std::size_t flow(std::size_t j, std::size_t n, std::size_t i) const {
    return (j * country_count() + n) * country_count() + i;
  }
  std::size_t cell(std::size_t n, std::size_t j) const { return n * sector_count() + j; }
  std::size_t input(std::size_t n, std::size_t j, std::size_t k) const {
    return (n * sector_count() + j) * sector_count() + k;
  }

  double used_as_input(std::size_t n, std::size_t j) const;  // of sector j by all sectors of n; derived

  Result<std::size_t> find_country(const std::string& code) const;
  Result<std::size_t> find_sector(const std::string& code) const;
  Result<const Elasticities*> find_elasticities(const std::string& set) const;  // empty: the default
};

// Identities hold where their error, relative to the largest term, is at most this.
inline constexpr double kIdentityTolerance = 1e-9;

// Fills what is derived and checks every domain. Final demand is the residual, and may be negative.
// Errors name the cell: a negative flow or share, a tariff of -1 or less, input shares that do not sum to
// one (rounding is taken out), an elasticity that is not positive, a country without income.
Status account(DataSet& data);

// account(), and refuses final demand below nothing, naming the worst cell; rounding is set to nothing.
Status complete(DataSet& data);

}  // namespace trilat::economy
