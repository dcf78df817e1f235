// Timeline, diff and facts against the law of the United States. Expected dates and rates are those of
// the instruments named beside them; column 1 rates are those of the HTS as printed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "support/engine.hpp"

namespace trilat {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TimelineParams good(const char* from, const char* hs, const char* claim) {
  TimelineParams params;
  params.shipment.to = "US";
  params.shipment.from = from;
  params.shipment.hs = hs;
  params.shipment.value = "10000";
  params.shipment.claim = claim;
  return params;
}

TimelineResult timeline(const TimelineParams& params) {
  auto result = engine().timeline(params);
  if (!result) throw std::runtime_error(result.error().to_string());
  return std::move(*result);
}

const TimelineRow& row_on(const TimelineResult& result, const char* date) {
  const Date day = Date::parse(date).value();
  for (const TimelineRow& row : result.rows) {
    if (row.from <= day && day < row.until) return row;
  }
  throw std::runtime_error(std::string("no row on ") + date);
}

bool charges(const TimelineRow& row, const char* heading) {
  return std::any_of(row.high.begin(), row.high.end(), [&](const DutyCharge& line) { return line.heading == heading; });
}

bool caused_by(const TimelineRow& row, const char* kind, const char* heading) {
  return std::any_of(row.causes.begin(), row.causes.end(), [&](const TimelineCause& cause) {
    return cause.decisive && cause.change.kind == kind && cause.change.heading == heading;
  });
}

DiffResult diff(const char* before, const char* after, const char* hs = "", const char* from = "") {
  DiffParams params;
  params.dates = {before, after};
  params.hs = hs;
  params.from = from;
  auto result = engine().diff(params);
  if (!result) throw std::runtime_error(result.error().to_string());
  return std::move(*result);
}

const LawChange* find(const DiffResult& result, const char* kind, const char* heading) {
  for (const LawChange& change : result.changes) {
    if (change.kind == kind && change.heading == heading) return &change;
  }
  return nullptr;
}

// EO 14194 as amended by EO 14198: 25 % on Mexico from 2025-03-04. PP 10908, 90 FR 14705: 25 % on parts
// from 2025-05-03; EO 14289 s.3(a)(i): it takes the place of the former. HTS 8708.30.50: 2.5 %.
TEST(Timeline, Mexican_brake_parts_change_from_the_fentanyl_duty_to_the_parts_duty) {
  const TimelineResult result = timeline(good("MX", "8708305090", "none"));
  EXPECT_EQ(row_on(result, "2025-03-03").duty_max, Money::whole(250));
  const TimelineRow& fentanyl = row_on(result, "2025-03-04");
  EXPECT_EQ(fentanyl.from.to_string(), "2025-03-04");
  EXPECT_EQ(fentanyl.until.to_string(), "2025-05-03");
  EXPECT_EQ(fentanyl.duty_max, Money::whole(2750));
  EXPECT_TRUE(caused_by(fentanyl, "measure_begun", "9903.01.01"));
  const TimelineRow& parts = row_on(result, "2025-05-03");
  EXPECT_EQ(parts.duty_max, Money::whole(2750));
  EXPECT_TRUE(charges(parts, "9903.94.05"));
  EXPECT_FALSE(charges(parts, "9903.01.01"));
  EXPECT_TRUE(caused_by(parts, "measure_begun", "9903.94.05"));
  EXPECT_THAT(to_text(result), HasSubstr("automobile parts displaces IEEPA: fentanyl, Mexico"));
}

TEST(Timeline, An_unsaid_claim_shows_as_a_range_with_the_open_fact) {
  const TimelineRow row = row_on(timeline(good("MX", "8708305090", "")), "2025-08-08");
  EXPECT_EQ(row.status, "range");
  EXPECT_EQ(row.duty_min, Money{});
  EXPECT_EQ(row.duty_max, Money::whole(2750));
  EXPECT_THAT(row.open, Contains("claim"));
}

// EO 14193: 25 % from 2025-03-04. EO 14289 s.3(a)(ii) of 2025-04-29, reaching back: steel that owes it
// owes no section 232 duty. PP 10947: 50 % on steel from 2025-06-04 in the place of both.
TEST(Timeline, Canadian_steel_pays_one_of_two_duties_and_then_fifty_per_cent) {
  const TimelineResult result = timeline(good("CA", "7208390090", "none"));
  EXPECT_EQ(row_on(result, "2025-03-03").duty_max, Money{});
  EXPECT_EQ(row_on(result, "2025-03-04").until.to_string(), "2025-06-04");
  EXPECT_EQ(row_on(result, "2025-03-04").duty_max, Money::whole(2500));
  EXPECT_EQ(row_on(result, "2025-06-04").from.to_string(), "2025-06-04");
  EXPECT_EQ(row_on(result, "2025-06-04").duty_max, Money::whole(5000));
  EXPECT_TRUE(caused_by(row_on(result, "2025-06-04"), "rate_changed", "9903.81.87"));
}

// The day before EO 14289 was published both were collected (CBP messages of March 2025).
TEST(Timeline, As_published_before_the_order_both_duties_stand) {
  TimelineParams params = good("CA", "7208390090", "none");
  params.shipment.known_on = "2025-04-28";
  params.until = "2025-04-29";
  const TimelineResult result = timeline(params);
  EXPECT_EQ(row_on(result, "2025-03-12").from.to_string(), "2025-03-12");
  EXPECT_EQ(row_on(result, "2025-03-12").duty_max, Money::whole(5000));
}

// EO 14231: potash not under USMCA pays 10 % from 2025-03-07 instead of 25 %. The emergency duties end
// on 2026-02-24; PP 11012 Annex II frees potash of the duty of section 122. HTS 3104.20: free.
TEST(Timeline, Canadian_potash_falls_to_ten_per_cent_and_to_nothing) {
  const TimelineResult result = timeline(good("CA", "3104200010", "none"));
  EXPECT_EQ(row_on(result, "2025-03-06").duty_max, Money::whole(2500));
  const TimelineRow& potash = row_on(result, "2025-03-07");
  EXPECT_EQ(potash.duty_max, Money::whole(1000));
  EXPECT_TRUE(caused_by(potash, "measure_begun", "9903.01.15"));
  EXPECT_EQ(potash.until.to_string(), "2026-02-24");
  EXPECT_EQ(row_on(result, "2026-02-24").duty_max, Money{});
  for (const TimelineCause& cause : potash.causes) {
    EXPECT_FALSE(cause.change.citation.empty());
    EXPECT_THAT("ABC", HasSubstr(std::string(1, cause.change.grade)));
  }
}

// 19 CFR 24.23(b)(1): least fee of 32.71 in fiscal year 2025, 33.58 from 2025-10-01 (90 FR 34665).
TEST(Timeline, A_fee_that_was_asked_for_changes_the_row) {
  TimelineParams params = good("DE", "3104200010", "");
  params.shipment.value = "1000";
  params.shipment.options = {"mpf"};
  const TimelineResult result = timeline(params);
  const TimelineRow& row = row_on(result, "2025-10-01");
  EXPECT_EQ(row.from.to_string(), "2025-10-01");
  EXPECT_TRUE(caused_by(row, "fee_changed", "mpf"));
  EXPECT_EQ((row.total_min - row.duty_min).to_string(), "33.58");
}

// 7308.20.00.20 stands in the official schedule up to 2025 revision 13 and not in revision 18 (2025-08-07).
TEST(Timeline, A_code_that_leaves_the_schedule_has_a_row_that_says_so) {
  const TimelineResult result = timeline(good("DE", "7308200020", ""));
  EXPECT_NE(row_on(result, "2025-08-06").status, "no_answer");
  const TimelineRow& gone = row_on(result, "2025-08-07");
  EXPECT_EQ(gone.status, "no_answer");
  EXPECT_TRUE(caused_by(gone, "line_removed", "7308.20.00.20"));
  EXPECT_NE(find(diff("2025-08-06", "2025-08-07", "7308"), "line_removed", "7308.20.00.20"), nullptr);
}

TEST(Timeline, A_code_that_never_stood_in_the_schedule_is_refused) {
  const auto missing = engine().timeline(good("DE", "8708305099", ""));
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().to_string(), HasSubstr("not in the schedule"));
}

