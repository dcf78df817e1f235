// Measures that a scenario adds to the law of an importer: an `[[add]]` table of docs/scenarios.md.
#pragma once

#include "io/node.hpp"
#include "law/rule_base.hpp"

namespace trilat::pack {

// The authority is declared where the law has none of its id, then its lists, rules of precedence and measures
// are read as in the law's own files. Errors as there, and precedence that contradicts the law's.
Status read_addition(const io::Node& table, law::RuleBase& rules);

}  // namespace trilat::pack
