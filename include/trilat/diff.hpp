// What changed in law between two days, for a good, a chapter, a partner or everything.
//
// Two states of the law are compared; what began and ended between them does not show.
#pragma once

#include <string>
#include <vector>

#include "trilat/changes.hpp"

namespace trilat {

struct DiffParams {
  std::string to = "US";              // importing country
  std::vector<std::string> dates;     // two entry dates, the earlier first
  std::string hs;                     // a code of 2 to 10 digits; "all" or empty: every good
  std::string from;                   // country of origin; empty: every origin
  std::vector<std::string> known_on;  // none; one for both states; or one each, so that retroactive law shows
};

struct DiffResult {
  std::string to, from, hs;  // from, hs: empty where not narrowed down
  Date before, after;
  std::vector<std::string> known_on;
  std::vector<LawChange> changes;  // measures by authority and heading, then precedence, schedule, fees
  std::string data_hash;
};

// Long lists of codes are given as a count with examples, unless `full`.
std::string to_text(const DiffResult& result, bool full = false);
std::string to_json(const DiffResult& result);
// One line a change.
std::string to_csv(const DiffResult& result);

}  // namespace trilat
