// How the table that an importer's administration publishes, or that its users keep, names what a schedule holds. Data
// of the importer (`[official_table]` of importer.toml); the loader of such tables knows no country.
#pragma once

#include <string>
#include <vector>

namespace trilat::law {

struct OfficialTable {
  // Columns by any of the names that they go by; several that are present are joined where the words allow it.
  struct Special {
    std::vector<std::string> columns;
    std::vector<std::string> programmes;  // that the rate is for
  };
  std::vector<std::string> code, description, general, column_2, units;
  std::vector<Special> special;
  std::vector<std::string> free;     // texts that mean free, besides "Free"
  std::vector<std::string> no_rate;  // texts of a special column that mean no preference
  bool bare_percent = false;         // a number alone is a percentage

  bool empty() const { return code.empty(); }
};

}  // namespace trilat::law
