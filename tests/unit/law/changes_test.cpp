// Hand-made law; what is expected follows from the dates written into it.
#include "law/changes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "law/asked.hpp"
#include "support/parsed.hpp"

namespace trilat::law {
namespace {

using trilat::testing::code;
using trilat::testing::day;

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Country country(const char* text) { return Country::parse(text).value(); }
Interval from(const char* start, const char* end = nullptr) {
  return {day(start), end == nullptr ? Date::max() : day(end)};
}

const Interval kYear = from("2025-01-01", "2026-01-01");

Segment segment(Interval effect, const char* rate, const char* cite = "the act") {
  Segment made;
  made.effect = effect;
  made.rate = parse_duty_rate(rate);
  made.citation = cite;
  return made;
}

Measure measure(const char* heading, int authority, std::vector<int> lists, std::vector<Segment> segments) {
  Measure made;
  made.heading = heading;
  made.authority = authority;
  made.origins = CountrySet::everything();
  made.products.all = lists.empty();
  made.products.lists = std::move(lists);
  made.segments = std::move(segments);
  return made;
}

// Steel pays 25 % from 12 March, 50 % from 4 June; the list gains 7308 on 1 May. Mexico pays 25 % on
// everything from 4 March to 31 August, and steel displaces that from 12 March. The general rate of
// 7208.39 falls on 1 July.
RuleBase law() {
  RuleBase rules;
  rules.importer = country("US");
  rules.recorded = kYear;
  rules.authorities = {{"steel", "Steel", "statute", 1, Several::kSum},
                       {"emergency", "Emergency", "statute", 2, Several::kSum}};
  rules.lists = {
      {"steel", {}, {}, Grade::kA, {{code("7208"), from("2025-03-12")}, {code("7308"), from("2025-05-01")}}}};
  rules.measures = {
      measure("S1", 0, {0}, {segment(from("2025-03-12", "2025-06-04"), "25%"), segment(from("2025-06-04"), "50%")}),
      measure("E1", 1, {}, {segment(from("2025-03-04", "2025-09-01"), "25%")})};
  rules.measures[1].origins = {};
  rules.measures[1].origins.add(country("MX"));
  Precedence order;
  order.higher = 0;
  order.lower = 1;
  order.relation = Relation::kDisplaces;
  order.effect = from("2025-03-12", "2025-09-01");
  rules.precedence = {order};
  rules.schedule = Schedule({{code("7208390000"), from("2025-01-01", "2025-07-01"), "Coil", {}, "2%", "", "20%"},
                             {code("7208390000"), from("2025-07-01"), "Coil", {}, "Free", "", "20%"},
                             {code("7308900000"), from("2025-01-01"), "Structures", {}, "Free", "", "45%"}});
  return rules;
}

std::vector<std::string> texts(const std::vector<Date>& days) {
  std::vector<std::string> out;
  for (const Date one : days) out.push_back(one.to_string());
  return out;
}

LawChanges between(const RuleBase& rules, const char* before, const char* after, const ChangeScope& scope = {}) {
  return compare_law(rules, scope, {day(before), {}}, {day(after), {}});
}

TEST(ChangeDays, Are_those_of_what_bears_on_the_good) {
  EXPECT_THAT(texts(change_days(law(), {code("7208390000"), country("MX")}, {}, kYear)),
              ElementsAre("2025-01-01", "2025-03-04", "2025-03-12", "2025-06-04", "2025-07-01", "2025-09-01"));
  EXPECT_THAT(texts(change_days(law(), {code("7308900000"), country("MX")}, {}, kYear)),
              ElementsAre("2025-01-01", "2025-03-04", "2025-03-12", "2025-05-01", "2025-06-04", "2025-09-01"));
}

TEST(ChangeDays, Leave_out_measures_on_other_origins_and_their_precedence) {
  EXPECT_THAT(texts(change_days(law(), {code("7208390000"), country("CA")}, {}, kYear)),
              ElementsAre("2025-01-01", "2025-03-12", "2025-06-04", "2025-07-01"));
}

TEST(ChangeDays, Stay_within_the_span) {
  EXPECT_THAT(texts(change_days(law(), {code("7208390000"), country("CA")}, {}, from("2025-06-04", "2025-07-01"))),
              ElementsAre("2025-06-04"));
}

TEST(ChangeDays, Leave_out_what_was_not_yet_published) {
  RuleBase rules = law();
  rules.measures[1].segments[0].known.from = day("2025-04-29");
  EXPECT_THAT(texts(change_days(rules, {code("7208390000"), country("MX")}, day("2025-04-28"),
                                from("2025-01-01", "2025-03-12"))),
              ElementsAre("2025-01-01"));
}

TEST(Comparison, Of_a_state_with_itself_is_empty) { EXPECT_TRUE(between(law(), "2025-07-15", "2025-07-15").empty()); }

TEST(Comparison, Tells_a_new_rate_from_a_new_measure) {
  const RuleBase rules = law();
  const LawChanges changes = between(rules, "2025-06-03", "2025-06-04");
  ASSERT_THAT(changes.measures, SizeIs(1));
  EXPECT_EQ(changes.measures[0].segment_before->rate.text, "25%");
  EXPECT_EQ(changes.measures[0].segment_after->rate.text, "50%");
  EXPECT_EQ(changes.measures[0].since, day("2025-06-04"));
  EXPECT_THAT(changes.measures[0].added, IsEmpty());
}

TEST(Comparison, Follows_a_heading_into_another_measure) {
  RuleBase rules = law();
  rules.measures[0].segments.pop_back();
  rules.measures.push_back(measure("S1", 0, {0}, {segment(from("2025-06-04"), "50%")}));
  rules.measures.back().origins.remove(country("GB"));
  const LawChanges changes = between(rules, "2025-06-03", "2025-06-04");
  ASSERT_THAT(changes.measures, SizeIs(1));
  EXPECT_TRUE(changes.measures[0].terms);
  EXPECT_NE(changes.measures[0].before, changes.measures[0].after);
}

TEST(Comparison, Does_not_mistake_a_new_citation_for_new_law) {
  RuleBase rules = law();
  rules.measures[0].segments[1] = segment(from("2025-06-04"), "25%", "another act");
  EXPECT_THAT(between(rules, "2025-06-03", "2025-06-04").measures, IsEmpty());
}

TEST(Comparison, Gives_the_codes_that_a_list_gained) {
  const RuleBase rules = law();
  const LawChanges changes = between(rules, "2025-04-30", "2025-05-02");
  ASSERT_THAT(changes.measures, SizeIs(1));
  EXPECT_FALSE(changes.measures[0].terms);
  EXPECT_THAT(changes.measures[0].added, ElementsAre(code("7308")));
  EXPECT_THAT(changes.measures[0].removed, IsEmpty());
  EXPECT_EQ(changes.measures[0].since, day("2025-05-01"));
  EXPECT_TRUE(between(law(), "2025-04-30", "2025-05-02", {code("7208"), {}}).empty());
}

TEST(Comparison, For_one_good_the_list_is_what_began) {
  const RuleBase rules = law();
  const LawChanges changes = between(rules, "2025-04-30", "2025-05-01", {code("7308900000"), country("CA")});
  ASSERT_THAT(changes.measures, SizeIs(1));
  EXPECT_EQ(changes.measures[0].before, nullptr);
  EXPECT_TRUE(changes.measures[0].by_lists);
}

TEST(Comparison, A_code_that_a_shorter_one_takes_in_has_not_changed) {
  RuleBase rules = law();
  rules.lists[0].rows = {{code("7208"), from("2025-06-10")}, {code("72083900"), from("2025-03-12", "2025-06-10")}};
  const LawChanges changes = between(rules, "2025-06-09", "2025-06-10");
  ASSERT_THAT(changes.measures, SizeIs(1));
  EXPECT_THAT(changes.measures[0].added, ElementsAre(code("7208")));
  EXPECT_THAT(changes.measures[0].removed, IsEmpty());
}

TEST(Comparison, An_exception_that_is_lifted_adds_its_codes) {
  RuleBase rules = law();
  rules.lists.push_back({"spared", {}, {}, Grade::kA, {{code("0101"), from("2025-01-01", "2025-05-15")}}});
  rules.measures[1].products.except_lists = {1};
  const LawChanges changes = between(rules, "2025-05-14", "2025-05-15");
  ASSERT_THAT(changes.measures, SizeIs(1));
  EXPECT_THAT(changes.measures[0].added, ElementsAre(code("0101")));
}

TEST(Comparison, Precedence_that_ends_with_its_authority_is_left_out) {
  const RuleBase rules = law();
  const LawChanges changes = between(rules, "2025-08-31", "2025-09-01");
  ASSERT_THAT(changes.measures, SizeIs(1));
  EXPECT_EQ(changes.measures[0].after, nullptr);
  EXPECT_THAT(changes.precedence, IsEmpty());
}

TEST(Comparison, Precedence_matters_where_both_authorities_charge_the_goods) {
  EXPECT_THAT(between(law(), "2025-03-11", "2025-03-12", {{}, country("MX")}).precedence, SizeIs(1));
  EXPECT_THAT(between(law(), "2025-03-11", "2025-03-12", {{}, country("CA")}).precedence, IsEmpty());
}

TEST(Comparison, Retroactive_law_shows_between_two_days_of_publication) {
  RuleBase rules = law();
  Precedence old = rules.precedence[0];
  old.relation = Relation::kAdds;
  old.known.until = rules.precedence[0].known.from = day("2025-04-29");
  rules.precedence.push_back(old);
  const LawState before{day("2025-03-20"), day("2025-04-28")};
  const LawState after{day("2025-03-20"), day("2025-04-29")};
  const LawChanges changes = compare_law(rules, {}, before, after);
  ASSERT_THAT(changes.precedence, SizeIs(1));
  EXPECT_EQ(changes.precedence[0].before->relation, Relation::kAdds);
  EXPECT_EQ(changes.precedence[0].after->relation, Relation::kDisplaces);
}

TEST(Comparison, A_line_changes_for_those_who_pay_its_rate) {
  EXPECT_THAT(between(law(), "2025-06-30", "2025-07-01").lines, SizeIs(1));
  RuleBase rules = law();
  rules.column_2_origins.add(country("CU"));
  EXPECT_THAT(between(rules, "2025-06-30", "2025-07-01", {{}, country("CU")}).lines, IsEmpty());
  EXPECT_THAT(between(rules, "2025-06-30", "2025-07-01", {{}, country("MX")}).lines, SizeIs(1));
}

TEST(Asked, Names_the_measures_in_force_that_ask) {
  RuleBase rules = law();
  FactDefinition melted;
  melted.name = "melted";
  rules.facts = {melted};
  rules.measures[0].when_text = "melted";
  rules.measures[0].when = parse_condition("melted", rules.facts).value();
  const ChangeScope good{code("7208390000"), country("CA")};
  EXPECT_THAT(asked_facts(rules, good, {day("2025-03-11"), {}}, {}), IsEmpty());
  const auto asked = asked_facts(rules, good, {day("2025-03-12"), {}}, {});
  ASSERT_THAT(asked, SizeIs(1));
  EXPECT_EQ(asked[0].fact->name, "melted");
  ASSERT_THAT(asked[0].by, SizeIs(1));
  EXPECT_EQ(asked[0].by[0].heading, "S1");
}

}  // namespace
}  // namespace trilat::law