TEST(Timeline, A_span_outside_the_record_is_refused) {
  for (const auto& [since, until, words] :
       {std::tuple{"2024-12-31", "", "recorded"}, std::tuple{"", "2027-01-01", "last recorded law"},
        std::tuple{"2025-06-01", "2025-06-01", "no day"}, std::tuple{"2025-6-1", "", "since"}}) {
    TimelineParams params = good("MX", "8708305090", "none");
    params.since = since;
    params.until = until;
    const auto result = engine().timeline(params);
    ASSERT_FALSE(result) << since << " " << until;
    EXPECT_THAT(result.error().to_string(), HasSubstr(words));
  }
}

// ---- diff

// PP 10947: 25 % becomes 50 % on 2025-06-04, and the United Kingdom stays at 25 % under its own heading.
TEST(Diff, The_steel_proclamation_of_June_doubles_the_rate_save_for_the_United_Kingdom) {
  const DiffResult result = diff("2025-06-03", "2025-06-04");
  const LawChange* steel = find(result, "rate_changed", "9903.81.87");
  ASSERT_NE(steel, nullptr);
  EXPECT_EQ(steel->before, "25%");
  EXPECT_THAT(steel->after, HasSubstr("50%"));
  EXPECT_THAT(steel->origins_removed, testing::ElementsAre("GB"));
  EXPECT_NE(find(result, "measure_begun", "9903.81.94"), nullptr);
}

