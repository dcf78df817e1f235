// Tariff games against their limits; the counter `of_limit` is the time over the limit, below 1 where it holds.
//
//   nash/by_sector     three players, 132 tariffs by member partner and sector, na2024 with inputs, certified by
//                      searches that gain at most 1e-8 of income: 2 s
//   nash/by_partner    the same with one rate a partner: 2 s
//   structures/sets    the eight structures under every set of elasticities, each certified, two threads: 60 s
//   uniform/...        the closed form for every country of the economy, all purchases final: 0.1 s
#include <benchmark/benchmark.h>

#include <chrono>

#include "game/sensitivity.hpp"
#include "game/uniform_nash.hpp"
#include "pack/container.hpp"
#include "pack/economy_codec.hpp"

namespace {

namespace economy = trilat::economy;
namespace game = trilat::game;

using Data = trilat::Result<economy::DataSet>;

Data read(const std::string& name) {
  TRILAT_TRY(const auto pack, trilat::pack::Container::open(TRILAT_PACK));
  TRILAT_TRY(const auto bytes, pack.section("economy/" + name));
  return trilat::pack::decode_economy(bytes);
}

constexpr double kRegret = 1e-8;

// Times `run` against a limit in seconds; `run` returns an error's words, or nothing.
template <class Run>
void against(benchmark::State& state, double limit, const Run& run) {
  double spent = 0;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    const std::string failure = run();
    spent += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (!failure.empty()) return state.SkipWithError(failure.c_str());
  }
  state.counters["of_limit"] = spent / limit / static_cast<double>(state.iterations());
}

void nash(benchmark::State& state, const Data& data, game::Detail detail) {
  if (!data) return state.SkipWithError(data.error().to_string().c_str());
  int searches = 0;
  against(state, 2, [&]() -> std::string {
    game::GameOptions options;
    options.instruments.detail = detail;
    auto made = game::TariffGame::make(*data, options);
    if (!made) return made.error().to_string();
    const auto found = game::solve_nash(*made, game::everyone_for_himself(*made));
    if (!found) return found.error().to_string();
    if (!found->certified() || found->points[0].certificate.largest_gain > kRegret) return found->reason;
    searches = found->points[0].certificate.searches;
    return {};
  });
  state.counters["searches"] = searches;
}

void structures(benchmark::State& state, const Data& data) {
  if (!data) return state.SkipWithError(data.error().to_string().c_str());
  against(state, 60, [&]() -> std::string {
    const auto cases = game::every_case(*data, {economy::Closure::kFixedDeficit});
    for (const auto& result : game::solve_cases(*data, {}, {}, cases, 2)) {
      if (!result.table) return result.table.error().to_string();
      if (!result.table->certified()) return result.of.elasticities + " is not certified";
    }
    return {};
  });
}

void uniform(benchmark::State& state, const Data& data) {
  if (!data) return state.SkipWithError(data.error().to_string().c_str());
  const auto input = game::without_inputs(*data, data->elasticities.front().theta);
  against(state, 0.1, [&]() -> std::string {
    const auto found = game::uniform_nash(input);
    return found ? std::string() : found.error().to_string();
  });
}

const bool kGamesEntered = [] {
  const auto enter = [](const std::string& name, auto run, auto... arguments) {
    return benchmark::RegisterBenchmark(name.c_str(), run, arguments...)->Unit(benchmark::kMillisecond)->UseRealTime();
  };
  enter("nash/by_sector", nash, read("na2024"), game::Detail::kSector);
  enter("nash/by_partner", nash, read("na2024"), game::Detail::kPartner);
  enter("structures/sets", structures, read("na2024"))->Iterations(1);
  enter("uniform/na2024", uniform, read("na2024"));
  enter("uniform/world2022", uniform, read("world2022"));
  return true;
}();

}  // namespace
