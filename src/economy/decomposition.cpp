#include "economy/decomposition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "economy/gradient.hpp"
#include "economy/solver_impl.hpp"
#include "numerics/quadrature.hpp"

namespace trilat::economy {
namespace {

constexpr double kPathTolerance = 1e-12;

using numerics::Vector;

Policy base_policy(const DataSet& data) {
  Policy base{data.tariff, data.export_tax, std::vector<double>(data.trade.size(), 1.0)};
  if (base.export_tax.empty()) base.export_tax.assign(data.trade.size(), 0.0);
  return base;
}

// With every array there.
Policy filled(const DataSet& data, const Policy& policy) {
  Policy full = policy;
  if (full.export_tax.empty()) full.export_tax = base_policy(data).export_tax;
  if (full.iceberg.empty()) full.iceberg.assign(data.trade.size(), 1.0);
  return full;
}

Policy between(const Policy& from, const Policy& to, double share) {
  Policy at = from;
  for (std::size_t f = 0; f < at.tariff.size(); ++f) {
    at.tariff[f] += share * (to.tariff[f] - from.tariff[f]);
    at.export_tax[f] += share * (to.export_tax[f] - from.export_tax[f]);
    at.iceberg[f] = std::pow(to.iceberg[f], share);
  }
  return at;
}

// The derivative of the path, in solver order.
PolicyDirection direction_of(const Solver::Impl& solver, const Policy& from, const Policy& to) {
  const Tables& tables = solver.tables;
  PolicyDirection direction;
  for (auto* market : {&direction.tariff, &direction.export_tax, &direction.log_iceberg}) {
    market->assign(tables.share.size(), 0.0);
  }
  direction.log_iceberg_untraded.assign(tables.cells(), 0.0);
  for (std::size_t a = 0; a < tables.J; ++a) {
    const std::size_t j = tables.sector[a];
    for (std::size_t n = 0; n < tables.N; ++n) {
      if (a >= tables.traded) {
        direction.log_iceberg_untraded[tables.cell(a, n)] = std::log(to.iceberg[solver.data.flow(j, n, n)]);
        continue;
      }
      for (std::size_t i = 0; i < tables.N; ++i) {
        const std::size_t at = tables.market(a, n, i), flow = solver.data.flow(j, n, i);
        direction.tariff[at] = to.tariff[flow] - from.tariff[flow];
        direction.export_tax[at] = to.export_tax[flow] - from.export_tax[flow];
        direction.log_iceberg[at] = std::log(to.iceberg[flow]);
      }
    }
  }
  return direction;
}

class Path {
 public:
  Path(Solver& solver, const Policy& target, const DecompositionOptions& options)
      : solver_(solver),
        impl_(solver.impl()),
        tables_(impl_.tables),
        options_(options),
        from_(base_policy(impl_.data)),
        to_(filled(impl_.data, target)),
        direction_(direction_of(impl_, from_, to_)) {
    tangent_.assign(impl_.system.size(), 0.0);
    right_ = tangent_;
  }

  Result<Decomposition> run() {
    const double kept = impl_.options.tolerance;
    impl_.options.tolerance = std::min(kept, kPathTolerance);
    auto found = integrate();
    impl_.options.tolerance = kept;
    return found;
  }

 private:
  Result<Decomposition> integrate() {
    TRILAT_CHECK(stand_at(0, nullptr));
    const Start start = solver_.point();
    const std::vector<double> before = real_incomes();
    TRILAT_CHECK(stand_at(1, &start));
    const Start end = solver_.point();
    const std::vector<double> after = real_incomes();
    Decomposition found;
    for (std::size_t panels = 1; panels <= options_.max_panels; panels *= 2) {
      reset(found);
      Start from = start;
      for (const auto& node : numerics::gauss_legendre(options_.nodes, panels)) {
        TRILAT_CHECK(stand_at(node.at, &from));
        from = solver_.point();
        TRILAT_CHECK(add_node(node.weight, before, found));
      }
      close(before, after, found);
      found.points = panels * options_.nodes;
      if (found.largest_error <= options_.tolerance) {
        TRILAT_CHECK(stand_at(1, &end));
        return found;
      }
    }
    return fail(ErrorCode::kNotConverged,
                fmt::format("the parts of the decomposition miss the change of real income by {:.3g} at {} points",
                            found.largest_error, found.points),
                "take a smaller shock or a larger tolerance");
  }

