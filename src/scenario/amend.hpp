// A scenario's amendments, applied to the law of one importer.
#pragma once

#include <string>
#include <vector>

#include "law/rule_base.hpp"
#include "scenario/scenario.hpp"

namespace trilat::scenario {

// The law as the scenario has it. Amendments of other importers are passed over; those of an agreement
// touch every importer that grants it. Errors stand at the amendment: a heading, authority or agreement
// that the law does not have (with the nearest that it has), a rate for what charges none, a scope that
// is every product already, codes that no line of the schedule has.
Result<law::RuleBase> amend(const law::RuleBase& rules, const Scenario& scenario);

// One sentence an amendment: "From 2025-08-08: 9903.01.10 charges 30% in place of 35%."
std::vector<std::string> explain(const law::RuleBase& rules, const Scenario& scenario);

}  // namespace trilat::scenario
