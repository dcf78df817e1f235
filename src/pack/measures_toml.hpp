// Reads a file of measures (law/README.md) into a rule base.
#pragma once

#include "io/node.hpp"
#include "law/rule_base.hpp"
#include "pack/toml_words.hpp"

namespace trilat::pack {

// Facts, lists and authorities must have been read. Errors name file, line and remedy: an unknown key, list,
// authority, fact or country, a segment without citation or grade, segments that overlap.
Status read_measures(const io::Node& file, law::RuleBase& rules);
// The `[[measure]]` tables below a table alone; its `authority` is that of measures which name none.
Status read_measure_tables(const io::Node& table, law::RuleBase& rules);

}  // namespace trilat::pack
