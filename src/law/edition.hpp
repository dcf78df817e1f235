// A further edition of a schedule: what it prints counts from its date on.
#pragma once

#include <string>
#include <vector>

#include "law/schedule.hpp"

namespace trilat::law {

// What an edition changed against what was held for its date.
struct EditionChange {
  struct Rate {
    HsCode code;
    ScheduleRow before, after;
  };
  std::vector<HsCode> added, removed;
  std::vector<Rate> rates;       // a rate column differs
  std::vector<HsCode> reworded;  // words or units alone differ
  std::size_t replaced = 0;      // rows of later editions, which the new one takes the place of
};

// `held` until `from`, then `edition` alone. A row that reads the same, on the same evidence, goes on as one row.
// Preconditions: every row of `edition` begins on `from` and has no end, no code twice.
Schedule with_edition(const Schedule& held, std::vector<ScheduleRow> edition, Date from, EditionChange& change);

}  // namespace trilat::law
