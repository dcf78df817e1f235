// A code of the Harmonized System or of a national tariff built on it: 2 to 10 digits.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace trilat::core {

// From this chapter on stand provisions and codes for statistics, not goods.
inline constexpr int kFirstChapterApart = 98;

class HsCode {
 public:
  constexpr HsCode() = default;

  // Reads 2 to 10 digits and nothing else.
  static Result<HsCode> parse(std::string_view text);
  // Also reads the printed form with points, "8708.30.50.90".
  static Result<HsCode> parse_printed(std::string_view text);

  int length() const { return length_; }
  int chapter() const { return static_cast<int>(number_ / 100'000'000); }
  std::string to_string() const;   // "8708305090"
  std::string to_printed() const;  // "8708.30.50.90"

  // The first `digits` digits. Precondition: 2 <= digits <= length().
  HsCode prefix(int digits) const;
  // True when `code` begins with this code; every code begins with itself.
  bool is_prefix_of(HsCode code) const;

  // The digits padded with zeros to ten, for sorted tables.
  std::int64_t padded() const { return number_; }

  // Digit order, a shorter code before its longer ones.
  friend constexpr auto operator<=>(HsCode, HsCode) = default;

 private:
  std::int64_t number_ = 0;  // padded to ten digits
  int length_ = 0;
};

}  // namespace trilat::core

namespace trilat {
using core::HsCode;
}  // namespace trilat
