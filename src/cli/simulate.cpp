#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

struct Options {
  SimulateParams params;
  std::string data;
  std::string format = "text", out;
};

int run_simulate(const Options& options) {
  const auto engine = Engine::open({options.data});
  if (!engine) return report(engine.error());
  const auto result = engine->simulate(options.params);
  if (!result) return report(result.error());
  const bool page = options.format == "html" || (options.format == "text" && options.out.ends_with(".html"));
  const auto text = page                       ? to_html(*result)
                    : options.format == "json" ? to_json(*result)
                    : options.format == "csv"  ? to_csv(*result)
                                               : to_text(*result);
  if (options.out.empty()) {
    fmt::print("{}", text);
    return 0;
  }
  const auto written = write_output(options.out, text);
  return written ? 0 : report(written.error());
}

}  // namespace

void add_simulate(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("simulate", "what a tariff change does to the economies");
  command->add_option("--economy", options->params.economy, "economy of the data pack, or a folder of tables")
      ->capture_default_str();
  command->add_option("--shock", options->params.shock,
                      "shock of the data pack, or a file: importer,exporter,sector,rate");
  command->add_option("--closure", options->params.closure, "deficits: fixed or balanced")->capture_default_str();
  command->add_option("--elasticities", options->params.elasticities,
                      "elasticity set; the economy's first when left out");
  add_format_option(*command, options->format, {"text", "json", "csv", "html"});
  command->add_option("--out", options->out, "file to write instead of the terminal; NAME.html is a page with charts");
  add_data_option(*command, options->data);
  command->callback([options, &status] { status = run_simulate(*options); });
}

}  // namespace trilat::cli
