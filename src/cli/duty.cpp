#include <fmt/format.h>

#include <memory>

#include "cli/batch.hpp"
#include "cli/commands.hpp"
#include "cli/support.hpp"
#include "core/text.hpp"

namespace trilat::cli {
namespace {

struct Options {
  DutyParams params;
  std::vector<std::string> facts;  // name=value
  std::string data, scenario;
  std::string format = "text";
  std::string origin;  // product file whose origin settles the claim
  BatchParams batch;
};

// A good that originates may be claimed, one that does not may not; where nobody can tell, the claim stays open.
Status settle_claim(const Engine& engine, Options& options) {
  if (options.origin.empty()) return {};
  if (!options.params.claim.empty()) return bad_input("--origin and --claim both settle the claim", "give one of them");
  OriginParams params;
  params.product = options.origin;
  TRILAT_TRY(const OriginResult found, engine.origin(params));
  if (found.status == OriginStatus::kOriginating) options.params.claim = core::to_lower(found.agreement);
  if (found.status == OriginStatus::kNotOriginating) options.params.claim = "none";
  fmt::print(stderr, "origin of {} under {}: {}{}\n", found.hs, found.agreement, name(found.status),
             found.criterion.empty() ? "" : ", criterion " + found.criterion);
  return {};
}

// What a single shipment cannot do without; in a batch the columns may say it.
Status check_complete(const Options& options) {
  const DutyParams& params = options.params;
  for (const auto& [name, text] : {std::pair{"--to", &params.to},
                                   {"--from", &params.from},
                                   {"--hs", &params.hs},
                                   {"--value", &params.value},
                                   {"--date", &params.date}}) {
    if (text->empty()) return bad_input(fmt::format("{} is required", name), "trilat duty --help lists the options");
  }
  if (!options.batch.audit.empty()) return bad_input("--audit goes with --batch", "give a file of shipments");
  return {};
}

int run_duty(Options& options) {
  if (const auto read = read_facts(options.facts, options.params.facts); !read) return report(read.error());
  const bool batch = !options.batch.in.empty();
  if (!batch) {
    if (const auto complete = check_complete(options); !complete) return report(complete.error());
  }
  const auto engine = Engine::open({options.data, options.scenario});
  if (!engine) return report(engine.error());
  if (batch) {
    options.batch.defaults = options.params;
    return run_batch(*engine, options.batch);
  }
  if (const auto settled = settle_claim(*engine, options); !settled) return report(settled.error());
  const auto result = engine->duty(options.params);
  if (!result) return report(result.error());
  fmt::print("{}", options.format == "json" ? to_json(*result) : to_text(*result));
  return exit_status(result->status);
}

}  // namespace

void add_duty(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("duty", "what a shipment pays and why");
  add_shipment_options(*command, options->params, options->facts, false);
  command->get_option("--to")->required(false);  // a batch may have it as a column
  command->add_option("--value", options->params.value, "customs value in the importer's currency");
  command->add_option("--origin", options->origin,
                      "product file (TOML) whose origin settles the claim; see `trilat origin`");
  command->add_option("--date", options->params.date, "entry date, year-month-day");
  CLI::Option* in = command->add_option("--batch", options->batch.in,
                                        "CSV file of shipments, a column an option; the options hold for every row");
  CLI::Option* out = command->add_option("--out", options->batch.out, "CSV file to write: the rows with their duty");
  in->needs(out);
  out->needs(in);
  command->add_option("--audit", options->batch.audit, "column of the duty paid, to compare with the duty due");
  command->add_option("--threads", options->batch.threads, "threads that price a batch; 0: one a core");
  add_format_option(*command, options->format, {"text", "json"});
  add_data_option(*command, options->data);
  add_scenario_option(*command, options->scenario);
  command->callback([options, &status] { status = run_duty(*options); });
}

}  // namespace trilat::cli
