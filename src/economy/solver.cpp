#include "economy/solver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/cancellation.hpp"
#include "economy/solver_impl.hpp"

namespace trilat::economy {
namespace {

constexpr int kDepth = 8;
constexpr int kPatience = 25;  // sweeps without progress before Newton takes over
constexpr int kRestart = 60;
constexpr int kRestarts = 10;
constexpr double kNear = 1e-3;      // residual from which Newton finishes
constexpr double kOnTheWay = 1e-5;  // residual of a step that leads to the policy
constexpr int kPatienceOnTheWay = 15;
constexpr double kSmallestStep = 1e-4;
constexpr double kBasketTolerance = 1e-9;
constexpr double kTransferTolerance = 1e-12;

Status check_options(const DataSet& data, const SolveOptions& options) {
  if (!(options.tolerance > 0)) return bad_input("the tolerance of a solve must be above zero", "such as 1e-10");
  if (options.labour == Labour::kRoy && !(options.kappa >= 1 && std::isfinite(options.kappa))) {
    return bad_input(fmt::format("kappa is {}", options.kappa),
                     "give 1 or more; 1 is immobile labour, and mobile labour has its own name");
  }
  if (!(options.labour_supply >= 0 && std::isfinite(options.labour_supply))) {
    return bad_input(fmt::format("the elasticity of labour supply is {}", options.labour_supply), "give 0 or more");
  }
  const bool fits = options.government_basket.empty() || options.government_basket.size() == data.alpha.size();
  if (!fits) return bad_input("the basket of the government has another size than countries x sectors", "give [n][j]");
  return {};
}

Status check_theta(const DataSet& data, std::span<const double> theta) {
  if (theta.size() != data.sector_count()) {
    return bad_input(fmt::format("{} elasticities were given for {} sectors", theta.size(), data.sector_count()),
                     "give one a sector");
  }
  for (std::size_t j = 0; j < theta.size(); ++j) {
    if (!(theta[j] > 0) || !std::isfinite(theta[j])) {
      return bad_input(fmt::format("the elasticity of {} is {}", data.sectors[j], theta[j]),
                       "give a number above zero");
    }
  }
  return {};
}

// alpha_h (V + D) + g R = alpha I
Status split_basket(const DataSet& data, const std::vector<double>& government, std::size_t n,
                    std::vector<double>& household) {
  const double kept = data.value_added[n] + data.deficit[n];
  double sum = 0;
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    const std::size_t cell = data.cell(n, j);
    sum += government[cell];
    const double left = data.alpha[cell] * data.income[n] - government[cell] * data.revenue[n];
    if (!(government[cell] >= 0) || left < -kBasketTolerance * data.income[n] || !(kept > 0)) {
      return bad_input(fmt::format("the government of {} would buy {} of {} with its revenue, and final demand is {}",
                                   data.countries[n], government[cell] * data.revenue[n], data.sectors[j],
                                   data.alpha[cell] * data.income[n]),
                       "let it buy more sectors");
    }
    household[cell] = std::max(left, 0.0) / kept;
  }
  if (std::abs(sum - 1) > kBasketTolerance) {
    return bad_input(fmt::format("the shares of what the government of {} buys sum to {}", data.countries[n], sum),
                     "make it 1");
  }
  return {};
}

numerics::Vector in_cells(const Tables& tables, const std::vector<double>& values) {
  numerics::Vector cells(tables.cells(), 0.0);
  for (std::size_t a = 0; a < tables.J; ++a) {
    for (std::size_t n = 0; n < tables.N; ++n) cells[tables.cell(a, n)] = values[n * tables.J + tables.sector[a]];
  }
  return cells;
}

std::vector<double> from_cells(const Tables& tables, const numerics::Vector& cells) {
  std::vector<double> values(tables.N * tables.J);
  for (std::size_t a = 0; a < tables.J; ++a) {
    for (std::size_t n = 0; n < tables.N; ++n) values[n * tables.J + tables.sector[a]] = cells[tables.cell(a, n)];
  }
  return values;
}

}  // namespace

Result<Baskets> baskets_of(const DataSet& data, const SolveOptions& options) {
  std::vector<double> household = data.alpha;
  std::vector<double> government = data.alpha;
  if (options.revenue == Revenue::kGovernment) {
    if (!options.government_basket.empty()) government = options.government_basket;
    for (std::size_t n = 0; n < data.country_count(); ++n) TRILAT_CHECK(split_basket(data, government, n, household));
  }
  return Baskets{std::move(household), std::move(government)};
}

