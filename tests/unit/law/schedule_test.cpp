#include "law/schedule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/parsed.hpp"

namespace trilat::law {
namespace {

using trilat::testing::code;
using trilat::testing::day;

using ::testing::HasSubstr;

ScheduleRow row(const char* code, const char* from, const char* until, const char* general, const char* description) {
  ScheduleRow made;
  made.code = HsCode::parse(code).value();
  made.effect.from = Date::parse(from).value();
  if (*until != '\0') made.effect.until = Date::parse(until).value();
  made.general = general;
  made.description = description;
  return made;
}

Schedule schedule() {
  return Schedule(
      {row("01012100", "2025-01-01", "2025-07-01", "4%", "before"), row("01012100", "2025-07-01", "", "5%", "after"),
       row("0101210010", "2025-01-01", "", "", "Males"), row("0101210020", "2025-01-01", "", "", "Females"),
       row("01013000", "2025-01-01", "2025-03-01", "Free", "Asses, until March"),
       row("01019010", "2025-01-01", "", "", "no rate of its own")},
      "a small schedule");
}

TEST(Schedule, A_statistical_line_takes_the_rate_of_its_parent_on_the_date) {
  const Schedule lines = schedule();
  const auto before = lines.find(code("0101210010"), day("2025-06-30"));
  ASSERT_TRUE(before) << before.error().to_string();
  EXPECT_EQ(before->general.text, "4%");
  EXPECT_EQ(before->rate_code, code("01012100"));
  EXPECT_EQ(lines.find(code("0101210010"), day("2025-07-01"))->general.text, "5%");
}

TEST(Schedule, A_line_that_ended_is_not_found_after_its_end) {
  const Schedule lines = schedule();
  EXPECT_TRUE(lines.find(code("01013000"), day("2025-02-28")));
  EXPECT_FALSE(lines.find(code("01013000"), day("2025-03-01")));
}

TEST(Schedule, An_unknown_code_gets_its_neighbours) {
  const auto found = schedule().find(code("0101210030"), day("2025-02-01"));
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error().to_string(), HasSubstr("0101210010, 0101210020"));
}

TEST(Schedule, A_code_too_short_gets_the_longer_ones) {
  const auto found = schedule().find(code("0101"), day("2025-02-01"));
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error().to_string(), HasSubstr("01012100"));
}

TEST(Schedule, A_short_code_with_one_line_under_it_is_that_line) {
  const auto found = schedule().find(code("010121"), day("2025-02-01"));
  ASSERT_TRUE(found) << found.error().to_string();
  EXPECT_EQ(found->general.text, "4%");
}

TEST(Schedule, Leaves_are_the_longest_codes_of_the_day) {
  EXPECT_EQ(schedule().leaves(code("0101"), day("2025-02-01")).size(), 4U);
  EXPECT_EQ(schedule().leaves(code("0101"), day("2025-04-01")).size(), 3U);
}

TEST(Schedule, Programmes_of_the_special_column_are_read_with_their_own_rates) {
  EXPECT_EQ(special_programme("Free (A+,AU,S,SG)", {"S", "S+"}), "S");
  EXPECT_EQ(special_programme("Free (A+,AU,SG)", {"S", "S+"}), "");
  EXPECT_EQ(special_rate("Free (A,BH) 25% (KR,S)", {"S"})->text, "25%");
  EXPECT_FALSE(special_rate("Free (SG)", {"S", "S+"}));
  EXPECT_EQ(special_rate("Free (BH) See 9823.52.01 (S+)", {"S", "S+"})->kind, DutyRate::Kind::kReference);
}

// The codes of Canadian treatments are longer than those of the United States.
TEST(Schedule, Programmes_of_five_letters_are_read_and_words_are_not) {
  constexpr const char* kSpecial = "Free (UST,CPTPT) 5% (GPT)";
  EXPECT_EQ(special_rate(kSpecial, {"CPTPT"})->text, "Free");
  EXPECT_EQ(special_rate(kSpecial, {"GPT"})->text, "5%");
  EXPECT_FALSE(special_rate(kSpecial, {"MXT"}));
  EXPECT_EQ(special_rate("2% (see NOTES) (A)", {"A"})->text, "2% (see NOTES)");
}

}  // namespace
}  // namespace trilat::law
