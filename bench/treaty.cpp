// The treaty clock given payoffs. Limit: under 1 s for a solution, Markov-perfect or quantal-response. Beside it in the
// same run the peer: the quantal-response solution with every stage followed anew from lambda = 0.
#include <benchmark/benchmark.h>

#include "game/treaty_clock.hpp"
#include "support/network_games.hpp"

namespace {

using trilat::game::TreatyConcept;

void clock(benchmark::State& state, TreatyConcept solved_as, bool carry) {
  const trilat::game::NetworkGame game = trilat::game::testing::reference_game_in_money();
  trilat::game::TreatySetting setting;
  setting.date = trilat::Date(2026, 10, 1);
  setting.carry = carry;
  for (auto _ : state) {
    const auto solved = trilat::game::treaty_clock(game, setting, solved_as);
    if (!solved) return state.SkipWithError(solved.error().to_string().c_str());
    benchmark::DoNotOptimize(solved->value.data());
  }
}

BENCHMARK_CAPTURE(clock, markov_perfect, TreatyConcept::kMarkovPerfect, true)
    ->Name("treaty_clock/markov_perfect")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(clock, logit, TreatyConcept::kLogit, true)->Name("treaty_clock/logit")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(clock, logit_anew, TreatyConcept::kLogit, false)
    ->Name("treaty_clock/logit_followed_anew")
    ->Unit(benchmark::kMillisecond);

}  // namespace
