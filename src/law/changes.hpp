// On which days law can change for a good, and what differs between two states of the law.
//
// A state of the law is a day of entry and a day of publication. Law is compared by what it says:
// a measure that goes on in another segment, or under the same heading in another measure, at the same
// terms and on the same goods has not changed.
#pragma once

#include <optional>
#include <vector>

#include "law/rule_base.hpp"

namespace trilat::law {

struct LawState {
  Date entry;
  std::optional<Date> known_on;  // as published on this day; absent: as known last
};

// The goods that are looked at. What is absent is not narrowed down.
struct ChangeScope {
  std::optional<HsCode> code;  // of any length: the code, what it is part of, and what is below it
  std::optional<Country> origin;
};

// The first day of `span` and every later day in it on which a segment, a listed code, a precedence
// rule, a schedule row or a fee that bears on the goods begins or no longer holds. In order, each day once.
// Between two of them the answer for a shipment of the goods cannot change.
std::vector<Date> change_days(const RuleBase& rules, const ChangeScope& scope, std::optional<Date> known_on,
                              Interval span);

// A measure that differs. One that begins has no `segment_before`, one that ends no `segment_after`; where
// a heading goes on in another measure, `before` and `after` are two measures.
struct MeasureChange {
  const Measure* before = nullptr;
  const Segment* segment_before = nullptr;
  const Measure* after = nullptr;
  const Segment* segment_after = nullptr;
  bool terms = false;     // rate, base, origins, condition or the headings it stands in for
  bool by_lists = false;  // it was in force on both days, and named the goods on one of them only
  // Listed codes that are covered after and were not before, and the reverse. Exceptions that are
  // lifted count as added. Of a measure on every product: none.
  std::vector<HsCode> added;
  std::vector<HsCode> removed;
  Date since;  // the day on which it came to differ
};

// Null: not in force.
struct PrecedenceChange {
  const Precedence* before = nullptr;
  const Precedence* after = nullptr;
  Date since;
};

// A schedule row of eight or more digits. Null: not in the schedule.
struct LineChange {
  const ScheduleRow* before = nullptr;
  const ScheduleRow* after = nullptr;
  Date since;
};

// A fee whose rate or bounds differ. Null: not held for the day.
struct FeeChange {
  const Fee* fee = nullptr;
  const Fee::Segment* before = nullptr;
  const Fee::Segment* after = nullptr;
  Date since;
};

struct LawChanges {
  std::vector<MeasureChange> measures;  // by authority, then heading
  std::vector<PrecedenceChange> precedence;
  std::vector<LineChange> lines;  // by code
  std::vector<FeeChange> fees;

  bool empty() const { return measures.empty() && precedence.empty() && lines.empty() && fees.empty(); }
};

// What differs for the goods. Precedence is left out where neither state charges both authorities on
// them, and where it ends because one of its authorities does. A row of the schedule has changed where a
// rate differs that goods of the origin can pay.
LawChanges compare_law(const RuleBase& rules, const ChangeScope& scope, const LawState& before, const LawState& after);

}  // namespace trilat::law
