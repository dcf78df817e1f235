#include <fmt/format.h>

#include <memory>

#include "cli/batch.hpp"
#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

struct ExposureOptions {
  ExposureParams params;
  std::vector<std::string> facts, columns, rates;
  std::string claim, data;
  std::string format = "text", out;
};

// "value=annual_cost" into `pairs`.
Status read_pairs(const char* option, const std::vector<std::string>& texts, const char* example,
                  std::map<std::string, std::string>& pairs) {
  for (const std::string& text : texts) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
      return bad_input(fmt::format("{} '{}' says nothing", option, text), fmt::format("write it as {}", example));
    if (!pairs.try_emplace(text.substr(0, equals), text.substr(equals + 1)).second)
      return bad_input(fmt::format("{} '{}' is given twice", option, text.substr(0, equals)), "give it once");
  }
  return {};
}

Status read_options(ExposureOptions& options) {
  ExposureParams& params = options.params;
  TRILAT_CHECK(read_facts(options.facts, params.facts));
  if (!options.claim.empty()) params.facts["claim"] = options.claim;
  TRILAT_CHECK(read_pairs("--column", options.columns, "value=annual_cost", params.columns));
  return read_pairs("--rate", options.rates, "CAD=0.73", params.rates);
}

int run_exposure(ExposureOptions& options) {
  if (const auto read = read_options(options); !read) return report(read.error());
  const auto engine = Engine::open({options.data});
  if (!engine) return report(engine.error());
  const ProgressBar bar;
  options.params.progress = bar.progress();
  const auto result = engine->exposure(options.params);
  bar.clear();
  if (!result) return report(result.error());
  for (const BatchError& error : result->errors)
    fmt::print(stderr, "trilat: {}:{}: {}\n", options.params.ledger, error.line, error.message);
  if (result->error_count > result->errors.size())
    fmt::print(stderr, "trilat: {} more lines in error; --lines FILE gives each its message\n",
               result->error_count - result->errors.size());
  const bool page = wants_page(options.format, options.out);
  const auto text = page                       ? to_html(*result)
                    : options.format == "json" ? to_json(*result)
                    : options.format == "csv"  ? to_csv(*result)
                                               : to_text(*result);
  const int delivered = deliver(text, options.out);
  return delivered != 0 ? delivered : exit_status(*result);
}

}  // namespace

void add_exposure(CLI::App& app, int& status) {
  auto options = std::make_shared<ExposureOptions>();
  ExposureParams& params = options->params;
  CLI::App* command = app.add_subcommand("exposure", "what a scenario costs a company, line by line of its ledger");
  command->add_option("ledger", params.ledger, "CSV file of purchases or parts, a line each")->required();
  command->add_option("--scenario", params.scenario, "the law now: a ready scenario, a file, a day, or NAME@DAY")
      ->required();
  command->add_option("--against", params.against, "the law before, likewise")->required();
  command->add_option("--to", params.to, "importing country (ISO code) of lines that do not say");
  command->add_option("--column", options->columns,
                      "what a column means, such as value=annual_cost; the others are guessed");
  command->add_option("--claim", options->claim, "claim of lines that do not say: usmca or none");
  command->add_option("--fact", options->facts, "a fact about every line that does not say it, name=value");
  command->add_option("--currency", params.currency, "currency of the report; the importer's when left out");
  command->add_option("--rate", options->rates, "what one unit of a currency is worth in the report's, CAD=0.73");
  command->add_option("--as-of", params.as_of, "day on which late claims are looked at; the scenario's when left out");
  command->add_flag("--prices", params.prices, "also the price changes of inputs, from the equilibrium");
  command->add_option("--top", params.top, "lines, suppliers and codes shown")->capture_default_str();
  command->add_option("--sources", params.sources, "alternative countries shown for a code")->capture_default_str();
  command->add_option("--lines", params.out_lines, "CSV file to write: the lines with their duty");
  command->add_option("--threads", params.threads, "threads; 0: one a core");
  add_format_option(*command, options->format, {"text", "json", "csv", "html"});
  add_page_option(*command, options->out);
  add_data_option(*command, options->data);
  command->callback([options, &status] { status = run_exposure(*options); });
}

}  // namespace trilat::cli
