// Authorities and how they bear on each other (law/README.md), read into a rule base.
#pragma once

#include "io/node.hpp"
#include "law/rule_base.hpp"

namespace trilat::pack {

// The `[[authority]]` tables of a file. Errors: an authority that is declared already.
Status read_authorities(const io::Node& file, law::RuleBase& rules);

// The `[[rule]]` tables of a file. Errors: an authority that is not declared, a span that is empty.
Status read_precedence(const io::Node& file, law::RuleBase& rules);

}  // namespace trilat::pack
