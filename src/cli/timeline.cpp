#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

struct TimelineOptions {
  TimelineParams params;
  std::vector<std::string> facts;  // name=value
  std::string data, scenario;
  std::string format = "text";
};

int run_timeline(TimelineOptions& options) {
  if (const auto read = read_facts(options.facts, options.params.shipment.facts); !read) return report(read.error());
  const auto engine = Engine::open({options.data, options.scenario});
  if (!engine) return report(engine.error());
  const auto result = engine->timeline(options.params);
  if (!result) return report(result.error());
  fmt::print("{}", options.format == "json"  ? to_json(*result)
                   : options.format == "csv" ? to_csv(*result)
                                             : to_text(*result));
  return 0;
}

}  // namespace

void add_timeline(CLI::App& app, int& status) {
  auto options = std::make_shared<TimelineOptions>();
  CLI::App* command =
      app.add_subcommand("timeline", "duty on a good over a span of dates, with the cause of each change");
  add_shipment_options(*command, options->params.shipment, options->facts, true);
  command->add_option("--value", options->params.shipment.value, "customs value in the importer's currency")
      ->required();
  command->add_option("--since", options->params.since, "first entry date; the start of the record when left out");
  command->add_option("--until", options->params.until,
                      "first entry date no longer shown; the end of the record when left out");
  add_format_option(*command, options->format, {"text", "json", "csv"});
  add_data_option(*command, options->data);
  add_scenario_option(*command, options->scenario);
  command->callback([options, &status] { status = run_timeline(*options); });
}

}  // namespace trilat::cli