  Status stand_at(double share, const Start* start) {
    TRILAT_CHECK(solver_.set_policy(between(from_, to_, share)));
    TRILAT_TRY(const SolveSummary summary, solver_.solve(start));
    static_cast<void>(summary);
    return {};
  }

  std::vector<double> real_incomes() const {
    std::vector<double> levels(tables_.N);
    for (std::size_t n = 0; n < tables_.N; ++n) levels[n] = 1 + solver_.real_income(n);
    return levels;
  }

  void reset(Decomposition& found) const {
    const std::size_t flows = impl_.data.trade.size();
    for (auto* part :
         {&found.export_terms, &found.import_terms, &found.import_volume, &found.export_volume, &found.trade_cost}) {
      part->assign(flows, 0.0);
    }
    for (auto* part : {&found.deficit, &found.hours, &found.basket, &found.change, &found.identity_error}) {
      part->assign(tables_.N, 0.0);
    }
    found.attribution.clear();
    for (const std::size_t n : options_.attributed) {
      found.attribution.push_back(
          {n, std::vector<double>(flows, 0.0), std::vector<double>(flows, 0.0), std::vector<double>(flows, 0.0), 0});
    }
  }

  // The state's derivative along the path: J v = -dF/dpolicy.
  Status find_tangent() {
    std::fill(tangent_.begin(), tangent_.end(), 0.0);
    impl_.system.push(tangent_, &direction_, right_);
    for (double& value : right_) value = -value;
    numerics::GmresOptions linear;
    linear.tolerance = kLinearTolerance;
    const auto solved = impl_.solve_linear(right_, tangent_, linear);
    if (!(solved.residual < 1e-9)) {
      return fail(ErrorCode::kNotConverged,
                  fmt::format("the path's derivative was not found: residual {:.3g}", solved.residual), {});
    }
    impl_.system.push(tangent_, &direction_, right_);
    return {};
  }

  Status add_node(double weight, const std::vector<double>& before, Decomposition& found) {
    TRILAT_CHECK(find_tangent());
    std::vector<double> scale(tables_.N);
    for (std::size_t n = 0; n < tables_.N; ++n) {
      scale[n] = weight * (1 + solver_.real_income(n)) / before[n] / solver_.income(n);
    }
    for (std::size_t a = 0; a < tables_.J; ++a) {
      for (std::size_t n = 0; n < tables_.N; ++n) add_cell(a, n, scale, found);
    }
    const Point& point = impl_.system.point();
    for (std::size_t n = 0; n < tables_.N; ++n) {
      found.deficit[n] += scale[n] * impl_.system.change().deficit[n];
      found.hours[n] += scale[n] * point.value_added[n] * impl_.system.change().log_hours[n];
    }
    for (auto& attribution : found.attribution) TRILAT_CHECK(add_gradient(weight, before, attribution));
    return {};
  }

  // Everything that country n buys of sector a.
  void add_cell(std::size_t a, std::size_t n, const std::vector<double>& scale, Decomposition& found) const {
    const System& system = impl_.system;
    const Point &point = system.point(), &change = system.change();
    const std::size_t j = tables_.sector[a], cell = tables_.cell(a, n), wages = system.wages();
    const double price = tangent_[wages + cell];
    found.basket[n] += scale[n] * (point.final_demand[cell] - tables_.alpha[cell] * point.income[n]) * price;
    const double spend = impl_.state[wages + tables_.cells() + cell];
    if (!(spend > 0)) return;
    const double growth = tangent_[wages + tables_.cells() + cell] / spend;
    if (a >= tables_.traded) {
      found.trade_cost[impl_.data.flow(j, n, n)] -=
          scale[n] * tables_.expenditure[cell] * spend * direction_.log_iceberg_untraded[cell];
      return;
    }
    for (std::size_t i = 0; i < tables_.N; ++i) {
      const std::size_t at = tables_.market(a, n, i), flow = impl_.data.flow(j, n, i);
      const double value = system.net()[at] * point.power[tables_.cell(a, i)] * point.offer[cell];
      if (value == 0) continue;
      const double rate = system.tariff()[at], levy = system.export_tax(at);
      const double tariff = direction_.tariff[at] / (1 + rate), tax = direction_.export_tax[at] / (1 + levy);
      const double cost = change.log_cost[tables_.cell(a, i)], iceberg = direction_.log_iceberg[at];
      const double volume = growth - system.theta()[a] * (cost + tax + iceberg + tariff - price) - tariff - cost - tax;
      found.trade_cost[flow] -= scale[n] * value * iceberg;
      if (i == n) continue;
      found.export_terms[flow] += scale[i] * value * (cost + tax);
      found.import_terms[flow] -= scale[n] * value * (cost + tax);
      found.import_volume[flow] += scale[n] * rate * value * (volume - iceberg);
      found.export_volume[flow] += scale[i] * levy / (1 + levy) * value * volume;
    }
  }

