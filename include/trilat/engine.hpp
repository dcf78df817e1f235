// The one facade: an Engine owns a data pack, and each service is one function of plain structs.
// All services are const and may be called from several threads.
#pragma once

#include <memory>
#include <string>

#include "core/error.hpp"
#include "trilat/batch.hpp"
#include "trilat/brief.hpp"
#include "trilat/cases.hpp"
#include "trilat/data.hpp"
#include "trilat/diff.hpp"
#include "trilat/duty.hpp"
#include "trilat/duty_table.hpp"
#include "trilat/economy.hpp"
#include "trilat/exposure.hpp"
#include "trilat/facts.hpp"
#include "trilat/negotiate.hpp"
#include "trilat/origin.hpp"
#include "trilat/output.hpp"
#include "trilat/quota.hpp"
#include "trilat/rates.hpp"
#include "trilat/scenario.hpp"
#include "trilat/search.hpp"
#include "trilat/simulate.hpp"
#include "trilat/sweep.hpp"
#include "trilat/timeline.hpp"
#include "trilat/treaty.hpp"

namespace trilat {

struct EngineOptions {
  // The data pack. Empty: TRILAT_DATA, else trilat.pack next to the program, else in the install tree.
  std::string data;
  // A ready scenario of the pack, or a file: every service then answers by the law as the scenario has it. Empty: the
  // law as recorded.
  std::string scenario = {};
  // A name of a scenario, an economy or a shock that the pack does not hold may be a file or folder of this machine.
  bool files = true;
};

class Engine {
 public:
  static Result<Engine> open(const EngineOptions& options = {});
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  Result<DutyResult> duty(const DutyParams& params) const;
  // One good into every importer of the data from each of the others.
  Result<DutyTableResult> duty_table(const DutyTableParams& params) const;
  Result<TimelineResult> timeline(const TimelineParams& params) const;
  Result<DiffResult> diff(const DiffParams& params) const;
  Result<FactsResult> facts(const FactsParams& params) const;
  // Prices a file row by row. Rows in error are counted and go on; an error is one of the files themselves.
  Result<BatchResult> batch(const BatchParams& params) const;
  Result<CasesResult> cases(const CasesParams& params) const;
  Result<SimulateResult> simulate(const SimulateParams& params) const;
  // The whole sweep on threads; open_sweep is for front ends that spread it over processes.
  Result<SweepResult> sweep(const SweepParams& params, const SweepProgress& progress = {}) const;
  Result<SweepRun> open_sweep(const SweepParams& params) const;
  // Solves every structure of deals between the players; those without a certified equilibrium say so.
  Result<NegotiateResult> negotiate(const NegotiateParams& params) const;
  Result<EconomyInfo> economy_info(const EconomyParams& params) const;
  Result<EconomyCheck> economy_check(const EconomyParams& params) const;
  Result<EconomyMade> economy_aggregate(const AggregateParams& params) const;
  Result<EconomyMade> economy_rebenchmark(const RebenchmarkParams& params) const;
  // Draws on a quota of the law for an entry, in the user's ledger.
  Result<QuotaDrawResult> quota_draw(const QuotaDrawParams& params) const;
  // What the law allows on a day, and what a ledger says has been drawn.
  Result<QuotaStatusResult> quota_status(const QuotaStatusParams& params) const;
  // Prices a company's ledger under two states of law. Lines in error are counted and go on; an error is one of the
  // ledger, the scenarios, or a currency whose rate is not given.
  Result<ExposureResult> exposure(const ExposureParams& params) const;
  Result<RatesResult> rates(const RatesParams& params) const;
  Result<BriefResult> brief(const BriefParams& params) const;
  // What a scenario says and changes, against the law of this engine.
  Result<ScenarioResult> scenario(const ScenarioParams& params) const;
  Result<std::vector<ReadyScenario>> scenarios() const;
  // The text of a ready scenario, or of "template", which shows every key.
  Result<std::string> scenario_text(const std::string& name) const;
  // Does a product originate under the agreement, with the working.
  Result<OriginResult> origin(const OriginParams& params) const;
  Result<TreatyResult> treaty(const TreatyParams& params) const;
  Result<DataInfo> data_info() const;
  // Lines of an importer's schedule by words or by the first digits of their code.
  Result<SearchResult> search(const SearchParams& params) const;

 private:
  struct Impl;
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace trilat
