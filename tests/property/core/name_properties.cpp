#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "core/country.hpp"
#include "core/hs_code.hpp"

namespace trilat::core {
namespace {

// Few different digits, so that codes share prefixes often.
std::string any_code() {
  std::string digits(*rc::gen::inRange<std::size_t>(2, 11), '0');
  for (char& c : digits) c = *rc::gen::element('0', '0', '1', '8');
  return digits;
}

RC_GTEST_PROP(HsCodeLaw, Printing_and_reading_give_the_same_code, ()) {
  const std::string digits = any_code();
  const HsCode code = *HsCode::parse(digits);
  RC_ASSERT(code.to_string() == digits);
  RC_ASSERT(code.length() == static_cast<int>(digits.size()));
  RC_ASSERT(*HsCode::parse_printed(code.to_printed()) == code);
}

RC_GTEST_PROP(HsCodeLaw, A_prefix_is_a_prefix_of_the_digits, ()) {
  const std::string a = any_code();
  const std::string b = *rc::gen::element(any_code(), a + "0", a + "8");
  if (b.size() > 10) RC_DISCARD("too long");
  RC_ASSERT(HsCode::parse(a)->is_prefix_of(*HsCode::parse(b)) == b.starts_with(a));
}

RC_GTEST_PROP(HsCodeLaw, The_order_of_codes_is_the_order_of_their_digits, ()) {
  const std::string a = any_code();
  const std::string b = any_code();
  RC_ASSERT((*HsCode::parse(a) < *HsCode::parse(b)) == (a < b));
  RC_ASSERT((*HsCode::parse(a) == *HsCode::parse(b)) == (a == b));
}

RC_GTEST_PROP(HsCodeLaw, Cutting_a_code_cuts_its_digits, ()) {
  const std::string digits = any_code();
  const int length = *rc::gen::inRange(2, static_cast<int>(digits.size()) + 1);
  const HsCode code = *HsCode::parse(digits);
  RC_ASSERT(code.prefix(length).to_string() == digits.substr(0, static_cast<std::size_t>(length)));
  RC_ASSERT(code.prefix(length).is_prefix_of(code));
}

Country any_country() { return Country::at(*rc::gen::inRange<std::size_t>(0, Country::count())); }

CountrySet any_set() {
  CountrySet set;
  const int count = *rc::gen::inRange(0, 20);
  for (int i = 0; i < count; ++i) set.add(any_country());
  return set;
}

RC_GTEST_PROP(CountryLaw, A_country_is_found_by_its_code, ()) {
  const Country country = any_country();
  RC_ASSERT(*Country::parse(country.code()) == country);
  RC_ASSERT(Country::at(country.index()) == country);
}

RC_GTEST_PROP(CountryLaw, Sets_obey_the_laws_of_sets, ()) {
  const CountrySet a = any_set();
  const CountrySet b = any_set();
  CountrySet both = a;
  both |= b;
  CountrySet only_a = a;
  only_a -= b;
  bool shared = false;
  for (const Country country : Country::all()) {
    RC_ASSERT(both.contains(country) == (a.contains(country) || b.contains(country)));
    RC_ASSERT(only_a.contains(country) == (a.contains(country) && !b.contains(country)));
    shared = shared || (a.contains(country) && b.contains(country));
  }
  RC_ASSERT(a.intersects(b) == shared);
  RC_ASSERT(both.members().size() == both.size());
}

// ISO 3166-1 has 249 countries.
TEST(CountryTable, Has_every_code_once_in_order) {
  const auto countries = Country::all();
  EXPECT_EQ(countries.size(), 249U);
  EXPECT_EQ(CountrySet::everything().size(), countries.size());
  for (std::size_t i = 0; i < countries.size(); ++i) {
    const auto code = countries[i].code();
    EXPECT_TRUE(code.size() == 2 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
    EXPECT_FALSE(countries[i].name().empty()) << code;
    if (i > 0) {
      EXPECT_LT(countries[i - 1].code(), code);
    }
  }
}

}  // namespace
}  // namespace trilat::core
