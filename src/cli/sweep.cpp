#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"
#include "cli/sweep_options.hpp"

namespace trilat::cli {
namespace {

int run_sweep(const SweepOptions& options) {
  const auto engine = Engine::open({options.data});
  if (!engine) return report(engine.error());
  const auto result = [&] {
    ProgressLine line;
    return engine->sweep(options.params, [&line](std::size_t done, std::size_t total) { line.show(done, total); });
  }();
  return result ? write_sweep(options, *result) : report(result.error());
}

}  // namespace

void add_sweep(CLI::App& app, int& status) {
  auto options = std::make_shared<SweepOptions>();
  CLI::App* command = app.add_subcommand("sweep", "quantiles of outcomes over draws of the trade elasticities");
  add_sweep_options(*command, *options);
  command->callback([options, &status] { status = run_sweep(*options); });
}

}  // namespace trilat::cli
