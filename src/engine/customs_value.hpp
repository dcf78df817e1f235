// The customs value in the importer's currency, from what the invoice says.
//
// Where the law values goods at the place of entry (CIF), freight and insurance to it come on top; where it values them
// at the place of export (FOB), they stay out. An amount in another currency is converted at the rate that the user
// gives, to the cent, half up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/money.hpp"
#include "core/rate.hpp"
#include "law/rule_base.hpp"
#include "trilat/duty.hpp"

namespace trilat {

struct CustomsValue {
  Money value;
  std::optional<Rate> exchange_rate;  // the importer's currency for one unit of the given; nothing: the same currency
  std::vector<std::string> working;   // a sentence a step; empty where the value is as it was given
  std::vector<std::string> warnings;
};

// Errors: amounts or a rate that cannot be read or are not above zero, a currency without a rate, a rate without a
// currency.
Result<CustomsValue> customs_value(const law::RuleBase& rules, const DutyParams& params);

}  // namespace trilat
