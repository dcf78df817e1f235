// The small trade of tests/support; every expected rate is worked out on paper from the law written there.
#include "flows/effective_rates.hpp"

#include <gtest/gtest.h>

#include "flows/rate_tables.hpp"
#include "support/small_trade.hpp"

namespace trilat::flows {
namespace {

using namespace testing;

struct Small {
  Imports imports = small_imports();
  ClaimShares claims = small_claims();
  std::unique_ptr<RateBook> book;

  explicit Small(std::vector<ClaimRule> rules = {})
      : book(RateBook::make(small_law(), imports, claims, small_answers(), std::move(rules)).value()) {}

  DayRates on(const char* date) const {
    DayRates rates;
    RateReader(*book).read(day(date), day(date), rates);
    return rates;
  }
};

enum Row : std::size_t { kBeefCa, kBeefEu, kBeefKr, kStructuresCa, kStructuresEu, kPartsCa, kPartsKr, kReturned };

double part_of(const DayRates& rates, std::size_t row, int authority) {
  for (const RatePart& part : rates.parts_of(row)) {
    if (part.authority == authority) return part.rate;
  }
  return 0;
}

TEST(EffectiveRates, Mix_the_rate_without_and_with_a_claim_by_its_share) {
  const DayRates rates = Small().on("2025-01-15");
  EXPECT_NEAR(rates.statutory[kStructuresCa], 0.03, 1e-9);
  EXPECT_NEAR(rates.rate[kStructuresCa], 0.6 * 0.03, 1e-9);
  EXPECT_NEAR(rates.rate[kBeefCa], 0, 1e-9);  // all is claimed
}

// Structures are free in this law: their claims of January left no record, and those of August stand.
TEST(EffectiveRates, Where_claims_on_free_lines_are_not_recorded_the_first_month_after_stands) {
  law::RuleBase law = small_law();
  std::vector<law::ScheduleRow> rows = law.schedule.rows();
  for (law::ScheduleRow& row : rows)
    if (code("7308").is_prefix_of(row.code)) row.general = "Free";
  law.schedule = law::Schedule(std::move(rows));
  const Imports imports = small_imports();
  Claims table = small_claims().claims();
  table.unrecorded_from = month_index(day("2025-01-01"));
  table.unrecorded_until = month_index(day("2025-08-01"));
  const ClaimShares claims(std::move(table));
  const auto book = RateBook::make(law, imports, claims, small_answers()).value();
  DayRates rates;
  RateReader(*book).read(day("2025-02-15"), day("2025-02-15"), rates);
  EXPECT_NEAR(rates.claim_share[kStructuresCa], 0.75, 1e-12);
  EXPECT_NEAR(rates.claim_share[kPartsCa], 0.5, 1e-12);
}

TEST(EffectiveRates, Lines_under_a_code_weigh_the_same) {
  const DayRates rates = Small().on("2025-01-15");
  EXPECT_NEAR(rates.statutory[kPartsCa], (0.04 + 0.08) / 2, 1e-9);
}

TEST(EffectiveRates, A_specific_rate_is_the_duty_over_the_value_of_partners_that_pay_it_in_full) {
  const DayRates rates = Small().on("2025-01-15");
  EXPECT_NEAR(rates.statutory[kBeefEu], 50.0 / 200, 1e-6);
  EXPECT_NEAR(rates.statutory[kBeefCa], 50.0 / 200, 1e-6);
  EXPECT_TRUE(rates.marks[kBeefEu].equivalent);
  EXPECT_FALSE(rates.marks[kStructuresEu].equivalent);
}

TEST(EffectiveRates, A_partner_with_an_agreement_bears_what_it_bore) {
  const DayRates rates = Small().on("2025-01-15");
  EXPECT_NEAR(rates.rate[kBeefKr], 5.0 / 50, 1e-6);
  EXPECT_NEAR(rates.rate[kPartsKr], 1.5 / 100, 1e-6);
  EXPECT_TRUE(rates.marks[kPartsKr].agreement);
}

TEST(EffectiveRates, A_duty_that_makes_up_a_total_makes_up_what_an_agreement_leaves) {
  const DayRates rates = Small().on("2025-08-15");
  EXPECT_NEAR(part_of(rates, kPartsKr, kBase), 0.015, 1e-6);
  EXPECT_NEAR(rates.rate[kPartsKr], 0.15, 1e-6);
}

TEST(EffectiveRates, Have_the_part_of_every_authority) {
  const DayRates rates = Small().on("2025-08-15");
  // without the claim 3 + 25 + 50 % of 40; with it 50 % of 40; three quarters are claimed
  EXPECT_NEAR(rates.statutory[kStructuresCa], 0.48, 1e-9);
  EXPECT_NEAR(rates.rate[kStructuresCa], 0.25 * 0.48 + 0.75 * 0.20, 1e-9);
  EXPECT_NEAR(part_of(rates, kStructuresCa, kBase), 0.25 * 0.03, 1e-9);
  EXPECT_NEAR(part_of(rates, kStructuresCa, 0), 0.20, 1e-9);
  EXPECT_NEAR(part_of(rates, kStructuresCa, 1), 0.25 * 0.25, 1e-9);
}

TEST(EffectiveRates, Months_after_the_last_are_marked) {
  const DayRates rates = Small().on("2025-10-15");
  EXPECT_TRUE(rates.marks[kStructuresCa].carried);
  EXPECT_FALSE(Small().on("2025-08-15").marks[kStructuresCa].carried);
}

TEST(EffectiveRates, Chapter_98_is_apart_at_the_duty_of_its_year) {
  const DayRates rates = Small().on("2025-08-15");
  EXPECT_TRUE(rates.marks[kReturned].apart);
  EXPECT_NEAR(rates.rate[kReturned], 1.0 / 500, 1e-9);
}

TEST(EffectiveRates, A_claim_share_of_nothing_gives_the_statutory_rates) {
  const DayRates rates = Small({{"*", 0.0}}).on("2025-08-15");
  EXPECT_EQ(rates.rate, rates.statutory);
}

TEST(EffectiveRates, The_last_rule_of_claims_that_names_a_partner_holds) {
  const DayRates rates = Small({{"*", 0.0}, {"CA", 1.0}}).on("2025-08-15");
  EXPECT_NEAR(rates.rate[kStructuresCa], 0.20, 1e-9);
}

TEST(EffectiveRates, Change_only_where_law_or_claims_do) {
  const Small small;
  std::vector<std::string> days;
  for (const Date one : rate_days(*small.book, {day("2025-01-01"), day("2025-12-31")})) days.push_back(one.to_string());
  for (const char* wanted : {"2025-01-01", "2025-03-04", "2025-06-04", "2025-08-01"})
    EXPECT_NE(std::find(days.begin(), days.end(), wanted), days.end()) << wanted;
  EXPECT_EQ(std::find(days.begin(), days.end(), "2025-09-01"), days.end());  // no month is held after August
}

TEST(EffectiveRates, A_fact_that_the_law_does_not_declare_is_refused_with_the_nearest) {
  const Small small;
  const auto made = RateBook::make(small_law(), small.imports, small.claims, {{{"steel_valu", "40%", {}, {}, "", ""}}});
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().remedy.find("steel_value"), std::string::npos);
}

TEST(RateTables, Weigh_by_value_and_keep_chapter_98_apart) {
  const Small small;
  const DayRates rates = small.on("2025-01-15");
  const Grouping grouping = by_partner(small.imports);
  const auto sums = sum_rates(*small.book, rates, grouping);
  // 400 at 1.8 %, 200 at 3 %, 100 free
  EXPECT_NEAR(sums[0].duty, 400 * 0.018 + 200 * 0.03, 1e-6);
  EXPECT_NEAR(sums[0].value, 700, 1e-9);
  EXPECT_NEAR(sums[static_cast<std::size_t>(grouping.apart())].value, 500, 1e-9);
}

TEST(RateTables, Sectors_take_their_shares_of_a_code) {
  const Small small;
  SectorBridge bridge;
  bridge.sectors = {"food", "steel"};
  bridge.rows = {{code("02013050"), 0, 0.25}, {code("02013050"), 1, 0.75}, {code("73089000"), 1, 1}};
  const auto sums = sum_rates(*small.book, small.on("2025-01-15"), by_sector(small.imports, bridge));
  EXPECT_NEAR(sums[0].value, 0.25 * 350, 1e-9);
  EXPECT_NEAR(sums[1].value, 0.75 * 350 + 500, 1e-9);
  EXPECT_NEAR(sums[2].value, 300, 1e-9);  // the bridge lacks the parts
}

TEST(RateTables, Days_read_on_threads_are_those_read_one_by_one) {
  const Small small;
  const std::vector<Date> days = rate_days(*small.book, {day("2025-01-01"), day("2025-12-31")});
  std::vector<std::vector<double>> found(days.size());
  read_days(
      *small.book, days, [](Date date) { return date; }, 3,
      [&](std::size_t i, const DayRates& rates) { found[i] = rates.rate; });
  for (std::size_t i = 0; i < days.size(); ++i) EXPECT_EQ(found[i], small.on(days[i].to_string().c_str()).rate);
}

}  // namespace
}  // namespace trilat::flows
