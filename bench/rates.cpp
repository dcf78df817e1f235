// Effective rates of every partner on every day of 2025 and 2026 (limit: under 10 s on 2 cores), and of one day. The
// peer of the series is the reading of each day on its own, which is taken for a tenth of the days and scaled.
#include <benchmark/benchmark.h>

#include "engine/rates_model.hpp"
#include "pack/law_codec.hpp"

namespace {

constexpr unsigned kRatesThreads = 2;
constexpr double kRatesLimitSeconds = 10;
constexpr int kOneDayIn = 10;

const trilat::RatesModel& model() {
  static const auto made = [] {
    const auto pack = trilat::pack::Container::open(TRILAT_PACK).value();
    const auto rules = trilat::pack::decode_law(pack.section("law/us").value()).value();
    auto trade = trilat::open_trade(pack, rules.importer).value().value();
    return trilat::make_rates_model(rules, std::move(trade)).value();
  }();
  return *made;
}

double total(const std::vector<trilat::Date>& days) {
  const auto grouping = trilat::flows::by_partner(model().trade.imports);
  std::vector<double> duties(days.size());
  trilat::flows::read_days(
      *model().book, days, [](trilat::Date day) { return day; }, kRatesThreads,
      [&](std::size_t i, const trilat::flows::DayRates& rates) {
        for (const auto& sum : trilat::flows::sum_rates(*model().book, rates, grouping)) duties[i] += sum.duty;
      });
  double all = 0;
  for (const double duty : duties) all += duty;
  return all;
}

// The law and the trade made ready, as each start of the program does.
void RatesBook(benchmark::State& state) {
  const auto& held = model();
  for (auto _ : state) {
    auto book =
        trilat::flows::RateBook::make(held.book->rules(), held.trade.imports, held.claims, held.trade.assumptions);
    benchmark::DoNotOptimize(book);
  }
}
BENCHMARK(RatesBook)->Unit(benchmark::kSecond)->Iterations(1)->Repetitions(3)->ReportAggregatesOnly();

void RatesSeries(benchmark::State& state) {
  const auto days = trilat::flows::rate_days(*model().book, model().book->rules().recorded);
  for (auto _ : state) benchmark::DoNotOptimize(total(days));
  state.counters["days_read"] = static_cast<double>(days.size());
  state.counters["limit_s"] = kRatesLimitSeconds;
}
BENCHMARK(RatesSeries)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1)->Repetitions(3)->ReportAggregatesOnly();

// Every tenth day, changed or not: times ten, what a series costs that reads all days.
void RatesEveryTenthDay(benchmark::State& state) {
  std::vector<trilat::Date> days;
  const auto span = model().book->rules().recorded;
  for (trilat::Date day = span.from; day < span.until; day = day.plus_days(kOneDayIn)) days.push_back(day);
  for (auto _ : state) benchmark::DoNotOptimize(total(days));
  state.counters["days_read"] = static_cast<double>(days.size());
}
BENCHMARK(RatesEveryTenthDay)
    ->Unit(benchmark::kSecond)
    ->UseRealTime()
    ->Iterations(1)
    ->Repetitions(3)
    ->ReportAggregatesOnly();

}  // namespace
