// What happened: the measures that began, changed or ended in the law that is held, and the recorded acts of
// governments.
#pragma once

#include <map>

#include "law/rule_base.hpp"
#include "trilat/brief.hpp"

namespace trilat {

// Of the laws of all importers, in order of days; after `since`, up to `until`. Of an authority one event a day.
std::vector<BriefEvent> law_events(const std::map<Country, law::RuleBase>& laws, Date since, Date until);

// Events of the trust between governments in the same days; those that a clock has looked at.
std::vector<BriefEvent> pact_events(const TreatyResult& treaty, Date since, Date until);

}  // namespace trilat
