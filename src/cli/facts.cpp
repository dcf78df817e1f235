#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

struct FactsOptions {
  FactsParams params;
  std::vector<std::string> facts;  // name=value
  std::string data, scenario;
  std::string format = "text";
};

int run_facts(FactsOptions& options) {
  if (const auto read = read_facts(options.facts, options.params.shipment.facts); !read) return report(read.error());
  const auto engine = Engine::open({options.data, options.scenario});
  if (!engine) return report(engine.error());
  const auto result = engine->facts(options.params);
  if (!result) return report(result.error());
  fmt::print("{}", options.format == "json" ? to_json(*result) : to_text(*result));
  return 0;
}

}  // namespace

void add_facts(CLI::App& app, int& status) {
  auto options = std::make_shared<FactsOptions>();
  CLI::App* command = app.add_subcommand("facts", "the facts that matter for a good, or all that the law may ask");
  add_shipment_options(*command, options->params.shipment, options->facts, false);
  command->add_option("--value", options->params.shipment.value,
                      "customs value in the importer's currency; 10000 when left out");
  command->add_option("--date", options->params.shipment.date, "entry date, year-month-day");
  add_format_option(*command, options->format, {"text", "json"});
  add_data_option(*command, options->data);
  add_scenario_option(*command, options->scenario);
  command->callback([options, &status] { status = run_facts(*options); });
}

}  // namespace trilat::cli
