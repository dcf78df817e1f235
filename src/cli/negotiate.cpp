#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/support.hpp"

namespace trilat::cli {
namespace {

struct NegotiateOptions {
  NegotiateParams params;
  std::string data, scenario, format = "text", out;
  std::vector<std::string> groups, rules, weights, bargaining;
};

// "vehicles=C29,C30"
Result<NegotiateGroup> group_of(const std::string& text) {
  const auto at = text.find('=');
  if (at == std::string::npos || at == 0) {
    return bad_input(fmt::format("--group '{}' is not name=sectors", text), "write it as vehicles=C29,C30");
  }
  return NegotiateGroup{text.substr(0, at), CLI::detail::split(text.substr(at + 1), ',')};
}

// "CHN,mirror" or "CHN,fixed,0.1"
Result<NegotiateRule> rule_of(const std::string& text) {
  const std::vector<std::string> parts = CLI::detail::split(text, ',');
  NegotiateRule rule;
  const bool rate = parts.size() == 3 && CLI::detail::lexical_cast(parts[2], rule.rate);
  if (parts.size() != 2 && !rate) {
    return bad_input(fmt::format("--outsider '{}' is not country,mirror or country,fixed,rate", text),
                     "write it as CHN,mirror");
  }
  rule.country = parts[0];
  rule.kind = parts[1];
  return rule;
}

// "USA,C24,1.3" or "USA,revenue,1.1"
Result<NegotiateWeight> weight_of(const std::string& text) {
  const std::vector<std::string> parts = CLI::detail::split(text, ',');
  NegotiateWeight weight;
  if (parts.size() != 3 || !CLI::detail::lexical_cast(parts[2], weight.weight)) {
    return bad_input(fmt::format("--weight '{}' is not player,sector,weight", text), "write it as USA,C24,1.3");
  }
  weight.player = parts[0];
  weight.sector = parts[1];
  return weight;
}

// "USA,2"
Result<NegotiateShare> share_of(const std::string& text) {
  const std::vector<std::string> parts = CLI::detail::split(text, ',');
  NegotiateShare share;
  if (parts.size() != 2 || !CLI::detail::lexical_cast(parts[1], share.weight)) {
    return bad_input(fmt::format("--bargaining-weight '{}' is not player,weight", text), "write it as USA,2");
  }
  share.player = parts[0];
  return share;
}

template <class Entry, class Read>
Status read_all(const std::vector<std::string>& texts, const Read& read, std::vector<Entry>& entries) {
  for (const std::string& text : texts) {
    TRILAT_TRY(Entry entry, read(text));
    entries.push_back(std::move(entry));
  }
  return {};
}

Status read(const NegotiateOptions& options, NegotiateParams& params) {
  TRILAT_CHECK(read_all(options.groups, group_of, params.groups));
  TRILAT_CHECK(read_all(options.rules, rule_of, params.rules));
  TRILAT_CHECK(read_all(options.bargaining, share_of, params.bargaining));
  return read_all(options.weights, weight_of, params.weights);
}

int run_negotiate(const NegotiateOptions& options) {
  const auto engine = Engine::open({options.data, options.scenario});
  if (!engine) return report(engine.error());
  NegotiateParams params = options.params;
  if (const Status done = read(options, params); !done) return report(done.error());
  const auto result = engine->negotiate(params);
  if (!result) return report(result.error());
  const std::string text = wants_page(options.format, options.out) ? to_html(*result)
                           : options.format == "json"              ? to_json(*result)
                                                                   : to_text(*result);
  return deliver(text, options.out);
}

}  // namespace

void add_negotiate(CLI::App& app, int& status) {
  auto options = std::make_shared<NegotiateOptions>();
  NegotiateParams& params = options->params;
  CLI::App* command =
      app.add_subcommand("negotiate", "what governments would charge each other, with and without deals");
  command->add_option("--economy", params.economy, "economy of the data pack, or a folder of tables")
      ->capture_default_str();
  command->add_option("--players", params.players, "the governments that choose")
      ->delimiter(',')
      ->capture_default_str();
  command->add_option("--instruments", params.instruments, "tariffs by partner, group or sector")
      ->capture_default_str();
  command->add_option("--group", options->groups, "a group of sectors: name=sector,sector,...");
  command->add_option("--origins", params.origins, "on members, also one on the rest, or one on each country")
      ->capture_default_str();
  command->add_option("--lowest", params.lowest, "least tariff, a fraction")->capture_default_str();
  command->add_option("--highest", params.highest, "greatest tariff, a fraction")->capture_default_str();
  command->add_option("--linked", params.linked, "what partners charge: standing, zero or cooperative")
      ->capture_default_str();
  command->add_option("--joint", params.joint, "what cooperative partners maximise: sum or product")
      ->capture_default_str();
  command->add_flag("--customs-union", params.customs_union, "partners charge outsiders one rate");
  command->add_flag("--transfers", params.transfers, "also with money paid between partners");
  command->add_option("--outsider", options->rules, "an outsider that answers: country,mirror or country,fixed,rate");
  command->add_option("--weight", options->weights, "a political weight: player,sector,weight; sector may be revenue");
  command->add_option("--bargaining-weight", options->bargaining,
                      "a player's weight in bargaining, 1 unless given: player,weight");
  command->add_option("--fallback", params.fallback, "what stands where all do not agree: none, or links as USA-MEX")
      ->capture_default_str();
  command->add_option("--closure", params.closure, "deficits: fixed, share or balanced")->capture_default_str();
  command->add_option("--elasticities", params.elasticities, "elasticity set; the economy's first when left out");
  command->add_option("--labour", params.labour, "labour between sectors: mobile, immobile or roy")
      ->capture_default_str();
  command->add_option("--kappa", params.kappa, "how far labour moves under roy, 1 or more")->capture_default_str();
  command->add_option("--starts", params.starts, "starts of each search for an equilibrium")->capture_default_str();
  command->add_flag("--sensitivity", params.sensitivity,
                    "also under every elasticity set, deficits fixed and balanced");
  command
      ->add_option("--patience", params.patience,
                   "what a year counts of the one before, between 0 and 1: also what play repeated for ever can give")
      ->delimiter(',');
  command->add_option("--grid", params.grid, "tariffs of each player in repeated play, from the treaty's to the war's")
      ->capture_default_str();
  command->add_option("--contract-curve", params.contract_points,
                      "points of what each two could agree on in tariffs alone: 1 to 99");
  command->add_flag("--global-war", params.global_war,
                    "also the war of every country on every other, by closed form and exactly");
  command->add_option("--threads", params.threads, "threads of the sensitivity")->capture_default_str();
  add_format_option(*command, options->format, {"text", "json", "html"});
  add_page_option(*command, options->out);
  add_data_option(*command, options->data);
  command->add_option("--scenario", options->scenario,
                      "a scenario whose settings of economy and game are taken where no option says other");
  command->callback([options, &status] { status = run_negotiate(*options); });
}

}  // namespace trilat::cli
