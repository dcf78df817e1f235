#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

struct SimulateOptions {
  SimulateParams params;
  std::string data;
  std::string format = "text", out;
  std::vector<std::string> tariffs, export_taxes, trade_costs;
};

// "USA,CAN,C29,0.25": importer, exporter, sector, value.
Result<std::vector<SimulateCell>> cells_of(const std::vector<std::string>& texts, const char* option) {
  std::vector<SimulateCell> cells;
  for (const std::string& text : texts) {
    const std::vector<std::string> parts = CLI::detail::split(text, ',');
    SimulateCell cell;
    if (parts.size() != 4 || !CLI::detail::lexical_cast(parts[3], cell.value)) {
      return bad_input(fmt::format("{} '{}' is not importer,exporter,sector,value", option, text),
                       "write it as USA,CAN,*,0.25");
    }
    cell.importer = parts[0];
    cell.exporter = parts[1];
    cell.sector = parts[2];
    cells.push_back(std::move(cell));
  }
  return cells;
}

Status read_cells(const SimulateOptions& options, SimulateParams& params) {
  TRILAT_TRY(params.tariffs, cells_of(options.tariffs, "--tariff"));
  TRILAT_TRY(params.export_taxes, cells_of(options.export_taxes, "--export-tax"));
  TRILAT_TRY(params.trade_costs, cells_of(options.trade_costs, "--trade-cost"));
  return {};
}

int run_simulate(const SimulateOptions& options) {
  const auto engine = Engine::open({options.data});
  if (!engine) return report(engine.error());
  SimulateParams params = options.params;
  if (const Status read = read_cells(options, params); !read) return report(read.error());
  const bool page = wants_page(options.format, options.out);
  params.decompose = params.decompose || page;  // the page shows the exact parts
  const auto result = engine->simulate(params);
  if (!result) return report(result.error());
  const auto text = page                       ? to_html(*result)
                    : options.format == "json" ? to_json(*result)
                    : options.format == "csv"  ? to_csv(*result)
                                               : to_text(*result);
  return deliver(text, options.out);
}

}  // namespace

void add_simulate(CLI::App& app, int& status) {
  auto options = std::make_shared<SimulateOptions>();
  CLI::App* command = app.add_subcommand("simulate", "what a tariff change does to the economies");
  command->add_option("--economy", options->params.economy,
                      "economy of the data pack, or a folder of tables; na2024 when left out");
  command->add_option("--scenario", options->params.scenario,
                      "a ready scenario or a file: its dated law gives the tariffs");
  command->add_option("--against", options->params.against,
                      "the scenario that it is set against; the tariffs of the base year when left out");
  command->add_option("--shock", options->params.shock,
                      "shock of the data pack, or a file: importer,exporter,sector,rate");
  command->add_option("--closure", options->params.closure, "deficits: fixed, share or balanced; fixed when left out");
  command->add_option("--elasticities", options->params.elasticities,
                      "elasticity set; the economy's first when left out");
  command->add_option("--revenue", options->params.revenue, "who spends the revenue: rebate or government")
      ->capture_default_str();
  command
      ->add_option("--government-buys", options->params.government_buys,
                   "sectors that the government buys, in proportion to final demand; all when left out")
      ->delimiter(',');
  command->add_option("--labour", options->params.labour, "labour between sectors: mobile, immobile or roy")
      ->capture_default_str();
  command->add_option("--kappa", options->params.kappa, "how far labour moves under roy, 1 or more")
      ->capture_default_str();
  command->add_option("--labour-supply", options->params.labour_supply, "elasticity of hours by the real wage")
      ->capture_default_str();
  command->add_option("--tariff", options->tariffs, "a new rate on top of the shock: importer,exporter,sector,rate");
  command->add_option("--export-tax", options->export_taxes, "an export tax: importer,exporter,sector,rate");
  command->add_option("--trade-cost", options->trade_costs,
                      "a factor on trade cost, above 0: importer,exporter,sector,factor");
  command->add_flag("--decompose", options->params.decompose,
                    "split real income exactly by partner, sector and instrument");
  command->add_flag("--sensitivity", options->params.sensitivity,
                    "also under every set of elasticities, deficits fixed and balanced");
  add_format_option(*command, options->format, {"text", "json", "csv", "html"});
  add_page_option(*command, options->out);
  add_data_option(*command, options->data);
  command->callback([options, &status] { status = run_simulate(*options); });
}

}  // namespace trilat::cli
