#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

struct BriefOptions {
  BriefParams params;
  std::string out, format = "text", csv;
  std::string data, scenario;
};

// One file a table; the folder must exist.
Status write_tables(const BriefResult& brief, const std::string& folder) {
  if (folder.empty()) return {};
  for (const BriefTable& table : tables_of(brief))
    TRILAT_CHECK(write_output(folder + "/" + table.name + ".csv", to_csv(table)));
  return {};
}

int run_brief(const BriefOptions& options) {
  if (options.params.date.empty() && options.scenario.empty())
    return report(
        {ErrorCode::kBadInput, "--date or --scenario is required", "trilat brief --help lists the options", {}});
  const auto engine = Engine::open({options.data, options.scenario});
  if (!engine) return report(engine.error());
  const auto brief = engine->brief(options.params);
  if (!brief) return report(brief.error());
  if (const auto written = write_tables(*brief, options.csv); !written) return report(written.error());
  if (options.format == "markdown") return deliver(to_markdown(*brief), options.out);
  if (options.format == "html") return deliver(to_html(*brief), options.out);
  if (!options.out.empty()) {
    if (const auto written = write_output(options.out, to_html(*brief)); !written) return report(written.error());
  }
  fmt::print("{}", to_text(*brief));
  return 0;
}

}  // namespace

void add_brief(CLI::App& app, int& status) {
  auto options = std::make_shared<BriefOptions>();
  CLI::App* command = app.add_subcommand("brief", "duties and their effects on a date, as one page");
  command->add_option("--date", options->params.date, "entry date, year-month-day; the scenario's when left out");
  command->add_option("--out", options->out, "file to write: the HTML page, unless --format says markdown");
  add_format_option(*command, options->format, {"text", "markdown", "html"});
  command->add_option("--csv", options->csv, "folder to write every table into, a CSV file each; it must exist");
  command->add_flag("!--no-rates", options->params.rates, "leave out the effective rates over time");
  command->add_flag("!--no-game", options->params.game, "leave out the negotiation and the pact's clock");
  add_data_option(*command, options->data);
  add_scenario_option(*command, options->scenario);
  command->add_option("--against", options->params.against, "the scenario that it is set against");
  command->callback([options, &status] { status = run_brief(*options); });
}

}  // namespace trilat::cli
