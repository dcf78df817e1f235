#include "engine/sweep_solver.hpp"

#include <optional>

#include "economy/outcomes.hpp"
#include "economy/solver.hpp"

namespace trilat {

struct SweepSolver::Impl {
  const SweepPlan* plan = nullptr;
  const PlannedCase* wanted = nullptr;
  economy::SolveOptions options;
  std::optional<economy::Solver> solver;  // of the case; where the base is solved first, of the base
  economy::Start start, moved_start;      // at the estimates themselves

  bool base_first() const { return options.closure == economy::Closure::kZeroDeficit; }
  Status read(const economy::DataSet& base, const economy::Equilibrium& found, std::span<double> values) const;
  Result<economy::Solver> on_moved_base(const economy::DataSet& base, std::span<const double> theta) const;
  Status prepare();
};

Status SweepSolver::Impl::read(const economy::DataSet& base, const economy::Equilibrium& found,
                               std::span<double> values) const {
  const economy::Outcomes measured = economy::measure(base, found);
  for (std::size_t at = 0; at < values.size(); ++at)
    values[at] = read_outcome(plan->outcomes[at], base, measured, found);
  return {};
}

Result<economy::Solver> SweepSolver::Impl::on_moved_base(const economy::DataSet& base,
                                                         std::span<const double> theta) const {
  TRILAT_TRY(economy::Solver moved, economy::Solver::make(base, options));
  TRILAT_CHECK(moved.set_shock(wanted->shock.shock));
  TRILAT_CHECK(moved.set_theta(theta));
  return moved;
}

// The starting points: solutions at the estimates, the same for every draw and every worker.
Status SweepSolver::Impl::prepare() {
  TRILAT_TRY(solver, economy::Solver::make(plan->data, options));
  TRILAT_CHECK(solver->set_shock(base_first() ? economy::Shock{} : wanted->shock.shock));
  TRILAT_CHECK(solver->solve());
  start = solver->point();
  if (!base_first()) return {};
  TRILAT_TRY(const economy::DataSet base, economy::rebase(plan->data, solver->equilibrium()));
  TRILAT_TRY(economy::Solver moved, on_moved_base(base, solver->theta()));
  TRILAT_CHECK(moved.solve());
  moved_start = moved.point();
  return {};
}

SweepSolver::SweepSolver(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SweepSolver::SweepSolver(SweepSolver&&) noexcept = default;
SweepSolver& SweepSolver::operator=(SweepSolver&&) noexcept = default;
SweepSolver::~SweepSolver() = default;

Result<SweepSolver> SweepSolver::make(const SweepPlan& plan, const PlannedCase& wanted) {
  auto impl = std::make_unique<Impl>();
  impl->plan = &plan;
  impl->wanted = &wanted;
  impl->options = wanted.options;
  TRILAT_CHECK(impl->prepare());
  return SweepSolver(std::move(impl));
}

Status SweepSolver::solve(std::span<const double> theta, std::span<double> values) {
  TRILAT_CHECK(impl_->solver->set_theta(theta));
  TRILAT_CHECK(impl_->solver->solve(&impl_->start));
  const economy::Equilibrium found = impl_->solver->equilibrium();
  if (!impl_->base_first()) return impl_->read(impl_->plan->data, found, values);
  TRILAT_TRY(const economy::DataSet base, economy::rebase(impl_->plan->data, found));
  TRILAT_TRY(economy::Solver moved, impl_->on_moved_base(base, theta));
  TRILAT_CHECK(moved.solve(&impl_->moved_start));
  return impl_->read(base, moved.equilibrium(), values);
}

}  // namespace trilat
