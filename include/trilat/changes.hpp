// One change of law, in words: what `trilat diff` lists and `trilat timeline` gives as a cause.
#pragma once

#include <string>
#include <vector>

#include "core/date.hpp"

namespace trilat {

struct LawChange {
  // measure_begun, measure_ended, rate_changed, terms_changed, scope_changed; precedence_begun,
  // precedence_ended, precedence_changed; line_added, line_removed, line_rerated; fee_changed
  std::string kind;
  Date since;                   // first day on which it holds
  std::string authority;        // id; "schedule" for a line of chapters 1 to 98, "fee" for a fee
  std::string authority_title;  // of precedence: both, "Section 232: copper / Section 232: steel"
  std::string heading;          // of chapter 99, the tariff code of a line, or the name of a fee
  std::string title;
  std::string before, after;  // rate, relation or price column; empty: did not hold
  std::string words;          // the change in a sentence without its subject: "25% becomes 50%"
  std::vector<std::string> origins_added, origins_removed;  // ISO codes, where the origins of a measure changed
  std::vector<std::string> codes_added, codes_removed;      // printed tariff codes that came into or left the scope
  std::string citation;
  char grade = 'C';  // A primary text, B official schedule, C secondary source
  std::string note;
};

}  // namespace trilat
