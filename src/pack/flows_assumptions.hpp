// Reads the standard answers of effective rates (flows/assumptions.hpp) from TOML:
//
//   [[answer]] fact, value, codes, partners, reason, source
#pragma once

#include <filesystem>

#include "flows/assumptions.hpp"

namespace trilat::pack {

// Errors name file, line and remedy: a missing reason or source, an unknown partner, a code that is none. Whether the
// law knows a fact is seen when the answers meet it.
Result<flows::Assumptions> read_assumptions(const std::filesystem::path& path, const flows::Imports& imports);

}  // namespace trilat::pack
