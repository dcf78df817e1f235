// Orders against dumping and subsidies that are known to exist, by the goods that they name.
#pragma once

#include <vector>

#include "law/rule_base.hpp"

namespace trilat::law {

// Orders that name the goods on the day, by code prefix; the words of an order decide whether it covers them. In
// `found`, which is cleared.
void orders_on(const RuleBase& rules, Country origin, HsCode code, Date date, std::vector<const RemedyOrder*>& found);

}  // namespace trilat::law
