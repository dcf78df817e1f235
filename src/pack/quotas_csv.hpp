// Reads the levels of an importer's quotas, law/<importer>/quotas.csv (law/README.md).
#pragma once

#include <filesystem>

#include "law/rule_base.hpp"

namespace trilat::pack {

// Nothing where there is no such file. Errors name file, line and column: an authority, group or list that is not
// declared, a period that ends before it begins, a quantity, unit or share that cannot be read, two levels of one class
// and pool whose periods share days.
Status read_quotas(const std::filesystem::path& path, law::RuleBase& rules);

}  // namespace trilat::pack
