// Uncertainty: the same counterfactual for many draws of the trade elasticities, over closures and
// scenarios, with quantiles of any outcome.
//
// Draw number d depends on the seed and d alone, so that the answer does not depend on how many workers,
// processes or runs made it. A checkpoint keeps finished draws; a run that was killed goes on from it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "trilat/simulate.hpp"

namespace trilat {

struct SweepParams {
  std::string economy = "na2024";          // an economy of the data pack, or a folder of tables
  std::vector<std::string> shocks = {""};  // of the data pack, or files; empty text: no change
  // Deficits fixed, share or balanced, as in SimulateParams; then, joined by "+", what else differs: government
  // (it spends the revenue), immobile or roy:KAPPA (labour between sectors), supply:PSI (of labour).
  std::vector<std::string> closures = {"fixed"};
  std::vector<std::string> elasticities;  // sets; empty: the economy's first; "*": all
  std::size_t draws = 1000;               // of each shock, closure and set
  std::uint64_t seed = 1;
  // Standard error of each elasticity: a share of the estimate ("0.2"), "published" (the set's own), "none",
  // or a file with columns sector, standard_error.
  std::string spread = "0.2";
  // NAME:COUNTRY, NAME:COUNTRY:SECTOR or value:IMPORTER:EXPORTER:SECTOR; "*" is every one. Names are those
  // of the table that `trilat simulate --format csv` writes.
  std::vector<std::string> outcomes = {"real_income:*"};
  std::vector<double> quantiles = {0.05, 0.25, 0.5, 0.75, 0.95};
  unsigned workers = 0;    // threads; 0: one a processor
  std::string checkpoint;  // file; empty: none is kept
};

struct SweepCase {
  std::string shock, shock_title, closure, elasticities;
  std::size_t draws = 0, failed = 0;  // finished, and of them without a solution
};

struct SweepRow {
  std::size_t scenario = 0;  // index into SweepResult::cases
  std::string outcome, unit, country, partner, sector;
  double central = 0;  // at the estimates themselves
  double mean = 0, standard_deviation = 0;
  std::vector<double> quantiles;
};

struct SweepResult {
  std::string economy, title, source;
  std::uint64_t seed = 0;
  std::string spread;  // in words
  std::size_t draws = 0;
  std::vector<double> probabilities;
  std::vector<SweepCase> cases;
  std::vector<SweepRow> rows;
  std::size_t resumed = 0;  // draws that the checkpoint already held
  std::string data_hash;
};

// Finished draws in the making: tasks and, for each, its values (not a number where no solution was found).
struct SweepChunk {
  std::vector<std::size_t> tasks;
  std::vector<double> values;  // [task][outcome]
};

// A sweep that was opened: for front ends that spread its draws over processes. Task number t is draw
// t % draws of case t / draws.
class SweepRun {
 public:
  SweepRun(SweepRun&&) noexcept;
  SweepRun& operator=(SweepRun&&) noexcept;
  ~SweepRun();

  std::size_t tasks() const;
  std::size_t values_per_task() const;
  std::vector<std::size_t> missing() const;

  // Computes the tasks on the threads of the parameters. `done` gets the chunks as they finish, one at a
  // time; a failure that it returns stops the run.
  Status compute(const std::vector<std::size_t>& tasks, const std::function<Status(const SweepChunk&)>& done) const;
  // Keeps finished tasks, in the checkpoint too. kBadInput where the checkpoint cannot be written.
  Status record(const SweepChunk& chunk);
  // Precondition: no task is missing.
  SweepResult result() const;

 private:
  friend class Engine;
  struct Impl;
  explicit SweepRun(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Called with finished and all tasks, the resumed ones included.
using SweepProgress = std::function<void(std::size_t done, std::size_t total)>;

std::string to_text(const SweepResult& result);
std::string to_json(const SweepResult& result);
// shock, closure, elasticities, outcome, unit, country, partner, sector, central, mean, sd, q<probability>...
std::string to_csv(const SweepResult& result);

}  // namespace trilat
