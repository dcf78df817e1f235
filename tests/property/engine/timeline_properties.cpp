// The timeline says of every day what `duty` says of it, in the fewest rows, each with a cause.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "support/engine.hpp"

namespace trilat {
namespace {

const std::vector<const char*> kTimelineCodes = {"8703230160", "8708305090", "7208390090", "7601106090", "7308909590",
                                                 "7408116000", "4407120019", "9403409060", "8541420010", "8471500150",
                                                 "0804400040", "3104200010", "6109100012", "7318152095", "8517130000",
                                                 "0402996800", "2203000030", "8704310140", "0207140010"};
const std::vector<const char*> kTimelineOrigins = {"CA", "MX", "CN", "DE", "JP", "GB",
                                                   "KR", "BR", "IN", "VN", "RU", "CH"};

TimelineParams any_good() {
  TimelineParams params;
  params.shipment.to = "US";
  params.shipment.from = *rc::gen::elementOf(kTimelineOrigins);
  params.shipment.hs = *rc::gen::elementOf(kTimelineCodes);
  params.shipment.value = std::to_string(*rc::gen::inRange(1, 100000));
  params.shipment.claim = *rc::gen::arbitrary<bool>() ? "none" : "";
  if (*rc::gen::arbitrary<bool>()) params.shipment.options = {"mpf"};
  if (*rc::gen::arbitrary<bool>()) params.shipment.known_on = "2025-04-28";
  return params;
}

// What a row shows of an outcome.
std::vector<std::string> shown(const std::vector<DutyCharge>& charges) {
  std::vector<std::string> lines;
  for (const DutyCharge& line : charges)
    lines.push_back(line.heading + "|" + line.rate + "|" + line.base.to_string() + "|" + line.amount.to_string() + "|" +
                    line.programme);
  return lines;
}

RC_GTEST_PROP(Timeline, every_day_is_what_duty_says, ()) {
  const TimelineParams params = any_good();
  const auto found = engine().timeline(params);
  RC_PRE(found.has_value());
  const int span = found->until.days_since_1970() - found->since.days_since_1970();
  for (int sample = 0; sample < 12; ++sample) {
    const Date day = found->since.plus_days(*rc::gen::inRange(0, span));
    const auto row = std::find_if(found->rows.begin(), found->rows.end(),
                                  [&](const TimelineRow& one) { return one.from <= day && day < one.until; });
    RC_ASSERT(row != found->rows.end());
    DutyParams shipment = params.shipment;
    shipment.date = day.to_string();
    const auto duty = engine().duty(shipment);
    RC_ASSERT(duty.has_value() == (row->status != "no_answer"));
    if (!duty) continue;
    RC_ASSERT(row->status == name(duty->status));
    RC_ASSERT(row->total_min == duty->low.total && row->total_max == duty->high.total);
    RC_ASSERT(shown(row->low) == shown(duty->low.charges));
    RC_ASSERT(shown(row->high) == shown(duty->high.charges));
  }
}

RC_GTEST_PROP(Timeline, rows_meet_differ_and_have_a_cause, ()) {
  const auto found = engine().timeline(any_good());
  RC_PRE(found.has_value());
  RC_ASSERT(found->rows.front().from == found->since);
  RC_ASSERT(found->rows.back().until == found->until);
  for (std::size_t i = 1; i < found->rows.size(); ++i) {
    const TimelineRow& before = found->rows[i - 1];
    const TimelineRow& row = found->rows[i];
    RC_ASSERT(before.until == row.from);
    RC_ASSERT(!row.causes.empty() && row.causes.front().decisive);
    RC_ASSERT(before.status != row.status || before.duty_min != row.duty_min || before.duty_max != row.duty_max ||
              before.open != row.open || before.reasons != row.reasons || before.bounded != row.bounded ||
              shown(before.low) != shown(row.low) || shown(before.high) != shown(row.high));
    for (const TimelineCause& cause : row.causes) RC_ASSERT(!cause.change.citation.empty());
  }
}

}  // namespace
}  // namespace trilat
