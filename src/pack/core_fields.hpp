// How the values of core stand in an archive.
#pragma once

#include <string>

#include "core/country.hpp"
#include "core/date.hpp"
#include "core/hs_code.hpp"
#include "core/money.hpp"
#include "core/rate.hpp"

namespace trilat::core {

template <class Archive>
void fields(Archive& a, Date& date) {
  int days = date.days_since_1970();
  a(days);
  if constexpr (Archive::kReading) date = Date::from_days(days);
}

template <class Archive>
void fields(Archive& a, Interval& interval) {
  a(interval.from, interval.until);
}

template <class Archive>
void fields(Archive& a, Country& country) {
  std::string code(country.code());
  a(code);
  if constexpr (Archive::kReading) country = Country::parse(code).value_or(Country{});
}

template <class Archive>
void fields(Archive& a, CountrySet& set) {
  std::string codes;
  for (const Country country : set.members()) codes += country.code();
  a(codes);
  if constexpr (Archive::kReading) {
    for (std::size_t i = 0; i + 1 < codes.size(); i += 2) {
      if (const auto country = Country::parse(std::string_view(codes).substr(i, 2))) set.add(*country);
    }
  }
}

// Digits and length in one integer.
template <class Archive>
void fields(Archive& a, HsCode& code) {
  constexpr std::int64_t kLengths = 16;
  std::int64_t packed = code.padded() * kLengths + code.length();
  a(packed);
  if constexpr (Archive::kReading) {
    const std::string digits = std::to_string(10'000'000'000 + packed / kLengths).substr(1);
    const auto length = static_cast<std::size_t>(packed % kLengths);
    code = length == 0 ? HsCode{} : HsCode::parse(std::string_view(digits).substr(0, length)).value_or(HsCode{});
  }
}

template <class Archive>
void fields(Archive& a, Rate& rate) {
  std::int64_t raw = rate.raw();
  a(raw);
  if constexpr (Archive::kReading) rate = Rate::from_raw(raw);
}

template <class Archive>
void fields(Archive& a, Money& money) {
  std::int64_t cents = money.cents();
  a(cents);
  if constexpr (Archive::kReading) money = Money::from_cents(cents);
}

}  // namespace trilat::core
