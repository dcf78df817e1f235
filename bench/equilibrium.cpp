// One counterfactual from a cold start at residual 1e-10 on one thread. Targets: cp1993 (31 x 40) under 5 ms, na2024
// (14 x 23) under 0.5 ms, world2022 (77 x 28) under 10 ms; the gradient of one country's real income by every
// instrument under 5 solves.
//
//   whole    from the data set to every outcome: tables laid out, solved, outcomes written
//   again    by a Solver that is kept, from the base
//   gradient of one country's real income by every instrument, at the solved point
//   peer     the damped fixed point of damped_fixed_point.hpp; the counter `ratio` is its time over that of `whole`
#include "economy/equilibrium.hpp"

#include <benchmark/benchmark.h>

#include <chrono>
#include <map>

#include "damped_fixed_point.hpp"
#include "economy/gradient.hpp"
#include "economy/solver.hpp"
#include "pack/container.hpp"
#include "pack/economy_codec.hpp"
#include "support/small_economy.hpp"

namespace {

namespace economy = trilat::economy;

struct Input {
  economy::DataSet data;
  economy::Shock shock;
};

trilat::Result<Input> read(const std::string& name, const std::string& shock) {
  TRILAT_TRY(const auto pack, trilat::pack::Container::open(TRILAT_PACK));
  TRILAT_TRY(const auto bytes, pack.section("economy/" + name));
  Input input;
  TRILAT_TRY(input.data, trilat::pack::decode_economy(bytes));
  if (shock.empty()) {  // a quarter on everything from two neighbours
    input.shock.tariffs = {{"USA", "CAN", "*", 0.25, {}}, {"USA", "MEX", "*", 0.25, {}}};
    return input;
  }
  TRILAT_TRY(const auto shock_bytes, pack.section("shock/" + name + "/" + shock));
  TRILAT_TRY(const auto named, trilat::pack::decode_shock(shock_bytes));
  input.shock = named.shock;
  return input;
}

// A made-up economy of N countries and J sectors, and a tariff of 0.3 by the first country on every import.
trilat::Result<Input> make(std::size_t N, std::size_t J) {
  economy::testing::SmallEconomy wanted{N, J, 11, 0.2, false};
  wanted.sweeps = 80;
  Input input;
  input.data = economy::testing::make_economy(wanted);
  TRILAT_CHECK(economy::complete(input.data));
  input.shock.tariffs = {{"C0", "*", "*", 0.3, {}}};
  return input;
}

double seconds_of(const std::function<bool()>& run) {
  const auto start = std::chrono::steady_clock::now();
  if (!run()) return 0;
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void whole(benchmark::State& state, const trilat::Result<Input>& input) {
  if (!input) return state.SkipWithError(input.error().to_string().c_str());
  int sweeps = 0;
  for (auto _ : state) {
    const auto found = economy::solve(input->data, input->shock);
    if (!found) return state.SkipWithError(found.error().to_string().c_str());
    sweeps = found->sweeps;
  }
  state.counters["sweeps"] = sweeps;
}

void again(benchmark::State& state, const trilat::Result<Input>& input) {
  if (!input) return state.SkipWithError(input.error().to_string().c_str());
  auto solver = economy::Solver::make(input->data);
  if (!solver) return state.SkipWithError(solver.error().to_string().c_str());
  if (!solver->set_shock(input->shock)) return state.SkipWithError("the shock was refused");
  for (auto _ : state) {
    if (!solver->solve()) return state.SkipWithError("no equilibrium");
  }
}

void gradient(benchmark::State& state, const trilat::Result<Input>& input) {
  if (!input) return state.SkipWithError(input.error().to_string().c_str());
  auto solver = economy::Solver::make(input->data);
  if (!solver || !solver->solve(input->shock)) return state.SkipWithError("no equilibrium");
  const economy::Outcome outcome = economy::real_income_of(input->data, 0);
  int products = 0;
  for (auto _ : state) {
    const auto found = economy::gradient(*solver, outcome);
    if (!found) return state.SkipWithError(found.error().to_string().c_str());
    products = found->products;
  }
  state.counters["products"] = products;
}

void peer(benchmark::State& state, const trilat::Result<Input>& input) {
  if (!input) return state.SkipWithError(input.error().to_string().c_str());
  const auto tariff = economy::apply_tariffs(input->data, input->shock);
  if (!tariff) return state.SkipWithError(tariff.error().to_string().c_str());
  const double own = seconds_of([&] { return economy::solve(input->data, input->shock).has_value(); });
  int sweeps = 0;
  double spent = 0;
  for (auto _ : state) {
    spent =
        seconds_of([&] { return (sweeps = trilat::bench::DampedFixedPoint(input->data, *tariff).solve(1e-10)) > 0; });
  }
  if (sweeps < 0) return state.SkipWithError("the damped fixed point did not converge");
  state.counters["sweeps"] = sweeps;
  state.counters["ratio"] = own > 0 ? spent / own : 0;
}

void add(const std::string& name, const trilat::Result<Input>& input, bool with_peer) {
  const auto enter = [&](const char* what, auto run) {
    benchmark::RegisterBenchmark((std::string(what) + "/" + name).c_str(), run, input)->Unit(benchmark::kMillisecond);
  };
  enter("whole", whole);
  enter("again", again);
  enter("gradient", gradient);
  if (with_peer) enter("peer", peer);
}

// Named economies, then how time grows with countries and sectors.
const bool kEntered = [] {
  add("cp1993", read("cp1993", "nafta-2005"), true);
  add("na2024", read("na2024", "tariffs-2025-08-08"), true);
  add("world2022", read("world2022", ""), true);
  for (const auto& [N, J] : std::vector<std::pair<std::size_t, std::size_t>>{
           {20, 20}, {40, 20}, {80, 20}, {160, 20}, {40, 10}, {40, 40}, {40, 65}, {160, 65}}) {
    const std::string name = "growth/" + std::to_string(N) + "x" + std::to_string(J);
    for (auto [what, run] : {std::pair{"whole", &whole}, std::pair{"again", &again}}) {
      benchmark::RegisterBenchmark((std::string(what) + "/" + name).c_str(), [N = N, J = J,
                                                                              run](benchmark::State& state) {
        run(state, make(N, J));
      })->Unit(benchmark::kMillisecond);
    }
  }
  return true;
}();

}  // namespace
