#include "engine/sweep_solver.hpp"

#include "economy/outcomes.hpp"

namespace trilat {

struct SweepSolver::Impl {
  const SweepPlan* plan = nullptr;
  const PlannedCase* wanted = nullptr;
  economy::DataSet data;  // with the drawn elasticities alone
};

SweepSolver::SweepSolver(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SweepSolver::SweepSolver(SweepSolver&&) noexcept = default;
SweepSolver& SweepSolver::operator=(SweepSolver&&) noexcept = default;
SweepSolver::~SweepSolver() = default;

Result<SweepSolver> SweepSolver::make(const SweepPlan& plan, const PlannedCase& wanted) {
  auto impl = std::make_unique<Impl>();
  impl->plan = &plan;
  impl->wanted = &wanted;
  impl->data = plan.data;
  impl->data.elasticities = {plan.data.elasticities[wanted.set]};
  return SweepSolver(std::move(impl));
}

Status SweepSolver::solve(std::span<const double> theta, std::span<double> values) {
  economy::DataSet& data = impl_->data;
  data.elasticities.front().theta.assign(theta.begin(), theta.end());
  economy::SolveOptions options;
  options.closure = impl_->wanted->closure;
  const economy::DataSet* base = &data;
  economy::DataSet balanced;
  if (options.closure == economy::Closure::kZeroDeficit) {
    TRILAT_TRY(const economy::Equilibrium found, economy::solve(data, {}, options));
    TRILAT_TRY(balanced, economy::rebase(data, found));
    base = &balanced;
  }
  TRILAT_TRY(const economy::Equilibrium found, economy::solve(*base, impl_->wanted->shock.shock, options));
  const economy::Outcomes measured = economy::measure(*base, found);
  for (std::size_t at = 0; at < values.size(); ++at)
    values[at] = read_outcome(impl_->plan->outcomes[at], *base, measured, found);
  return {};
}

}  // namespace trilat