Solver::Impl::Impl(const DataSet& base, SolveOptions chosen, const Baskets& baskets)
    : data(base),
      options(std::move(chosen)),
      tables(lay_out(base)),
      system(tables, options, in_cells(tables, baskets.household), in_cells(tables, baskets.government)),
      preconditioner(tables, system),
      anderson(system.size(), kDepth) {
  order.resize(tables.J);
  for (std::size_t a = 0; a < tables.J; ++a) order[tables.sector[a]] = a;
  for (auto* vector : {&state, &residual}) vector->assign(system.size(), 0.0);
}

Status Solver::Impl::set_theta(std::span<const double> given) {
  TRILAT_CHECK(check_theta(data, given));
  theta.assign(given.begin(), given.end());
  std::vector<double> ordered(tables.J);
  for (std::size_t a = 0; a < tables.J; ++a) ordered[a] = theta[tables.sector[a]];
  system.set_theta(ordered);
  if (!preconditioner.at_base()) preconditioner.expand_at_base(ordered);
  return {};
}

Status Solver::Impl::set_policy(const Policy& policy) {
  TRILAT_CHECK(check(data, policy));
  system.set_policy(policy);
  return {};
}

Result<SolveSummary> Solver::Impl::solve(const Start* start) {
  TRILAT_CHECK(core::still_wanted());
  if (start != nullptr && start->state.size() != state.size()) {
    return bad_input("the start of a solve belongs to another economy or labour regime", "start from its own");
  }
  if (start != nullptr) {
    state = start->state;
  } else {
    start_at_base();
  }
  if (!preconditioner.at_base()) preconditioner.expand_at_base(system.theta());
  summary = {};
  bool solved = sweep(options.tolerance, kPatience);
  if (!solved && summary.residual < kNear) {
    const auto finish = polish(options.tolerance, options.max_sweeps - summary.sweeps);
    summary = {finish.residual, summary.sweeps + finish.work, finish.steps};
    solved = finish.converged;
  }
  if (!solved) solved = lead();
  if (solved) return summary;
  return fail(ErrorCode::kNotConverged,
              fmt::format("the equilibrium was not found: residual {:.3g} after {} sweeps, above {:.3g}",
                          summary.residual, summary.sweeps, options.tolerance),
              "take a smaller shock or a larger tolerance");
}

void Solver::Impl::start_at_base() {
  std::fill(state.begin(), state.end(), 0.0);
  for (std::size_t c = 0; c < tables.cells(); ++c) {
    state[system.wages() + tables.cells() + c] = tables.expenditure[c] > 0 ? 1.0 : 0.0;
  }
}

// Anderson from `state`; adds to `summary`.
bool Solver::Impl::sweep(double tolerance, int patience) {
  numerics::AndersonOptions numeric;
  numeric.tolerance = tolerance;
  numeric.max_iterations = options.max_sweeps - summary.sweeps;
  numeric.max_restarts = kRestarts;
  numeric.patience = patience;
  const auto found = anderson.run(
      [&](std::span<const double> x, std::span<double> next) {
        const double largest = system.evaluate(x, residual);
        preconditioner.apply(residual, next);
        for (std::size_t i = 0; i < next.size(); ++i) next[i] += x[i];
        return largest;
      },
      state, numeric);
  summary.residual = found.residual;
  summary.sweeps += found.iterations;
  return found.converged;
}

// Where one leap fails: steps along the path from the base policy, each from the last solution and with the derivative
// taken there, halved where one fails.
bool Solver::Impl::lead() {
  const std::size_t spend = system.wages() + tables.cells();
  start_at_base();
  system.set_blend(0);
  bool solved = sweep(kOnTheWay, kPatience);
  numerics::Vector kept = state;
  double at = 0, step = 0.5;
  while (solved && at < 1 && step > kSmallestStep && summary.sweeps < options.max_sweeps) {
    system.set_blend(at);
    system.evaluate(kept, residual);
    preconditioner.expand_at_point(system.theta(), std::span(kept).subspan(spend, tables.cells()));
    const double next = std::min(1.0, at + step);
    system.set_blend(next);
    state = kept;
    if (sweep(next < 1 ? kOnTheWay : options.tolerance, kPatienceOnTheWay)) {
      kept = state;
      at = next;
      step *= 2;
    } else {
      step /= 2;
    }
  }
  system.set_blend(1);
  return at >= 1;
}

