// What an importer bought in one year, line by line, and how much of it was entered under a claim.
#pragma once

#include <string>
#include <vector>

#include "core/country.hpp"
#include "core/date.hpp"
#include "core/hs_code.hpp"

namespace trilat::flows {

// A partner of the statistics: a country, or a group that the statistics count as one.
struct Partner {
  std::string code;         // "CA", "EU27"
  std::string name;         // "European Union"
  Country law;              // whose law it meets; of a group, a member that stands for it
  bool preference = false;  // has an agreement whose claims are not modelled: its own duty of the year stands
};

struct ImportRow {
  HsCode code;  // 8 digits
  int partner = 0;
  double value = 0;  // customs value
  double duty = 0;   // calculated on it in the year
};

struct Imports {
  Country importer;
  int year = 0;
  std::string unit, source;
  std::vector<Partner> partners;
  std::vector<ImportRow> rows;  // by code, then partner

  int find_partner(std::string_view code) const;  // -1 where unknown
};

// Months since 1970-01.
int month_index(Date date);
Date month_start(int month);  // its first day

struct ClaimRow {
  HsCode code;
  int partner = 0;
  int month = 0;  // month_index
  double value = 0, claimed = 0;
};

struct Claims {
  std::string claim;  // "usmca"
  std::string unit, source;
  std::vector<ClaimRow> rows;  // by code, partner, month
  // Months, half-open, in which claims freed goods from duty but those on lines that are free of the ordinary duty were
  // not recorded: there the shares of the first month after stand. Empty: none.
  int unrecorded_from = 0, unrecorded_until = 0;
};

// The part of a code that falls to a sector of the input-output tables.
struct SectorRow {
  HsCode code;
  int sector = 0;
  double share = 0;
};

struct SectorBridge {
  std::string source;
  std::vector<std::string> sectors;
  std::vector<SectorRow> rows;  // by code
};

}  // namespace trilat::flows
