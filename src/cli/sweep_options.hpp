// The options that `trilat sweep` and trilat-sweep-mpi share, and the progress line of both.
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <string>

#include "trilat/sweep.hpp"

namespace trilat::cli {

struct SweepOptions {
  SweepParams params;
  std::string data, format = "text", out;
};

void add_sweep_options(CLI::App& command, SweepOptions& options);

// In the form that the options ask for, to standard output or the file; gives the exit status.
int write_sweep(const SweepOptions& options, const SweepResult& result);

// Draws done and the time that the rest will take, on standard error, where that is a terminal.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  void show(std::size_t done, std::size_t total);

 private:
  using Clock = std::chrono::steady_clock;
  bool terminal_ = false, shown_ = false;
  Clock::time_point began_, last_;
  std::size_t first_ = 0;  // done when it was first shown: what a checkpoint held took no time
};

}  // namespace trilat::cli
