#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

struct TreatyOptions {
  TreatyParams params;
  std::string stance = "pressing";
  bool brief = false;
  std::string data, scenario;
  std::string format = "text", out;
};

int run_treaty(TreatyOptions& options) {
  options.params.pressing = options.stance == "pressing";
  options.params.sensitivity = !options.brief;
  options.params.negotiation.sensitivity = !options.brief;
  const auto engine = Engine::open({options.data, options.scenario});
  if (!engine) return report(engine.error());
  const auto result = engine->treaty(options.params);
  if (!result) return report(result.error());
  const std::string text = wants_page(options.format, options.out) ? to_html(*result)
                           : options.format == "json"              ? to_json(*result)
                                                                   : to_text(*result);
  return deliver(text, options.out);
}

}  // namespace

void add_treaty(CLI::App& app, int& status) {
  auto options = std::make_shared<TreatyOptions>();
  TreatyParams& params = options->params;
  CLI::App* command = app.add_subcommand("treaty", "whether the pact survives its reviews until 2036");
  command->add_option("--date", params.date, "where the game starts, year-month-day")->required();
  command->add_option("--payoffs", params.payoffs,
                      "CSV of the eight structures: structure,player,payoff[,income]; else the negotiation is solved");
  NegotiateParams& game = params.negotiation;
  command->add_option("--economy", game.economy, "economy of the negotiation")->capture_default_str();
  command->add_option("--instruments", game.instruments, "of the negotiation: tariffs by partner or sector")
      ->capture_default_str();
  command->add_option("--linked", game.linked, "what partners charge: standing, zero or cooperative")
      ->capture_default_str();
  command->add_option("--closure", game.closure, "deficits: fixed, share or balanced")->capture_default_str();
  command->add_option("--elasticities", game.elasticities, "elasticity set; the economy's first when left out");
  command->add_option("--unit", params.unit, "what payoffs are counted in, for print");
  command->add_option("--presser", params.presser, "the player that may press the others")->capture_default_str();
  command->add_option("--stance", options->stance, "of that player at the start")
      ->check(CLI::IsMember({"pressing", "calm"}))
      ->capture_default_str();
  command->add_option("--trust", params.trust, "belief that the presser keeps its word, 0 to 1; else from events");
  command->add_option("--trust-file", params.trust_file, "TOML of kinds of events and events; else of the data pack");
  command->add_option("--term-from", params.term_from, "a new term counts from its confirmation or the old expiry")
      ->check(CLI::IsMember({"confirmation", "expiry"}))
      ->capture_default_str();
  command->add_option("--set", params.set, "a behavioural parameter, name=value; may be repeated");
  command->add_flag("--no-sensitivity", options->brief, "leave out the table of what hangs on each parameter");
  add_format_option(*command, options->format, {"text", "json", "html"});
  add_page_option(*command, options->out);
  add_data_option(*command, options->data);
  command->add_option("--scenario", options->scenario,
                      "a scenario whose law, settings and behavioural parameters are taken");
  command->callback([options, &status] { status = run_treaty(*options); });
}

}  // namespace trilat::cli
