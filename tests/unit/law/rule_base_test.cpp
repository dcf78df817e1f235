#include "law/rule_base.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/parsed.hpp"

namespace trilat::law {
namespace {

using trilat::testing::day;

using ::testing::HasSubstr;

CodeList list() {
  CodeList codes;
  codes.name = "list";
  codes.rows = {{HsCode::parse("7208").value(), {day("2025-03-12"), day("2025-06-04")}},
                {HsCode::parse("73081000").value(), {day("2025-01-01"), day("2026-01-01")}}};
  return codes;
}

TEST(Membership, A_code_counts_below_a_listed_prefix_while_the_row_runs) {
  const HsCode coil = HsCode::parse("7208390090").value();
  EXPECT_FALSE(membership(list(), coil, day("2025-03-11")).member);
  EXPECT_TRUE(membership(list(), coil, day("2025-03-12")).member);
  EXPECT_TRUE(membership(list(), coil, day("2025-06-03")).member);
  EXPECT_FALSE(membership(list(), coil, day("2025-06-04")).member);
}

TEST(Membership, A_shorter_code_is_a_member_in_part_only) {
  const Membership found = membership(list(), HsCode::parse("7308").value(), day("2025-02-01"));
  EXPECT_FALSE(found.member);
  EXPECT_TRUE(found.partly);
}

RuleBase ordered(Relation first, Relation second, bool reversed, const char* second_from) {
  RuleBase rules;
  for (const char* id : {"autos", "steel"}) rules.authorities.push_back({id, id, "statute", 0, Several::kSum});
  Precedence one;
  one.higher = 0;
  one.lower = 1;
  one.relation = first;
  one.effect = {day("2025-01-01"), day("2025-07-01")};
  one.source = "precedence.toml:10";
  Precedence two = one;
  two.relation = second;
  if (reversed) std::swap(two.higher, two.lower);
  two.effect = {day(second_from), day("2025-12-01")};
  two.source = "precedence.toml:20";
  rules.precedence = {one, two};
  return rules;
}

TEST(Precedence, Two_rules_that_order_a_pair_both_ways_on_one_day_are_a_conflict) {
  const Status status = check_precedence(ordered(Relation::kDisplaces, Relation::kDisplaces, true, "2025-06-30"));
  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().to_string(), HasSubstr("precedence.toml:10"));
  EXPECT_THAT(status.error().to_string(), HasSubstr("precedence.toml:20"));
}

TEST(Precedence, The_same_pair_may_turn_round_on_the_day_the_first_rule_ends) {
  EXPECT_TRUE(check_precedence(ordered(Relation::kDisplaces, Relation::kDisplaces, true, "2025-07-01")));
}

// A rate in place of the goods' own is the ordinary duty, which a condition on column 1 asks for.
RuleBase replacing() {
  RuleBase rules = ordered(Relation::kAdds, Relation::kAdds, false, "2025-07-01");
  Measure measure;
  measure.heading = "9903.90.08";
  measure.authority = 1;
  measure.effect = Effect::kReplace;
  measure.source = "column-2.toml:9";
  rules.measures = {measure};
  return rules;
}

TEST(Precedence, A_rate_in_place_of_the_goods_own_hangs_on_no_other_duty) {
  EXPECT_TRUE(check_precedence(replacing()));
  RuleBase displaced = replacing();
  displaced.precedence.front().relation = Relation::kDisplaces;
  displaced.precedence.pop_back();
  const Status below = check_precedence(displaced);
  ASSERT_FALSE(below);
  EXPECT_THAT(below.error().to_string(), HasSubstr("column-2.toml:9"));
  EXPECT_THAT(below.error().to_string(), HasSubstr("precedence.toml:10"));
  for (const char* when : {"column_1 < 15%", "not subject_to(autos)", "owes(autos) or column_1 < 15%"}) {
    RuleBase conditional = replacing();
    conditional.measures.front().when = parse_condition(when, {}).value();
    EXPECT_FALSE(check_precedence(conditional)) << when;
    RuleBase relieved = replacing();
    Measure relief = relieved.measures.front();
    relief.heading = "9903.90.10";
    relief.effect = Effect::kExempt;
    relief.instead_of = {"9903.90.08"};
    relief.when = parse_condition(when, {}).value();
    relieved.measures.push_back(relief);
    EXPECT_FALSE(check_precedence(relieved)) << when;
  }
}

TEST(Headings, Patterns_match_one_a_family_or_a_span) {
  EXPECT_TRUE(heading_matches("9903.01.10", "9903.01.10"));
  EXPECT_FALSE(heading_matches("9903.01.10", "9903.01.11"));
  EXPECT_TRUE(heading_matches("9903.02.*", "9903.02.26"));
  EXPECT_FALSE(heading_matches("9903.02.*", "9903.01.26"));
  EXPECT_TRUE(heading_matches("9903.01.43-9903.01.76", "9903.01.76"));
  EXPECT_FALSE(heading_matches("9903.01.43-9903.01.76", "9903.01.77"));
}

}  // namespace
}  // namespace trilat::law
