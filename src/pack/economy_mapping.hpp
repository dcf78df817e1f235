// Reads which countries and sectors of an economy join which group.
//
//   table    countries | sectors
//   code     a code of the economy, or "*" for all that no other row names
//   group    code of the group; with "*", an empty group keeps each member on its own
//   name     name of the group, optional; the first one given counts
//
// A table that has no row is kept as it is.
#pragma once

#include <filesystem>

#include "economy/aggregate.hpp"

namespace trilat::pack {

struct EconomyMapping {
  economy::Grouping countries, sectors;
};

// Errors name file and line: an unknown table or code, a code given twice; and the codes left out.
Result<EconomyMapping> read_mapping(const std::filesystem::path& path, const economy::DataSet& data);

}  // namespace trilat::pack
