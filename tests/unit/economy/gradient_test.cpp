// The adjoint gradient against central differences of full solves, for every closure and labour regime.
#include "economy/gradient.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "support/regimes.hpp"
#include "support/small_economy.hpp"

namespace trilat::economy {
namespace {

constexpr double kStep = 1e-4;
constexpr double kRelative = 1e-6;

class GradientOf : public ::testing::TestWithParam<testing::Regime> {
 protected:
  void SetUp() override {
    data_ = testing::make_economy({4, 3, 7, 0.2, false});
    data_.trade[data_.flow(1, 0, 2)] = 0;  // a flow that is not there
    data_ = testing::closed(data_);
    ASSERT_TRUE(complete(data_));
    options_ = GetParam().options;
    options_.tolerance = 1e-13;
    policy_ = testing::mixed_policy(data_);
    theta_ = data_.elasticities[0].theta;
    auto made = Solver::make(data_, options_);
    ASSERT_TRUE(made) << made.error().to_string();
    solver_ = std::make_unique<Solver>(*std::move(made));
  }

  // The scalar itself, by its definition.
  double value(const Outcome& outcome, const Policy& policy, const std::vector<double>& theta) {
    EXPECT_TRUE(solver_->set_policy(policy));
    EXPECT_TRUE(solver_->set_theta(theta));
    const auto summary = solver_->solve();
    EXPECT_TRUE(summary) << summary.error().to_string();
    const Equilibrium found = solver_->equilibrium();
    double sum = 0;
    const auto add = [&sum](const std::vector<double>& weights, const std::vector<double>& levels, bool log) {
      for (std::size_t c = 0; c < weights.size(); ++c) sum += weights[c] * (log ? std::log(levels[c]) : levels[c]);
    };
    std::vector<double> consumer(data_.country_count(), 0), real(data_.country_count());
    for (std::size_t n = 0; n < real.size(); ++n) {
      for (std::size_t j = 0; j < data_.sector_count(); ++j) {
        consumer[n] += data_.alpha[data_.cell(n, j)] * std::log(found.price[data_.cell(n, j)]);
      }
      real[n] = found.income[n] / std::exp(consumer[n]);
      if (!outcome.log_consumer_price.empty()) sum += outcome.log_consumer_price[n] * consumer[n];
    }
    add(outcome.log_real_income, real, true);
    add(outcome.log_wage, found.wage, true);
    add(outcome.log_price, found.price, true);
    add(outcome.log_cost, found.cost, true);
    add(outcome.expenditure, found.expenditure, false);
    add(outcome.output, found.output, false);
    add(outcome.final_demand, found.final_demand, false);
    add(outcome.revenue, found.revenue, false);
    add(outcome.income, found.income, false);
    add(outcome.value_added, found.value_added, false);
    add(outcome.deficit, found.deficit, false);
    add(outcome.trade, found.trade, false);
    return sum;
  }

  // Fourth-order central difference.
  template <class Move>
  double difference(const Outcome& outcome, const Move& move) {
    const auto at = [&](double step) {
      Policy policy = policy_;
      std::vector<double> theta = theta_;
      move(policy, theta, step);
      return value(outcome, policy, theta);
    };
    return (8 * (at(kStep) - at(-kStep)) - (at(2 * kStep) - at(-2 * kStep))) / (12 * kStep);
  }

  void check(const Outcome& outcome) {
    value(outcome, policy_, theta_);
    const auto found = gradient(*solver_, outcome);
    ASSERT_TRUE(found) << found.error().to_string();
    double scale = 0;
    for (const double slope : found->tariff) scale = std::max(scale, std::abs(slope));
    const auto close = [&](double adjoint, double differenced, const std::string& what) {
      EXPECT_NEAR(adjoint, differenced, kRelative * std::max(std::abs(differenced), 1e-2 * scale)) << what;
    };
    for (std::size_t j = 0; j < data_.sector_count(); ++j) {
      for (std::size_t n = 0; n < data_.country_count(); ++n) {
        for (std::size_t i = 0; i < data_.country_count(); ++i) {
          const std::size_t at = data_.flow(j, n, i);
          const std::string flow = data_.sectors[j] + " " + data_.countries[i] + " to " + data_.countries[n];
          close(found->log_iceberg[at],
                difference(outcome, [&](Policy& policy, auto&, double step) { policy.iceberg[at] *= std::exp(step); }),
                "iceberg " + flow);
          if (n == i) continue;
          close(found->tariff[at],
                difference(outcome, [&](Policy& policy, auto&, double step) { policy.tariff[at] += step; }),
                "tariff " + flow);
          close(found->export_tax[at],
                difference(outcome, [&](Policy& policy, auto&, double step) { policy.export_tax[at] += step; }),
                "export tax " + flow);
        }
      }
      close(found->theta[j], difference(outcome, [&](Policy&, auto& theta, double step) { theta[j] += step; }),
            "theta " + data_.sectors[j]);
    }
    close(found->transfer[0] - found->transfer[2], difference_by_transfer(outcome), "transfer of 2 to 0");
  }

