#include "game/sensitivity.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

namespace trilat::game {
namespace {

Result<StructureTable> solve_case(const economy::DataSet& data, GameOptions options, const StructureOptions& structures,
                                  const SensitivityCase& wanted) {
  options.solve.elasticities = wanted.elasticities;
  options.solve.closure = wanted.closure;
  TRILAT_TRY(TariffGame game, TariffGame::make(data, std::move(options)));
  return solve_structures(game, structures);
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
                                           const std::vector<SensitivityCase>& cases, int threads) {
  std::vector<SensitivityResult> results(cases.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t k = next++; k < cases.size(); k = next++) {
      results[k].of = cases[k];
      results[k].table = solve_case(data, game, structures, cases[k]);
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
