#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

void add_compile(CLI::App& data, int& status) {
  auto params = std::make_shared<CompileParams>();
  CLI::App* command = data.add_subcommand("compile", "compile law and figures into a data pack");
  command->add_option("law", params->law, "folder of the law")->required();
  command->add_option("data", params->data, "folder of the figures")->required();
  command->add_option("--scenarios", params->scenarios, "folder of ready scenarios");
  command->add_option("-o,--output", params->output, "data pack to write")->required();
  command->callback([params, &status] {
    const auto done = compile_data(*params);
    status = done ? 0 : report(done.error());
  });
}

// What every import ends with: its last options and what it prints.
void end_import(CLI::App& command, const std::shared_ptr<ImportScheduleParams>& params, int& status) {
  command.add_option("--csv", params->csv, "also write the dated schedule here");
  add_data_option(command, params->data);
  command.callback([params, &status] {
    const auto done = import_schedule(*params);
    if (done) fmt::print("{}\ndata pack {}\n", to_text(*done), params->output);
    status = done ? 0 : report(done.error());
  });
}

void add_import_hts(CLI::App& data, int& status) {
  auto params = std::make_shared<ImportScheduleParams>();
  CLI::App* command =
      data.add_subcommand("import-hts", "add an edition of the HTS, in the official JSON, to a data pack");
  command->add_option("file", params->file, "the edition, as hts.usitc.gov exports it")->required();
  command->add_option("--from", params->from, "first entry date on which it counts")->required();
  command->add_option("-o,--output", params->output, "data pack to write; use it with --data")->required();
  end_import(*command, params, status);
}

// A table of any importer whose law names its columns.
void add_import_tariff(CLI::App& data, int& status) {
  auto params = std::make_shared<ImportScheduleParams>();
  params->form = "table";
  CLI::App* command = data.add_subcommand(
      "import-tariff", "add a tariff from a CSV table, as its publisher or a user keeps it, to a data pack");
  command->add_option("file", params->file, "CSV, one tariff item a row")->required();
  command->add_option("--to", params->to, "importing country (ISO code)")->required();
  command->add_option("--from", params->from, "first entry date on which it counts")->required();
  command->add_option("-o,--output", params->output, "data pack to write; use it with --data")->required();
  command->add_flag("--partial", params->partial, "the table has some lines; the others go on as they are");
  end_import(*command, params, status);
}

void add_data_info(CLI::App& data, int& status) {
  struct Options {
    std::string pack, format = "text";
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = data.add_subcommand("info", "say what the data pack holds");
  add_data_option(*command, options->pack);
  add_format_option(*command, options->format, {"text", "json"});
  command->callback([options, &status] {
    const auto engine = Engine::open({options->pack});
    const auto info = engine ? engine->data_info() : tl::unexpected(engine.error());
    if (info) fmt::print("{}", options->format == "json" ? to_json(*info) : to_text(*info));
    status = info ? 0 : report(info.error());
  });
}

void add_data_check(CLI::App& data, int& status) {
  auto params = std::make_shared<CheckParams>();
  CLI::App* command = data.add_subcommand("check", "look through the law for what would answer badly");
  command->add_option("law", params->law, "folder of the law")->required();
  command->add_option("data", params->data, "folder of the figures")->required();
  command->callback([params, &status] {
    const CheckResult result = check_data(*params);
    fmt::print("{}", to_text(result));
    status = result.errors.empty() ? 0 : 2;
  });
}

}  // namespace

void add_data(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("data", "compile the data pack, check the law, or say what it holds");
  command->require_subcommand(1);
  add_compile(*command, status);
  add_import_hts(*command, status);
  add_import_tariff(*command, status);
  add_data_check(*command, status);
  add_data_info(*command, status);
}

}  // namespace trilat::cli
