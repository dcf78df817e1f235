#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"

namespace trilat::cli {

int run(int argc, char** argv) {
  CLI::App app("Trilat: one executable model of the North American trade regime");
  app.require_subcommand(1);
  int status = 0;
  add_brief(app, status);
  add_duty(app, status);
  add_timeline(app, status);
  add_diff(app, status);
  add_facts(app, status);
  add_rates(app, status);
  add_simulate(app, status);
  add_sweep(app, status);
  add_economy(app, status);
  add_scenario(app, status);
  add_cases(app, status);
  add_data(app, status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;  // --help is no error
  }
  return status;
}

}  // namespace trilat::cli
