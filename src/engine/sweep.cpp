#include "trilat/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <mutex>
#include <optional>
#include <thread>

#include "economy/uncertainty.hpp"
#include "engine/impl.hpp"
#include "engine/sweep_checkpoint.hpp"
#include "engine/sweep_plan.hpp"
#include "engine/sweep_solver.hpp"

namespace trilat {
namespace {

constexpr std::size_t kChunk = 16;  // tasks handed to a worker at a time
constexpr double kNoSolution = std::numeric_limits<double>::quiet_NaN();

}  // namespace

struct SweepRun::Impl {
  SweepParams params;
  SweepPlan plan;
  std::string data_hash;
  std::vector<double> central;  // [case][outcome]
  std::vector<double> values;   // [task][outcome]
  std::vector<bool> done;       // [task]
  std::size_t resumed = 0;
  std::optional<SweepCheckpoint> checkpoint;

  std::size_t width() const { return plan.outcomes.size(); }
  std::size_t tasks() const { return plan.cases.size() * params.draws; }
  Status solve_central();
  Status open_checkpoint();
  void keep(std::size_t task, std::span<const double> numbers);
  SweepRow row(std::size_t scenario, std::size_t outcome) const;
};

Status SweepRun::Impl::solve_central() {
  central.assign(plan.cases.size() * width(), 0);
  for (std::size_t at = 0; at < plan.cases.size(); ++at) {
    TRILAT_TRY(SweepSolver solver, SweepSolver::make(plan, plan.cases[at]));
    TRILAT_CHECK(solver.solve(plan.data.elasticities[plan.cases[at].set].theta,
                              std::span(central).subspan(at * width(), width())));
  }
  return {};
}

Status SweepRun::Impl::open_checkpoint() {
  if (params.checkpoint.empty()) return {};
  const auto seen = [this](std::uint32_t scenario, std::uint32_t draw, std::span<const double> numbers) {
    if (scenario >= plan.cases.size() || draw >= params.draws) return;  // of a longer run
    const std::size_t task = scenario * params.draws + draw;
    if (!done[task]) ++resumed;
    keep(task, numbers);
  };
  TRILAT_TRY(checkpoint, SweepCheckpoint::open(params.checkpoint, plan.fingerprint, width(), seen));
  return {};
}

void SweepRun::Impl::keep(std::size_t task, std::span<const double> numbers) {
  std::copy(numbers.begin(), numbers.end(), values.begin() + static_cast<std::ptrdiff_t>(task * width()));
  done[task] = true;
}

SweepRow SweepRun::Impl::row(std::size_t scenario, std::size_t outcome) const {
  const PlannedOutcome& planned = plan.outcomes[outcome];
  SweepRow row;
  row.scenario = scenario;
  row.outcome = planned.name;
  row.unit = planned.unit;
  row.country = plan.data.countries[planned.n];
  if (planned.of == PlannedOutcome::Of::kFlow) row.partner = plan.data.countries[planned.i];
  if (planned.of != PlannedOutcome::Of::kCountry) row.sector = plan.data.sectors[planned.j];
  row.central = central[scenario * width() + outcome];
  std::vector<double> sample;
  for (std::size_t draw = 0; draw < params.draws; ++draw) {
    const double value = values[(scenario * params.draws + draw) * width() + outcome];
    if (!std::isnan(value)) sample.push_back(value);
  }
  if (sample.empty()) {
    row.mean = row.standard_deviation = kNoSolution;
    row.quantiles.assign(params.quantiles.size(), kNoSolution);
    return row;
  }
  const auto count = static_cast<double>(sample.size());
  for (const double value : sample) row.mean += value / count;
  for (const double value : sample) row.standard_deviation += (value - row.mean) * (value - row.mean);
  row.standard_deviation = count > 1 ? std::sqrt(row.standard_deviation / (count - 1)) : 0;
  std::sort(sample.begin(), sample.end());
  for (const double probability : params.quantiles) row.quantiles.push_back(economy::quantile(sample, probability));
  return row;
}

SweepRun::SweepRun(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SweepRun::SweepRun(SweepRun&&) noexcept = default;
SweepRun& SweepRun::operator=(SweepRun&&) noexcept = default;
SweepRun::~SweepRun() = default;

std::size_t SweepRun::tasks() const { return impl_->tasks(); }
std::size_t SweepRun::values_per_task() const { return impl_->width(); }

std::vector<std::size_t> SweepRun::missing() const {
  std::vector<std::size_t> tasks;
  for (std::size_t task = 0; task < impl_->tasks(); ++task) {
    if (!impl_->done[task]) tasks.push_back(task);
  }
  return tasks;
}

namespace {

// The solvers of one worker, made when a case first comes up.
class Worker {
 public:
  Worker(const SweepPlan& plan, const SweepParams& params) : plan_(plan), params_(params) {
    solvers_.resize(plan.cases.size());
  }

  // Not a number in every value where there is no solution.
  void run(std::size_t task, std::span<double> values) {
    const std::size_t scenario = task / params_.draws;
    const PlannedCase& wanted = plan_.cases[scenario];
    std::optional<SweepSolver>& solver = solvers_[scenario];
    if (!solver) {
      if (auto made = SweepSolver::make(plan_, wanted)) solver.emplace(*std::move(made));
    }
    const auto theta = economy::draw_theta(plan_.data.elasticities[wanted.set].theta, wanted.standard_error,
                                           params_.seed, task % params_.draws);
    if (!solver || !solver->solve(theta, values)) std::fill(values.begin(), values.end(), kNoSolution);
  }

 private:
  const SweepPlan& plan_;
  const SweepParams& params_;
  std::vector<std::optional<SweepSolver>> solvers_;
};

}  // namespace

Status SweepRun::compute(const std::vector<std::size_t>& tasks,
                         const std::function<Status(const SweepChunk&)>& done) const {
  const std::size_t width = impl_->width();
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> stopped = false;
  std::mutex mutex;
  Status outcome;
  const auto work = [&] {
    Worker worker(impl_->plan, impl_->params);
    while (!stopped) {
      const std::size_t from = next.fetch_add(kChunk), to = std::min(from + kChunk, tasks.size());
      if (from >= tasks.size()) return;
      SweepChunk chunk;
      chunk.tasks.assign(tasks.begin() + static_cast<std::ptrdiff_t>(from),
                         tasks.begin() + static_cast<std::ptrdiff_t>(to));
      chunk.values.resize(chunk.tasks.size() * width);
      for (std::size_t at = 0; at < chunk.tasks.size(); ++at)
        worker.run(chunk.tasks[at], std::span(chunk.values).subspan(at * width, width));
      const std::scoped_lock lock(mutex);
      if (!outcome) return;
      outcome = done(chunk);
      if (!outcome) stopped = true;
    }
  };
  unsigned workers =
      impl_->params.workers == 0 ? std::max(1U, std::thread::hardware_concurrency()) : impl_->params.workers;
  workers = static_cast<unsigned>(std::min<std::size_t>(workers, (tasks.size() + kChunk - 1) / kChunk));
  {
    std::vector<std::jthread> threads;
    for (unsigned at = 1; at < workers; ++at) threads.emplace_back(work);
    work();
  }
  return outcome;
}

Status SweepRun::record(const SweepChunk& chunk) {
  const std::size_t width = impl_->width();
  for (std::size_t at = 0; at < chunk.tasks.size(); ++at) {
    const auto numbers = std::span(chunk.values).subspan(at * width, width);
    impl_->keep(chunk.tasks[at], numbers);
    if (impl_->checkpoint) {
      impl_->checkpoint->add(static_cast<std::uint32_t>(chunk.tasks[at] / impl_->params.draws),
                             static_cast<std::uint32_t>(chunk.tasks[at] % impl_->params.draws), numbers);
    }
  }
  return impl_->checkpoint ? impl_->checkpoint->flush() : Status{};
}

SweepResult SweepRun::result() const {
  const Impl& run = *impl_;
  SweepResult result;
  result.economy = run.plan.data.name;
  result.title = run.plan.data.title;
  result.source = run.plan.data.source;
  result.seed = run.params.seed;
  result.spread = run.plan.spread_words;
  result.draws = run.params.draws;
  result.probabilities = run.params.quantiles;
  result.resumed = run.resumed;
  result.data_hash = run.data_hash;
  for (std::size_t at = 0; at < run.plan.cases.size(); ++at) {
    const PlannedCase& planned = run.plan.cases[at];
    SweepCase entry{planned.shock_name,   planned.shock.title,
                    planned.closure_name, run.plan.data.elasticities[planned.set].name,
                    run.params.draws,     0};
    for (std::size_t draw = 0; draw < run.params.draws; ++draw)
      if (std::isnan(run.values[(at * run.params.draws + draw) * run.width()])) ++entry.failed;
    result.cases.push_back(std::move(entry));
    for (std::size_t outcome = 0; outcome < run.width(); ++outcome) result.rows.push_back(run.row(at, outcome));
  }
  return result;
}

Result<SweepRun> Engine::open_sweep(const SweepParams& params) const {
  auto impl = std::make_unique<SweepRun::Impl>();
  impl->params = params;
  TRILAT_TRY(impl->plan, plan_sweep(impl_->container, params));
  TRILAT_CHECK(impl->solve_central());
  impl->values.assign(impl->tasks() * impl->width(), kNoSolution);
  impl->done.assign(impl->tasks(), false);
  TRILAT_CHECK(impl->open_checkpoint());
  impl->data_hash = impl_->container.hash();
  return SweepRun(std::move(impl));
}

Result<SweepResult> Engine::sweep(const SweepParams& params, const SweepProgress& progress) const {
  TRILAT_TRY(SweepRun run, open_sweep(params));
  const std::vector<std::size_t> missing = run.missing();
  std::size_t finished = run.tasks() - missing.size();
  const auto keep = [&](const SweepChunk& chunk) -> Status {
    TRILAT_CHECK(run.record(chunk));
    finished += chunk.tasks.size();
    if (progress) progress(finished, run.tasks());
    return {};
  };
  TRILAT_CHECK(run.compute(missing, keep));
  return run.result();
}

}  // namespace trilat
