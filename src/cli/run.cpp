#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/support.hpp"
#include "core/text.hpp"

namespace trilat::cli {
namespace {

// The program's version, and the hash of the data that it answers from.
std::string version() {
  const auto engine = Engine::open();
  const auto info = engine ? engine->data_info() : tl::unexpected(engine.error());
  return fmt::format("trilat {}\ndata {}", TRILAT_VERSION, info ? info->hash : "none: " + info.error().to_string());
}

// A first word that is no command is told with the nearest one.
bool is_command(const CLI::App& app, const std::string& word) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (command->get_name() == word) return true;
    names.push_back(command->get_name());
  }
  fmt::print(stderr, "trilat: '{}' is not a command; {}\n", word,
             core::did_you_mean(word, names, fmt::format("the commands are {}", fmt::join(names, ", "))));
  return false;
}

}  // namespace

int run(int argc, char** argv) {
  CLI::App app("Trilat: one executable model of the North American trade regime");
  app.require_subcommand(1);
  app.set_version_flag("--version", version, "print the version of the program and the hash of its data");
  int status = 0;
  add_brief(app, status);
  add_duty(app, status);
  add_timeline(app, status);
  add_diff(app, status);
  add_facts(app, status);
  add_rates(app, status);
  add_exposure(app, status);
  add_simulate(app, status);
  add_sweep(app, status);
  add_negotiate(app, status);
  add_economy(app, status);
  add_scenario(app, status);
  add_treaty(app, status);
  add_quota(app, status);
  add_origin(app, status);
  add_cases(app, status);
  add_search(app, status);
  add_serve(app, status);
  add_data(app, status);
  const std::string first = argc > 1 ? argv[1] : "-";
  if (!first.empty() && first.front() != '-' && !is_command(app, first)) return 2;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;  // --help is no error
  }
  return status;
}

}  // namespace trilat::cli
