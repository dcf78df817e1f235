// From the quantities of the law to the limits that the ledger keeps.
#pragma once

#include <string>

#include "law/quota.hpp"
#include "law/rule_base.hpp"
#include "store/quota_ledger.hpp"

namespace trilat {

// The level on which the goods draw that day, of the class `goods` where that is given. Errors: none, several (with
// their classes).
Result<const law::QuotaLevel*> quota_level(const law::RuleBase& rules, Country origin, HsCode code, Date date,
                                           const std::string& goods);

// As the ledger has it. An error where the law's quantity is not held.
Result<store::QuotaLimit> quota_limit(const law::RuleBase& rules, const law::QuotaLevel& level);

// The pool in words, "steel no agreement".
std::string pool_in_words(const std::string& pool);

}  // namespace trilat
