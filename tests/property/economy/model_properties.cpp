// Laws that the model must obey whatever the numbers: Lerner's symmetry, Walras' law, autarky, the order of sectors.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <Eigen/LU>
#include <algorithm>
#include <cmath>

#include "economy/outcomes.hpp"
#include "economy/solver.hpp"
#include "support/regimes.hpp"
#include "support/small_economy.hpp"

namespace trilat::economy {
namespace {

DataSet model_economy(double tariff) {
  testing::SmallEconomy wanted;
  wanted.countries = *rc::gen::inRange<std::size_t>(2, 6);
  wanted.sectors = *rc::gen::inRange<std::size_t>(1, 5);
  wanted.seed = *rc::gen::arbitrary<unsigned>();
  wanted.tariff = tariff;
  DataSet data = testing::make_economy(wanted);
  const Status status = complete(data);
  if (!status) RC_FAIL(status.error().to_string());
  return data;
}

Equilibrium solved(const DataSet& data, const Policy& policy, const SolveOptions& options) {
  auto solver = Solver::make(data, options);
  if (!solver) RC_FAIL(solver.error().to_string());
  if (const Status status = solver->set_policy(policy); !status) RC_FAIL(status.error().to_string());
  if (const auto summary = solver->solve(); !summary) RC_FAIL(summary.error().to_string());
  return solver->equilibrium();
}

DataSet balanced(const DataSet& data) {
  SolveOptions options;
  options.closure = Closure::kZeroDeficit;
  options.tolerance = 1e-13;
  auto moved = rebase(data, solved(data, testing::unchanged(data), options));
  if (!moved) RC_FAIL(moved.error().to_string());
  return *std::move(moved);
}

// Homogeneity: with balanced trade a tariff on all imports and a tax on all exports at the same rate differ by the
// unit of account alone (Lerner 1936).
RC_GTEST_PROP(Model, a_tariff_on_all_imports_is_a_tax_on_all_exports, ()) {
  const DataSet data = balanced(model_economy(0));
  const double rate = *rc::gen::inRange(1, 100) / 100.0;
  Policy imports = testing::unchanged(data), exports = imports;
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    for (std::size_t i = 1; i < data.country_count(); ++i) {
      imports.tariff[data.flow(j, 0, i)] = rate;
      exports.export_tax[data.flow(j, i, 0)] = rate;
    }
  }
  const Outcomes one = measure(data, solved(data, imports, {})), two = measure(data, solved(data, exports, {}));
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    RC_ASSERT(std::abs(one.countries[n].real_income - two.countries[n].real_income) < 1e-8);
    RC_ASSERT(std::abs(one.countries[n].real_wage - two.countries[n].real_wage) < 1e-8);
  }
  for (std::size_t c = 0; c < one.sectors.size(); ++c) {
    RC_ASSERT(std::abs(one.sectors[c].output_volume - two.sectors[c].output_volume) < 1e-7);
  }
}

// Walras' law: the trade balance of every country follows, though no equation of the solver states it; in every regime.
RC_GTEST_PROP(Model, trade_balances_are_the_deficits_in_every_regime, ()) {
  const DataSet data = model_economy(0.3);
  const auto regimes = testing::regimes();
  const auto& regime = regimes[*rc::gen::inRange<std::size_t>(0, regimes.size())];
  const Equilibrium found = solved(data, testing::mixed_policy(data), regime.options);
  double world = 0;
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    double balance = 0, revenue = 0;
    for (std::size_t j = 0; j < data.sector_count(); ++j) {
      for (std::size_t i = 0; i < data.country_count(); ++i) {
        const std::size_t in = data.flow(j, n, i), out = data.flow(j, i, n);
        const double levy = found.export_tax.empty() ? 0 : found.export_tax[out];
        balance += found.trade[in] - found.trade[out];
        revenue += found.tariff[in] * found.trade[in] + levy / (1 + levy) * found.trade[out];
      }
    }
    RC_ASSERT(std::abs(balance - found.deficit[n]) < 1e-7 * found.income[n]);
    RC_ASSERT(std::abs(revenue - found.revenue[n]) < 1e-8 * found.income[n]);
    world += found.value_added[n] - data.value_added[n];
  }
  RC_ASSERT(std::abs(world) < 1e-7);
}

