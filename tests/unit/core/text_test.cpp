#include "core/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.hpp"

namespace trilat::core {
namespace {

using ::testing::ElementsAre;

TEST(Text, Digits_are_ASCII_digits_and_at_least_one) {
  EXPECT_TRUE(all_digits("0123456789"));
  for (const char* text : {"", "1a", "-1", " 1", "1.0", "\xD9\xA1"}) EXPECT_FALSE(all_digits(text)) << text;
}

TEST(Text, Trimming_takes_blanks_from_both_ends_only) {
  EXPECT_EQ(trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(trim("a"), "a");
  EXPECT_EQ(trim(" \n"), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Text, Splitting_keeps_empty_fields) {
  EXPECT_THAT(split("a,b", ','), ElementsAre("a", "b"));
  EXPECT_THAT(split("", ','), ElementsAre(""));
  EXPECT_THAT(split(",a,,", ','), ElementsAre("", "a", "", ""));
}

TEST(Text, Lower_case_leaves_other_bytes_alone) { EXPECT_EQ(to_lower("AbZ-9\xC3\x89"), "abz-9\xC3\x89"); }

TEST(Text, The_nearest_word_is_one_that_few_letters_separate) {
  const std::vector<std::string> words = {"effective_from", "rate", "origin"};
  EXPECT_EQ(nearest("effective_form", words), "effective_from");
  EXPECT_EQ(nearest("orign", words), "origin");
  EXPECT_EQ(nearest("rat", words), "rate");
  EXPECT_EQ(nearest("heading", words), "");
  EXPECT_EQ(nearest("x", {}), "");
}

TEST(Error, Says_the_place_what_was_wrong_and_what_would_be_right) {
  const struct {
    Error error;
    const char* text;
  } table[] = {
      {{ErrorCode::kBadInput, "wrong", "", {}}, "wrong"},
      {{ErrorCode::kBadInput, "wrong", "do right", {}}, "wrong; do right"},
      {{ErrorCode::kBadInput, "wrong", "", {"f", 0, 0}}, "f: wrong"},
      {{ErrorCode::kBadInput, "wrong", "", {"f", 3, 0}}, "f:3: wrong"},
      {{ErrorCode::kBadInput, "wrong", "", {"f", 3, 7}}, "f:3:7: wrong"},
      {{ErrorCode::kBadInput, "wrong", "", {"", 3, 7}}, "line 3:7: wrong"},
  };
  for (const auto& row : table) EXPECT_EQ(row.error.to_string(), row.text);
}

TEST(Error, Only_a_defect_of_the_program_exits_with_1) {
  EXPECT_EQ(exit_status(ErrorCode::kInternal), 1);
  for (const ErrorCode code : {ErrorCode::kBadInput, ErrorCode::kNotFound, ErrorCode::kOutOfRange,
                               ErrorCode::kDataDamaged, ErrorCode::kNotConverged}) {
    EXPECT_EQ(exit_status(code), 2) << name(code);
  }
}

Result<int> half(int number) {
  if (number % 2 != 0) return bad_input("odd");
  return number / 2;
}

Result<int> quarter(int number) {
  TRILAT_TRY(const int once, half(number));
  TRILAT_TRY(const int twice, half(once));
  return twice;
}

TEST(Error, Trying_unwraps_a_value_or_hands_the_error_on) {
  EXPECT_EQ(*quarter(12), 3);
  EXPECT_EQ(quarter(6).error().message, "odd");
  EXPECT_EQ(quarter(3).error().message, "odd");
}

TEST(Text, A_title_within_a_sentence_has_a_small_article) {
  EXPECT_EQ(in_midst("The law of 1 January 2025"), "the law of 1 January 2025");
  EXPECT_EQ(in_midst("A deal"), "a deal");
  EXPECT_EQ(in_midst("Theory"), "Theory");
  EXPECT_EQ(in_midst("USMCA lapses"), "USMCA lapses");
  EXPECT_EQ(in_midst(""), "");
}

}  // namespace
}  // namespace trilat::core