  // What country 0 receives of country 2; the outcome is nearly linear in it, so that a large step is exact.
  double difference_by_transfer(const Outcome& outcome) {
    const auto at = [&](double amount) {
      std::vector<double> received(data_.country_count(), 0.0);
      received[0] = amount;
      received[2] = -amount;
      EXPECT_TRUE(solver_->set_transfers(received));
      return value(outcome, policy_, theta_);
    };
    const double step = 1e-4 * data_.income[0];
    const double slope = (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
    at(0);
    return slope;
  }

  DataSet data_;
  SolveOptions options_;
  Policy policy_;
  std::vector<double> theta_;
  std::unique_ptr<Solver> solver_;
};

TEST_P(GradientOf, Real_income_agrees_with_central_differences) { check(real_income_of(data_, 1)); }

TEST_P(GradientOf, Any_weighted_outcome_agrees_with_central_differences) {
  Outcome outcome;
  const std::size_t N = data_.country_count(), cells = N * data_.sector_count();
  const auto weights = [](std::size_t size, double scale) {
    std::vector<double> made(size);
    for (std::size_t c = 0; c < size; ++c) made[c] = scale * std::sin(1.0 + 3.7 * static_cast<double>(c));
    return made;
  };
  outcome.log_real_income = weights(N, 1);
  outcome.log_wage = weights(N, 2);
  outcome.log_consumer_price = weights(N, 0.5);
  outcome.log_price = weights(cells, 1);
  outcome.log_cost = weights(cells, 0.7);
  outcome.expenditure = weights(cells, 0.01);
  outcome.output = weights(cells, 0.02);
  outcome.final_demand = weights(cells, 0.03);
  outcome.revenue = weights(N, 0.05);
  outcome.income = weights(N, 0.01);
  outcome.value_added = weights(N, 0.02);
  outcome.deficit = weights(N, 0.1);
  outcome.trade = weights(data_.trade.size(), 0.02);
  check(outcome);
}

INSTANTIATE_TEST_SUITE_P(Every, GradientOf, ::testing::ValuesIn(testing::regimes()),
                         [](const auto& tested) { return tested.param.name; });

TEST(Transfers, That_do_not_sum_to_zero_are_refused) {
  DataSet data = testing::make_economy({});
  ASSERT_TRUE(complete(data));
  auto solver = Solver::make(data);
  ASSERT_TRUE(solver);
  EXPECT_TRUE(solver->set_transfers(std::vector<double>{1, -1, 0}));
  EXPECT_FALSE(solver->set_transfers(std::vector<double>{1, -0.5, 0}));
  EXPECT_FALSE(solver->set_transfers(std::vector<double>{1, -1}));
}

TEST(Transfers, Raise_what_is_spent_by_their_amount) {
  DataSet data = testing::make_economy({});
  ASSERT_TRUE(complete(data));
  auto solver = Solver::make(data);
  ASSERT_TRUE(solver);
  ASSERT_TRUE(solver->set_transfers(std::vector<double>{2, -2, 0}));
  ASSERT_TRUE(solver->solve());
  const Equilibrium found = solver->equilibrium();
  for (std::size_t n = 0; n < 3; ++n) {
    double imports = 0, exports = 0;
    for (std::size_t j = 0; j < data.sector_count(); ++j) {
      for (std::size_t i = 0; i < 3; ++i) {
        imports += found.trade[data.flow(j, n, i)];
        exports += found.trade[data.flow(j, i, n)];
      }
    }
    const double received = n == 0 ? 2 : n == 1 ? -2 : 0;
    EXPECT_NEAR(imports - exports, data.deficit[n] + received, 1e-7 * data.income[n]) << n;
  }
}

TEST(Gradient, Weights_of_another_size_are_refused) {
  DataSet data = testing::make_economy({});
  ASSERT_TRUE(complete(data));
  auto solver = Solver::make(data);
  ASSERT_TRUE(solver);
  ASSERT_TRUE(solver->solve());
  Outcome outcome;
  outcome.log_wage.assign(7, 1.0);
  EXPECT_FALSE(gradient(*solver, outcome));
}

}  // namespace
}  // namespace trilat::economy
