// Scenarios by name, from the data pack, or by path, from a file of the user's; and the law under one. A day stands for
// the recorded law of that day, NAME@DAY for a scenario on another day than its own.
#pragma once

#include <string>
#include <vector>

#include "law/rule_base.hpp"
#include "pack/container.hpp"
#include "scenario/scenario.hpp"

namespace trilat {

inline constexpr const char* kScenarioSections = "scenario/";
inline constexpr const char* kScenarioTemplate = "scenario/template";  // shows every key

// Names of the ready ones, the template left out.
std::vector<std::string> ready_scenarios(const pack::Container& container);

// kNotFound lists the ready ones.
Result<scenario::Scenario> open_scenario(const pack::Container& container, const std::string& name);

// The law with the scenario's additions alone.
Result<law::RuleBase> with_additions(const law::RuleBase& rules, const scenario::Scenario& scenario);
// The law with its additions and amendments. Errors of both, and precedence that contradicts itself.
Result<law::RuleBase> law_under(const law::RuleBase& rules, const scenario::Scenario& scenario);

}  // namespace trilat
