// A second implementation of the model, for tests: dense Newton with a differenced Jacobian on other unknowns
// (wages, prices, producers' receipts and revenue) and other equations (trade balances instead of labour markets where
// labour is mobile, workers' choices where it is not), in levels. It shares the data set with the engine and nothing
// else.
//
// Unknowns z = log of [w (n) or w (n, j) | P (n, j) | Y (n, j)], then R_n / V_n.
#pragma once

#include <Eigen/LU>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "economy/equilibrium.hpp"

namespace trilat::economy::testing {

class ReferenceModel {
 public:
  struct Answer {
    std::vector<double> wage, price, output, revenue, income, deficit, hours;  // [n] or [n][j]
    std::vector<double> sector_wage;                                           // [n][j]
  };

  ReferenceModel(const DataSet& data, const SolveOptions& options, const Policy& policy)
      : data_(data), options_(options), policy_(policy), N_(data.country_count()), J_(data.sector_count()) {
    mobile_ = options.labour == Labour::kMobile;
    wages_ = mobile_ ? N_ : N_ * J_;
    for (std::size_t n = 0; n < N_; ++n) world_ += data.value_added[n];
  }

  Answer solve() {
    const std::size_t cells = N_ * J_, size = wages_ + 2 * cells + N_;
    Eigen::VectorXd z = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(size));
    for (std::size_t c = 0; c < cells; ++c) z(index(wages_ + cells + c)) = std::log(data_.output[c]);
    for (std::size_t n = 0; n < N_; ++n) z(index(wages_ + 2 * cells + n)) = data_.revenue[n] / data_.value_added[n];
    Eigen::VectorXd f = equations(z);
    for (int step = 0; step < 100; ++step) {
      if (f.lpNorm<Eigen::Infinity>() < 1e-12) return answer(z);
      Eigen::MatrixXd jacobian(f.size(), z.size());
      for (Eigen::Index k = 0; k < z.size(); ++k) {
        Eigen::VectorXd up = z, down = z;
        up(k) += 1e-6;
        down(k) -= 1e-6;
        jacobian.col(k) = (equations(up) - equations(down)) / 2e-6;
      }
      const Eigen::VectorXd move = jacobian.partialPivLu().solve(-f);
      double length = 1;
      Eigen::VectorXd next = z + move, g = equations(next);
      while (!(g.norm() < f.norm()) && length > 1e-6) {
        length /= 2;
        next = z + length * move;
        g = equations(next);
      }
      if (!(g.norm() < f.norm())) break;
      z = next;
      f = g;
    }
    if (f.lpNorm<Eigen::Infinity>() < 1e-10) return answer(z);
    throw std::runtime_error("the reference model did not converge");
  }

 private:
  static Eigen::Index index(std::size_t at) { return static_cast<Eigen::Index>(at); }

  struct World {
    std::vector<double> w, P, Y, R, cost, spent, value, value_added, deficit, income, hours, pay;
  };

  World unpack(const Eigen::VectorXd& z) const {
    const std::size_t cells = N_ * J_;
    World at;
    for (std::size_t c = 0; c < cells; ++c) {
      at.w.push_back(std::exp(z(index(mobile_ ? c / J_ : c))));
      at.P.push_back(std::exp(z(index(wages_ + c))));
      at.Y.push_back(std::exp(z(index(wages_ + cells + c))));
    }
    for (std::size_t n = 0; n < N_; ++n) {
      at.R.push_back(z(index(wages_ + 2 * cells + n)) * data_.value_added[n]);
    }
    return at;
  }

  double base_value_added(std::size_t c) const { return data_.beta[c] * data_.output[c]; }

  // Unit costs, hours and what labour earns.
  void pay_labour(World& at) const {
    const double kappa = options_.labour == Labour::kImmobile ? 1 : options_.kappa;
    for (std::size_t n = 0; n < N_; ++n) {
      double pay = at.w[data_.cell(n, 0)];
      if (!mobile_) {
        double sum = 0;
        for (std::size_t j = 0; j < J_; ++j) {
          sum += base_value_added(data_.cell(n, j)) / data_.value_added[n] * std::pow(at.w[data_.cell(n, j)], kappa);
        }
        pay = std::pow(sum, 1 / kappa);
      }
      double basket = 1;
      for (std::size_t j = 0; j < J_; ++j) basket *= std::pow(at.P[data_.cell(n, j)], household(n, j));
      at.pay.push_back(pay);
      at.hours.push_back(std::pow(pay / basket, options_.labour_supply));
      at.value_added.push_back(pay * at.hours.back() * data_.value_added[n]);
      for (std::size_t k = 0; k < J_; ++k) {
        const double beta = data_.beta[data_.cell(n, k)];
        double cost = std::pow(at.w[data_.cell(n, k)], beta);
        for (std::size_t j = 0; j < J_; ++j) {
          cost *= std::pow(at.P[data_.cell(n, j)], (1 - beta) * data_.gamma[data_.input(n, j, k)]);
        }
        at.cost.push_back(cost);
      }
    }
  }

  double government(std::size_t n, std::size_t j) const {
    const auto& given = options_.government_basket;
    return given.empty() ? data_.alpha[data_.cell(n, j)] : given[data_.cell(n, j)];
  }

  double household(std::size_t n, std::size_t j) const {
    const double alpha = data_.alpha[data_.cell(n, j)];
    if (options_.revenue == Revenue::kRebated) return alpha;
    return (alpha * data_.income[n] - government(n, j) * data_.revenue[n]) / (data_.value_added[n] + data_.deficit[n]);
  }

