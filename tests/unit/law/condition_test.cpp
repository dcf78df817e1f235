#include "law/condition.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trilat::law {
namespace {

using ::testing::HasSubstr;

std::vector<FactDefinition> facts() {
  FactDefinition claim{"claim", FactKind::kChoice, false, "Which preference?", {"none", "usmca"}, {}};
  FactDefinition approved{"approved", FactKind::kFlag, false, "Approved?", {}, {}};
  FactDefinition donated{"donated", FactKind::kFlag, true, "A donation?", {}, {}};
  FactDefinition melted{"melted", FactKind::kCountry, false, "Where melted?", {}, {}};
  FactDefinition loaded{"loaded", FactKind::kDate, false, "When loaded?", {}, {}};
  FactDefinition content{"us_content", FactKind::kContent, false, "US content?", {}, {}};
  return {claim, approved, donated, melted, loaded, content};
}

// Facts said, everything else unknown.
class Said : public ConditionContext {
 public:
  explicit Said(const std::map<std::string, std::string>& texts) {
    for (const auto& [name, text] : texts) {
      for (const FactDefinition& definition : facts_) {
        if (definition.name == name) values_[name] = parse_fact(definition, text).value();
      }
    }
  }
  Truth fact(const Condition& leaf) override {
    const auto at = values_.find(leaf.name);
    if (at == values_.end()) return Truth::kUnknown;
    for (const FactDefinition& definition : facts_) {
      if (definition.name == leaf.name) {
        return satisfies(leaf, definition.kind, at->second, Money::from_cents(100000)) ? Truth::kYes : Truth::kNo;
      }
    }
    return Truth::kUnknown;
  }
  Truth column_1(const Condition&) override { return Truth::kUnknown; }
  Truth subject_to(const std::string& authority) override { return authority == "autos" ? Truth::kYes : Truth::kNo; }
  Truth owes(const std::string&) override { return Truth::kUnknown; }

 private:
  std::vector<FactDefinition> facts_ = law::facts();
  std::map<std::string, FactValue> values_;
};

Truth truth(const char* text, const std::map<std::string, std::string>& said = {}) {
  const auto condition = parse_condition(text, facts());
  EXPECT_TRUE(condition) << condition.error().to_string();
  Said context(said);
  return evaluate(*condition, context);
}

TEST(Condition, Three_valued_logic_is_kleenes) {
  const Truth all[] = {Truth::kNo, Truth::kUnknown, Truth::kYes};
  for (int a = 0; a < 3; ++a) {
    for (int b = 0; b < 3; ++b) {
      EXPECT_EQ(all[a] && all[b], all[std::min(a, b)]);
      EXPECT_EQ(all[a] || all[b], all[std::max(a, b)]);
    }
    EXPECT_EQ(!all[a], all[2 - a]);
  }
}

TEST(Condition, Not_binds_tightest_and_or_loosest) {
  EXPECT_EQ(truth("not approved or approved and claim = none", {{"approved", "no"}}), Truth::kYes);
  EXPECT_EQ(truth("not (approved or claim = usmca)", {{"approved", "no"}, {"claim", "usmca"}}), Truth::kNo);
}

TEST(Condition, What_is_not_said_is_unknown_and_what_decides_suffices) {
  EXPECT_EQ(truth("claim = usmca and approved", {{"claim", "usmca"}}), Truth::kUnknown);
  EXPECT_EQ(truth("claim = usmca and approved", {{"claim", "none"}}), Truth::kNo);
  EXPECT_EQ(truth("claim = usmca or approved", {{"claim", "usmca"}}), Truth::kYes);
}

TEST(Condition, Stated_takes_the_unsaid_as_false) {
  EXPECT_EQ(truth("stated(melted = RU)"), Truth::kNo);
  EXPECT_EQ(truth("not stated(melted = RU)"), Truth::kYes);
  EXPECT_EQ(truth("stated(melted = RU)", {{"melted", "RU"}}), Truth::kYes);
}

TEST(Condition, Countries_dates_and_contents_are_compared) {
  EXPECT_EQ(truth("melted in [US, MX, CA]", {{"melted", "MX"}}), Truth::kYes);
  EXPECT_EQ(truth("melted in [US, MX, CA]", {{"melted", "CN"}}), Truth::kNo);
  EXPECT_EQ(truth("loaded < 2025-08-07", {{"loaded", "2025-08-06"}}), Truth::kYes);
  EXPECT_EQ(truth("loaded < 2025-08-07", {{"loaded", "2025-08-07"}}), Truth::kNo);
  EXPECT_EQ(truth("us_content >= 20%", {{"us_content", "200"}}), Truth::kYes);  // of 1,000.00
  EXPECT_EQ(truth("us_content >= 20%", {{"us_content", "199.99"}}), Truth::kNo);
}

TEST(Condition, Other_duties_are_asked_of_the_context) {
  EXPECT_EQ(truth("subject_to(autos)"), Truth::kYes);
  EXPECT_EQ(truth("subject_to(steel)"), Truth::kNo);
  EXPECT_EQ(truth("owes(steel)"), Truth::kUnknown);
}

std::string refusal(const char* text) {
  const auto condition = parse_condition(text, facts());
  return condition ? "accepted" : condition.error().to_string();
}

TEST(Condition, Mistakes_are_refused_with_what_would_be_right) {
  EXPECT_THAT(refusal("aproved"), HasSubstr("approved"));
  EXPECT_THAT(refusal("claim = usmc"), HasSubstr("usmca"));
  EXPECT_NE(refusal("approved and"), "accepted");
  EXPECT_NE(refusal("(approved"), "accepted");
  EXPECT_NE(refusal("loaded < soon"), "accepted");
  EXPECT_NE(refusal("approved approved"), "accepted");
}

}  // namespace
}  // namespace trilat::law
