#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

struct Options {
  DutyParams params;
  std::vector<std::string> facts;  // name=value
  std::string data;
  std::string format = "text";
};

int run_duty(Options& options) {
  if (const auto read = read_facts(options.facts, options.params.facts); !read) return report(read.error());
  const auto engine = Engine::open({options.data});
  if (!engine) return report(engine.error());
  const auto result = engine->duty(options.params);
  if (!result) return report(result.error());
  fmt::print("{}", options.format == "json" ? to_json(*result) : to_text(*result));
  return exit_status(result->status);
}

}  // namespace

void add_duty(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("duty", "what a shipment pays and why");
  add_shipment_options(*command, options->params, options->facts, true);
  command->add_option("--value", options->params.value, "customs value in the importer's currency")->required();
  command->add_option("--date", options->params.date, "entry date, year-month-day")->required();
  add_format_option(*command, options->format, {"text", "json"});
  add_data_option(*command, options->data);
  command->callback([options, &status] { status = run_duty(*options); });
}

}  // namespace trilat::cli
