#include "core/date.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trilat::core {
namespace {

using ::testing::HasSubstr;

TEST(Date, Reads_the_days_of_the_Gregorian_calendar) {
  // Day numbers from the definition: 1970-01-01 is 0; 2000-03-01 is 30 years and 8 leap days later, 11017.
  const struct {
    const char* text;
    int days;
  } table[] = {
      {"1970-01-01", 0}, {"1970-01-02", 1}, {"1969-12-31", -1}, {"2000-02-29", 11016}, {"2000-03-01", 11017},
  };
  for (const auto& row : table) {
    const auto date = Date::parse(row.text);
    ASSERT_TRUE(date) << row.text;
    EXPECT_EQ(date->days_since_1970(), row.days) << row.text;
    EXPECT_EQ(date->to_string(), row.text);
  }
  EXPECT_EQ(Date::parse("0001-01-01"), Date::min());
  EXPECT_EQ(Date::parse("9999-12-31")->plus_days(1), Date::max());
}

TEST(Date, Refuses_other_spellings_and_days_that_do_not_exist) {
  const struct {
    const char* text;
    const char* message;
  } table[] = {
      {"", "'' is not a date; write year-month-day"},
      {"2025-8-8", "is not a date"},
      {"08/08/2025", "is not a date"},
      {"2025-08-08 ", "is not a date"},
      {" 2025-08-08", "is not a date"},
      {"2025-08-08T00", "is not a date"},
      {"+025-08-08", "is not a date"},
      {"2025-0x-08", "is not a date"},
      {"2025-02-29", "2025-02-29 does not exist in the calendar"},
      {"1900-02-29", "does not exist"},
      {"2025-13-01", "does not exist"},
      {"2025-00-10", "does not exist"},
      {"2025-04-31", "does not exist"},
      {"2025-04-00", "does not exist"},
      {"0000-01-01", "does not exist"},
  };
  for (const auto& row : table) {
    const auto date = Date::parse(row.text);
    ASSERT_FALSE(date) << row.text;
    EXPECT_THAT(date.error().to_string(), HasSubstr(row.message));
    EXPECT_EQ(date.error().code, ErrorCode::kBadInput);
  }
}

TEST(Date, Adding_months_keeps_the_day_or_takes_the_last_one) {
  EXPECT_EQ(Date(2025, 1, 31).plus_months(1), Date(2025, 2, 28));
  EXPECT_EQ(Date(2024, 1, 31).plus_months(1), Date(2024, 2, 29));
  EXPECT_EQ(Date(2025, 3, 31).plus_months(-1), Date(2025, 2, 28));
  EXPECT_EQ(Date(2025, 11, 15).plus_months(3), Date(2026, 2, 15));
  EXPECT_EQ(Date(2025, 1, 15).plus_months(-13), Date(2023, 12, 15));
  EXPECT_EQ(Date(2024, 2, 29).plus_months(12), Date(2025, 2, 28));
}

TEST(Date, Has_its_year) { EXPECT_EQ(Date(2025, 8, 8).year(), 2025); }

TEST(Interval, Holds_its_first_day_and_not_its_until) {
  const Interval interval{Date(2025, 8, 1), Date(2025, 8, 8)};
  EXPECT_FALSE(interval.contains(Date(2025, 7, 31)));
  EXPECT_TRUE(interval.contains(Date(2025, 8, 1)));
  EXPECT_TRUE(interval.contains(Date(2025, 8, 7)));
  EXPECT_FALSE(interval.contains(Date(2025, 8, 8)));
}

TEST(Interval, Neighbours_do_not_overlap) {
  const Interval july{Date(2025, 7, 1), Date(2025, 8, 1)};
  const Interval august{Date(2025, 8, 1), Date(2025, 9, 1)};
  EXPECT_FALSE(july.overlaps(august));
  EXPECT_TRUE(july.intersect(august).empty());
  EXPECT_TRUE(july.overlaps({Date(2025, 7, 31), Date::max()}));
}

TEST(Interval, Prints_its_last_day_included) {
  EXPECT_EQ((Interval{Date(2025, 8, 1), Date(2026, 2, 24)}).to_string(), "2025-08-01 to 2026-02-23");
  EXPECT_EQ((Interval{Date(2025, 8, 1), Date::max()}).to_string(), "from 2025-08-01");
  EXPECT_EQ((Interval{Date::min(), Date(2025, 8, 1)}).to_string(), "until 2025-07-31");
  EXPECT_EQ((Interval{Date(2025, 8, 1), Date(2025, 8, 1)}).to_string(), "never");
  EXPECT_TRUE((Interval{Date(2025, 8, 1), Date::max()}).open_ended());
}

}  // namespace
}  // namespace trilat::core
