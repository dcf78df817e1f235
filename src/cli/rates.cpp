#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

struct RatesOptions {
  RatesParams params;
  std::string data, scenario;
  std::string format = "text", out;
};

int run_rates(const RatesOptions& options) {
  const auto engine = Engine::open({options.data, options.scenario});
  if (!engine) return report(engine.error());
  const auto result = engine->rates(options.params);
  if (!result) return report(result.error());
  const bool page = wants_page(options.format, options.out);
  const auto text = page                       ? to_html(*result)
                    : options.format == "json" ? to_json(*result)
                    : options.format == "csv"  ? to_csv(*result)
                                               : to_text(*result);
  return deliver(text, options.out);
}

}  // namespace

void add_rates(CLI::App& app, int& status) {
  auto options = std::make_shared<RatesOptions>();
  CLI::App* command = app.add_subcommand("rates", "effective tariff rates on a day or over a span of days");
  command->add_option("--to", options->params.to, "importer")->capture_default_str();
  command->add_option("--on", options->params.on, "a day");
  command->add_option("--since", options->params.since, "first day of a span; the start of the record when left out");
  command->add_option("--until", options->params.until,
                      "first day no longer shown; the end of the record when left out");
  command->add_option("--against", options->params.against,
                      "an earlier day: the change from it, by law, claims and mix");
  command->add_option("--by", options->params.by, "partner, chapter, sector or authority")->capture_default_str();
  command->add_option("--partner", options->params.partners, "only these partners, such as CA,MX,EU27")->delimiter(',');
  command
      ->add_option("--claims", options->params.claims,
                   "preference claimed: observed, statutory (none), a month held such as 2025-10, or a share")
      ->capture_default_str();
  command->add_option("--threads", options->params.threads, "threads")->capture_default_str();
  add_format_option(*command, options->format, {"text", "json", "csv", "html"});
  add_page_option(*command, options->out);
  add_scenario_option(*command, options->scenario);
  add_data_option(*command, options->data);
  command->callback([options, &status] { status = run_rates(*options); });
}

}  // namespace trilat::cli
