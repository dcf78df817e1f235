#include "engine/scenario_law.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

#include "core/date_words.hpp"
#include "core/text.hpp"
#include "pack/additions_toml.hpp"
#include "scenario/amend.hpp"

namespace trilat {

std::vector<std::string> ready_scenarios(const pack::Container& container) {
  std::vector<std::string> names;
  for (const auto& [section, bytes] : container.sections())
    if (section.starts_with(kScenarioSections) && section != kScenarioTemplate)
      names.push_back(section.substr(std::string_view(kScenarioSections).size()));
  return names;
}

Result<scenario::Scenario> open_scenario(const pack::Container& container, const std::string& name) {
  if (const auto day = Date::parse(name)) {
    scenario::Scenario recorded;
    recorded.name = name;
    recorded.title = "The law of " + core::long_date(*day);
    recorded.date = *day;
    return recorded;
  }
  if (const auto at = name.rfind('@'); at != std::string::npos) {
    if (const auto day = Date::parse(std::string_view(name).substr(at + 1))) {
      TRILAT_TRY(auto scenario, open_scenario(container, name.substr(0, at)));
      scenario.title += fmt::format(", on {}", day->to_string());
      scenario.date = *day;
      return scenario;
    }
  }
  if (const auto text = container.section(kScenarioSections + name)) return scenario::parse_scenario(*text, name);
  std::error_code error;
  if (container.may_read(name) && std::filesystem::exists(name, error)) return scenario::read_scenario(name);
  const std::vector<std::string> ready = ready_scenarios(container);
  return fail(ErrorCode::kNotFound, fmt::format("there is no scenario or file '{}'", name),
              core::did_you_mean(name, ready, fmt::format("ready scenarios: {}", fmt::join(ready, ", "))));
}

Result<law::RuleBase> with_additions(const law::RuleBase& rules, const scenario::Scenario& scenario) {
  law::RuleBase added = rules;
  for (const scenario::Addition& addition : scenario.additions)
    if (addition.importer == rules.importer) TRILAT_CHECK(pack::read_addition(addition.table, added));
  return added;
}

Result<law::RuleBase> law_under(const law::RuleBase& rules, const scenario::Scenario& scenario) {
  TRILAT_TRY(const law::RuleBase added, with_additions(rules, scenario));
  return scenario::amend(added, scenario);
}

}  // namespace trilat
