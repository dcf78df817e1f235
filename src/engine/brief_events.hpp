// What happened: how the duties of each authority turned in the law that is held, and the recorded acts of governments.
#pragma once

#include <map>

#include "law/rule_base.hpp"
#include "pack/flows_csv.hpp"
#include "trilat/brief.hpp"

namespace trilat {

// Of the laws of all importers, in order of days; after `since`, up to `until`. Of an authority one event a day, and
// those with most trade first in it. `trades`: of importers whose trade by product is held.
std::vector<BriefLawEvent> law_events(const std::map<Country, law::RuleBase>& laws,
                                      const std::map<Country, pack::TradeData>& trades, Date since, Date until);

// Events of the trust between governments in the same days; those that a clock has looked at.
std::vector<BriefEvent> pact_events(const TreatyResult& treaty, Date since, Date until);

}  // namespace trilat
