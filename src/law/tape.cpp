#include "law/tape.hpp"

#include <algorithm>
#include <bit>

namespace trilat::law {
namespace {

using Kind = Step::Kind;
using core::Int128;

static_assert(sizeof(Step) == 16);

// A course that needs more than this is as fast assessed anew.
constexpr std::size_t kLongest = 20'000;

template <class T>
std::int64_t raw_of(const T* at) {
  return std::bit_cast<std::int64_t>(at);
}

template <class T>
const T& at_raw(std::int64_t raw) {
  return *std::bit_cast<const T*>(raw);
}

std::optional<Money> line_duty_of(const Inputs& inputs, std::size_t rate, Money base) {
  if (!inputs.plain_rates.empty() && inputs.plain_rates[rate] != kNotPlain) {
    return base.times(Rate::from_raw(inputs.plain_rates[rate]));
  }
  const DutyRate* at = inputs.rates[rate];
  return at == nullptr ? std::nullopt : duty_of(*at, base, inputs.quantities);
}

// One step; false where a guard does not hold or a duty cannot be worked out.
bool perform(const Step& step, const Inputs& inputs, const Money* amounts, Money& result) {
  const auto a = [&] { return amounts[step.a]; };
  const auto b = [&] { return amounts[step.b]; };
  switch (step.kind) {
    case Kind::kValue: result = inputs.value; return true;
    case Kind::kContent: result = inputs.contents[static_cast<std::size_t>(step.raw)]; return true;
    case Kind::kConstant: result = Money::from_cents(step.raw); return true;
    case Kind::kPlus: result = a() + b(); return true;
    case Kind::kMinus: result = a() - b(); return true;
    case Kind::kTimes: result = a().times(Rate::from_raw(step.raw)); return true;
    case Kind::kProportion: result = a().times(b().share_of(amounts[step.raw])); return true;
    case Kind::kLeast: result = std::min(a(), b()); return true;
    case Kind::kGreatest: result = std::max(a(), b()); return true;
    case Kind::kEqual: return (a() == b()) == step.expected;
    case Kind::kLess: return (a() < b()) == step.expected;
    case Kind::kColumn1:
      return compares(step.compare, a().share_of(inputs.value), Rate::from_raw(step.raw)) == step.expected;
    case Kind::kHolds: return compare_content(at_raw<Condition>(step.raw), a(), inputs.value) == step.expected;
    case Kind::kLineDuty:
    case Kind::kDuty: break;
    case Kind::kLeastLineDuty:
      result = least_duty_of(*inputs.rates[static_cast<std::size_t>(step.raw)], a(), inputs.quantities);
      return true;
    case Kind::kLeastDuty: result = least_duty_of(at_raw<DutyRate>(step.raw), a(), inputs.quantities); return true;
    case Kind::kOutcome: return true;
  }
  const auto duty = step.kind == Kind::kLineDuty ? line_duty_of(inputs, static_cast<std::size_t>(step.raw), a())
                                                 : duty_of(at_raw<DutyRate>(step.raw), a(), inputs.quantities);
  if (!duty) return false;
  result = *duty;
  return true;
}

}  // namespace

bool replay(const Recording& recording, const Inputs& inputs, std::size_t done, std::size_t end, Money* amounts) {
  for (std::size_t i = done; i < end; ++i) {
    if (!perform(recording[i], inputs, amounts, amounts[i])) return false;
  }
  return true;
}

bool Tape::too_long() const { return steps_.size() > kLongest; }

std::size_t Tape::Hash::operator()(const Step& step) const {
  auto hash = static_cast<std::uint64_t>(step.raw) + static_cast<std::uint64_t>(step.kind) * 31U;
  for (const std::int16_t operand : {step.a, step.b}) {
    hash = (hash ^ static_cast<std::uint64_t>(operand)) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 29U;
  }
  return hash;
}

int Tape::place(const Step& step) {
  const auto [at, fresh] = places_.try_emplace(step, static_cast<int>(steps_.size()));
  if (fresh) steps_.push_back(step);
  return at->second;
}

Number Tape::made(Money money, const Step& step) { return {money, recording_ ? place(step) : -1}; }

bool Tape::guarded(bool truth, Step step) {
  step.expected = truth;
  if (recording_) place(step);
  return truth;
}

namespace {

// A recording that grows beyond these places is thrown away.
std::int16_t at(Number number) { return static_cast<std::int16_t>(number.node); }

}  // namespace

Number Tape::value() { return made(inputs_.value, {.kind = Kind::kValue}); }

Number Tape::content(int which) {
  return made(inputs_.contents[static_cast<std::size_t>(which)], {.kind = Kind::kContent, .raw = which});
}

Number Tape::constant(Money money) { return made(money, {.kind = Kind::kConstant, .raw = money.cents()}); }

Number Tape::plus(Number a, Number b) { return made(a.money + b.money, {.kind = Kind::kPlus, .a = at(a), .b = at(b)}); }

Number Tape::minus(Number a, Number b) {
  return made(a.money - b.money, {.kind = Kind::kMinus, .a = at(a), .b = at(b)});
}

Number Tape::times(Number a, Rate rate) {
  return made(a.money.times(rate), {.kind = Kind::kTimes, .a = at(a), .raw = rate.raw()});
}

Number Tape::proportion(Number a, Number part, Number whole) {
  const Money money = a.money.times(part.money.share_of(whole.money));
  return made(money, {.kind = Kind::kProportion, .a = at(a), .b = at(part), .raw = whole.node});
}

Number Tape::least(Number a, Number b) {
  if (recording_ && a.node == b.node) return a;
  return made(std::min(a.money, b.money), {.kind = Kind::kLeast, .a = at(a), .b = at(b)});
}

Number Tape::greatest(Number a, Number b) {
  if (recording_ && a.node == b.node) return a;
  return made(std::max(a.money, b.money), {.kind = Kind::kGreatest, .a = at(a), .b = at(b)});
}

std::optional<Number> Tape::line_duty(int rate, Number base) {
  const auto duty = line_duty_of(inputs_, static_cast<std::size_t>(rate), base.money);
  if (!duty) return std::nullopt;
  return made(*duty, {.kind = Kind::kLineDuty, .a = at(base), .raw = rate});
}

std::optional<Number> Tape::duty(const DutyRate& rate, Number base) {
  const auto duty = duty_of(rate, base.money, inputs_.quantities);
  if (!duty) return std::nullopt;
  if (rate.is_ad_valorem()) return made(*duty, {.kind = Kind::kTimes, .a = at(base), .raw = percentage(rate).raw()});
  return made(*duty, {.kind = Kind::kDuty, .a = at(base), .raw = raw_of(&rate)});
}

Number Tape::least_line_duty(int rate, Number base) {
  const DutyRate& at_line = *inputs_.rates[static_cast<std::size_t>(rate)];
  return made(least_duty_of(at_line, base.money, inputs_.quantities),
              {.kind = Kind::kLeastLineDuty, .a = at(base), .raw = rate});
}

Number Tape::least_duty(const DutyRate& rate, Number base) {
  return made(least_duty_of(rate, base.money, inputs_.quantities),
              {.kind = Kind::kLeastDuty, .a = at(base), .raw = raw_of(&rate)});
}

bool Tape::equal(Number a, Number b) {
  if (recording_ && a.node == b.node) return true;
  return guarded(a.money == b.money, {.kind = Kind::kEqual, .a = at(a), .b = at(b)});
}

bool Tape::less(Number a, Number b) {
  if (recording_ && a.node == b.node) return false;
  return guarded(a.money < b.money, {.kind = Kind::kLess, .a = at(a), .b = at(b)});
}

bool Tape::column_1(const Condition& leaf, Number amount) {
  const Rate literal = leaf.values.front().share;
  const bool truth = compares(leaf.compare, amount.money.share_of(inputs_.value), literal);
  return guarded(truth, {.kind = Kind::kColumn1, .compare = leaf.compare, .a = at(amount), .raw = literal.raw()});
}

bool Tape::content_satisfies(const Condition& leaf, Number amount) {
  return guarded(compare_content(leaf, amount.money, inputs_.value),
                 {.kind = Kind::kHolds, .a = at(amount), .raw = raw_of(&leaf)});
}

void Tape::outcome(int node, std::size_t last_found) {
  steps_.push_back({.kind = Kind::kOutcome, .a = at({{}, node}), .raw = static_cast<std::int64_t>(last_found)});
}

}  // namespace trilat::law