  Status add_gradient(double weight, const std::vector<double>& before, Decomposition::Attribution& to) {
    const std::size_t n = to.country;
    TRILAT_TRY(const Gradient slope, gradient(solver_, real_income_of(impl_.data, n)));
    const double scale = weight * (1 + solver_.real_income(n)) / before[n];
    for (std::size_t f = 0; f < to.tariff.size(); ++f) {
      to.tariff[f] += scale * slope.tariff[f] * (to_.tariff[f] - from_.tariff[f]);
      to.export_tax[f] += scale * slope.export_tax[f] * (to_.export_tax[f] - from_.export_tax[f]);
      to.iceberg[f] += scale * slope.log_iceberg[f] * std::log(to_.iceberg[f]);
    }
    return {};
  }

  void close(const std::vector<double>& before, const std::vector<double>& after, Decomposition& found) const {
    const DataSet& data = impl_.data;
    found.largest_error = 0;
    for (std::size_t n = 0; n < tables_.N; ++n) {
      found.change[n] = after[n] / before[n] - 1;
      const double sum = found.terms_of_trade(data, n) + found.volume_of_trade(data, n) + found.trade_costs(data, n) +
                         found.deficit[n] + found.hours[n] + found.basket[n];
      found.identity_error[n] = sum - found.change[n];
      found.largest_error = std::max(found.largest_error, std::abs(found.identity_error[n]));
    }
    for (auto& attribution : found.attribution) {
      double sum = 0;
      for (const auto* part : {&attribution.tariff, &attribution.export_tax, &attribution.iceberg}) {
        for (const double value : *part) sum += value;
      }
      attribution.identity_error = sum - found.change[attribution.country];
      found.largest_error = std::max(found.largest_error, std::abs(attribution.identity_error));
    }
  }

  Solver& solver_;
  Solver::Impl& impl_;
  const Tables& tables_;
  const DecompositionOptions& options_;
  Policy from_, to_;
  PolicyDirection direction_;
  Vector tangent_, right_;
};

}  // namespace

double Decomposition::terms_of_trade(const DataSet& data, std::size_t n) const {
  double sum = 0;
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    for (std::size_t i = 0; i < data.country_count(); ++i) {
      sum += import_terms[data.flow(j, n, i)] + export_terms[data.flow(j, i, n)];
    }
  }
  return sum;
}

double Decomposition::volume_of_trade(const DataSet& data, std::size_t n) const {
  double sum = 0;
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    for (std::size_t i = 0; i < data.country_count(); ++i) {
      sum += import_volume[data.flow(j, n, i)] + export_volume[data.flow(j, i, n)];
    }
  }
  return sum;
}

double Decomposition::trade_costs(const DataSet& data, std::size_t n) const {
  double sum = 0;
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    for (std::size_t i = 0; i < data.country_count(); ++i) sum += trade_cost[data.flow(j, n, i)];
  }
  return sum;
}

Result<Decomposition> decompose(Solver& solver, const Policy& policy, const DecompositionOptions& options) {
  TRILAT_CHECK(check(solver.data(), policy));
  for (const std::size_t n : options.attributed) {
    if (n >= solver.data().country_count()) return bad_input(fmt::format("there is no country number {}", n), {});
  }
  return Path(solver, policy, options).run();
}

}  // namespace trilat::economy
