#include "core/rate.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "core/text.hpp"

namespace trilat::core {
namespace {

constexpr std::int64_t kLargest = 900'000'000'000'000'000;  // well inside 64 bits

std::int64_t power_of_ten(int exponent) {
  std::int64_t value = 1;
  for (int i = 0; i < exponent; ++i) value *= 10;
  return value;
}

}  // namespace

std::int64_t divide_half_up(Int128 numerator, Int128 denominator) {
  const Int128 doubled = 2 * numerator + denominator;
  const Int128 divisor = 2 * denominator;
  const auto narrow = static_cast<std::int64_t>(doubled);
  const auto by = static_cast<std::int64_t>(divisor);
  if (narrow == doubled && by == divisor) {  // the usual case, several times faster in 64 bits
    const std::int64_t quotient = narrow / by;
    return narrow % by < 0 ? quotient - 1 : quotient;
  }
  Int128 quotient = doubled / divisor;
  if (doubled % divisor < 0) --quotient;  // floor, not truncation
  return static_cast<std::int64_t>(quotient);
}

Result<std::int64_t> parse_decimal(std::string_view text, int decimals, std::string_view what) {
  const auto wrong = [&](std::string_view why) {
    return bad_input(fmt::format("'{}' is not {}: {}", text, what, why),
                     "write digits with a decimal point, such as 1234.5");
  };
  std::string_view rest = trim(text);
  const bool negative = !rest.empty() && rest.front() == '-';
  if (negative) rest.remove_prefix(1);
  const auto point = rest.find('.');
  const std::string_view whole = rest.substr(0, point);
  std::string_view fraction = point == std::string_view::npos ? std::string_view{} : rest.substr(point + 1);
  if (!all_digits(whole) || (point != std::string_view::npos && !all_digits(fraction))) return wrong("not a number");
  while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
  if (static_cast<int>(fraction.size()) > decimals) {
    return wrong(fmt::format("more than {} decimals", decimals));
  }
  Int128 raw = 0;
  for (const std::string_view part : {whole, fraction}) {
    for (const char c : part) {
      raw = raw * 10 + (c - '0');
      if (raw > kLargest) return wrong("too large");
    }
  }
  raw *= power_of_ten(decimals - static_cast<int>(fraction.size()));
  if (raw > kLargest) return wrong("too large");
  return static_cast<std::int64_t>(negative ? -raw : raw);
}

std::string format_decimal(std::int64_t raw, int decimals, int keep) {
  const auto magnitude = static_cast<std::uint64_t>(raw < 0 ? -raw : raw);
  std::array<char, 24> digits;  // more than a number of 64 bits has
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), magnitude).ptr;
  const auto count = static_cast<std::size_t>(end - digits.data()), places = static_cast<std::size_t>(decimals);
  std::string text(raw < 0 ? "-" : "");
  if (count > places)
    text.append(digits.data(), count - places);
  else
    text += '0';
  if (places == 0) return text;
  const std::size_t whole = text.size();
  text += '.';
  if (count < places) text.append(places - count, '0');
  text.append(count > places ? end - places : digits.data(), end);
  while (text.size() > whole + 1 + static_cast<std::size_t>(keep) && text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

Result<Rate> Rate::parse(std::string_view text) {
  std::string_view number = trim(text);
  const bool percent = !number.empty() && number.back() == '%';
  if (percent) number = trim(number.substr(0, number.size() - 1));
  TRILAT_TRY(const std::int64_t raw, parse_decimal(number, percent ? kDecimals - 2 : kDecimals, "a rate"));
  return Rate(raw);  // a percent read with two decimals fewer is already divided by one hundred
}

std::string Rate::to_string() const { return format_decimal(raw_, kDecimals); }

std::string Rate::to_percent_string() const { return format_decimal(raw_, kDecimals - 2) + "%"; }

Rate operator*(Rate a, Rate b) { return Rate(divide_half_up(static_cast<Int128>(a.raw_) * b.raw_, Rate::kScale)); }

}  // namespace trilat::core