// Autarky of a balanced economy without tariffs has a closed form in the base's home shares (Costinot and
// Rodriguez-Clare 2014, section 3.4): log P = (I - Gamma^T)^-1 (-log pi_nn / theta), log W = -alpha . log P.
RC_GTEST_PROP(Model, trade_costs_without_bound_lead_to_autarky, ()) {
  const DataSet data = balanced(model_economy(0));
  const std::size_t N = data.country_count(), J = data.sector_count();
  Policy policy = testing::unchanged(data);
  for (std::size_t j = 0; j < J; ++j) {
    for (std::size_t n = 0; n < N; ++n) {
      for (std::size_t i = 0; i < N; ++i) {
        if (n != i) policy.iceberg[data.flow(j, n, i)] = 1e6;
      }
    }
  }
  const Outcomes outcomes = measure(data, solved(data, policy, {}));
  for (std::size_t n = 0; n < N; ++n) {
    const auto size = static_cast<Eigen::Index>(J);
    Eigen::MatrixXd links = Eigen::MatrixXd::Identity(size, size);
    Eigen::VectorXd lost(size);
    for (std::size_t j = 0; j < J; ++j) {
      const double home = data.trade[data.flow(j, n, n)] / data.expenditure[data.cell(n, j)];
      lost(static_cast<Eigen::Index>(j)) = -std::log(home) / data.elasticities[0].theta[j];
      for (std::size_t k = 0; k < J; ++k) {
        links(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(j)) -=
            data.gamma[data.input(n, j, k)] * (1 - data.beta[data.cell(n, k)]);
      }
    }
    const Eigen::VectorXd price = links.partialPivLu().solve(lost);
    double log_income = 0;
    for (std::size_t j = 0; j < J; ++j) log_income -= data.alpha[data.cell(n, j)] * price(static_cast<Eigen::Index>(j));
    RC_ASSERT(std::abs(outcomes.countries[n].real_income - (std::exp(log_income) - 1)) < 1e-6);
  }
}

RC_GTEST_PROP(Model, the_order_of_sectors_changes_nothing, ()) {
  const DataSet data = model_economy(0.3);
  DataSet other = data;
  const std::size_t J = data.sector_count(), last = J - 1;
  std::reverse(other.sectors.begin(), other.sectors.end());
  std::reverse(other.elasticities[0].theta.begin(), other.elasticities[0].theta.end());
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    for (std::size_t j = 0; j < J; ++j) {
      other.beta[data.cell(n, last - j)] = data.beta[data.cell(n, j)];
      for (std::size_t k = 0; k < J; ++k) {
        other.gamma[data.input(n, last - j, last - k)] = data.gamma[data.input(n, j, k)];
      }
      for (std::size_t i = 0; i < data.country_count(); ++i) {
        other.trade[data.flow(last - j, n, i)] = data.trade[data.flow(j, n, i)];
        other.tariff[data.flow(last - j, n, i)] = data.tariff[data.flow(j, n, i)];
      }
    }
  }
  if (const Status status = complete(other); !status) RC_FAIL(status.error().to_string());
  Shock shock;
  shock.tariffs.push_back({"C0", "*", data.sectors[0], 0.7, {}});
  const auto one = solve(data, shock), two = solve(other, shock);
  if (!one) RC_FAIL(one.error().to_string());
  if (!two) RC_FAIL(two.error().to_string());
  for (std::size_t n = 0; n < data.country_count(); ++n) RC_ASSERT(std::abs(one->wage[n] - two->wage[n]) < 1e-8);
}

}  // namespace
}  // namespace trilat::economy
