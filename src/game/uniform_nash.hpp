// The uniform-tariff Nash equilibrium in closed form: Lashkaripour, A. (2021), The cost of a global tariff war: a
// sufficient statistics approach, Journal of International Economics 131, eqs. 13 and 14.
//
// One factor, no inputs, trade balanced; country n charges one rate t_n on every import. At the equilibrium
//   t_n = 1 / max(1, sum_j eps_j sum_m chi_mnj (1 - lambda_mnj))
// with chi_mnj the share of n's exports of j to m in all of n's exports, net of tariff, and lambda_mnj the share of n
// in m's expenditure on j. Prices, shares and incomes follow by hat algebra from balanced trade at factual tariffs,
// where the world wage bill is the numeraire. No search: wages and rates are one fixed point for all countries at once.
//
// The rule is the best uniform rate where the rest of the world's demand for n's goods moves with n's wage alone; the
// exact game lets every rate differ and feeds back through the incomes and wages of others (see docs/negotiation.md).
#pragma once

#include <string>
#include <vector>

#include "economy/data_set.hpp"

namespace trilat::game {

// Expenditure including tariffs and rates, [j][n][i]; domestic sales included.
struct UniformNashInput {
  std::vector<std::string> countries, sectors;
  std::vector<double> expenditure, tariff;
  std::vector<double> elasticity;  // [j]

  std::size_t flow(std::size_t j, std::size_t n, std::size_t i) const {
    return (j * countries.size() + n) * countries.size() + i;
  }
};

struct UniformNash {
  std::vector<double> tariff;       // [n] a fraction
  std::vector<double> real_income;  // [n] change from balanced trade at factual tariffs, per cent
  std::vector<double> wage;         // [n] hat
  double residual = 0;              // largest relative error of wages and rates
  int iterations = 0;               // of both fixed points
};

// Errors: tables of other sizes, a country without sales or purchases, an elasticity not above zero, no convergence.
Result<UniformNash> uniform_nash(const UniformNashInput& input);

// The flows of an economy as final purchases, its input-output links left out.
UniformNashInput without_inputs(const economy::DataSet& data, const std::vector<double>& elasticity);

// The same simplification as an economy, for exact games on it: labour alone, all purchases final.
Result<economy::DataSet> labour_alone(const UniformNashInput& input);

}  // namespace trilat::game
