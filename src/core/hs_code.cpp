#include "core/hs_code.hpp"

#include <fmt/format.h>

#include "core/text.hpp"

namespace trilat::core {
namespace {

constexpr int kLongest = 10;

constexpr std::int64_t kPowersOfTen[] = {1,         10,         100,         1'000,         10'000,        100'000,
                                         1'000'000, 10'000'000, 100'000'000, 1'000'000'000, 10'000'000'000};

constexpr std::int64_t power_of_ten(int exponent) { return kPowersOfTen[exponent]; }

}  // namespace

Result<HsCode> HsCode::parse(std::string_view text) {
  if (!all_digits(text) || text.size() < 2 || text.size() > kLongest) {
    return bad_input(fmt::format("'{}' is not a tariff code", text), "give 2 to 10 digits, such as 8708305090");
  }
  HsCode code;
  code.length_ = static_cast<int>(text.size());
  for (const char c : text) code.number_ = code.number_ * 10 + (c - '0');
  code.number_ *= power_of_ten(kLongest - code.length_);
  return code;
}

Result<HsCode> HsCode::parse_printed(std::string_view text) {
  char digits[kLongest];
  std::size_t count = 0;
  bool after_point = true;  // a point may not come first, last or twice
  for (const char c : text) {
    if (c == '.' && !after_point) {
      after_point = true;
      continue;
    }
    after_point = false;
    if (count == kLongest) return parse(text);  // refused, with the text as it was given
    digits[count++] = c;
  }
  if (after_point) return parse(text);
  if (auto code = parse(std::string_view(digits, count))) return code;
  return parse(text);
}

std::string HsCode::to_string() const {
  std::string text(static_cast<std::size_t>(length_), '0');
  std::int64_t rest = number_ / power_of_ten(kLongest - length_);
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, rest /= 10)
    *digit = static_cast<char>('0' + rest % 10);
  return text;
}

std::string HsCode::to_printed() const {
  constexpr std::size_t kGroup = 2, kFirstPoint = 4;  // a point before each pair of digits from the fifth on
  char text[kLongest + 3];
  std::size_t at = sizeof(text);
  std::int64_t rest = number_ / power_of_ten(kLongest - length_);
  for (std::size_t digit = static_cast<std::size_t>(length_); digit-- > 0; rest /= 10) {
    text[--at] = static_cast<char>('0' + rest % 10);
    if (digit >= kFirstPoint && digit % kGroup == 0) text[--at] = '.';
  }
  return {text + at, sizeof(text) - at};
}

HsCode HsCode::prefix(int digits) const {
  HsCode code;
  const std::int64_t unit = power_of_ten(kLongest - digits);
  code.number_ = number_ / unit * unit;
  code.length_ = digits;
  return code;
}

bool HsCode::is_prefix_of(HsCode code) const {
  return length_ > 0 && length_ <= code.length_ && code.prefix(length_).number_ == number_;
}

}  // namespace trilat::core
