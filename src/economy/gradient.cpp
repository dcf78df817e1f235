#include "economy/gradient.hpp"

#include <fmt/format.h>

#include "economy/solver_impl.hpp"

namespace trilat::economy {
namespace {

constexpr double kAccepted = 1e-9;

using numerics::Vector;

Status check_sizes(const DataSet& data, const Outcome& outcome) {
  const std::size_t N = data.country_count(), cells = N * data.sector_count();
  const auto fits = [](const std::vector<double>& weights, std::size_t size) {
    return weights.empty() || weights.size() == size;
  };
  bool right = fits(outcome.trade, data.trade.size());
  for (const auto* weights : {&outcome.log_real_income, &outcome.log_wage, &outcome.log_consumer_price,
                              &outcome.revenue, &outcome.income, &outcome.value_added, &outcome.deficit}) {
    right = right && fits(*weights, N);
  }
  for (const auto* weights :
       {&outcome.log_price, &outcome.log_cost, &outcome.expenditure, &outcome.output, &outcome.final_demand}) {
    right = right && fits(*weights, cells);
  }
  if (!right) return bad_input("the weights of an outcome have another size than the economy", "give [n], [n][j]");
  return {};
}

void add_cells(const Tables& tables, const std::vector<double>& weights, Vector& to) {
  if (weights.empty()) return;
  to.resize(tables.cells(), 0.0);
  for (std::size_t a = 0; a < tables.J; ++a) {
    for (std::size_t n = 0; n < tables.N; ++n) to[tables.cell(a, n)] += weights[n * tables.J + tables.sector[a]];
  }
}

void add_countries(const Tables& tables, const std::vector<double>& weights, Vector& to) {
  if (weights.empty()) return;
  to.resize(tables.stride, 0.0);
  for (std::size_t n = 0; n < tables.N; ++n) to[n] += weights[n];
}

void add_income(const Tables& tables, const std::vector<double>& weights, Cotangent& to) {
  for (auto* part : {&to.value_added, &to.revenue, &to.deficit}) add_countries(tables, weights, *part);
}

// log prod_j P^alpha of each country, times a factor.
void add_consumer_price(const Tables& tables, const std::vector<double>& weights, double factor, Cotangent& to) {
  if (weights.empty()) return;
  to.log_price.resize(tables.cells(), 0.0);
  for (std::size_t a = 0; a < tables.J; ++a) {
    for (std::size_t n = 0; n < tables.N; ++n) {
      to.log_price[tables.cell(a, n)] += factor * weights[n] * tables.alpha[tables.cell(a, n)];
    }
  }
}

void add_flows(const DataSet& data, const Tables& tables, const std::vector<double>& weights, Cotangent& to) {
  if (weights.empty()) return;
  to.trade.assign(tables.share.size(), 0.0);
  std::vector<double> home(data.country_count() * data.sector_count(), 0.0);
  for (std::size_t a = 0; a < tables.J; ++a) {
    const std::size_t j = tables.sector[a];
    for (std::size_t n = 0; n < tables.N; ++n) {
      if (a >= tables.traded) home[data.cell(n, j)] = weights[data.flow(j, n, n)] * data.expenditure[data.cell(n, j)];
      for (std::size_t i = 0; i < tables.N && a < tables.traded; ++i) {
        to.trade[tables.market(a, n, i)] = weights[data.flow(j, n, i)];
      }
    }
  }
  add_cells(tables, home, to.expenditure);
}

Cotangent cotangent_of(const Solver::Impl& solver, const Outcome& outcome) {
  const Tables& tables = solver.tables;
  Cotangent to;
  if (!outcome.log_real_income.empty()) {
    std::vector<double> by_income = outcome.log_real_income;
    for (std::size_t n = 0; n < tables.N; ++n) by_income[n] /= solver.system.point().income[n];
    add_income(tables, by_income, to);
    add_consumer_price(tables, outcome.log_real_income, -1, to);
  }
  add_consumer_price(tables, outcome.log_consumer_price, 1, to);
  add_income(tables, outcome.income, to);
  add_countries(tables, outcome.revenue, to.revenue);
  add_countries(tables, outcome.value_added, to.value_added);
  add_countries(tables, outcome.deficit, to.deficit);
  add_countries(tables, outcome.log_wage, to.log_earnings);
  add_cells(tables, outcome.log_price, to.log_price);
  add_cells(tables, outcome.log_cost, to.log_cost);
  add_cells(tables, outcome.output, to.output);
  add_cells(tables, outcome.final_demand, to.final_demand);
  add_flows(solver.data, tables, outcome.trade, to);
  if (!outcome.expenditure.empty()) {
    std::vector<double> weights = outcome.expenditure;  // by X'/X
    for (std::size_t c = 0; c < weights.size(); ++c) weights[c] *= solver.data.expenditure[c];
    add_cells(tables, weights, to.expenditure);
  }
  return to;
}

Gradient in_flows(const DataSet& data, const Tables& tables, const ParameterGradient& from) {
  Gradient to;
  for (auto* flows : {&to.tariff, &to.export_tax, &to.log_iceberg}) flows->assign(data.trade.size(), 0.0);
  to.theta.assign(tables.J, 0.0);
  to.transfer.assign(from.transfer.begin(), from.transfer.begin() + static_cast<std::ptrdiff_t>(tables.N));
  for (std::size_t a = 0; a < tables.J; ++a) {
    const std::size_t j = tables.sector[a];
    to.theta[j] = from.theta[a];
    for (std::size_t n = 0; n < tables.N; ++n) {
      if (a >= tables.traded) {
        to.log_iceberg[data.flow(j, n, n)] = from.log_iceberg_untraded[tables.cell(a, n)];
        continue;
      }
      for (std::size_t i = 0; i < tables.N; ++i) {
        const std::size_t at = tables.market(a, n, i), flow = data.flow(j, n, i);
        to.log_iceberg[flow] = from.log_iceberg[at];
        if (n != i) to.tariff[flow] = from.tariff[at];
        if (n != i) to.export_tax[flow] = from.export_tax[at];
      }
    }
  }
  return to;
}

}  // namespace

Outcome real_income_of(const DataSet& data, std::size_t n) {
  Outcome outcome;
  outcome.log_real_income.assign(data.country_count(), 0.0);
  outcome.log_real_income[n] = 1;
  return outcome;
}

Result<Gradient> gradient(Solver& solver, const Outcome& outcome) {
  Solver::Impl& impl = solver.impl();
  TRILAT_CHECK(check_sizes(impl.data, outcome));
  const Cotangent weights = cotangent_of(impl, outcome);
  System& system = impl.system;
  Vector right(system.size()), lambda(system.size(), 0.0);
  // O_x through the intermediates; then -F_x^T lambda = O_x with the transposed preconditioner of -F_x.
  system.pull(lambda, &weights, right);
  numerics::GmresOptions linear;
  linear.tolerance = kLinearTolerance;
  const auto transposed = [&](std::span<const double> v, std::span<double> image) {
    system.pull(v, nullptr, image);
    for (double& value : image) value = -value;
  };
  const auto inverse = [&](std::span<const double> v, std::span<double> image) {
    impl.preconditioner.apply_transposed(v, image);
  };
  const auto found = impl.newton().gmres().solve(transposed, inverse, right, lambda, linear);
  if (!(found.residual <= kAccepted)) {
    return fail(
        ErrorCode::kNotConverged,
        fmt::format("the gradient was not found: residual {:.3g} after {} products", found.residual, found.products),
        "solve the equilibrium to a smaller tolerance first");
  }
  ParameterGradient parameters;
  system.pull(lambda, &weights, right);
  system.pull_parameters(lambda, &weights, parameters);
  Gradient result = in_flows(impl.data, impl.tables, parameters);
  result.residual = found.residual;
  result.products = found.products;
  return result;
}

}  // namespace trilat::economy
