// An exact decimal: a rate of duty as a fraction of value (0.25 is 25 %), or an amount of money
// for one unit of quantity (0.017 is 1.7 cents). Fixed point with ten decimals, so every rate
// that a tariff prints is held exactly. Products go through 128 bits.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace trilat::core {

// Intermediates of exact products.
__extension__ typedef __int128 Int128;

class Rate {
 public:
  static constexpr std::int64_t kScale = 10'000'000'000;  // units in one
  static constexpr int kDecimals = 10;

  constexpr Rate() = default;
  static constexpr Rate from_raw(std::int64_t raw) { return Rate(raw); }
  static constexpr Rate zero() { return Rate(0); }
  static constexpr Rate one() { return Rate(kScale); }
  // Precondition: fits. Rate::percent(25) is 0.25.
  static constexpr Rate percent(std::int64_t whole) { return Rate(whole * (kScale / 100)); }

  // Reads "25%", "2.5 %", "0.25". A percent sign divides by one hundred. At most ten decimals after
  // that, magnitude below 100 million; anything else is an error.
  static Result<Rate> parse(std::string_view text);

  constexpr std::int64_t raw() const { return raw_; }
  constexpr bool is_zero() const { return raw_ == 0; }
  double to_double() const { return static_cast<double>(raw_) / static_cast<double>(kScale); }

  std::string to_string() const;          // shortest decimal, "0.25"
  std::string to_percent_string() const;  // "25%"

  friend constexpr auto operator<=>(Rate, Rate) = default;
  friend constexpr Rate operator+(Rate a, Rate b) { return Rate(a.raw_ + b.raw_); }
  friend constexpr Rate operator-(Rate a, Rate b) { return Rate(a.raw_ - b.raw_); }
  // Rounded half up at the tenth decimal.
  friend Rate operator*(Rate a, Rate b);

 private:
  constexpr explicit Rate(std::int64_t raw) : raw_(raw) {}
  std::int64_t raw_ = 0;
};

// floor(numerator / denominator + 1/2), exactly. Precondition: denominator > 0.
std::int64_t divide_half_up(Int128 numerator, Int128 denominator);

// Reads a plain decimal number, "-12.50", as an integer count of 10^-decimals. Used by Rate, Money
// and Quantity; digits past `decimals` must be zero.
Result<std::int64_t> parse_decimal(std::string_view text, int decimals, std::string_view what);

// The shortest decimal text of raw * 10^-decimals, with at least `keep` decimals.
std::string format_decimal(std::int64_t raw, int decimals, int keep = 0);

}  // namespace trilat::core

namespace trilat {
using core::Rate;
}  // namespace trilat
