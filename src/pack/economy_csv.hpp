// Reads an economy from its folder, and a shock to one from a table.
//
//   economy.toml    name, title, year, unit, source, [[elasticities]] name, cite
//   countries.csv   code, name
//   sectors.csv     code, name, one column an elasticity set
//   flows.csv       importer, exporter, sector, value (net of tariff, domestic sales included), tariff
//   inputs.csv      country, user, value_added_share, input_<sector>... (shares of intermediate cost)
//
// Values are million USD, tariffs and shares fractions; a flow that is not listed is zero.
#pragma once

#include <filesystem>

#include "economy/data_set.hpp"
#include "economy/equilibrium.hpp"

namespace trilat::pack {

// Errors name file, line and remedy: an unknown code, a cell given twice, a missing row or column, and
// every identity that economy::complete checks.
Result<economy::DataSet> read_economy(const std::filesystem::path& folder);

// What a shock's file says of itself: its comment lines "# title: ...", and so on.
struct NamedShock {
  std::string name;
  std::string title, note, approximation, citation;
  economy::Shock shock;
};

// Columns importer, exporter, sector (codes, or "*"), rate (new ad valorem rate, a fraction).
Result<NamedShock> read_shock(const std::filesystem::path& path);

}  // namespace trilat::pack
