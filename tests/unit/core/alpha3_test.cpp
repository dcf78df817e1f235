#include "core/alpha3.hpp"

#include <gtest/gtest.h>

#include <set>

namespace trilat {
namespace {

TEST(Alpha3, Each_country_has_its_own) {
  std::set<std::string_view> seen;
  for (const Country country : Country::all()) {
    EXPECT_TRUE(seen.insert(alpha3(country)).second) << country.code();
    EXPECT_EQ(country_of_alpha3(alpha3(country)), country);
  }
  EXPECT_EQ(seen.size(), Country::count());
}

// ISO 3166-1; the first, the last, and pairs that are easily taken for each other.
TEST(Alpha3, Codes_of_the_standard) {
  for (const auto& [code, three] : {std::pair{"AD", "AND"},
                                    {"AT", "AUT"},
                                    {"AU", "AUS"},
                                    {"CA", "CAN"},
                                    {"CH", "CHE"},
                                    {"CN", "CHN"},
                                    {"DE", "DEU"},
                                    {"IE", "IRL"},
                                    {"MX", "MEX"},
                                    {"SE", "SWE"},
                                    {"SI", "SVN"},
                                    {"SK", "SVK"},
                                    {"US", "USA"},
                                    {"ZA", "ZAF"},
                                    {"ZW", "ZWE"}})
    EXPECT_EQ(alpha3(Country::parse(code).value()), three);
  EXPECT_FALSE(country_of_alpha3("ROW"));
}

}  // namespace
}  // namespace trilat
