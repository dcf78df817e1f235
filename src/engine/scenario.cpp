#include "trilat/scenario.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/alpha3.hpp"
#include "core/country_words.hpp"
#include "engine/economy_source.hpp"
#include "engine/impl.hpp"
#include "engine/law_tariffs.hpp"
#include "engine/negotiate_game.hpp"
#include "engine/parameter.hpp"
#include "engine/scenario_law.hpp"
#include "engine/treaty_source.hpp"
#include "scenario/amend.hpp"
#include "scenario/law_diff.hpp"

namespace trilat {
namespace {

void add_law(const law::RuleBase& rules, const law::RuleBase& added, const law::RuleBase& under,
             const scenario::Scenario& scenario, ScenarioResult& result) {
  const std::string importer = rules.importer.to_string();
  for (std::string& sentence : scenario::explain(added, scenario)) {
    const bool held = std::find(result.changes.begin(), result.changes.end(), sentence) != result.changes.end();
    if (!held) result.changes.push_back(std::move(sentence));
  }
  for (std::size_t i = rules.measures.size(); i < added.measures.size(); ++i)
    result.changes.push_back(fmt::format("A measure is added: {}.", added.measures[i].title));
  for (const scenario::LawDifference& difference : scenario::compare(rules, under)) {
    const scenario::LawLine& line = difference.line;
    result.differences.push_back({difference.added, importer, line.heading, line.authority, line.title, line.origins,
                                  line.products, line.effect, line.when, line.days});
  }
  if (under.carried_from)
    result.notes.push_back(fmt::format("the law of {} is recorded up to {}: what it then had for later days holds",
                                       core::in_sentence(rules.importer),
                                       under.carried_from->plus_days(-1).to_string()));
}

// A scenario may name an importer whose law is not held; what it says of that law then changes nothing.
Status check_importers(const std::map<Country, law::RuleBase>& law, const scenario::Scenario& scenario) {
  const auto refuse = [&](Country importer, const Position& where) -> Status {
    if (law.contains(importer)) return {};
    return bad_input(fmt::format("the data holds no law of {} as an importer", importer.name()),
                     "say what it levies with [[retaliate]]", where);
  };
  for (const scenario::Amendment& amendment : scenario.amendments)
    if (amendment.action != scenario::Action::kLapse) TRILAT_CHECK(refuse(amendment.importer, amendment.where));
  for (const scenario::Addition& addition : scenario.additions)
    TRILAT_CHECK(refuse(addition.importer, addition.table.position()));
  return {};
}

// Partners of the statistics.
Status check_claims(const LawToEconomy& translator, const std::map<Country, law::RuleBase>& law,
                    const scenario::Scenario& scenario) {
  for (const scenario::ClaimAssumption& claim : scenario.claims) {
    for (const auto& [importer, rules] : law) {
      const pack::TradeData* trade = translator.trade_of(importer);
      if (trade == nullptr || claim.partner == "*") continue;
      std::vector<std::string> claimants;
      for (const flows::Partner& partner : trade->imports.partners) {
        const bool may = std::any_of(rules.preferences.begin(), rules.preferences.end(),
                                     [&](const auto& preference) { return preference.origins.contains(partner.law); });
        if (may) claimants.push_back(partner.code);
      }
      if (std::find(claimants.begin(), claimants.end(), claim.partner) != claimants.end()) continue;
      return bad_input(fmt::format("the scenario assumes claims of '{}', which has none to make", claim.partner),
                       fmt::format("use {}, or \"*\"", fmt::join(claimants, ", ")));
    }
  }
  return {};
}

// What it says of the economy is of that economy, and within what law can drive.
Status check_economy(const pack::Container& container, const std::map<Country, law::RuleBase>& law,
                     const scenario::Scenario& scenario) {
  TRILAT_TRY(const economy::DataSet data, open_economy(container, scenario.economy.economy));
  TRILAT_CHECK(parse_closure(scenario.economy.closure));
  TRILAT_CHECK(data.find_elasticities(scenario.economy.elasticities));
  TRILAT_TRY(const LawToEconomy translator, LawToEconomy::make(container, law, data));
  TRILAT_CHECK(check_claims(translator, law, scenario));
  TRILAT_CHECK(negotiation_options(with_settings({}, scenario), data));
  game::TreatyBehaviour behaviour;
  TRILAT_CHECK(set_behaviour(scenario.game, behaviour));
  for (const auto& [importer, rules] : law) {
    if (scenario.date < rules.recorded.from)
      return fail(ErrorCode::kOutOfRange,
                  fmt::format("the law of {} is recorded from {}, which is after {}", core::in_sentence(importer),
                              rules.recorded.from.to_string(), scenario.date.to_string()),
                  "give the scenario a later date");
  }
  for (const scenario::Retaliation& retaliation : scenario.retaliations) {
    TRILAT_CHECK(translator.check(retaliation));
  }
  return {};
}

std::string retaliation_words(const scenario::Retaliation& retaliation) {
  std::vector<std::string_view> by;
  for (const Country country : retaliation.by) by.push_back(country.name());
  std::string what = "what the other side's duties on their goods rose by";
  if (retaliation.answer != scenario::Answer::kMirror) what = fmt::format("{:g}%", 100 * retaliation.rate);
  if (!retaliation.sectors.empty()) what += fmt::format(" on {}", fmt::join(retaliation.sectors, ", "));
  if (!retaliation.codes.empty()) what += fmt::format(" on a list of {} codes", retaliation.codes.size());
  const bool one = by.size() == 1;
  return fmt::format("{}: {} {} on goods of {}, on top of {} own duties: {}.", retaliation.effect.to_string(),
                     fmt::join(by, ", "), one ? "levies" : "levy", core::in_sentence(retaliation.against),
                     one ? "its" : "their", what);
}

}  // namespace

Result<ScenarioResult> Engine::scenario(const ScenarioParams& params) const {
  TRILAT_TRY(const scenario::Scenario scenario, open_scenario(impl_->container, params.scenario));
  TRILAT_TRY(const auto* laws, impl_->law.all());
  TRILAT_TRY(const auto* recorded, impl_->law.all_recorded());
  TRILAT_CHECK(check_importers(*laws, scenario));
  TRILAT_CHECK(check_economy(impl_->container, *recorded, scenario));
  ScenarioResult result;
  result.name = scenario.name;
  result.title = scenario.title;
  result.summary = scenario.summary;
  result.date = scenario.date;
  for (const auto& [importer, rules] : *laws) {
    TRILAT_TRY(const law::RuleBase added, with_additions(rules, scenario));
    TRILAT_TRY(const law::RuleBase under, scenario::amend(added, scenario));
    add_law(rules, added, under, scenario, result);
  }
  for (const scenario::Retaliation& retaliation : scenario.retaliations)
    result.changes.push_back(retaliation_words(retaliation));
  for (const scenario::ClaimAssumption& claim : scenario.claims) {
    const std::string who = claim.partner == "*" ? "every partner" : claim.partner;
    result.changes.push_back(
        claim.share
            ? fmt::format("Of the goods of {} {:g}% are taken to be entered under a claim.", who, 100 * *claim.share)
            : fmt::format("Claims of {} are those of the months held.", who));
  }
  result.economy = scenario.economy.economy;
  result.closure = scenario.economy.closure;
  result.elasticities = scenario.economy.elasticities;
  result.data_hash = impl_->container.hash();
  return result;
}

Result<std::vector<ReadyScenario>> Engine::scenarios() const {
  std::vector<ReadyScenario> ready;
  for (const std::string& name : ready_scenarios(impl_->container)) {
    TRILAT_TRY(const scenario::Scenario scenario, open_scenario(impl_->container, name));
    ready.push_back({scenario.name, scenario.title, scenario.summary, scenario.date});
  }
  return ready;
}

Result<std::string> Engine::scenario_text(const std::string& name) const {
  TRILAT_TRY(const std::string_view text, about("from", impl_->container.section(kScenarioSections + name)));
  return std::string(text);
}

}  // namespace trilat