// The annex to the notice of 2025-08-18 (90 FR 40326) adds condensed milk of 0402.99.68 to both metals.
TEST(Diff, A_list_that_grew_names_the_codes_it_gained) {
  const DiffResult result = diff("2025-08-17", "2025-08-18");
  const LawChange* steel = find(result, "scope_changed", "9903.81.91");
  ASSERT_NE(steel, nullptr);
  EXPECT_THAT(steel->codes_added, Contains("0402.99.68"));
  EXPECT_THAT(steel->codes_removed, IsEmpty());
  EXPECT_THAT(to_text(result, false), testing::Not(HasSubstr(steel->codes_added.back())));
  EXPECT_THAT(to_text(result, true), HasSubstr(steel->codes_added.back()));
}

TEST(Diff, A_chapter_and_a_partner_narrow_it) {
  const DiffResult all = diff("2025-03-03", "2025-03-04");
  EXPECT_NE(find(all, "measure_begun", "9903.01.01"), nullptr);  // EO 14194: Mexico
  EXPECT_NE(find(all, "measure_begun", "9903.01.10"), nullptr);  // EO 14193: Canada
  const DiffResult mexico = diff("2025-03-03", "2025-03-04", "87", "MX");
  EXPECT_NE(find(mexico, "measure_begun", "9903.01.01"), nullptr);
  EXPECT_EQ(find(mexico, "measure_begun", "9903.01.10"), nullptr);
  EXPECT_THAT(diff("2025-06-03", "2025-06-04", "31", "MX").changes, IsEmpty());
  EXPECT_THAT(diff("2025-08-08", "2025-08-08").changes, IsEmpty());
}

// EO 14289 of 2025-04-29 changed the order of two duties for entries already made.
TEST(Diff, Retroactive_law_shows_between_two_days_of_publication) {
  DiffParams params;
  params.dates = {"2025-03-20", "2025-03-20"};
  params.from = "CA";
  params.known_on = {"2025-04-28", "2025-04-29"};
  const auto result = engine().diff(params);
  ASSERT_TRUE(result) << result.error().to_string();
  ASSERT_FALSE(result->changes.empty());
  for (const LawChange& change : result->changes) {
    EXPECT_EQ(change.kind, "precedence_changed");
    EXPECT_THAT(change.citation, HasSubstr("EO 14289"));
  }
}

