// One good among the countries whose law is held: what it pays into each of them from each of the others.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "trilat/duty.hpp"

namespace trilat {

struct DutyTableParams {
  // `to` and `from` are not read: every importer of the data is taken, from every other. `hs` of six digits or more
  // names the good; an importer whose schedule lacks the code is asked for all lines of its six digits. A fact counts
  // for the importers whose law knows it. Without `currency` the value counts in each importer's own.
  DutyParams shipment;
  std::map<std::string, std::string> codes = {};  // importer -> its own code of the good
  std::map<std::string, std::string> exchange_rates =
      {};  // currency of an importer -> how much of it for one `currency`
};

// What one claim comes to, over the lines that the good may fall in.
struct DutyTableDuty {
  DutyStatus status = DutyStatus::kNotLoaded;  // kRange: lines or facts differ
  Money duty_min, duty_max;                    // in the importer's currency, over the lines that are held
  bool bounded = true;                         // false: a quantity is missing, the greatest is open
  std::size_t lines = 0, not_held = 0;         // lines looked at, and those whose rate is not held
  std::vector<std::string> reasons;            // why not held or prohibited
  std::vector<std::string> questions;          // facts that are open
  char grade = 'A';                            // the weakest source behind it
};

struct DutyTableCell {
  std::string from;
  DutyTableDuty unclaimed;
  std::string claim;  // the preference that the origin may claim; empty: none
  DutyTableDuty claimed;
};

struct DutyTableRow {
  std::string to, to_name, currency;
  Money value;
  std::vector<std::string> value_working;
  std::vector<std::string> codes;  // as printed, of the lines looked at
  std::string problem;             // why nothing is priced; empty: cells hold
  std::vector<DutyTableCell> cells;
};

struct DutyTableResult {
  std::string hs, description;
  Date date;
  std::string value, currency;  // as given; empty currency: each importer's own
  std::vector<DutyTableRow> rows;
  std::string data_hash;
};

// 0 where every cell is determined, 3 where some are a range or not loaded.
int exit_status(const DutyTableResult& result);
// "25 %", "0 to 25 %", "not loaded", "prohibited"; lines that are not held are counted behind it.
std::string words(const DutyTableDuty& duty, Money value);

std::string to_text(const DutyTableResult& result);
std::string to_json(const DutyTableResult& result);

}  // namespace trilat
