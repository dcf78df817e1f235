#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

struct OriginOptions {
  OriginParams params;
  std::vector<std::string> facts;  // name=value
  std::string data, format = "text", out;
};

int run_origin(OriginOptions& options) {
  if (const auto read = read_facts(options.facts, options.params.facts); !read) return report(read.error());
  if (options.params.product.empty() && options.params.bom.empty())
    return report(
        Error{ErrorCode::kBadInput, "there is nothing to look at", "name a product file, or give --bom and --hs", {}});
  const auto engine = Engine::open({options.data});
  if (!engine) return report(engine.error());
  const auto result = engine->origin(options.params);
  if (!result) return report(result.error());
  const std::string text = options.format == "json"   ? to_json(*result)
                           : options.format == "html" ? to_html(*result)
                                                      : to_text(*result);
  const int delivered = deliver(text, options.out);
  return delivered != 0 ? delivered : exit_status(result->status);
}

}  // namespace

void add_origin(CLI::App& app, int& status) {
  auto options = std::make_shared<OriginOptions>();
  OriginParams& params = options->params;
  CLI::App* command = app.add_subcommand("origin", "does a product originate under the agreement, and why");
  command->add_option("file", params.product, "the product (TOML); docs/origin.md has its keys");
  command->add_option("--bom", params.bom, "bill of materials (CSV)");
  command->add_option("--product,--hs", params.hs, "tariff code of the good");
  command->add_option("--name", params.name, "what the good is called");
  command->add_option("--date", params.date, "day of the claim, year-month-day");
  command->add_option("--from", params.from, "party where it is made (ISO code)");
  command->add_option("--to", params.to, "party where it is imported (ISO code)");
  command->add_option("--value", params.value, "transaction value of the good");
  command->add_option("--shipping", params.shipping, "international shipping in the value");
  command->add_option("--method", params.method, "method of the regional value content")
      ->check(CLI::IsMember({"TV", "NC", "either"}));
  command->add_option("--fact", options->facts, "a fact about the good, name=value; may be repeated");
  command->add_flag("--improve", params.improve, "also: what would make it originate, at the least cost");
  command->add_flag("--certify", params.certify,
                    "also: the data elements of a certification, records and declarations");
  command->add_option("--out", options->out, "write the answer to this file");
  add_format_option(*command, options->format, {"text", "json", "html"});
  add_data_option(*command, options->data);
  command->callback([options, &status] { status = run_origin(*options); });
}

}  // namespace trilat::cli
