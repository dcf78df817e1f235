// Reads an economy from its folder, and a shock to one from a table.
//
//   economy.toml    name, title, year, unit, source, [[elasticities]] name, cite
//                   optional: tables = "FOLDER" that holds the tables below, when it is not this one;
//                   shocks = "ECONOMY" whose shocks it shares; steps = what was done to the source's figures;
//                   [rebenchmark] final_demand = "clip" | "keep", deficits = "balanced" | "kept", elasticities
//   countries.csv   code, name
//   sectors.csv     code, name, one column an elasticity set; optional SET_se, its standard errors
//   flows.csv       importer, exporter, sector, value (net of tariff, domestic sales included), tariff
//   inputs.csv      country, user, value_added_share, input_<sector>... (shares of intermediate cost);
//                   optional output: gross output as the source states it, which sales must then match
//
// Values are million USD, tariffs and shares fractions; a flow that is not listed is zero.
#pragma once

#include <filesystem>
#include <optional>

#include "economy/data_set.hpp"
#include "economy/equilibrium.hpp"
#include "economy/rebenchmark.hpp"

namespace trilat::pack {

// The tables as they stand, accounted but not yet held to the identities, and the steps they ask for.
struct EconomyTables {
  economy::DataSet data;
  std::optional<economy::RebenchmarkOptions> rebenchmark;
  std::string shocks;  // the economy whose shocks fit it; its own name unless the head says another
};

// Errors name file, line and remedy: an unknown code, a cell given twice, a missing row or column, and
// what economy::account refuses.
Result<EconomyTables> read_tables(const std::filesystem::path& folder);

// With the steps taken, or else every identity of economy/identities.hpp checked.
Result<economy::DataSet> build_economy(EconomyTables read);
Result<economy::DataSet> read_economy(const std::filesystem::path& folder);

// "clip" is true, "keep" false; "balanced" is true, "kept" false.
Result<bool> parse_final_demand(const std::string& text);
Result<bool> parse_deficits(const std::string& text);

// What a shock's file says of itself: its comment lines "# title: ...", and so on.
struct NamedShock {
  std::string name;
  std::string title, note, approximation, citation;
  economy::Shock shock;
};

// Columns importer, exporter, sector (codes, or "*"), rate (new ad valorem rate, a fraction).
Result<NamedShock> read_shock(const std::filesystem::path& path);

}  // namespace trilat::pack
