// trilat-sweep-mpi: `trilat sweep` spread over MPI processes, for mpirun and Slurm.
//
// Every process opens the sweep; the first alone holds the checkpoint and says what is missing. In rounds,
// each computes its part with its own threads and the first gathers and keeps the results, so that a kill
// loses at most the round under way. The answer is that of one process, to the last digit.
#include <fmt/format.h>
#include <mpi.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <exception>
#include <thread>

#include "cli/support.hpp"
#include "cli/sweep_options.hpp"

namespace trilat::cli {
namespace {

constexpr std::size_t kRoundPerThread = 128;  // draws a thread between two gatherings

int rank_of() {
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  return rank;
}

int size_of() {
  int size = 1;
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  return size;
}

// The worst exit status of all, so that no process waits for one that failed.
int agree(int status) {
  int worst = status;
  MPI_Allreduce(&status, &worst, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
  return worst;
}

// What the first process has, everywhere.
void share(std::vector<std::uint64_t>& tasks) {
  std::uint64_t count = tasks.size();
  MPI_Bcast(&count, 1, MPI_UINT64_T, 0, MPI_COMM_WORLD);
  tasks.resize(count);
  for (std::size_t at = 0; at < tasks.size();) {  // counts of MPI are int
    const std::size_t part = std::min<std::size_t>(tasks.size() - at, std::size_t{1} << 24U);
    MPI_Bcast(tasks.data() + at, static_cast<int>(part), MPI_UINT64_T, 0, MPI_COMM_WORLD);
    at += part;
  }
}

// This process's part of a round: tasks [from, to) are dealt in equal runs.
std::vector<std::size_t> part_of(const std::vector<std::uint64_t>& tasks, std::size_t from, std::size_t to, int rank) {
  const auto count = static_cast<std::size_t>(size_of()), place = static_cast<std::size_t>(rank);
  const std::size_t begin = from + (to - from) * place / count, end = from + (to - from) * (place + 1) / count;
  return {tasks.begin() + static_cast<std::ptrdiff_t>(begin), tasks.begin() + static_cast<std::ptrdiff_t>(end)};
}

SweepChunk computed(const SweepRun& run, const std::vector<std::size_t>& tasks) {
  SweepChunk all;
  // the library hands over finished chunks without failing
  (void)run.compute(tasks, [&all](const SweepChunk& chunk) -> Status {
    all.tasks.insert(all.tasks.end(), chunk.tasks.begin(), chunk.tasks.end());
    all.values.insert(all.values.end(), chunk.values.begin(), chunk.values.end());
    return {};
  });
  return all;
}

// Sends a chunk to the first process, which keeps all of them.
Status gather(SweepRun& run, const SweepChunk& own) {
  if (rank_of() != 0) {
    std::vector<std::uint64_t> tasks(own.tasks.begin(), own.tasks.end());
    MPI_Send(tasks.data(), static_cast<int>(tasks.size()), MPI_UINT64_T, 0, 0, MPI_COMM_WORLD);
    MPI_Send(own.values.data(), static_cast<int>(own.values.size()), MPI_DOUBLE, 0, 1, MPI_COMM_WORLD);
    return {};
  }
  Status kept = run.record(own);
  for (int from = 1; from < size_of(); ++from) {
    MPI_Status arrived;
    int count = 0;
    MPI_Probe(from, 0, MPI_COMM_WORLD, &arrived);
    MPI_Get_count(&arrived, MPI_UINT64_T, &count);
    std::vector<std::uint64_t> tasks(static_cast<std::size_t>(count));
    MPI_Recv(tasks.data(), count, MPI_UINT64_T, from, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    SweepChunk chunk;
    chunk.tasks.assign(tasks.begin(), tasks.end());
    chunk.values.resize(tasks.size() * run.values_per_task());
    MPI_Recv(chunk.values.data(), static_cast<int>(chunk.values.size()), MPI_DOUBLE, from, 1, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    if (kept) kept = run.record(chunk);
  }
  return kept;
}

int sweep(SweepOptions options) {
  const bool first = rank_of() == 0;
  if (!first) options.params.checkpoint.clear();
  const auto engine = Engine::open({options.data});
  auto run = engine ? engine->open_sweep(options.params) : tl::unexpected(engine.error());
  if (const int worst = agree(run ? 0 : core::exit_status(run.error().code)); worst != 0) {
    if (first)
      fmt::print(stderr, "trilat: {}\n", run ? "another process could not open the sweep" : run.error().to_string());
    return worst;
  }
  std::vector<std::uint64_t> tasks;
  if (first) {
    const auto missing = run->missing();
    tasks.assign(missing.begin(), missing.end());
  }
  share(tasks);
  const unsigned threads =
      options.params.workers == 0 ? std::max(1U, std::thread::hardware_concurrency()) : options.params.workers;
  const std::size_t round = kRoundPerThread * threads * static_cast<std::size_t>(size_of());
  ProgressLine line;
  for (std::size_t from = 0; from < tasks.size(); from += round) {
    const std::size_t to = std::min(from + round, tasks.size());
    const Status kept = gather(*run, computed(*run, part_of(tasks, from, to, rank_of())));
    if (!kept) report(kept.error());
    if (const int worst = agree(kept ? 0 : core::exit_status(kept.error().code)); worst != 0) return worst;
    if (first) line.show(run->tasks() - tasks.size() + to, run->tasks());
  }
  return first ? write_sweep(options, run->result()) : 0;
}

int start(int argc, char** argv) {
  CLI::App app("trilat sweep over MPI processes: start with mpirun or srun");
  SweepOptions options;
  options.params.workers = 1;
  add_sweep_options(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (rank_of() == 0) app.exit(error);
    return error.get_exit_code() == 0 ? 0 : 2;
  }
  return sweep(options);
}

}  // namespace
}  // namespace trilat::cli

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  int status = 1;
  try {
    status = trilat::cli::start(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "trilat: internal error: {}\n", error.what());
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
  MPI_Finalize();
  return status;
}
