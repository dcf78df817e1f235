// Exact numbers: fractions of integers of any size. Shares of value are compared with their limits as
// fractions, never as rounded figures, since the official examples round and once truncate what they print.
#pragma once

#include <gmpxx.h>

#include <compare>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace trilat::origin {

inline constexpr long kPercent = 100;

enum class Rounding { kHalfUp, kTruncate };

class Rational {
 public:
  Rational() = default;
  Rational(long whole) : value_(whole) {}  // NOLINT(google-explicit-constructor): numbers stand for themselves
  // Precondition: denominator is not zero.
  static Rational ratio(long numerator, long denominator);
  // Reads "12", "-12.50", "2450/57", "10 %" (a tenth). At most 60 characters.
  static Result<Rational> parse(std::string_view text);

  bool is_zero() const { return sgn(value_) == 0; }
  bool negative() const { return sgn(value_) < 0; }
  double to_double() const { return value_.get_d(); }

  // In lowest terms: "2450/57", or "75" where it is whole.
  std::string to_fraction() const;
  // Exactly where a decimal of at most 12 places says it, otherwise the fraction.
  std::string to_string() const;
  // With that many decimals: "42.98".
  std::string to_decimal(int decimals, Rounding rounding = Rounding::kHalfUp) const;
  Rational rounded(int decimals, Rounding rounding = Rounding::kHalfUp) const;

  friend Rational operator+(const Rational& a, const Rational& b) { return Rational(mpq_class(a.value_ + b.value_)); }
  friend Rational operator-(const Rational& a, const Rational& b) { return Rational(mpq_class(a.value_ - b.value_)); }
  friend Rational operator*(const Rational& a, const Rational& b) { return Rational(mpq_class(a.value_ * b.value_)); }
  // Precondition: b is not zero.
  friend Rational operator/(const Rational& a, const Rational& b) { return Rational(mpq_class(a.value_ / b.value_)); }
  Rational operator-() const { return Rational(mpq_class(-value_)); }
  Rational& operator+=(const Rational& other) {
    value_ += other.value_;
    return *this;
  }
  Rational& operator-=(const Rational& other) {
    value_ -= other.value_;
    return *this;
  }
  friend bool operator==(const Rational& a, const Rational& b) { return a.value_ == b.value_; }
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
    return cmp(a.value_, b.value_) <=> 0;
  }

 private:
  explicit Rational(mpq_class value) : value_(std::move(value)) {}
  mpq_class value_;
};

}  // namespace trilat::origin
