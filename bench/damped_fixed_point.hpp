// The equilibrium as the published codes write it: levels, powers of every flow in every sweep, a damped update of
// the wage. The peer of the benchmarks, to the same residual.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "economy/data_set.hpp"

namespace trilat::bench {

using economy::DataSet;

// The peer: powers taken anew in every sweep, a damped update of the wage from the trade balance.
class DampedFixedPoint {
 public:
  DampedFixedPoint(const DataSet& data, std::vector<double> tariff)
      : data_(data), tariff_(std::move(tariff)), N_(data.country_count()), J_(data.sector_count()) {
    wage_.assign(N_, 1);
    price_.assign(N_ * J_, 1);
    cost_ = price_;
    spent_ = data.expenditure;
    share_.assign(N_ * N_ * J_, 0);
  }

  int solve(double tolerance) {
    for (int sweep = 1; sweep < 20000; ++sweep) {
      if (step() < tolerance) return sweep;
    }
    return -1;
  }

 private:
  double step() {
    double worst = prices();
    std::vector<double> output(N_ * J_, 0), revenue(N_, 0);
    for (std::size_t j = 0; j < J_; ++j) {
      for (std::size_t n = 0; n < N_; ++n) {
        for (std::size_t i = 0; i < N_; ++i) {
          const std::size_t at = data_.flow(j, n, i);
          const double value = share_[at] * spent_[data_.cell(n, j)] / (1 + tariff_[at]);
          output[data_.cell(i, j)] += value;
          revenue[n] += tariff_[at] * value;
        }
      }
    }
    double world = 0, earned_world = 0;
    for (std::size_t n = 0; n < N_; ++n) {
      double earned = 0;
      const double income = wage_[n] * data_.value_added[n] + revenue[n] + data_.deficit[n];
      for (std::size_t j = 0; j < J_; ++j) {
        double spend = data_.alpha[data_.cell(n, j)] * income;
        for (std::size_t k = 0; k < J_; ++k) {
          spend += data_.gamma[data_.input(n, j, k)] * (1 - data_.beta[data_.cell(n, k)]) * output[data_.cell(n, k)];
        }
        double& spent = spent_[data_.cell(n, j)];
        if (spent > 0) worst = std::max(worst, std::abs(spend / spent - 1));
        spent = spend;
        earned += data_.beta[data_.cell(n, j)] * output[data_.cell(n, j)];
      }
      const double excess = earned / (wage_[n] * data_.value_added[n]) - 1;
      worst = std::max(worst, std::abs(excess));
      wage_[n] *= 1 + kDamping * excess;
      world += data_.value_added[n];
      earned_world += wage_[n] * data_.value_added[n];
    }
    for (double& wage : wage_) wage *= world / earned_world;
    return worst;
  }

  double prices() {
    double worst = 0;
    for (std::size_t n = 0; n < N_; ++n) {
      for (std::size_t k = 0; k < J_; ++k) {
        double cost = std::pow(wage_[n], data_.beta[data_.cell(n, k)]);
        for (std::size_t j = 0; j < J_; ++j) {
          cost *= std::pow(price_[data_.cell(n, j)],
                           data_.gamma[data_.input(n, j, k)] * (1 - data_.beta[data_.cell(n, k)]));
        }
        cost_[data_.cell(n, k)] = cost;
      }
    }
    for (std::size_t j = 0; j < J_; ++j) {
      const double theta = data_.elasticities[0].theta[j];
      for (std::size_t n = 0; n < N_; ++n) {
        const double spent = data_.expenditure[data_.cell(n, j)];
        if (spent == 0) continue;
        double sum = 0;
        for (std::size_t i = 0; i < N_; ++i) {
          const std::size_t at = data_.flow(j, n, i);
          const double hat = cost_[data_.cell(i, j)] * (1 + tariff_[at]) / (1 + data_.tariff[at]);
          share_[at] = data_.trade[at] * (1 + data_.tariff[at]) / spent * std::pow(hat, -theta);
          sum += share_[at];
        }
        for (std::size_t i = 0; i < N_; ++i) share_[data_.flow(j, n, i)] /= sum;
        const double price = std::pow(sum, -1 / theta);
        worst = std::max(worst, std::abs(price / price_[data_.cell(n, j)] - 1));
        price_[data_.cell(n, j)] = price;
      }
    }
    return worst;
  }

  static constexpr double kDamping = 0.3;
  const DataSet& data_;
  std::vector<double> tariff_, wage_, price_, cost_, spent_, share_;
  std::size_t N_, J_;
};

}  // namespace trilat::bench
