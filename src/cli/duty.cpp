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
  for (const std::string& fact : options.facts) {
    const auto equals = fact.find('=');
    if (equals == std::string::npos || equals == 0) {
      return report({ErrorCode::kBadInput, fmt::format("--fact '{}' has no value", fact), "write name=value", {}});
    }
    options.params.facts[fact.substr(0, equals)] = fact.substr(equals + 1);
  }
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
  command->add_option("--to", options->params.to, "importing country (ISO code)")->required();
  command->add_option("--from", options->params.from, "country of origin (ISO code)")->required();
  command->add_option("--hs", options->params.hs, "tariff code, 8 or 10 digits")->required();
  command->add_option("--value", options->params.value, "customs value in the importer's currency")->required();
  command->add_option("--date", options->params.date, "entry date, year-month-day")->required();
  command->add_option("--quantity", options->params.quantities, "quantity with unit, '100 kg'; may be repeated");
  command->add_option("--claim", options->params.claim, "usmca or none; unknown when left out");
  command->add_option("--fact", options->facts, "a fact about the shipment, name=value; may be repeated");
  command->add_option("--preference-from", options->params.preference_from,
                      "country of marking, where a preference is claimed for goods of another origin");
  command->add_option("--with", options->params.options, "a fee or tax to add: mpf, hmf; may be repeated");
  command->add_flag("--beyond-horizon", options->params.beyond_horizon,
                    "after the recorded span: take the last recorded law to hold still");
  command->add_option("--known-on", options->params.known_on, "answer as the law stood published on this day");
  add_format_option(*command, options->format, {"text", "json"});
  add_data_option(*command, options->data);
  command->callback([options, &status] { status = run_duty(*options); });
}

}  // namespace trilat::cli
