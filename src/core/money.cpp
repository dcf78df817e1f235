#include "core/money.hpp"

namespace trilat::core {

Result<Money> Money::parse(std::string_view text) {
  TRILAT_TRY(const std::int64_t cents, parse_decimal(text, 2, "an amount of money"));
  return Money(cents);
}

std::string Money::to_string() const { return format_decimal(cents_, 2, 2); }

std::string Money::to_display() const {
  std::string text = to_string();
  const std::size_t first = cents_ < 0 ? 1 : 0;
  for (std::size_t at = text.find('.'); at > first + 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

Money Money::times(Rate rate) const {
  return Money(divide_half_up(static_cast<Int128>(cents_) * rate.raw(), Rate::kScale));
}

Money Money::rounded_to_whole() const { return Money(divide_half_up(cents_, 100) * 100); }

Rate Money::share_of(Money whole) const {
  return Rate::from_raw(divide_half_up(static_cast<Int128>(cents_) * Rate::kScale, whole.cents_));
}

}  // namespace trilat::core
