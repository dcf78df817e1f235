// Rounding is checked by the inequality that defines it: q is n/d rounded half up when
// 2qd <= 2n + d < 2(q + 1)d.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "core/money.hpp"
#include "core/quantity.hpp"
#include "core/rate.hpp"

namespace trilat::core {
namespace {

constexpr std::int64_t kWidest = 900'000'000'000'000'000;

std::int64_t any(std::int64_t low, std::int64_t high) { return *rc::gen::inRange<std::int64_t>(low, high); }

bool is_half_up(std::int64_t quotient, Int128 numerator, Int128 denominator) {
  const Int128 low = 2 * static_cast<Int128>(quotient) * denominator;
  const Int128 middle = 2 * numerator + denominator;
  return low <= middle && middle < low + 2 * denominator;
}

RC_GTEST_PROP(RateLaw, Printing_and_reading_give_the_same_rate, ()) {
  const Rate rate = Rate::from_raw(any(-kWidest, kWidest));
  RC_ASSERT(*Rate::parse(rate.to_string()) == rate);
  RC_ASSERT(*Rate::parse(rate.to_percent_string()) == rate);
}

RC_GTEST_PROP(RateLaw, A_product_is_the_exact_one_rounded_half_up, ()) {
  const Rate a = Rate::from_raw(any(-1'000'000'000'000, 1'000'000'000'000));
  const Rate b = Rate::from_raw(any(-100'000'000'000, 100'000'000'000));
  RC_ASSERT(is_half_up((a * b).raw(), static_cast<Int128>(a.raw()) * b.raw(), Rate::kScale));
  RC_ASSERT(a * b == b * a);
  RC_ASSERT(a * Rate::one() == a);
}

RC_GTEST_PROP(RateLaw, Division_rounds_half_up_for_every_sign, ()) {
  const std::int64_t numerator = any(-1'000'000, 1'000'000);
  const std::int64_t denominator = any(1, 1'000);
  RC_ASSERT(is_half_up(divide_half_up(numerator, denominator), numerator, denominator));
}

RC_GTEST_PROP(RateLaw, Sums_are_exact, ()) {
  const std::int64_t a = any(-kWidest / 2, kWidest / 2);
  const std::int64_t b = any(-kWidest / 2, kWidest / 2);
  RC_ASSERT((Rate::from_raw(a) + Rate::from_raw(b)).raw() == a + b);
  RC_ASSERT(Rate::from_raw(a) - Rate::from_raw(b) + Rate::from_raw(b) == Rate::from_raw(a));
}

RC_GTEST_PROP(MoneyLaw, Printing_and_reading_give_the_same_amount, ()) {
  const Money money = Money::from_cents(any(-kWidest, kWidest));
  RC_ASSERT(*Money::parse(money.to_string()) == money);
  std::string display = money.to_display();
  std::erase(display, ',');
  RC_ASSERT(display == money.to_string());
}

RC_GTEST_PROP(MoneyLaw, A_duty_is_the_exact_one_rounded_half_up, ()) {
  const Money value = Money::from_cents(any(-1'000'000'000'000, 1'000'000'000'000));
  const Rate rate = Rate::from_raw(any(0, 10 * Rate::kScale));
  RC_ASSERT(is_half_up(value.times(rate).cents(), static_cast<Int128>(value.cents()) * rate.raw(), Rate::kScale));
}

RC_GTEST_PROP(MoneyLaw, A_higher_value_never_pays_less, ()) {
  const Rate rate = Rate::from_raw(any(0, 10 * Rate::kScale));
  const Money small = Money::from_cents(any(0, 1'000'000));
  const Money large = small + Money::from_cents(any(0, 1'000'000));
  RC_ASSERT(small.times(rate) <= large.times(rate));
}

// Each of n parts is rounded by at most half a cent, and so is the whole.
RC_GTEST_PROP(MoneyLaw, Splitting_a_shipment_changes_nothing_but_rounding, ()) {
  const Rate rate = Rate::from_raw(any(0, 3 * Rate::kScale));
  const auto parts = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 10'000'000));
  Money whole;
  Money paid;
  for (const int cents : parts) {
    whole += Money::from_cents(cents);
    paid += Money::from_cents(cents).times(rate);
  }
  const std::int64_t difference = (paid - whole.times(rate)).cents();
  RC_ASSERT(2 * std::abs(difference) <= static_cast<std::int64_t>(parts.size()) + 1);
}

RC_GTEST_PROP(MoneyLaw, Whole_units_are_the_nearest_ones, ()) {
  const Money money = Money::from_cents(any(-1'000'000, 1'000'000));
  const std::int64_t cents = money.rounded_to_whole().cents();
  RC_ASSERT(cents % 100 == 0);
  RC_ASSERT(is_half_up(cents / 100, money.cents(), 100));
}

RC_GTEST_PROP(MoneyLaw, A_share_is_the_exact_one_rounded_half_up, ()) {
  const Money whole = Money::from_cents(any(1, 1'000'000'000));
  const Money part = Money::from_cents(any(0, whole.cents() + 1));
  RC_ASSERT(is_half_up(part.share_of(whole).raw(), static_cast<Int128>(part.cents()) * Rate::kScale, whole.cents()));
  RC_ASSERT(part.share_of(whole) <= Rate::one());
}

RC_GTEST_PROP(QuantityLaw, Printing_and_reading_give_the_same_quantity, ()) {
  const auto unit = *Unit::parse(*rc::gen::element<std::string>("kg", "t", "No", "doz", "liter", "kg of lead", "m2"));
  const Quantity quantity{any(0, kWidest), unit};
  const auto read = Quantity::parse(quantity.to_string());
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->raw == quantity.raw);
  RC_ASSERT(read->unit == quantity.unit);
}

// The same goods in a larger unit, worked out here from the definition of the units.
RC_GTEST_PROP(QuantityLaw, The_unit_in_which_a_quantity_is_given_does_not_change_the_duty, ()) {
  struct Pair {
    const char* large;
    const char* small;
    std::int64_t factor;
  };
  const Pair pair = *rc::gen::element(Pair{"t", "kg", 1000}, Pair{"kg", "g", 1000}, Pair{"doz", "No", 12},
                                      Pair{"gross", "doz", 12}, Pair{"m2", "cm2", 10000}, Pair{"g", "carat", 5},
                                      Pair{"doz pr", "pr", 12}, Pair{"m3", "liter", 1000}, Pair{"hl", "liter", 100});
  const Unit large = *Unit::parse(pair.large);
  const Unit small = *Unit::parse(pair.small);
  const std::int64_t raw = any(0, 1'000'000'000'000);
  const Rate price = Rate::from_raw(any(0, 100 * Rate::kScale));
  const Quantity in_large{raw, large};
  const Quantity in_small{raw * pair.factor, small};
  for (const Unit& per : {large, small}) {
    RC_ASSERT(in_large.times(price, per)->cents() == in_small.times(price, per)->cents());
  }
}

RC_GTEST_PROP(QuantityLaw, A_specific_duty_is_the_exact_one_rounded_half_up, ()) {
  const Quantity quantity{any(0, 1'000'000'000'000), *Unit::parse("kg")};
  const Rate price = Rate::from_raw(any(0, 100 * Rate::kScale));
  const Int128 exact = static_cast<Int128>(quantity.raw) * price.raw() * 100;
  const auto scale = static_cast<Int128>(Quantity::kScale) * Rate::kScale;
  RC_ASSERT(is_half_up(quantity.times(price, *Unit::parse("kg"))->cents(), exact, scale));
}

}  // namespace
}  // namespace trilat::core
