#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

struct DiffOptions {
  DiffParams params;
  std::string data, scenario;
  std::string format = "text";
  bool full = false;
};

int run_diff(const DiffOptions& options) {
  const auto engine = Engine::open({options.data, options.scenario});
  if (!engine) return report(engine.error());
  const auto result = engine->diff(options.params);
  if (!result) return report(result.error());
  fmt::print("{}", options.format == "json"  ? to_json(*result)
                   : options.format == "csv" ? to_csv(*result)
                                             : to_text(*result, options.full));
  return 0;
}

}  // namespace

void add_diff(CLI::App& app, int& status) {
  auto options = std::make_shared<DiffOptions>();
  CLI::App* command = app.add_subcommand("diff", "what changed in law between two dates");
  command->add_option("--date", options->params.dates, "entry date, year-month-day; twice, the earlier first")
      ->required();
  command->add_option("--to", options->params.to, "importing country (ISO code)")->capture_default_str();
  command->add_option("--hs", options->params.hs, "a tariff code of 2 to 10 digits, or all");
  command->add_option("--from", options->params.from, "country of origin (ISO code); all when left out");
  command->add_option("--known-on", options->params.known_on,
                      "compare the law as published on this day; given twice, one day for each date");
  command->add_flag("--full", options->full, "every code, not a count with examples");
  add_format_option(*command, options->format, {"text", "json", "csv"});
  add_data_option(*command, options->data);
  add_scenario_option(*command, options->scenario);
  command->callback([options, &status] { status = run_diff(*options); });
}

}  // namespace trilat::cli
