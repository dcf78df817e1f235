// Writes an economy as the folder that economy_csv.hpp reads.
#pragma once

#include <filesystem>

#include "pack/economy_csv.hpp"

namespace trilat::pack {

// Creates the folder where it is missing, and replaces its five files. Numbers are written so that they
// read back the same; gross output is written as stated, or else as derived, so that damage is noticed.
// Precondition: account() succeeded. Errors: a folder or file that may not be written.
Status write_economy(const std::filesystem::path& folder, const EconomyTables& tables);

}  // namespace trilat::pack
