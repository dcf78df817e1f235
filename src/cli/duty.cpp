#include <fmt/format.h>

#include <memory>

#include "cli/batch.hpp"
#include "cli/commands.hpp"
#include "cli/duty_table.hpp"
#include "cli/support.hpp"
#include "core/text.hpp"

namespace trilat::cli {
namespace {

struct DutyOptions {
  DutyParams params;
  std::vector<std::string> facts;  // name=value
  std::vector<std::string> codes;  // of a table: CA=87032390
  std::vector<std::string> rates;  // of exchange: 1.37, or of a table CAD=1.37
  std::string data, scenario;
  std::string format = "text";
  std::string origin;  // product file whose origin settles the claim
  BatchParams batch;
};

// A good that originates may be claimed, one that does not may not; where nobody can tell, the claim stays open.
Status settle_claim(const Engine& engine, DutyOptions& options) {
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
Status check_complete(const DutyOptions& options) {
  const DutyParams& params = options.params;
  const bool table = params.to == "all";
  for (const auto& [name, text] : {std::pair{"--to", &params.to},
                                   {"--from", table ? &params.to : &params.from},
                                   {"--hs", &params.hs},
                                   {"--value", &params.value},
                                   {"--date", &params.date}}) {
    if (text->empty()) return bad_input(fmt::format("{} is required", name), "trilat duty --help lists the options");
  }
  if (!options.batch.audit.empty()) return bad_input("--audit goes with --batch", "give a file of shipments");
  if (table && !params.from.empty())
    return bad_input("--from goes with one importer", "leave it out: --to all takes every other country that is held");
  if (table && !(params.claim + params.ledger + params.entry + params.quota_fill).empty())
    return bad_input("--claim, --ledger, --entry and --quota-fill go with one importer",
                     "leave them out with --to all");
  if (!table && !options.codes.empty()) return bad_input("--hs-of goes with --to all", "give the code with --hs");
  return {};
}

// What a batch has no columns for.
Status check_batch(const DutyParams& params) {
  if ((params.freight + params.insurance + params.currency + params.exchange_rate + params.ledger + params.entry +
       params.quota_fill)
          .empty())
    return {};
  return bad_input("freight, insurance, currency and quotas are for a single shipment",
                   "give a batch the customs value in the importer's currency, and a column quota");
}

int run_duty(DutyOptions& options) {
  if (const auto read = read_facts(options.facts, options.params.facts); !read) return report(read.error());
  const bool batch = !options.batch.in.empty();
  if (!batch) {
    if (const auto complete = check_complete(options); !complete) return report(complete.error());
  }
  const bool table = options.params.to == "all";
  if (!table && options.rates.size() > 1) return report(bad_input("--fx is given twice", "give one rate").value());
  if (!table && !options.rates.empty()) options.params.exchange_rate = options.rates.front();
  if (const auto fit = batch ? check_batch(options.params) : Status(); !fit) return report(fit.error());
  const auto engine = Engine::open({options.data, options.scenario});
  if (!engine) return report(engine.error());
  if (batch) {
    options.batch.defaults = options.params;
    return run_batch(*engine, options.batch);
  }
  if (table) return run_duty_table(*engine, options.params, options.codes, options.rates, options.format);
  if (const auto settled = settle_claim(*engine, options); !settled) return report(settled.error());
  const auto result = engine->duty(options.params);
  if (!result) return report(result.error());
  fmt::print("{}", options.format == "json" ? to_json(*result) : to_text(*result));
  return exit_status(result->status);
}

void add_value_options(CLI::App& command, DutyOptions& options) {
  command.add_option("--freight", options.params.freight, "freight to the place of entry, where the law counts it");
  command.add_option("--insurance", options.params.insurance, "insurance to the place of entry, likewise");
  command.add_option("--currency", options.params.currency, "currency of value, freight, insurance and contents");
  command.add_option("--fx", options.rates,
                     "importer's currency for one unit of --currency, 1.37; with --to all of each, CAD=1.37");
  command.add_option("--hs-of", options.codes, "with --to all: an importer's own code, CA=87032390; may be repeated");
  command.add_option("--ledger", options.params.ledger, "quota ledger that says whether the goods are within a quota");
  command.add_option("--entry", options.params.entry, "with --ledger: by what this entry drew");
  command.add_option("--quota-fill", options.params.quota_fill, "how much of the quota is drawn: 96% or '180000 t'");
}

}  // namespace

void add_duty(CLI::App& app, int& status) {
  auto options = std::make_shared<DutyOptions>();
  CLI::App* command = app.add_subcommand("duty", "what a shipment pays and why");
  add_shipment_options(*command, options->params, options->facts, false);
  command->get_option("--to")->required(false);  // a batch may have it as a column
  command->add_option("--value", options->params.value, "customs value in the importer's currency");
  command->add_option("--origin", options->origin,
                      "product file (TOML) whose origin settles the claim; see `trilat origin`");
  command->add_option("--date", options->params.date, "entry date, year-month-day");
  add_value_options(*command, *options);
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
