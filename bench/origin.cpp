// A bill of 100,000 inputs, assessed with its working: the target is a second, reading included.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "trilat/engine.hpp"

namespace trilat {
namespace {

constexpr int kInputs = 100'000;

std::string write_bill() {
  constexpr std::array kCodes{"8481.90", "7318.15", "8501.10", "4016.93", "7326.90", "8536.50", "3926.90"};
  constexpr std::array kCountries{"CN", "US", "MX", "DE", "CA"};
  const auto path = std::filesystem::temp_directory_path() / "trilat-bench-bill.csv";
  std::ofstream file(path);
  file << "name,hs,from,value,declaration\n";
  for (int i = 0; i < kInputs; ++i)
    file << fmt::format("part {},{},{},{}.{:02},{}\n", i, kCodes[static_cast<std::size_t>(i) % kCodes.size()],
                        kCountries[static_cast<std::size_t>(i) % kCountries.size()], 1 + i % 9, i % 100,
                        i % 3 == 0 ? "yes" : "");
  return path.string();
}

void BillOf100000Inputs(benchmark::State& state) {
  const auto engine = Engine::open({TRILAT_PACK});
  if (!engine) return state.SkipWithError(engine.error().to_string().c_str());
  OriginParams params;
  params.bom = write_bill();
  params.hs = "8481.80";
  params.date = "2025-07-01";
  params.value = "700000";
  params.facts = {{"use", "other"}};
  for (auto _ : state) {
    const auto result = engine->origin(params);
    if (!result) return state.SkipWithError(result.error().to_string().c_str());
    benchmark::DoNotOptimize(result->status);
  }
  state.SetItemsProcessed(state.iterations() * kInputs);
}
BENCHMARK(BillOf100000Inputs)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace trilat