numerics::NewtonKrylov& Solver::Impl::newton() {
  if (!krylov) krylov = std::make_unique<numerics::NewtonKrylov>(system.size(), kRestart);
  return *krylov;
}

namespace {

// J, and its approximate inverse: the preconditioner is of minus the derivative.
struct Linear {
  System& system;
  Preconditioner& preconditioner;

  numerics::LinearMap derivative() const {
    return [this](std::span<const double> v, std::span<double> image) { system.push(v, nullptr, image); };
  }
  numerics::LinearMap inverse() const {
    return [this](std::span<const double> v, std::span<double> image) {
      preconditioner.apply(v, image);
      for (double& value : image) value = -value;
    };
  }
};

}  // namespace

numerics::NewtonSummary Solver::Impl::polish(double tolerance, int work) {
  numerics::NewtonOptions numeric;
  numeric.tolerance = tolerance;
  numeric.max_work = work;
  const Linear linear{system, preconditioner};
  return newton().run([&](std::span<const double> x, std::span<double> F) { return system.evaluate(x, F); },
                      linear.derivative(), linear.inverse(), state, numeric);
}

numerics::GmresSummary Solver::Impl::solve_linear(std::span<const double> b, std::span<double> x,
                                                  const numerics::GmresOptions& numeric) {
  const Linear linear{system, preconditioner};
  return newton().gmres().solve(linear.derivative(), linear.inverse(), b, x, numeric);
}

double Solver::Impl::log_consumer_price(std::size_t n) const {
  double sum = 0;
  for (std::size_t a = 0; a < tables.J; ++a) {
    sum += tables.alpha[tables.cell(a, n)] * state[system.wages() + tables.cell(a, n)];
  }
  return sum;
}

Equilibrium Solver::Impl::equilibrium() const {
  const Point& point = system.point();
  const std::size_t N = tables.N, J = tables.J;
  Equilibrium found;
  found.tariff = data.tariff;
  if (system.taxed()) found.export_tax.assign(data.trade.size(), 0.0);
  found.trade.assign(data.trade.size(), 0.0);
  for (auto* cells : {&found.price, &found.cost, &found.sector_wage}) cells->assign(N * J, 1.0);
  found.expenditure.assign(N * J, 0.0);
  found.output = from_cells(tables, point.output);
  found.final_demand = from_cells(tables, point.final_demand);
  found.household_basket = from_cells(tables, system.household());
  found.government_basket = from_cells(tables, system.government());
  for (std::size_t n = 0; n < N; ++n) {
    found.wage.push_back(std::exp(point.earnings[n]));
    found.hours.push_back(std::exp(point.log_hours[n]));
    found.value_added.push_back(point.value_added[n]);
    found.revenue.push_back(point.revenue[n]);
    found.income.push_back(point.income[n]);
    found.deficit.push_back(point.deficit[n]);
  }
  for (std::size_t a = 0; a < J; ++a) {
    const std::size_t j = tables.sector[a];
    for (std::size_t n = 0; n < N; ++n) {
      const std::size_t from = tables.cell(a, n), to = data.cell(n, j);
      found.price[to] = std::exp(state[system.wages() + from]);
      found.cost[to] = std::exp(point.log_cost[from]);
      found.sector_wage[to] = std::exp(system.one_wage() ? state[n] : state[from]);
      found.expenditure[to] = tables.expenditure[from] * state[system.wages() + tables.cells() + from];
      if (a >= tables.traded) {
        found.trade[data.flow(j, n, n)] = found.expenditure[to];
        continue;
      }
      const std::size_t row = tables.market(a, n, 0);
      for (std::size_t i = 0; i < N; ++i) {
        const std::size_t flow = data.flow(j, n, i);
        found.trade[flow] = system.net()[row + i] * point.power[tables.cell(a, i)] * point.offer[from];
        found.tariff[flow] = system.tariff()[row + i];
        if (system.taxed()) found.export_tax[flow] = system.export_tax(row + i);
      }
    }
  }
  found.theta = theta;
  found.residual = summary.residual;
  found.sweeps = summary.sweeps;
  found.options = options;
  return found;
}

