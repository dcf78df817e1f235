// What a condition says, in words: the sentences are written by hand from the conditions.
#include "law/condition_words.hpp"

#include <gtest/gtest.h>

namespace trilat::law {
namespace {

RuleBase rules_with_facts() {
  RuleBase rules;
  FactDefinition donation;
  donation.name = "donation";
  donation.question = "Are the goods donations for relief?";
  FactDefinition country = donation;
  country.name = "smelt_cast_country";
  country.kind = FactKind::kCountry;
  country.question = "Where was the aluminium smelted and cast?";
  FactDefinition share = donation;
  share.name = "metal_weight_share";
  share.kind = FactKind::kShare;
  share.question = "What share of the weight is the listed metal?";
  FactDefinition loaded = donation;
  loaded.name = "loaded_on";
  loaded.kind = FactKind::kDate;
  loaded.question = "When were the goods loaded?";
  rules.facts = {donation, country, share, loaded};
  rules.authorities = {{"s232_autos", "Section 232: passenger vehicles", "statute", 0, Several::kSum}};
  return rules;
}

std::string words(const char* text) {
  const RuleBase rules = rules_with_facts();
  const auto condition = parse_condition(text, rules.facts);
  EXPECT_TRUE(condition) << text;
  return condition ? in_words(rules, *condition) : std::string();
}

struct Sentence {
  const char* condition;
  const char* words;
};

TEST(ConditionWords, Say_the_question_and_the_answer) {
  const Sentence sentences[] = {
      {"donation", "the answer to \"Are the goods donations for relief?\" is yes"},
      {"not donation", "the answer to \"Are the goods donations for relief?\" is no"},
      {"stated(smelt_cast_country = RU)",
       "the answer to \"Where was the aluminium smelted and cast?\" is stated to be Russia"},
      {"not stated(metal_weight_share < 15%)",
       "the answer to \"What share of the weight is the listed metal?\" is not stated to be less than 15%"},
      {"smelt_cast_country in [CN, RU, IR]",
       "the answer to \"Where was the aluminium smelted and cast?\" is China, Russia or Iran"},
      {"not smelt_cast_country in [US, CA]",
       "the answer to \"Where was the aluminium smelted and cast?\" is neither the United States nor Canada"},
      {"loaded_on < 2025-04-05", "the answer to \"When were the goods loaded?\" is before 2025-04-05"},
      {"not loaded_on < 2025-04-05", "the answer to \"When were the goods loaded?\" is not before 2025-04-05"},
      {"column_1 < 15%", "the ordinary duty is less than 15%"},
      {"not column_1 < 15%", "the ordinary duty is at least 15%"},
      {"subject_to(s232_autos)", "the goods are subject to Section 232: passenger vehicles"},
      {"not owes(s232_autos)", "no duty is owed under Section 232: passenger vehicles"},
  };
  for (const Sentence& sentence : sentences) EXPECT_EQ(words(sentence.condition), sentence.words);
}

TEST(ConditionWords, A_denied_conjunction_is_a_disjunction_of_denials) {
  EXPECT_EQ(words("not (donation and column_1 < 15%)"),
            "the answer to \"Are the goods donations for relief?\" is no, or the ordinary duty is at least 15%");
}

TEST(ConditionWords, Parentheses_keep_what_binds_together) {
  EXPECT_EQ(
      words("column_1 < 15% and (donation or owes(s232_autos))"),
      "the ordinary duty is less than 15%, and (the answer to \"Are the goods donations for relief?\" is yes, or a "
      "duty is owed under Section 232: passenger vehicles)");
}

}  // namespace
}  // namespace trilat::law
