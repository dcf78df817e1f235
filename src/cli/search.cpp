#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

struct SearchOptions {
  SearchParams params;
  std::vector<std::string> words;
  std::string data, format = "text";
};

int run_search(SearchOptions& options) {
  options.params.query = fmt::format("{}", fmt::join(options.words, " "));
  const auto engine = Engine::open({options.data});
  if (!engine) return report(engine.error());
  const auto result = engine->search(options.params);
  if (!result) return report(result.error());
  fmt::print("{}", options.format == "json" ? to_json(*result) : to_text(*result));
  return 0;
}

}  // namespace

void add_search(CLI::App& app, int& status) {
  auto options = std::make_shared<SearchOptions>();
  CLI::App* command = app.add_subcommand("search", "tariff lines by words of the goods or by digits of their code");
  command->add_option("words", options->words, "words of the description, or a code")->required();
  command->add_option("--to", options->params.to, "importing country (ISO code)")->capture_default_str();
  command->add_option("--date", options->params.date, "entry date; the last of the record when left out");
  command->add_option("--limit", options->params.limit, "lines shown")->capture_default_str();
  add_format_option(*command, options->format, {"text", "json"});
  add_data_option(*command, options->data);
  command->callback([options, &status] { status = run_search(*options); });
}

}  // namespace trilat::cli