TEST(Diff, Bad_questions_are_refused_with_what_would_be_right) {
  const auto refused = [](std::vector<std::string> dates, const char* hs) {
    DiffParams params;
    params.dates = std::move(dates);
    params.hs = hs;
    const auto result = engine().diff(params);
    return result ? std::string() : result.error().to_string();
  };
  EXPECT_THAT(refused({"2025-03-03"}, ""), HasSubstr("twice"));
  EXPECT_THAT(refused({"2025-03-04", "2025-03-03"}, ""), HasSubstr("earlier date first"));
  EXPECT_THAT(refused({"2024-03-04", "2025-03-03"}, ""), HasSubstr("recorded"));
  EXPECT_THAT(refused({"2025-03-03", "2025-03-04"}, "7799"), HasSubstr("never had"));
}

// ---- facts

FactsResult facts(const char* from, const char* hs, const char* date) {
  FactsParams params;
  params.shipment.to = "US";
  params.shipment.from = from;
  params.shipment.hs = hs;
  params.shipment.date = date;
  auto result = engine().facts(params);
  if (!result) throw std::runtime_error(result.error().to_string());
  return std::move(*result);
}

const FactMatter& fact(const FactsResult& result, const char* name) {
  for (const FactMatter& one : result.facts) {
    if (one.name == name) return one;
  }
  throw std::runtime_error(std::string(name) + " is not asked");
}

// 27.5 % without the claim (HTS 8708.30.50, PP 10908), nothing with it (note 33(h), general note 11).
TEST(Facts, The_claim_on_Mexican_brake_parts_is_worth_both_duties) {
  const FactsResult result = facts("MX", "8708305090", "2025-08-08");
  EXPECT_EQ(result.value, Money::whole(10000));
  const FactMatter& claim = fact(result, "claim");
  EXPECT_EQ(claim.at_stake, Money::whole(2750));
  EXPECT_TRUE(claim.open);
  EXPECT_TRUE(std::any_of(claim.asked_by.begin(), claim.asked_by.end(),
                          [](const FactAsker& by) { return by.heading == "9903.94.06" && !by.citation.empty(); }));
  // note 33(h): not for knock-down kits and parts compilations, which then pay the 25 %
  const FactMatter& kit = fact(result, "kit");
  EXPECT_EQ(kit.unsaid, "assume_false");
  EXPECT_EQ(kit.at_stake, Money::whole(2500));
}

TEST(Facts, What_was_said_is_not_weighed_again) {
  FactsParams params;
  params.shipment.to = "US";
  params.shipment.from = "MX";
  params.shipment.hs = "8708305090";
  params.shipment.date = "2025-08-08";
  params.shipment.claim = "none";
  const auto result = engine().facts(params);
  ASSERT_TRUE(result) << result.error().to_string();
  EXPECT_FALSE(fact(*result, "claim").unsaid_here);
  EXPECT_THAT(fact(*result, "claim").answers, IsEmpty());
}

TEST(Facts, Open_questions_are_worth_what_the_duty_says) {
  const FactsResult result = facts("CN", "7308909590", "2025-08-20");
  DutyParams params;
  params.to = "US";
  params.from = "CN";
  params.hs = "7308909590";
  params.date = "2025-08-20";
  params.value = "10000";
  const auto duty = engine().duty(params);
  ASSERT_TRUE(duty) << duty.error().to_string();
  ASSERT_FALSE(duty->questions.empty());
  for (const DutyQuestion& question : duty->questions)
    EXPECT_EQ(fact(result, question.fact.c_str()).at_stake, question.at_stake) << question.fact;
}

TEST(Facts, Without_a_good_every_declared_fact_is_listed) {
  FactsParams params;
  params.shipment.to = "US";
  const auto result = engine().facts(params);
  ASSERT_TRUE(result) << result.error().to_string();
  std::ifstream declared(TRILAT_SOURCE_DIR "/law/us/facts.toml");
  std::size_t count = 0;
  for (std::string line; std::getline(declared, line);) count += line.starts_with("[[fact]]") ? 1U : 0U;
  ASSERT_GT(count, 0U);
  EXPECT_THAT(result->facts, SizeIs(count));
}

TEST(Facts, Half_a_good_is_refused) {
  FactsParams params;
  params.shipment.to = "US";
  params.shipment.hs = "8708305090";
  const auto result = engine().facts(params);
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().to_string(), HasSubstr("from is missing"));
}

}  // namespace
}  // namespace trilat
