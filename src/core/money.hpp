// An exact amount of money in the importer's currency, in hundredths. Duties are rounded to the
// cent, half up, heading by heading, as customs administrations do.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "core/rate.hpp"

namespace trilat::core {

class Money {
 public:
  constexpr Money() = default;
  static constexpr Money from_cents(std::int64_t cents) { return Money(cents); }
  static constexpr Money whole(std::int64_t units) { return Money(units * 100); }

  // Reads "10000", "1234.56", "-0.05". More than two decimals is an error.
  static Result<Money> parse(std::string_view text);

  constexpr std::int64_t cents() const { return cents_; }
  constexpr bool is_zero() const { return cents_ == 0; }
  double to_double() const { return static_cast<double>(cents_) / 100.0; }

  std::string to_string() const;   // "2750.00"
  std::string to_display() const;  // "2,750.00"

  // Money times a rate, to the cent, half up.
  Money times(Rate rate) const;
  // To the whole unit, half up, as a customs value is entered where the law says so.
  Money rounded_to_whole() const;
  // This amount as a fraction of `whole`, rounded half up at ten decimals. Precondition: whole > 0.
  Rate share_of(Money whole) const;

  friend constexpr auto operator<=>(Money, Money) = default;
  friend constexpr Money operator+(Money a, Money b) { return Money(a.cents_ + b.cents_); }
  friend constexpr Money operator-(Money a, Money b) { return Money(a.cents_ - b.cents_); }
  Money& operator+=(Money other) { return *this = *this + other; }
  Money& operator-=(Money other) { return *this = *this - other; }

 private:
  constexpr explicit Money(std::int64_t cents) : cents_(cents) {}
  std::int64_t cents_ = 0;
};

}  // namespace trilat::core

namespace trilat {
using core::Money;
}  // namespace trilat
