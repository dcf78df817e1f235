#include "cli/sweep_options.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/support.hpp"

namespace trilat::cli {

void add_sweep_options(CLI::App& command, SweepOptions& options) {
  SweepParams& params = options.params;
  command.add_option("--economy", params.economy, "economy of the data pack, or a folder of tables")
      ->capture_default_str();
  command.add_option("--shock", params.shocks, "shocks of the data pack, or files; several separated by commas")
      ->delimiter(',');
  command
      .add_option("--closure", params.closures,
                  "DEFICITS[+government][+immobile|+roy:KAPPA][+supply:PSI]; several separated by commas")
      ->delimiter(',')
      ->capture_default_str();
  command
      .add_option("--elasticities", params.elasticities,
                  "elasticity sets, * for all; the economy's first when left out")
      ->delimiter(',');
  command.add_option("--draws", params.draws, "draws of each shock, closure and set")->capture_default_str();
  command.add_option("--seed", params.seed, "seed; the same seed gives the same draws")->capture_default_str();
  command
      .add_option("--spread", params.spread,
                  "standard error of the elasticities: a share of each (0.2), published, none, or a file "
                  "sector,standard_error")
      ->capture_default_str();
  command
      .add_option("--outcome", params.outcomes,
                  "NAME:COUNTRY, NAME:COUNTRY:SECTOR, value:IMPORTER:EXPORTER:SECTOR; * for all")
      ->delimiter(',')
      ->capture_default_str();
  command.add_option("--quantiles", params.quantiles, "probabilities")->delimiter(',')->capture_default_str();
  command.add_option("--workers", params.workers, "threads; one a processor when left out");
  command.add_option("--checkpoint", params.checkpoint, "file that keeps finished draws, to go on after a kill");
  command.add_option("--out", options.out, "file to write instead of the terminal");
  add_format_option(command, options.format, {"text", "json", "csv"});
  add_data_option(command, options.data);
}

int write_sweep(const SweepOptions& options, const SweepResult& result) {
  const std::string text = options.format == "json"  ? to_json(result)
                           : options.format == "csv" ? to_csv(result)
                                                     : to_text(result);
  return deliver(text, options.out);
}

ProgressLine::ProgressLine() : terminal_(::isatty(STDERR_FILENO) == 1), began_(Clock::now()), last_(began_) {}

ProgressLine::~ProgressLine() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
}

void ProgressLine::show(std::size_t done, std::size_t total) {
  if (!terminal_) return;
  const auto now = Clock::now();
  if (first_ == 0) first_ = done;
  if (now - last_ < std::chrono::milliseconds(200)) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - began_).count();
  const double rate = static_cast<double>(done - first_ + 1) / seconds;
  fmt::print(stderr, "\r\x1b[K{} of {} draws, {:.0f} s left", done, total, static_cast<double>(total - done) / rate);
  std::fflush(stderr);
  shown_ = true;
}

}  // namespace trilat::cli
