// Small consistent economies for tests, built forwards: final demand, trade shares and technology are
// chosen, output and expenditure follow from them, so that every identity holds by construction.
#pragma once

#include <algorithm>
#include <random>
#include <string>

#include "economy/data_set.hpp"

namespace trilat::economy::testing {

struct SmallEconomy {
  std::size_t countries = 3;
  std::size_t sectors = 2;
  unsigned seed = 1;
  double tariff = 0.2;     // greatest
  bool symmetric = false;  // every country like the first
  int sweeps = 1000;       // of the flows; a tenth of it for each step towards balance
};

namespace detail {

// Expenditure from final demand, by iteration of X = F + A Y(X), which contracts as value added is positive.
inline void close_flows(DataSet& data, const std::vector<double>& share, const std::vector<double>& final_demand,
                        int sweeps) {
  const std::size_t N = data.country_count(), J = data.sector_count();
  std::vector<double> spent = final_demand;
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    std::vector<double> output(N * J, 0);
    for (std::size_t j = 0; j < J; ++j) {
      for (std::size_t n = 0; n < N; ++n) {
        for (std::size_t i = 0; i < N; ++i) {
          const std::size_t at = data.flow(j, n, i);
          data.trade[at] = share[at] * spent[data.cell(n, j)] / (1 + data.tariff[at]);
          output[data.cell(i, j)] += data.trade[at];
        }
      }
    }
    for (std::size_t n = 0; n < N; ++n) {
      for (std::size_t j = 0; j < J; ++j) {
        double bought = final_demand[data.cell(n, j)];
        for (std::size_t k = 0; k < J; ++k) {
          bought += data.gamma[data.input(n, j, k)] * (1 - data.beta[data.cell(n, k)]) * output[data.cell(n, k)];
        }
        spent[data.cell(n, j)] = bought;
      }
    }
  }
}

// Scales each country's final demand towards balanced trade, which leaves deficits of a few per cent.
inline void calm_deficits(DataSet& data, const std::vector<double>& share, std::vector<double>& final_demand,
                          int sweeps = 100) {
  const std::size_t N = data.country_count(), J = data.sector_count();
  for (int round = 0; round < 5; ++round) {
    close_flows(data, share, final_demand, sweeps);
    for (std::size_t n = 0; n < N; ++n) {
      double spent = 0, deficit = 0;
      for (std::size_t j = 0; j < J; ++j) {
        spent += final_demand[data.cell(n, j)];
        for (std::size_t i = 0; i < N; ++i) deficit += data.trade[data.flow(j, n, i)] - data.trade[data.flow(j, i, n)];
      }
      const double scale = std::max(0.5, 1 - deficit / spent / 3);
      for (std::size_t j = 0; j < J; ++j) final_demand[data.cell(n, j)] *= scale;
    }
  }
}

}  // namespace detail

inline DataSet make_economy(const SmallEconomy& wanted) {
  std::mt19937 random(wanted.seed);
  std::uniform_real_distribution<double> between(0.1, 1.0);
  const std::size_t N = wanted.countries, J = wanted.sectors;
  DataSet data;
  data.name = "small";
  for (std::size_t n = 0; n < N; ++n) data.countries.push_back("C" + std::to_string(n));
  for (std::size_t j = 0; j < J; ++j) data.sectors.push_back("S" + std::to_string(j));
  data.country_names = data.countries;
  data.sector_names = data.sectors;
  Elasticities set{"test", "made for a test", {}};
  for (std::size_t j = 0; j < J; ++j) set.theta.push_back(2 + 6 * between(random));
  data.elasticities.push_back(set);
  data.trade.assign(N * N * J, 0);
  data.tariff.assign(N * N * J, 0);
  data.gamma.assign(N * J * J, 0);
  data.beta.assign(N * J, 0);
  std::vector<double> share(N * N * J), final_demand(N * J);
  for (std::size_t n = 0; n < N; ++n) {
    const bool copy = wanted.symmetric && n > 0;
    for (std::size_t k = 0; k < J; ++k) {
      const std::size_t cell = data.cell(n, k);
      data.beta[cell] = copy ? data.beta[data.cell(0, k)] : 0.2 + 0.7 * between(random);
      final_demand[cell] = copy ? final_demand[data.cell(0, k)] : 100 * between(random);
      double sum = 0;
      for (std::size_t j = 0; j < J; ++j) {
        double& gamma = data.gamma[data.input(n, j, k)];
        gamma = copy ? data.gamma[data.input(0, j, k)] : between(random);
        sum += gamma;
      }
      for (std::size_t j = 0; j < J; ++j) data.gamma[data.input(n, j, k)] /= sum;
    }
  }
  for (std::size_t j = 0; j < J; ++j) {
    const double home = static_cast<double>(N) + between(random);
    for (std::size_t n = 0; n < N; ++n) {
      double sum = 0;
      for (std::size_t i = 0; i < N; ++i) {
        const std::size_t at = data.flow(j, n, i);
        share[at] = n == i ? home : wanted.symmetric ? 0.5 : between(random);
        sum += share[at];
        if (n != i) data.tariff[at] = wanted.symmetric ? wanted.tariff : wanted.tariff * between(random);
      }
      for (std::size_t i = 0; i < N; ++i) share[data.flow(j, n, i)] /= sum;
    }
  }
  detail::calm_deficits(data, share, final_demand, wanted.sweeps / 10);
  detail::close_flows(data, share, final_demand, wanted.sweeps);
  return data;
}

// The economy with its flows solved again after a share was changed: trade becomes consistent with it.
inline DataSet closed(DataSet data) {
  const std::size_t N = data.country_count(), J = data.sector_count();
  std::vector<double> share(N * N * J), final_demand(N * J);
  for (std::size_t j = 0; j < J; ++j) {
    for (std::size_t n = 0; n < N; ++n) {
      double spent = 0;
      for (std::size_t i = 0; i < N; ++i)
        spent += data.trade[data.flow(j, n, i)] * (1 + data.tariff[data.flow(j, n, i)]);
      for (std::size_t i = 0; i < N; ++i) {
        const std::size_t at = data.flow(j, n, i);
        share[at] = data.trade[at] * (1 + data.tariff[at]) / spent;
      }
      final_demand[data.cell(n, j)] = 0.5 * spent;
    }
  }
  detail::calm_deficits(data, share, final_demand);
  detail::close_flows(data, share, final_demand, 1000);
  return data;
}

}  // namespace trilat::economy::testing
