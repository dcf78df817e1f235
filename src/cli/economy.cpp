#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

const std::vector<std::string> kFormats = {"text", "json", "csv"};

template <class Params>
struct EconomyOptions {
  Params params;
  std::string data, format = "text";
};

template <class Answer>
std::string in_format(const Answer& answer, const std::string& format) {
  return format == "json" ? to_json(answer) : format == "csv" ? to_csv(answer) : to_text(answer);
}

// Runs one service of the engine and prints its answer; `status` of an answer is 0 unless `judge` says other.
template <class Params, class Service, class Judge>
int answer(const EconomyOptions<Params>& options, Service service, Judge judge) {
  const auto engine = Engine::open({options.data});
  if (!engine) return report(engine.error());
  const auto result = ((*engine).*service)(options.params);
  if (!result) return report(result.error());
  fmt::print("{}", in_format(*result, options.format));
  return judge(*result);
}

constexpr auto kAlwaysFine = [](const auto&) { return 0; };

void add_economy_info(CLI::App& economy, int& status) {
  auto options = std::make_shared<EconomyOptions<EconomyParams>>();
  CLI::App* command = economy.add_subcommand("info", "countries, sectors, elasticities and the steps taken");
  command->add_option("economy", options->params.economy, "economy of the data pack, or a folder")
      ->capture_default_str();
  add_format_option(*command, options->format, kFormats);
  add_data_option(*command, options->data);
  command->callback([options, &status] { status = answer(*options, &Engine::economy_info, kAlwaysFine); });
}

void add_economy_check(CLI::App& economy, int& status) {
  auto options = std::make_shared<EconomyOptions<EconomyParams>>();
  CLI::App* command =
      economy.add_subcommand("check", "verify every identity, with the worst cell named; status 2 where one fails");
  command->add_option("economy", options->params.economy, "economy of the data pack, or a folder")
      ->capture_default_str();
  add_format_option(*command, options->format, kFormats);
  add_data_option(*command, options->data);
  command->callback([options, &status] {
    status = answer(*options, &Engine::economy_check, [](const EconomyCheck& check) { return check.holds ? 0 : 2; });
  });
}

void add_aggregate(CLI::App& economy, int& status) {
  auto options = std::make_shared<EconomyOptions<AggregateParams>>();
  CLI::App* command = economy.add_subcommand("aggregate", "sum countries and sectors to groups");
  command->add_option("economy", options->params.economy, "economy of the data pack, or a folder")->required();
  command
      ->add_option("--mapping", options->params.mapping,
                   "file: table (countries, sectors), code (* for the rest), group, name")
      ->required();
  command->add_option("-o,--output", options->params.output, "folder to write")->required();
  command->add_option("--name", options->params.name, "name of the new economy; the folder's when left out");
  add_format_option(*command, options->format, kFormats);
  add_data_option(*command, options->data);
  command->callback([options, &status] { status = answer(*options, &Engine::economy_aggregate, kAlwaysFine); });
}

void add_steps(CLI::App& command, std::string& final_demand, std::string& deficits) {
  command.add_option("--final-demand", final_demand, "negative final demand: clip (set to zero) or keep (refuse)")
      ->capture_default_str();
  command.add_option("--deficits", deficits, "kept, or balanced: solve the base again without them")
      ->capture_default_str();
}

void add_rebenchmark(CLI::App& economy, int& status) {
  auto options = std::make_shared<EconomyOptions<RebenchmarkParams>>();
  CLI::App* command =
      economy.add_subcommand("rebenchmark", "turn tables into an equilibrium, step by step, and say what moved");
  command->add_option("economy", options->params.economy, "economy of the data pack, or a folder")->required();
  add_steps(*command, options->params.final_demand, options->params.deficits);
  command->add_option("--elasticities", options->params.elasticities,
                      "set to solve with; the economy's first when left out");
  command->add_option("-o,--output", options->params.output, "folder to write; report alone when left out");
  add_format_option(*command, options->format, kFormats);
  add_data_option(*command, options->data);
  command->callback([options, &status] { status = answer(*options, &Engine::economy_rebenchmark, kAlwaysFine); });
}

void add_import(CLI::App& economy, int& status) {
  auto options = std::make_shared<EconomyOptions<ImportParams>>();
  ImportParams& params = options->params;
  CLI::App* command = economy.add_subcommand("import", "read an inter-country input-output table (OECD ICIO, CSV)");
  command->add_option("table", params.table, "the table: rows and columns COUNTRY_SECTOR, final demand, VA, TLS, OUT")
      ->required();
  command->add_option("--tariffs", params.tariffs, "file: importer,exporter,sector,rate; none when left out");
  command->add_option("--elasticities", params.elasticities,
                      "file: sector and one column a set; 4 everywhere when left out");
  command->add_option("-o,--output", params.output, "folder to write")->required();
  command->add_option("--name", params.name, "name of the economy; the folder's when left out");
  command->add_option("--title", params.title, "title of the economy");
  command->add_option("--source", params.source, "source to cite");
  command->add_option("--year", params.year, "base year")->required();
  command->add_option("--tolerance", params.tolerance, "relative, on the totals that the table states")
      ->capture_default_str();
  add_steps(*command, params.final_demand, params.deficits);
  add_format_option(*command, options->format, kFormats);
  command->callback([options, &status] {
    const auto made = import_economy(options->params);
    if (made) fmt::print("{}", in_format(*made, options->format));
    status = made ? 0 : report(made.error());
  });
}

}  // namespace

void add_economy(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("economy", "check, describe, sum, re-benchmark or import an economy");
  command->require_subcommand(1);
  add_economy_info(*command, status);
  add_economy_check(*command, status);
  add_aggregate(*command, status);
  add_rebenchmark(*command, status);
  add_import(*command, status);
}

}  // namespace trilat::cli
