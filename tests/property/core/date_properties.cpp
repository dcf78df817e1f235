#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/date.hpp"

namespace trilat::core {
namespace {

Date any_date() {
  const int first = Date::min().days_since_1970();
  const int past_last = Date::max().days_since_1970();
  return Date::from_days(*rc::gen::inRange(first, past_last));
}

// Days close to each other, so that intervals of them touch and nest often.
Date near_date() { return Date(2025, 8, 8).plus_days(*rc::gen::inRange(0, 12)); }

Interval near_interval() {
  const Date from = near_date();
  return {from, from.plus_days(*rc::gen::inRange(1, 8))};
}

RC_GTEST_PROP(DateLaw, Printing_and_reading_give_the_same_day, ()) {
  const Date date = any_date();
  RC_ASSERT(*Date::parse(date.to_string()) == date);
}

RC_GTEST_PROP(DateLaw, The_order_of_days_is_the_order_of_their_text, ()) {
  const Date a = any_date();
  const Date b = any_date();
  RC_ASSERT((a < b) == (a.to_string() < b.to_string()));
}

RC_GTEST_PROP(DateLaw, Text_is_a_date_only_if_it_prints_back_the_same, ()) {
  const auto digit = [] { return *rc::gen::element('0', '1', '2', '3', '9'); };
  std::string text = "0000-00-00";
  for (char& c : text) c = c == '0' ? digit() : c;
  const auto date = Date::parse(text);
  if (date) RC_ASSERT(date->to_string() == text);
}

RC_GTEST_PROP(DateLaw, Twelve_months_are_a_year_and_the_day_never_grows, ()) {
  const Date date = Date(1600, 1, 1).plus_days(*rc::gen::inRange(0, 200'000));
  const int count = *rc::gen::inRange(-240, 240);
  const auto before = date.ymd();
  const auto after = date.plus_months(count).ymd();
  const auto month_number = [](std::chrono::year_month_day ymd) {
    return static_cast<int>(ymd.year()) * 12 + static_cast<int>(static_cast<unsigned>(ymd.month()));
  };
  RC_ASSERT(month_number(after) - month_number(before) == count);
  RC_ASSERT(after.day() <= before.day());
  RC_ASSERT(after.day() == before.day() || date.plus_months(count).plus_days(1).ymd().month() != after.month());
}

RC_GTEST_PROP(DateLaw, Adding_days_adds, ()) {
  const Date date = Date(2000, 1, 1).plus_days(*rc::gen::inRange(-10'000, 10'000));
  const int a = *rc::gen::inRange(-5'000, 5'000);
  const int b = *rc::gen::inRange(-5'000, 5'000);
  RC_ASSERT(date.plus_days(a).plus_days(b) == date.plus_days(a + b));
}

RC_GTEST_PROP(IntervalLaw, A_day_is_in_the_intersection_when_it_is_in_both, ()) {
  const Interval a = near_interval();
  const Interval b = near_interval();
  const Date day = near_date();
  RC_ASSERT(a.intersect(b).contains(day) == (a.contains(day) && b.contains(day)));
}

RC_GTEST_PROP(IntervalLaw, Intervals_overlap_when_they_share_a_day, ()) {
  const Interval a = near_interval();
  const Interval b = near_interval();
  bool shared = false;
  for (Date day = a.from; day < a.until; day = day.plus_days(1)) shared = shared || b.contains(day);
  RC_ASSERT(a.overlaps(b) == shared);
  RC_ASSERT(a.overlaps(b) == b.overlaps(a));
  RC_ASSERT(a.overlaps(b) == !a.intersect(b).empty());
}

RC_GTEST_PROP(IntervalLaw, Intersection_is_commutative_associative_and_idempotent, ()) {
  const Interval a = near_interval();
  const Interval b = near_interval();
  const Interval c = near_interval();
  RC_ASSERT(a.intersect(b) == b.intersect(a));
  RC_ASSERT(a.intersect(b).intersect(c) == a.intersect(b.intersect(c)));
  RC_ASSERT(a.intersect(a) == a);
  RC_ASSERT(a.intersect(Interval{}) == a);
}

}  // namespace
}  // namespace trilat::core
