// Uncertainty on the default economy: 10,000 draws of the elasticities, every country's real income.
// Target: under 3 s on two cores. Beside it in the same run the peer: a loop that solves each draw from
// a cold start with new work space, as one would write it around `solve`, on one thread.
#include "trilat/sweep.hpp"

#include <benchmark/benchmark.h>

#include "economy/equilibrium.hpp"
#include "economy/uncertainty.hpp"
#include "pack/container.hpp"
#include "pack/economy_codec.hpp"
#include "trilat/engine.hpp"

namespace {

constexpr const char* kShock = "tariffs-2025-08-08";
constexpr double kSpread = 0.2;
constexpr std::size_t kLoopDraws = 1000;

void sweep(benchmark::State& state, std::size_t draws, unsigned workers) {
  const auto engine = trilat::Engine::open({TRILAT_PACK});
  if (!engine) return state.SkipWithError(engine.error().to_string().c_str());
  trilat::SweepParams params;
  params.shocks = {kShock};
  params.draws = draws;
  params.workers = workers;
  params.spread = "0.2";
  for (auto _ : state) {
    const auto result = engine->sweep(params);
    if (!result) return state.SkipWithError(result.error().to_string().c_str());
    benchmark::DoNotOptimize(result->rows.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(draws));
}

trilat::Status loop_over_draws(const trilat::economy::DataSet& data, const trilat::economy::Shock& shock) {
  trilat::economy::DataSet drawn = data;
  std::vector<double> error;
  for (const double theta : data.elasticities.front().theta) error.push_back(kSpread * theta);
  for (std::size_t draw = 0; draw < kLoopDraws; ++draw) {
    drawn.elasticities.front().theta = trilat::economy::draw_theta(data.elasticities.front().theta, error, 1, draw);
    TRILAT_TRY(const auto found, trilat::economy::solve(drawn, shock));
    benchmark::DoNotOptimize(found.income.data());
  }
  return {};
}

trilat::Status loop(benchmark::State& state) {
  TRILAT_TRY(const auto pack, trilat::pack::Container::open(TRILAT_PACK));
  TRILAT_TRY(const auto economy_bytes, pack.section("economy/na2024"));
  TRILAT_TRY(const auto shock_bytes, pack.section(std::string("shock/na2024/") + kShock));
  TRILAT_TRY(const auto data, trilat::pack::decode_economy(economy_bytes));
  TRILAT_TRY(const auto named, trilat::pack::decode_shock(shock_bytes));
  for (auto _ : state) TRILAT_CHECK(loop_over_draws(data, named.shock));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kLoopDraws));
  return {};
}

void cold_loop(benchmark::State& state) {
  if (const auto done = loop(state); !done) state.SkipWithError(done.error().to_string().c_str());
}

BENCHMARK_CAPTURE(sweep, ten_thousand_draws_two_workers, 10000, 2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(sweep, thousand_draws_one_worker, 1000, 1)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(cold_loop)->Name("thousand_draws_cold_loop")->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
