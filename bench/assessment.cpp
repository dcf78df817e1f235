// What an assessment costs: one with its full working (target: under 50 us), many without working (target: over
// a million lines a second and core), and the panel of every eight-digit line by 240 origins on one date
// (target: under 2 s and 200 MB). The peer of the fast path is `assess` itself on the same lines.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <random>
#include <set>
#include <thread>

#include "io/csv.hpp"
#include "law/pricer.hpp"
#include "pack/container.hpp"
#include "pack/law_codec.hpp"
#include "trilat/engine.hpp"

namespace {

using trilat::law::PriceQuery;

const trilat::law::RuleBase& rules() {
  static const trilat::law::RuleBase held = [] {
    const auto pack = trilat::pack::Container::open(TRILAT_PACK);
    return trilat::pack::decode_law(pack->section("law/us").value()).value();
  }();
  return held;
}

const trilat::law::LawIndex& law_index() {
  static const trilat::law::LawIndex index(rules());
  return index;
}

struct Line {
  PriceQuery query;
  std::vector<trilat::law::KnownFact> facts;
};

// The drawn entry lines, repeated with other days and values up to `count`, each line once.
std::vector<Line> entry_lines(std::size_t count) {
  const auto table = trilat::io::read_csv(TRILAT_SOURCE_DIR "/bench/data/us-entry-lines.csv").value();
  const trilat::Date first = rules().recorded.from;
  const auto days = static_cast<std::size_t>(rules().recorded.until.days_since_1970() - first.days_since_1970());
  std::vector<Line> lines(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& row = table[i % table.size()];
    PriceQuery& query = lines[i].query;
    query.origin = trilat::Country::parse(row["from"]).value();
    query.code = trilat::HsCode::parse(row["hs"]).value();
    const auto day =
        static_cast<std::size_t>(trilat::Date::parse(row["date"])->days_since_1970() - first.days_since_1970());
    const std::size_t round = i / table.size();
    query.date = first.plus_days(static_cast<int>((day + 101 * round) % days));
    query.value =
        trilat::Money::parse(row["value"]).value() + trilat::Money::whole(static_cast<std::int64_t>(37 * round));
    if (!row["claim"].empty()) {
      trilat::law::FactValue claim;
      claim.choice = row["claim"];
      lines[i].facts.push_back({law_index().claim(), claim});
    }
  }
  for (Line& line : lines) line.query.facts = line.facts;
  return lines;
}

void one_assessment(benchmark::State& state, const char* claim) {
  const auto engine = trilat::Engine::open({TRILAT_PACK});
  if (!engine) {
    state.SkipWithError(engine.error().to_string().c_str());
    return;
  }
  trilat::DutyParams params;
  params.to = "US";
  params.from = "MX";
  params.hs = "8708305090";
  params.date = "2025-08-08";
  params.value = "10000";
  params.claim = claim;
  for (auto _ : state) benchmark::DoNotOptimize(engine->duty(params));
}

void assessment_determined(benchmark::State& state) { one_assessment(state, "none"); }
void assessment_with_an_open_claim(benchmark::State& state) { one_assessment(state, ""); }

std::size_t price_all(trilat::law::Pricer& pricer, const std::vector<Line>& lines) {
  std::size_t priced = 0;
  trilat::law::Price price;
  for (const Line& line : lines) {
    priced += pricer.price(line.query, price) ? 1U : 0U;
    benchmark::DoNotOptimize(price.duty_max);
  }
  return priced;
}

void count_lines(benchmark::State& state, std::size_t lines, std::size_t priced) {
  state.SetItemsProcessed(static_cast<std::int64_t>(lines) * state.iterations());
  state.counters["priced_share"] = static_cast<double>(priced) / static_cast<double>(lines);
}

// A million lines through a Pricer that has seen nothing yet: tables and plans are made on the way.
void batch_from_nothing(benchmark::State& state) {
  const auto lines = entry_lines(1'000'000);
  std::size_t priced = 0;
  for (auto _ : state) {
    trilat::law::Pricer pricer(law_index());
    priced = price_all(pricer, lines);
  }
  count_lines(state, lines.size(), priced);
}

void batch_warm(benchmark::State& state) {
  const auto lines = entry_lines(1'000'000);
  trilat::law::Pricer pricer(law_index());
  std::size_t priced = price_all(pricer, lines);
  for (auto _ : state) priced = price_all(pricer, lines);
  count_lines(state, lines.size(), priced);
}

// The peer: the same lines, each assessed with its working.
void batch_by_assess(benchmark::State& state) {
  const auto lines = entry_lines(20'000);
  std::vector<trilat::law::Shipment> shipments;
  for (const Line& line : lines) {
    const PriceQuery& query = line.query;
    auto& shipment = shipments.emplace_back();
    shipment.origin = query.origin;
    shipment.code = query.code;
    shipment.date = query.date;
    shipment.value = query.value;
    for (const auto& known : line.facts) shipment.facts.emplace(law_index().fact(known.fact).name, known.value);
  }
  std::size_t priced = 0;
  for (auto _ : state) {
    priced = 0;
    for (const auto& shipment : shipments) priced += trilat::law::assess(law_index(), shipment) ? 1U : 0U;
  }
  count_lines(state, lines.size(), priced);
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// Every eight-digit code that stands on the date, by every country but the importer; 240 of them.
void panel(benchmark::State& state) {
  const trilat::Date date(2025, 8, 8);
  std::set<trilat::HsCode> lines;
  for (const auto& row : rules().schedule.rows()) {
    if (row.effect.contains(date) && row.code.length() >= 8 && row.code.chapter() < 98)
      lines.insert(row.code.prefix(8));
  }
  const std::vector<trilat::HsCode> codes(lines.begin(), lines.end());
  constexpr std::size_t kOrigins = 240;
  std::vector<std::int64_t> most(codes.size() * kOrigins);
  std::size_t priced = 0;
  for (auto _ : state) {
    std::size_t counts[2] = {0, 0};
    const auto work = [&](std::size_t half) {
      trilat::law::Pricer pricer(law_index());
      trilat::law::Price price;
      for (std::size_t i = half; i < codes.size(); i += 2) {
        for (std::size_t origin = 0; origin < kOrigins; ++origin) {
          const PriceQuery query{trilat::Country::at(origin), codes[i], date, {}, trilat::Money::whole(10'000), {}, {}};
          if (!pricer.price(query, price)) continue;
          most[i * kOrigins + origin] = price.duty_max.cents();
          ++counts[half];
        }
      }
    };
    std::thread other(work, 1);
    work(0);
    other.join();
    priced = counts[0] + counts[1];
  }
  state.counters["cells"] = static_cast<double>(codes.size() * kOrigins);
  state.counters["priced_share"] = static_cast<double>(priced) / static_cast<double>(codes.size() * kOrigins);
  state.counters["peak_MB"] = peak_megabytes();
}

BENCHMARK(assessment_determined)->Unit(benchmark::kMicrosecond);
BENCHMARK(assessment_with_an_open_claim)->Unit(benchmark::kMicrosecond);
BENCHMARK(panel)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(batch_by_assess)->Unit(benchmark::kMillisecond);
BENCHMARK(batch_warm)->Unit(benchmark::kMillisecond);
BENCHMARK(batch_from_nothing)->Unit(benchmark::kMillisecond);

}  // namespace
