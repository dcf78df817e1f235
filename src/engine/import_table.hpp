// A user's table of a tariff as a further edition of the schedule that is held.
#pragma once

#include <string>

#include "law/rule_base.hpp"
#include "pack/tariff_csv.hpp"

namespace trilat {

struct TableEdition {
  std::vector<law::ScheduleRow> rows;  // of the whole schedule, from `from` on
  std::size_t taken_on = 0;            // of them, rows held before that the table says nothing of
};

// What the table leaves out is taken from the schedule held on `from`: words and units where it has none, rates of
// preferences it has no column for, headings above its items and statistical codes below them; with `partial` every
// other line too. A rate that says the same in other words counts as the same. The rows of the table cite `evidence`.
TableEdition table_edition(const law::RuleBase& rules, pack::TariffTable table, bool partial, Date from, int evidence);

// Ends, on `from`, measures that stand in for rates of the schedule held before, on the rows that cite `evidence`.
void end_stand_ins(law::RuleBase& rules, const std::vector<law::ScheduleRow>& rows, int evidence, Date from);

}  // namespace trilat
