// Reads the law of one importer from its folder: importer.toml, facts.toml, precedence.toml, the
// measures in every other .toml file, and the code lists in lists/. The format is taught by law/README.md.
#pragma once

#include <filesystem>

#include "law/rule_base.hpp"

namespace trilat::pack {

// `law` is the folder of the importer, `schedule` its schedule as CSV. Errors name file, line and
// remedy: an unknown key, list, authority, fact or country; a segment without citation or grade;
// overlapping segments; precedence that contradicts itself.
Result<law::RuleBase> read_law(const std::filesystem::path& law, const std::filesystem::path& schedule);

// Reads a schedule: columns code, from, until, units, general, special, column_2, description, and perhaps evidence,
// the key of one of `evidence`.
Result<law::Schedule> read_schedule(const std::filesystem::path& path,
                                    const std::vector<law::LineEvidence>& evidence = {});

}  // namespace trilat::pack
