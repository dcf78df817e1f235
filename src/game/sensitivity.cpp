#include "game/sensitivity.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "core/cancellation.hpp"

namespace trilat::game {
namespace {

// What breaking its word where all are linked pays every player; empty where that is not found for each.
std::vector<Deviation> deviations_from_all(TariffGame& game, const StructureTable& table) {
  std::vector<Deviation> all;
  const std::vector<double>& none = table.outcomes.front().payoffs;
  for (int p = 0; p < static_cast<int>(game.player_count()); ++p) {
    auto found = deviation_of(game, table.outcomes.back(), p, none);
    if (!found || !found->converged) return {};
    all.push_back(*std::move(found));
  }
  return all;
}

Status solve_case(const economy::DataSet& data, GameOptions options, const StructureOptions& structures,
                  bool with_curves, SensitivityResult& result) {
  options.solve.elasticities = result.of.elasticities;
  options.solve.closure = result.of.closure;
  TRILAT_TRY(TariffGame game, TariffGame::make(data, std::move(options)));
  result.table = solve_structures(game, structures);
  if (!result.table) return tl::unexpected(result.table.error());
  result.deviations = deviations_from_all(game, *result.table);
  if (!with_curves || !result.table->outcomes.front().certified) return {};
  for (const Pair& link : pairs(static_cast<int>(game.player_count()))) {
    TRILAT_TRY(auto curve, trace_contract_curve(game, link, result.table->payoffs, 1, structures.nash));
    result.curves.push_back(std::move(curve));
  }
  return {};
}

}  // namespace

std::vector<SensitivityCase> every_case(const economy::DataSet& data, const std::vector<economy::Closure>& closures) {
  std::vector<SensitivityCase> cases;
  for (const economy::Closure closure : closures) {
    for (const economy::Elasticities& set : data.elasticities) cases.push_back({set.name, closure});
  }
  return cases;
}

std::vector<SensitivityResult> solve_cases(const economy::DataSet& data, const GameOptions& game,
                                           const StructureOptions& structures,
                                           const std::vector<SensitivityCase>& cases, int threads, bool with_curves) {
  std::vector<SensitivityResult> results(cases.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&, wanted = core::current_cancellation()] {
    const core::CancellationScope scope(wanted);
    for (std::size_t k = next++; k < cases.size(); k = next++) {
      results[k].of = cases[k];
      if (const Status done = solve_case(data, game, structures, with_curves, results[k]); !done)
        results[k].table = tl::unexpected(done.error());
    }
  };
  const auto workers = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(1, threads)), 1, cases.size() + 1);
  std::vector<std::jthread> pool;
  for (std::size_t w = 1; w < workers; ++w) pool.emplace_back(work);
  work();
  pool.clear();
  return results;
}

}  // namespace trilat::game
