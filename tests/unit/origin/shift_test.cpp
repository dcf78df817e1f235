// The tariff shift, kind by kind; expectations follow the words of each kind of change.
#include "origin/shift.hpp"

#include <gtest/gtest.h>

namespace trilat::origin {
namespace {

HsCode code(const char* text) { return HsCode::parse_printed(text).value_or(HsCode{}); }
CodeRanges ranges(const char* text) { return parse_ranges(text).value_or(CodeRanges{}); }

Rule rule_of(Change change, const char* codes) {
  Rule rule;
  rule.change = change;
  rule.codes = CodeRange::parse(codes).value_or(CodeRange{});
  return rule;
}

Verdict verdict(const Rule& rule, const char* good, const char* material, const char* kind = "") {
  return shift_of(rule, code(good), code(material), kind, "input").verdict;
}

TEST(Shift, Compares_at_the_level_of_the_change) {
  const Rule chapter = rule_of(Change::kChapter, "8481.80");
  EXPECT_EQ(verdict(chapter, "8481.80", "8501.10"), Verdict::kPass);
  EXPECT_EQ(verdict(chapter, "8481.80", "8413.91"), Verdict::kFail);
  const Rule heading = rule_of(Change::kHeading, "8481.80");
  EXPECT_EQ(verdict(heading, "8481.80", "8413.91"), Verdict::kPass);
  EXPECT_EQ(verdict(heading, "8481.80", "8481.90"), Verdict::kFail);
  const Rule subheading = rule_of(Change::kSubheading, "8481.80");
  EXPECT_EQ(verdict(subheading, "8481.80", "8481.90"), Verdict::kPass);
  EXPECT_EQ(verdict(subheading, "8481.80", "8481.80"), Verdict::kFail);
}

TEST(Shift, Tells_no_more_than_the_code_does) {
  const Rule subheading = rule_of(Change::kSubheading, "8481.80");
  EXPECT_EQ(verdict(subheading, "8481.80", "8481"), Verdict::kUnknown);
  const Rule item = rule_of(Change::kItem, "8481.80");
  EXPECT_EQ(verdict(item, "8481.80.10", "8481.80"), Verdict::kUnknown);
  EXPECT_EQ(verdict(item, "8481.80.10", "8481.80.30"), Verdict::kPass);
  EXPECT_EQ(verdict(item, "8481.80.10", "8481.80.10"), Verdict::kFail);
  Rule excepted = rule_of(Change::kHeading, "8459.61");
  excepted.except = ranges("8466.93.15");
  const ShiftFinding open = shift_of(excepted, code("8459.61"), code("8466.93"), "", "table");
  EXPECT_EQ(open.verdict, Verdict::kUnknown);
  ASSERT_EQ(open.missing.size(), 1u);
  EXPECT_EQ(open.missing.front().fact, "input 'table': hs");
}

TEST(Shift, Exceptions_come_before_what_is_permitted) {
  Rule rule = rule_of(Change::kHeading, "3004");
  rule.except = ranges("3003");
  rule.also_from = ranges("3003 3004.10");
  EXPECT_EQ(verdict(rule, "3004.90", "3003.90"), Verdict::kFail);
  EXPECT_EQ(verdict(rule, "3004.90", "3004.10"), Verdict::kPass);
}

TEST(Shift, From_outside_the_group_bars_the_whole_group) {
  Rule rule = rule_of(Change::kHeading, "5208-5212");
  EXPECT_EQ(verdict(rule, "5208.11", "5210.11"), Verdict::kPass);
  rule.outside_group = true;
  EXPECT_EQ(verdict(rule, "5208.11", "5210.11"), Verdict::kFail);
  EXPECT_EQ(verdict(rule, "5208.11", "5203.00"), Verdict::kPass);
}

TEST(Shift, Named_codes_stand_alone_unless_another_change_is_allowed_too) {
  Rule rule = rule_of(Change::kSpecified, "8481.40-8481.80");
  rule.from = ranges("8481.90");
  EXPECT_EQ(verdict(rule, "8481.80", "8481.90"), Verdict::kPass);
  EXPECT_EQ(verdict(rule, "8481.80", "7318.15"), Verdict::kFail);
  rule.also_change = Change::kHeading;
  EXPECT_EQ(verdict(rule, "8481.80", "7318.15"), Verdict::kPass);
  EXPECT_EQ(verdict(rule, "8481.80", "8481.80"), Verdict::kFail);
}

TEST(Shift, Another_good_of_the_subheading_is_asked_for) {
  const Rule rule = rule_of(Change::kGoodSubheading, "4503.10");
  EXPECT_EQ(verdict(rule, "4503.10", "4503.10"), Verdict::kUnknown);
  EXPECT_EQ(verdict(rule, "4503.10", "4503.10", "same good"), Verdict::kFail);
  EXPECT_EQ(verdict(rule, "4503.10", "4503.10", "another good"), Verdict::kPass);
  EXPECT_EQ(verdict(rule, "4503.10", "4501.10"), Verdict::kPass);
}

TEST(Shift, A_kind_that_no_code_tells_is_asked_only_where_it_could_be) {
  Rule rule = rule_of(Change::kHeading, "8509.40");
  rule.except_kind = "housings of 8508.70";
  EXPECT_EQ(verdict(rule, "8509.40", "8508.70"), Verdict::kUnknown);
  EXPECT_EQ(verdict(rule, "8509.40", "8508.70", "other"), Verdict::kPass);
  EXPECT_EQ(verdict(rule, "8509.40", "8508.70", "housings of 8508.70"), Verdict::kFail);
  EXPECT_EQ(verdict(rule, "8509.40", "7318.15"), Verdict::kPass);
}

TEST(Shift, Codes_that_the_bridge_leaves_open_must_agree) {
  Input input;
  input.name = "machine";
  input.code = code("8479.89");
  input.codes = {code("8479.89"), code("8543.70")};
  const Rule heading = rule_of(Change::kHeading, "8543.70");
  EXPECT_EQ(shift_of(heading, code("8543.70"), input).verdict, Verdict::kUnknown);
  EXPECT_EQ(shift_of(heading, code("9031.80"), input).verdict, Verdict::kPass);
}

TEST(CodeRange, Reads_spans_and_refuses_what_is_none) {
  EXPECT_EQ(CodeRange::parse("8414.59-8414.80")->to_string(), "8414.59-8414.80");
  EXPECT_EQ(CodeRange::parse("54")->contains(code("5407.61")), Verdict::kPass);
  EXPECT_EQ(CodeRange::parse("54")->contains(code("5501.10")), Verdict::kFail);
  EXPECT_FALSE(CodeRange::parse("8414.80-8414.59"));
  EXPECT_FALSE(CodeRange::parse("84-8501"));
  EXPECT_FALSE(CodeRange::parse("8414.5x"));
}

}  // namespace
}  // namespace trilat::origin
