#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/country.hpp"
#include "core/hs_code.hpp"

namespace trilat::core {
namespace {

using ::testing::HasSubstr;

TEST(HsCode, Reads_2_to_10_digits_and_nothing_else) {
  for (const char* text : {"87", "8708", "01", "0101210010", "870830509"}) {
    const auto code = HsCode::parse(text);
    ASSERT_TRUE(code) << text;
    EXPECT_EQ(code->to_string(), text);
  }
  for (const char* text : {"", "8", "87083050901", "8708.30", "87a8", " 8708", "8708 ", "-8708"}) {
    const auto code = HsCode::parse(text);
    ASSERT_FALSE(code) << text;
    EXPECT_THAT(code.error().to_string(), HasSubstr("is not a tariff code; give 2 to 10 digits"));
  }
}

TEST(HsCode, Prints_as_tariffs_do_and_reads_it_back) {
  const struct {
    const char* digits;
    const char* printed;
  } table[] = {
      {"87", "87"},
      {"8708", "8708"},
      {"870830", "8708.30"},
      {"87083050", "8708.30.50"},
      {"8708305090", "8708.30.50.90"},
  };
  for (const auto& row : table) {
    EXPECT_EQ(HsCode::parse(row.digits)->to_printed(), row.printed);
    EXPECT_EQ(HsCode::parse_printed(row.printed)->to_string(), row.digits);
    EXPECT_EQ(HsCode::parse_printed(row.digits)->to_string(), row.digits);
  }
  for (const char* text : {".", "8708.", ".8708", "8708..30", "8708,30", ""}) {
    EXPECT_FALSE(HsCode::parse_printed(text)) << text;
  }
}

TEST(HsCode, Knows_its_chapter_and_its_headings) {
  const HsCode brake = *HsCode::parse("8708305090");
  EXPECT_EQ(brake.chapter(), 87);
  EXPECT_EQ(HsCode::parse("0101")->chapter(), 1);
  EXPECT_EQ(brake.prefix(4).to_string(), "8708");
  EXPECT_TRUE(brake.prefix(4).is_prefix_of(brake));
  EXPECT_FALSE(brake.is_prefix_of(brake.prefix(4)));
  EXPECT_FALSE(HsCode::parse("8707")->is_prefix_of(brake));
  EXPECT_FALSE(HsCode().is_prefix_of(brake));
}

TEST(HsCode, A_zero_at_the_end_is_a_digit_like_others) {
  EXPECT_NE(*HsCode::parse("8708"), *HsCode::parse("870800"));
  EXPECT_TRUE(HsCode::parse("8708")->is_prefix_of(*HsCode::parse("870800")));
  EXPECT_FALSE(HsCode::parse("870800")->is_prefix_of(*HsCode::parse("8708")));
}

TEST(Country, Is_read_by_its_code_in_either_case) {
  EXPECT_EQ(Country::parse("CA")->name(), "Canada");
  EXPECT_EQ(Country::parse("mx")->code(), "MX");
  EXPECT_EQ(Country::parse(" us ")->to_string(), "US");
}

TEST(Country, One_that_does_not_exist_is_refused_with_a_remedy) {
  for (const char* text : {"", "XX", "USA", "U", "U1", "EU", "UK"}) {
    const auto country = Country::parse(text);
    ASSERT_FALSE(country) << text;
    EXPECT_THAT(country.error().to_string(), HasSubstr("is not a country; give an ISO 3166-1 alpha-2 code"));
  }
  EXPECT_THAT(Country::parse("canada").error().to_string(), HasSubstr("the code of Canada is CA"));
}

TEST(CountrySet, Holds_what_was_put_in) {
  const Country canada = *Country::parse("CA");
  const Country mexico = *Country::parse("MX");
  CountrySet set;
  EXPECT_TRUE(set.empty());
  set.add(mexico);
  set.add(canada);
  set.add(canada);
  EXPECT_EQ(set.size(), 2U);
  EXPECT_THAT(set.members(), ::testing::ElementsAre(canada, mexico));
  set.remove(canada);
  EXPECT_FALSE(set.contains(canada));
  EXPECT_TRUE(set.contains(mexico));
}

}  // namespace
}  // namespace trilat::core
