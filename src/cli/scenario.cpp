#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

struct ScenarioOptions {
  ScenarioParams params;
  std::string data;
  std::string format = "text";
  std::string out, from = "template";
};

int run_explain(const ScenarioOptions& options, bool check_only) {
  const auto engine = Engine::open({options.data, {}});
  if (!engine) return report(engine.error());
  const auto result = engine->scenario(options.params);
  if (!result) return report(result.error());
  if (check_only) {
    fmt::print("{}: no errors; {} change{}, {} lines of law differ\n", options.params.scenario, result->changes.size(),
               result->changes.size() == 1 ? "" : "s", result->differences.size());
    return 0;
  }
  fmt::print("{}", options.format == "json" ? to_json(*result) : to_text(*result));
  return 0;
}

int run_list(const ScenarioOptions& options) {
  const auto engine = Engine::open({options.data, {}});
  if (!engine) return report(engine.error());
  const auto ready = engine->scenarios();
  if (!ready) return report(ready.error());
  fmt::print("{}", options.format == "json" ? to_json(*ready) : to_text(*ready));
  return 0;
}

int run_new(const ScenarioOptions& options) {
  const auto engine = Engine::open({options.data, {}});
  if (!engine) return report(engine.error());
  const auto text = engine->scenario_text(options.from);
  if (!text) return report(text.error());
  std::error_code error;
  if (std::filesystem::exists(options.out, error))
    return report({ErrorCode::kBadInput,
                   fmt::format("there is a file '{}' already", options.out),
                   "give the name of a new file",
                   {}});
  if (const auto written = write_output(options.out, *text); !written) return report(written.error());
  fmt::print("{}: written; `trilat scenario explain {}` says what it changes\n", options.out, options.out);
  return 0;
}

}  // namespace

void add_scenario(CLI::App& app, int& status) {
  CLI::App* group = app.add_subcommand("scenario", "scenario files: list, explain, check, begin a new one");
  group->require_subcommand(1);
  auto options = std::make_shared<ScenarioOptions>();
  const auto add = [&](const char* name, const char* help) {
    CLI::App* command = group->add_subcommand(name, help);
    add_data_option(*command, options->data);
    return command;
  };
  CLI::App* list = add("list", "the ready scenarios");
  add_format_option(*list, options->format, {"text", "json"});
  list->callback([options, &status] { status = run_list(*options); });
  for (const bool check : {false, true}) {
    CLI::App* command = check ? add("check", "whether a scenario file is right")
                              : add("explain", "what a scenario changes, in words and in the law");
    command->add_option("scenario", options->params.scenario, "a ready scenario or a file")->required();
    if (!check) add_format_option(*command, options->format, {"text", "json"});
    command->callback([options, &status, check] { status = run_explain(*options, check); });
  }
  CLI::App* fresh = add("new", "write a scenario file to begin with");
  fresh->add_option("file", options->out, "the file to write")->required();
  fresh->add_option("--from", options->from, "a ready scenario to begin with");
  fresh->callback([options, &status] { status = run_new(*options); });
}

}  // namespace trilat::cli
