// What a good pays over a span of entry dates: one row a change, with its cause.
#pragma once

#include <string>
#include <vector>

#include "trilat/changes.hpp"
#include "trilat/duty.hpp"

namespace trilat {

struct TimelineParams {
  DutyParams shipment;  // its date is not used
  std::string since;    // first entry date; empty: the first that the law is recorded for
  std::string until;    // first entry date no longer shown; empty: the end of the record
};

// A cause of a row: the changes of law that begin to hold on its first day.
struct TimelineCause {
  LawChange change;
  bool decisive = false;  // it bears on a heading whose charge differs from the row before
};

// Successive entry dates on which everything below is the same.
struct TimelineRow {
  Date from, until;  // half-open
  std::string
      status;  // determined, range, prohibited, not_loaded; no_answer where the code cannot be priced on these days
  Money duty_min, duty_max;           // without fees
  Money total_min, total_max;         // with the fees that were asked for
  bool bounded = true;                // false: the greatest is open, since a quantity is missing
  std::vector<DutyCharge> low, high;  // in filing order; the same where determined
  std::vector<std::string> open;      // names of the facts that are open
  std::vector<std::string> reasons;   // why prohibited, not loaded, not priced or without a line
  std::vector<TimelineCause> causes;  // decisive ones first; none in the first row
};

struct TimelineResult {
  std::string to, from, hs, description, currency, claim, known_on;
  Money value;
  Date since, until;
  std::vector<TimelineRow> rows;  // without gaps, and no two neighbours alike
  std::string data_hash;
};

std::string to_text(const TimelineResult& result);
std::string to_json(const TimelineResult& result);
// One line a row: from, until, status, duty_min, duty_max, headings, open, causes, citations.
std::string to_csv(const TimelineResult& result);

}  // namespace trilat
