// Exact numbers. Expected values are by hand; 2450/57 is SOR/2020-155 s.8(28) Ex.3 Situation B, printed as 42.9.
#include "origin/rational.hpp"

#include <gtest/gtest.h>

namespace trilat::origin {
namespace {

Rational number(const char* text) {
  const auto value = Rational::parse(text);
  EXPECT_TRUE(value) << text;
  return value.value_or(Rational{});
}

TEST(Rational, Reads_decimals_fractions_and_percent) {
  EXPECT_EQ(number("42.50"), Rational::ratio(85, 2));
  EXPECT_EQ(number("-0.05"), Rational::ratio(-1, 20));
  EXPECT_EQ(number("2450/57"), Rational::ratio(2450, 57));
  EXPECT_EQ(number("10 %"), Rational::ratio(1, 10));
  EXPECT_EQ(number("75/1").to_fraction(), "75");
}

TEST(Rational, Refuses_what_is_no_number) {
  for (const char* text : {"", "1,000", "1e3", ".", "5.", "1/0", "1/2/3", "--1", "nan", "0x10"}) {
    EXPECT_FALSE(Rational::parse(text)) << text;
  }
  EXPECT_FALSE(Rational::parse(std::string(100, '9')));
}

TEST(Rational, Prints_rounded_and_truncated) {
  const Rational content = Rational::ratio(2450, 57);
  EXPECT_EQ(content.to_decimal(2), "42.98");
  EXPECT_EQ(content.to_decimal(1), "43.0");
  EXPECT_EQ(content.to_decimal(1, Rounding::kTruncate), "42.9");
  EXPECT_EQ(Rational::ratio(-1, 200).to_decimal(2), "-0.01");
  EXPECT_EQ(Rational::ratio(1, 3).to_string(), "1/3");
  EXPECT_EQ(Rational::ratio(5, 4).to_string(), "1.25");
  EXPECT_EQ(Rational(7).to_decimal(0), "7");
}

TEST(Rational, Sums_of_many_denominators_stay_exact) {
  Rational sum;
  for (long i = 1; i <= 60; ++i) sum += Rational::ratio(1, i) - Rational::ratio(1, i + 1);
  EXPECT_EQ(sum, Rational::ratio(60, 61));
}

}  // namespace
}  // namespace trilat::origin