Result<Solver> Solver::make(const DataSet& data, SolveOptions options) {
  TRILAT_CHECK(check_options(data, options));
  TRILAT_TRY(const Elasticities* set, data.find_elasticities(options.elasticities));
  const std::vector<double> theta = options.theta.empty() ? set->theta : options.theta;
  TRILAT_TRY(const Baskets baskets, baskets_of(data, options));
  auto impl = std::make_unique<Impl>(data, std::move(options), baskets);
  TRILAT_CHECK(impl->set_theta(theta));
  return Solver(std::move(impl));
}

Solver::Solver(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Solver::Solver(Solver&&) noexcept = default;
Solver& Solver::operator=(Solver&&) noexcept = default;
Solver::~Solver() = default;

Status Solver::set_shock(const Shock& shock) {
  TRILAT_TRY(const Policy policy, resolve(impl_->data, shock));
  return impl_->set_policy(policy);
}

Status Solver::set_policy(const Policy& policy) { return impl_->set_policy(policy); }

Status Solver::set_tariff(std::size_t importer, std::size_t exporter, std::size_t sector, double rate) {
  const bool inside = importer < impl_->tables.N && exporter < impl_->tables.N && sector < impl_->tables.J;
  if (!inside || importer == exporter || !(rate > -1) || !std::isfinite(rate)) {
    return bad_input(
        fmt::format("a tariff of {} on flow ({}, {}, {}) is outside the domain", rate, importer, exporter, sector),
        "give a fraction above -1 on an international flow");
  }
  const std::size_t a = impl_->order_of(sector);
  if (a < impl_->tables.traded) impl_->system.set_tariff(a, importer, exporter, rate);
  return {};
}

Status Solver::set_transfers(std::span<const double> received) {
  double sum = 0, size = 0;
  for (const double amount : received) {
    sum += amount;
    size += std::abs(amount);
  }
  if (received.size() != impl_->tables.N || !std::isfinite(size) || std::abs(sum) > kTransferTolerance * size) {
    return bad_input(
        fmt::format("{} transfers that sum to {} were given for {} countries", received.size(), sum, impl_->tables.N),
        "give what each country receives, so that it sums to zero");
  }
  impl_->system.set_transfers(received);
  return {};
}

Status Solver::set_theta(std::span<const double> theta) { return impl_->set_theta(theta); }

Result<SolveSummary> Solver::solve(const Start* start) { return impl_->solve(start); }

Result<SolveSummary> Solver::solve(const Shock& shock, const Start* start) {
  TRILAT_CHECK(set_shock(shock));
  return impl_->solve(start);
}

Start Solver::point() const { return {impl_->state}; }

double Solver::real_income(std::size_t n) const { return income(n) / impl_->data.income[n] / consumer_price(n) - 1; }
double Solver::wage(std::size_t n) const { return std::exp(impl_->system.point().earnings[n]); }
double Solver::consumer_price(std::size_t n) const { return std::exp(impl_->log_consumer_price(n)); }
double Solver::income(std::size_t n) const { return impl_->system.point().income[n]; }
double Solver::revenue(std::size_t n) const { return impl_->system.point().revenue[n]; }
double Solver::output(std::size_t n, std::size_t j) const {
  return impl_->system.point().output[impl_->tables.cell(impl_->order[j], n)];
}
double Solver::price(std::size_t n, std::size_t j) const { return std::exp(impl_->log_price(n, j)); }
double Solver::cost(std::size_t n, std::size_t j) const {
  return std::exp(impl_->system.point().log_cost[impl_->tables.cell(impl_->order[j], n)]);
}
Equilibrium Solver::equilibrium() const { return impl_->equilibrium(); }
const DataSet& Solver::data() const { return impl_->data; }
const SolveOptions& Solver::options() const { return impl_->options; }
const std::vector<double>& Solver::theta() const { return impl_->theta; }

Result<Equilibrium> solve(const DataSet& data, const Shock& shock, const SolveOptions& options) {
  TRILAT_TRY(Solver solver, Solver::make(data, options));
  TRILAT_TRY(const SolveSummary summary, solver.solve(shock));
  static_cast<void>(summary);
  return solver.equilibrium();
}

}  // namespace trilat::economy
