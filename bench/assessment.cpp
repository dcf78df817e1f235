// One warm assessment with its full working. Target: under 50 microseconds.
#include <benchmark/benchmark.h>

#include "trilat/engine.hpp"

namespace {

trilat::DutyParams brake_part(std::string claim) {
  trilat::DutyParams params;
  params.to = "US";
  params.from = "MX";
  params.hs = "8708305090";
  params.date = "2025-08-08";
  params.value = "10000";
  params.claim = std::move(claim);
  return params;
}

void one_assessment(benchmark::State& state, const char* claim) {
  const auto engine = trilat::Engine::open({TRILAT_PACK});
  if (!engine) {
    state.SkipWithError(engine.error().to_string().c_str());
    return;
  }
  const trilat::DutyParams params = brake_part(claim);
  for (auto _ : state) benchmark::DoNotOptimize(engine->duty(params));
}

void assessment_determined(benchmark::State& state) { one_assessment(state, "none"); }
void assessment_with_an_open_claim(benchmark::State& state) { one_assessment(state, ""); }

BENCHMARK(assessment_determined)->Unit(benchmark::kMicrosecond);
BENCHMARK(assessment_with_an_open_claim)->Unit(benchmark::kMicrosecond);

}  // namespace
