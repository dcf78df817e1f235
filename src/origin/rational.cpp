#include "origin/rational.hpp"

#include <fmt/format.h>

#include "core/text.hpp"

namespace trilat::origin {
namespace {

constexpr std::size_t kLongest = 60;
constexpr int kExactDecimals = 12;

mpz_class power_of_ten(int exponent) {
  mpz_class value;
  mpz_ui_pow_ui(value.get_mpz_t(), 10, static_cast<unsigned long>(exponent));
  return value;
}

tl::unexpected<Error> no_number(std::string_view text) {
  return bad_input(fmt::format("'{}' is not a number", text.substr(0, kLongest)),
                   "write it as 12, 12.50, 2450/57 or 10 %");
}

// Digits with at most one point, without a sign.
bool read_decimal(std::string_view text, mpq_class& value) {
  std::string digits;
  int decimals = -1;
  for (const char c : text) {
    if (c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9') return false;
    digits += c;
    if (decimals >= 0) ++decimals;
  }
  if (digits.empty() || decimals == 0) return false;
  constexpr std::size_t kFitsALong = 18;
  if (digits.size() <= kFitsALong) {  // nearly all amounts
    long units = 0;
    long scale = 1;
    for (const char c : digits) units = units * 10 + (c - '0');
    for (int i = 0; i < decimals; ++i) scale *= 10;
    value = mpq_class(mpz_class(units), mpz_class(scale));
    value.canonicalize();
    return true;
  }
  value = mpq_class(mpz_class(digits, 10), power_of_ten(std::max(decimals, 0)));
  value.canonicalize();
  return true;
}

}  // namespace

Rational Rational::ratio(long numerator, long denominator) {
  mpq_class value{mpz_class(numerator), mpz_class(denominator)};
  value.canonicalize();
  return Rational(std::move(value));
}

Result<Rational> Rational::parse(std::string_view whole) {
  std::string_view text = core::trim(whole);
  if (text.empty() || text.size() > kLongest) return no_number(whole);
  const bool percent = text.back() == '%';
  if (percent) text = core::trim(text.substr(0, text.size() - 1));
  const bool minus = text.starts_with('-');
  if (minus) text.remove_prefix(1);
  const auto slash = text.find('/');
  mpq_class above;
  mpq_class below = 1;
  if (!read_decimal(text.substr(0, slash), above)) return no_number(whole);
  if (slash != std::string_view::npos && (!read_decimal(text.substr(slash + 1), below) || below == 0))
    return no_number(whole);
  mpq_class value(above / below);
  if (percent) value /= 100;
  return Rational(minus ? mpq_class(-value) : value);
}

std::string Rational::to_fraction() const { return value_.get_str(); }

Rational Rational::rounded(int decimals, Rounding rounding) const {
  const mpz_class scale = power_of_ten(decimals);
  mpq_class scaled(abs(value_) * scale);
  if (rounding == Rounding::kHalfUp) scaled += mpq_class(1, 2);
  mpz_class whole;
  mpz_fdiv_q(whole.get_mpz_t(), scaled.get_num_mpz_t(), scaled.get_den_mpz_t());
  mpq_class value(whole, scale);
  value.canonicalize();
  return Rational(sgn(value_) < 0 ? mpq_class(-value) : value);
}

std::string Rational::to_decimal(int decimals, Rounding rounding) const {
  const Rational near = rounded(decimals, rounding);
  const mpz_class units(mpq_class(abs(near.value_) * power_of_ten(decimals)).get_num());
  std::string digits = units.get_str();
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - places, ".");
  return near.negative() ? "-" + digits : digits;
}

std::string Rational::to_string() const {
  for (int decimals = 0; decimals <= kExactDecimals; ++decimals) {
    if (rounded(decimals) == *this) return to_decimal(decimals);
  }
  return to_fraction();
}

}  // namespace trilat::origin
