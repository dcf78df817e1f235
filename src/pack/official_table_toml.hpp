// Reads `[official_table]` of importer.toml.
#pragma once

#include "io/node.hpp"
#include "law/official_table.hpp"

namespace trilat::pack {

// Errors name the place: an unknown key, a table without columns of the code and the general rate.
Result<law::OfficialTable> read_official_table(const io::Node& node);

}  // namespace trilat::pack
