#include "core/hs_code.hpp"

#include <fmt/format.h>

#include "core/text.hpp"

namespace trilat::core {
namespace {

constexpr int kLongest = 10;

std::int64_t power_of_ten(int exponent) {
  std::int64_t value = 1;
  for (int i = 0; i < exponent; ++i) value *= 10;
  return value;
}

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
  std::string digits;
  bool after_point = true;  // a point may not come first, last or twice
  for (const char c : text) {
    if (c == '.' && !after_point) {
      after_point = true;
      continue;
    }
    after_point = false;
    digits += c;
  }
  if (after_point) digits = std::string(text);  // refused by parse, with the text as it was given
  if (auto code = parse(digits)) return code;
  return parse(text);
}

std::string HsCode::to_string() const {
  return fmt::format("{:010}", number_).substr(0, static_cast<std::size_t>(length_));
}

std::string HsCode::to_printed() const {
  std::string text = to_string();
  for (const std::size_t at : {std::size_t{8}, std::size_t{6}, std::size_t{4}}) {
    if (text.size() > at) text.insert(at, ".");
  }
  return text;
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
