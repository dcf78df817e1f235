#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {

void add_cases(CLI::App& app, int& status) {
  struct CasesOptions {
    CasesParams params;
    std::string data;
  };
  auto options = std::make_shared<CasesOptions>();
  CLI::App* command = app.add_subcommand("cases", "run worked cases with known answers");
  command->add_option("files", options->params.files, "case files (TOML)")->required();
  add_data_option(*command, options->data);
  command->callback([options, &status] {
    const auto engine = Engine::open({options->data});
    if (!engine) {
      status = report(engine.error());
      return;
    }
    const auto result = engine->cases(options->params);
    if (!result) {
      status = report(result.error());
      return;
    }
    fmt::print("{}", to_text(*result));
    status = result->failed == 0 ? 0 : 1;
  });
}

}  // namespace trilat::cli