  void spend(World& at) const {
    double owed = 0, earned = 0;
    for (std::size_t n = 0; n < N_; ++n) {
      const double share = data_.deficit[n] / (data_.value_added[n] + data_.revenue[n]);
      owed += share * (at.value_added[n] + at.R[n]);
      earned += at.value_added[n] + at.R[n];
    }
    for (std::size_t n = 0; n < N_; ++n) {
      double deficit = 0;
      if (options_.closure == Closure::kFixedDeficit) deficit = data_.deficit[n];
      if (options_.closure == Closure::kShareDeficit) {
        const double share = data_.deficit[n] / (data_.value_added[n] + data_.revenue[n]);
        deficit = (share - owed / earned) * (at.value_added[n] + at.R[n]);
      }
      at.deficit.push_back(deficit);
      at.income.push_back(at.value_added[n] + at.R[n] + deficit);
      for (std::size_t j = 0; j < J_; ++j) {
        double sum = household(n, j) * (at.value_added[n] + deficit);
        sum += options_.revenue == Revenue::kRebated ? data_.alpha[data_.cell(n, j)] * at.R[n]
                                                     : government(n, j) * at.R[n];
        for (std::size_t k = 0; k < J_; ++k) {
          sum += (1 - data_.beta[data_.cell(n, k)]) * data_.gamma[data_.input(n, j, k)] * at.Y[data_.cell(n, k)];
        }
        at.spent.push_back(sum);
      }
    }
  }

  double trade_cost(std::size_t at) const {
    const double levy = data_.export_tax.empty() ? 0 : data_.export_tax[at];
    return policy_.iceberg[at] * (1 + policy_.tariff[at]) / (1 + data_.tariff[at]) * (1 + policy_.export_tax[at]) /
           (1 + levy);
  }

  Eigen::VectorXd equations(const Eigen::VectorXd& z) const {
    World at = unpack(z);
    pay_labour(at);
    spend(at);
    const std::size_t cells = N_ * J_;
    Eigen::VectorXd f = Eigen::VectorXd::Zero(z.size());
    std::vector<double> receipts(cells, 0), revenue(N_, 0), balance(N_, 0);
    for (std::size_t j = 0; j < J_; ++j) {
      const double theta = (options_.theta.empty() ? data_.elasticities[0].theta : options_.theta)[j];
      for (std::size_t n = 0; n < N_; ++n) {
        std::vector<double> landed(N_);
        double sum = 0;
        for (std::size_t i = 0; i < N_; ++i) {
          const std::size_t flow = data_.flow(j, n, i);
          const double share = data_.trade[flow] * (1 + data_.tariff[flow]) / data_.expenditure[data_.cell(n, j)];
          landed[i] = share * std::pow(at.cost[data_.cell(i, j)] * trade_cost(flow), -theta);
          sum += landed[i];
        }
        f(index(wages_ + data_.cell(n, j))) = std::pow(sum, -1 / theta) / at.P[data_.cell(n, j)] - 1;
        for (std::size_t i = 0; i < N_; ++i) {
          const std::size_t flow = data_.flow(j, n, i);
          const double border = landed[i] / sum * at.spent[data_.cell(n, j)] / (1 + policy_.tariff[flow]);
          receipts[data_.cell(i, j)] += border / (1 + policy_.export_tax[flow]);
          revenue[n] += policy_.tariff[flow] * border;
          revenue[i] += policy_.export_tax[flow] / (1 + policy_.export_tax[flow]) * border;
          balance[n] += border;
          balance[i] -= border;
        }
      }
    }
    for (std::size_t c = 0; c < cells; ++c) f(index(wages_ + cells + c)) = receipts[c] / at.Y[c] - 1;
    double total = 0;
    for (std::size_t n = 0; n < N_; ++n) {
      f(index(wages_ + 2 * cells + n)) = (revenue[n] - at.R[n]) / data_.value_added[n];
      if (mobile_) f(index(n)) = (balance[n] - at.deficit[n]) / data_.value_added[n];
      total += at.value_added[n];
    }
    if (!mobile_) choose_sectors(at, f);
    f(0) = total / world_ - 1;  // in place of the equation that Walras' law makes redundant
    return f;
  }

  // Workers pick the sector that pays them most: shares by w^kappa, the same average earnings in each.
  void choose_sectors(const World& at, Eigen::VectorXd& f) const {
    const double kappa = options_.labour == Labour::kImmobile ? 1 : options_.kappa;
    for (std::size_t n = 0; n < N_; ++n) {
      for (std::size_t j = 0; j < J_; ++j) {
        const std::size_t c = data_.cell(n, j);
        const double workers = base_value_added(c) * std::pow(at.w[c] / at.pay[n], kappa);
        f(index(c)) = data_.beta[c] * at.Y[c] / (workers * at.pay[n] * at.hours[n]) - 1;
      }
    }
  }

  Answer answer(const Eigen::VectorXd& z) const {
    World at = unpack(z);
    pay_labour(at);
    spend(at);
    return {at.pay, at.P, at.Y, at.R, at.income, at.deficit, at.hours, at.w};
  }

  const DataSet& data_;
  SolveOptions options_;
  Policy policy_;
  std::size_t N_, J_, wages_ = 0;
  bool mobile_ = true;
  double world_ = 0;
};

}  // namespace trilat::economy::testing
