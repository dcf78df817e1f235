// A condition in words that a broker reads: each fact by its question and the answer on which the condition hangs.
//
// "not donation and column_1 < 15%" is 'the answer to "Are the goods donations for relief?" is no, and the ordinary
// duty is less than 15%'.
#pragma once

#include <string>

#include "law/rule_base.hpp"

namespace trilat::law {

// Precondition: the condition was parsed against the facts of `rules`.
std::string in_words(const RuleBase& rules, const Condition& condition);

}  // namespace trilat::law
