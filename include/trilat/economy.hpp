// Economies as data: what one holds, whether its identities hold, and making one from others' tables.
#pragma once

#include <string>
#include <vector>

#include "core/error.hpp"
#include "trilat/simulate.hpp"

namespace trilat {

struct EconomyParams {
  std::string economy = "na2024";  // an economy of the data pack, or a folder of tables
};

struct EconomyInfo {
  struct Country {
    std::string code, name;
    double output = 0, value_added = 0, tariff_revenue = 0, deficit = 0, income = 0;  // million USD
  };
  struct Elasticities {
    std::string name, citation;
    std::vector<double> theta, standard_error;  // a sector each; the second may be empty
  };
  std::string name, title, source;
  int year = 0;
  std::vector<Country> countries;
  std::vector<NamedCode> sectors;
  std::vector<Elasticities> elasticities;  // the first is the default
  std::vector<std::string> steps;          // what was done to the source's figures, a sentence each
  std::vector<std::string> shocks;         // that the data pack holds for it
  std::string data_hash;                   // empty for a folder
};

struct EconomyIdentity {
  std::string name;
  double error = 0;  // the largest, relative to the largest term
  std::string cell;  // where it stands
  std::size_t cells = 0, broken = 0;
  bool holds = false;
};

struct EconomyCheck {
  std::string name, title;
  double tolerance = 0;
  std::vector<EconomyIdentity> identities;
  bool holds = false;  // all of them
};

struct AggregateParams {
  std::string economy = "na2024";
  std::string mapping;  // file: table (countries or sectors), code (or "*"), group, name
  std::string output;   // folder to write
  std::string name;     // of the new economy; empty: the folder's
};

struct RebenchmarkParams {
  std::string economy;                // an economy of the data pack, or a folder of tables
  std::string final_demand = "keep";  // "clip": negative final demand becomes zero; "keep": it is refused
  std::string deficits = "kept";      // "balanced": the base is solved again without deficits
  std::string elasticities;           // set to solve with; empty: the first
  std::string output;                 // folder to write; empty: report alone
};

struct ImportParams {
  std::string table;         // inter-country input-output table in the OECD's CSV layout
  std::string tariffs;       // importer, exporter, sector, rate; empty: none
  std::string elasticities;  // sector, one column a set; empty: 4 in every sector
  std::string output;        // folder to write
  std::string name, title, source;
  int year = 0;
  double tolerance = 1e-4;            // on the totals that the table states
  std::string final_demand = "keep";  // the steps that the new economy asks for, as above
  std::string deficits = "kept";
};

// An economy that was made, and how.
struct EconomyMade {
  struct Moved {
    std::string code;
    double wage_hat = 1, consumer_price_hat = 1;  // of the new base against the tables
    double value_added_before = 0, value_added = 0, revenue = 0, deficit_before = 0, deficit = 0, income = 0;
  };
  std::string folder;  // empty where nothing was written
  EconomyInfo economy;
  std::vector<Moved> moved;  // by re-benchmarking
};

// Reads a table into the layout of data/economies and checks it; the folder is written only where it holds.
Result<EconomyMade> import_economy(const ImportParams& params);

std::string to_text(const EconomyInfo& info);
std::string to_json(const EconomyInfo& info);
std::string to_csv(const EconomyInfo& info);  // the elasticities: sector, name, one column a set
std::string to_text(const EconomyCheck& check);
std::string to_json(const EconomyCheck& check);
std::string to_csv(const EconomyCheck& check);
std::string to_text(const EconomyMade& made);
std::string to_json(const EconomyMade& made);
std::string to_csv(const EconomyMade& made);  // countries, with what moved

}  // namespace trilat
