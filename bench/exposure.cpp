// A company's ledger of a million lines, priced under two laws (limit: under 3 s on 2 cores). The peer, in the same run
// and on the same lines, is the batch of `trilat duty`, which prices each once: the exposure prices a line up to five
// times (two laws, what a claim is worth) and sums it up.
#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "io/csv.hpp"
#include "trilat/engine.hpp"

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLines = 1'000'000;
constexpr unsigned kThreads = 2;
constexpr double kLimitSeconds = 3;

// The drawn entry lines again and again with other values, from fifty suppliers.
class LedgerFile {
 public:
  LedgerFile() : folder_(fs::temp_directory_path() / ("trilat-bench-" + std::to_string(::getpid()))) {
    fs::create_directory(folder_);
    const auto table = trilat::io::read_csv(TRILAT_SOURCE_DIR "/bench/data/us-entry-lines.csv").value();
    std::ofstream out(ledger());
    out << "part,supplier,from,hs,date,value,claim\n";
    for (std::size_t i = 0; i < kLines; ++i) {
      const auto& row = table[i % table.size()];
      out << 'P' << i << ",S" << i % 50 << ',' << row["from"] << ',' << row["hs"] << ",2025-08-08," << 1000 + i % 977
          << ',' << row["claim"] << '\n';
    }
  }
  LedgerFile(const LedgerFile&) = delete;
  LedgerFile& operator=(const LedgerFile&) = delete;
  ~LedgerFile() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  std::string ledger() const { return (folder_ / "ledger.csv").string(); }
  std::string output() const { return (folder_ / "out.csv").string(); }

 private:
  fs::path folder_;
};

const LedgerFile& file() {
  static const LedgerFile made;
  return made;
}

const trilat::Engine& engine() {
  static const trilat::Engine opened = trilat::Engine::open({TRILAT_PACK}).value();
  return opened;
}

void count(benchmark::State& state) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1024;
  state.SetItemsProcessed(static_cast<std::int64_t>(kLines) * state.iterations());
}

void batch_of_a_million(benchmark::State& state) {
  trilat::BatchParams params;
  params.in = file().ledger();
  params.out = file().output();
  params.defaults.to = "US";
  params.threads = kThreads;
  for (auto _ : state) {
    const auto result = engine().batch(params);
    if (!result) return state.SkipWithError(result.error().to_string().c_str());
  }
  count(state);
}

void exposure_of_a_million(benchmark::State& state, bool lines) {
  trilat::ExposureParams params;
  params.ledger = file().ledger();
  params.scenario = "law-2025-08-08";
  params.against = "law-2025-01-01";
  params.to = "US";
  params.columns["date"] = "";  // no past entries: the day is that of the scenario
  if (lines) params.out_lines = file().output();
  params.threads = kThreads;
  for (auto _ : state) {
    const auto result = engine().exposure(params);
    if (!result) return state.SkipWithError(result.error().to_string().c_str());
  }
  state.counters["limit_s"] = kLimitSeconds;
  count(state);
}

BENCHMARK(batch_of_a_million)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(3);
BENCHMARK_CAPTURE(exposure_of_a_million, report, false)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(3);
BENCHMARK_CAPTURE(exposure_of_a_million, report_and_lines, true)
    ->Unit(benchmark::kSecond)
    ->UseRealTime()
    ->Iterations(3);

}  // namespace
