#include "law/edition.hpp"

#include <gtest/gtest.h>

#include "support/parsed.hpp"

namespace trilat::law {
namespace {

using trilat::testing::code;
using trilat::testing::day;

ScheduleRow row(const char* digits, const char* from, const char* general, const char* words) {
  ScheduleRow made;
  made.code = code(digits);
  made.effect.from = day(from);
  made.general = general;
  made.description = words;
  return made;
}

Schedule held() {
  return Schedule({row("01012100", "2025-01-01", "4%", "Horses"), row("01013000", "2025-01-01", "Free", "Asses"),
                   row("01019010", "2025-01-01", "1%", "Mules"), row("01019020", "2025-01-01", "2%", "Hinnies")});
}

std::vector<ScheduleRow> edition() {
  return {row("01012100", "2026-01-01", "5%", "Horses"), row("01013000", "2026-01-01", "Free", "Asses"),
          row("01019010", "2026-01-01", "1%", "Mules and hinnies"), row("01014000", "2026-01-01", "3%", "Zebras")};
}

TEST(Edition, Rates_change_on_its_date_and_not_a_day_before) {
  EditionChange change;
  const Schedule merged = with_edition(held(), edition(), day("2026-01-01"), change);
  EXPECT_EQ(merged.find(code("01012100"), day("2025-12-31"))->general.text, "4%");
  EXPECT_EQ(merged.find(code("01012100"), day("2026-01-01"))->general.text, "5%");
  EXPECT_TRUE(merged.find(code("01019020"), day("2025-12-31")));
  EXPECT_FALSE(merged.find(code("01019020"), day("2026-01-01")));
  EXPECT_FALSE(merged.find(code("01014000"), day("2025-12-31")));
  EXPECT_EQ(merged.find(code("01014000"), day("2026-01-01"))->general.text, "3%");
}

TEST(Edition, What_changed_is_told_and_what_reads_the_same_goes_on_as_one_row) {
  EditionChange change;
  const Schedule merged = with_edition(held(), edition(), day("2026-01-01"), change);
  EXPECT_EQ(change.added, std::vector{code("01014000")});
  EXPECT_EQ(change.removed, std::vector{code("01019020")});
  EXPECT_EQ(change.reworded, std::vector{code("01019010")});
  ASSERT_EQ(change.rates.size(), 1U);
  EXPECT_EQ(change.rates[0].code, code("01012100"));
  EXPECT_EQ(merged.rows_under(code("01013000")).size(), 1U);
  EXPECT_EQ(merged.rows_under(code("01012100")).size(), 2U);
}

TEST(Edition, An_earlier_edition_takes_the_place_of_the_later_ones) {
  EditionChange first, second;
  const Schedule later = with_edition(held(), edition(), day("2026-01-01"), first);
  auto again = edition();
  for (ScheduleRow& each : again) each.effect.from = day("2025-06-01");
  const Schedule merged = with_edition(later, again, day("2025-06-01"), second);
  EXPECT_EQ(second.replaced, 3U);  // the rows that the later edition began: a rate, words, a new code
  EXPECT_EQ(merged.find(code("01012100"), day("2025-06-01"))->general.text, "5%");
  EXPECT_EQ(merged.find(code("01012100"), day("2026-06-01"))->general.text, "5%");
}

}  // namespace
}  // namespace trilat::law
