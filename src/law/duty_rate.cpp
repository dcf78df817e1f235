#include "law/duty_rate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "core/text.hpp"

namespace trilat::law {
namespace {

using core::Int128;
using core::to_lower;
using core::trim;

constexpr std::string_view kCent = "\u00a2";

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string without_tags(std::string_view text) {
  std::string plain;
  bool inside = false;
  for (const char c : text) {
    if (c == '<') inside = true;
    if (!inside) plain += c;
    if (c == '>') inside = false;
  }
  return plain;
}

// One line of words with single blanks, without HTML remains and the printer's slips.
std::string cleaned(std::string_view text) {
  std::string line = without_tags(text);
  line = replace_all(std::move(line), "\u00a0", " ");
  line = replace_all(std::move(line), "\u00b2", "2");
  line = replace_all(std::move(line), "\u00b3", "3");
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  line = replace_all(std::move(line), "  ", " ");
  line = replace_all(std::move(line), "thou- sand", "thousand");
  line = replace_all(std::move(line), "weght", "weight");
  line = replace_all(std::move(line), "thebattery", "the battery");
  line = replace_all(std::move(line), " percent", "%");
  std::string_view end = trim(line);
  if (end.ends_with("%/") || end.ends_with("% /")) end.remove_suffix(1);
  return std::string(trim(end));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "2", "2.5", "1,000" or "33 1/3" at the front of `text`, which it shortens. Thirds are rounded at the
// tenth decimal of the fraction.
std::optional<Rate> take_number(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && (is_digit(text[length]) || text[length] == '.' || text[length] == ',')) ++length;
  const auto whole = Rate::parse(replace_all(std::string(text.substr(0, length)), ",", ""));
  if (length == 0 || !whole) return std::nullopt;
  text = trim(text.substr(length));

  const auto slash = text.find('/');
  if (slash == std::string_view::npos || !core::all_digits(text.substr(0, slash))) return *whole;
  std::size_t after = slash + 1;
  while (after < text.size() && is_digit(text[after])) ++after;
  const auto above = Rate::parse(text.substr(0, slash));
  const auto below = Rate::parse(text.substr(slash + 1, after - slash - 1));
  if (!above || !below || below->is_zero()) return std::nullopt;
  text = trim(text.substr(after));
  const Int128 fraction = static_cast<Int128>(above->raw()) * Rate::kScale;
  return *whole + Rate::from_raw(core::divide_half_up(fraction, below->raw()));
}

Rate hundredth(Rate rate) { return Rate::from_raw(core::divide_half_up(rate.raw(), 100)); }

struct Spelling {
  std::string_view printed;
  std::string_view unit;
};

// What the tariff prints after the stroke where it is not already a unit of core.
constexpr std::array kSpellings = {
    Spelling{"1000", "thousands"},
    Spelling{"1,000", "thousands"},
    Spelling{"1,000 pins", "thousands"},
    Spelling{"jewel over 7", "jewel of those over 7"},
    Spelling{"kg, including weight of container", "kg with container"},
    Spelling{"t, including weight of container", "t with container"},
    Spelling{"pf. liter on ethyl alcohol content", "pf.liter"},
};

// "kg on lead content" is the kilogram of lead; "m2of recording surface" a slip for a blank.
std::optional<Unit> parse_per(std::string_view printed) {
  std::string text(trim(printed));
  for (const Spelling& spelling : kSpellings) {
    if (text == spelling.printed) text = spelling.unit;
  }
  if (text.starts_with("m2of ")) text.insert(2, " ");
  if (text.ends_with(" content")) {
    text.resize(text.size() - std::string_view(" content").size());
    text = replace_all(std::move(text), " on ", " of ");
  }
  auto unit = Unit::parse(text);
  if (!unit) return std::nullopt;
  return *std::move(unit);
}

// The part of the good that a percentage falls on: "on the case" gives "the case", and words for the
// whole good give nothing.
std::optional<std::string> parse_base(std::string_view words) {
  if (words.empty()) return std::string();
  if (words.starts_with("on ") || words.starts_with("of ")) {
    words.remove_prefix(3);
  } else {
    return std::nullopt;
  }
  constexpr std::string_view kValueOf = "the value of ";
  if (words.starts_with(kValueOf)) words.remove_prefix(kValueOf.size());
  if (words == "the entire set") return std::string();
  std::string base(words);
  if (!base.starts_with("the ")) base.insert(0, "the ");
  return base;
}

std::optional<RatePart> parse_part(std::string_view text) {
  text = trim(text);
  const bool dollars = text.starts_with('$');
  if (dollars) text.remove_prefix(1);
  auto number = take_number(text);
  if (!number) return std::nullopt;

  RatePart part;
  if (!dollars && text.starts_with('%')) {
    auto base = parse_base(trim(text.substr(1)));
    if (!base) return std::nullopt;
    part.amount = hundredth(*number);
    part.on = *std::move(base);
    return part;
  }
  const bool cents = !dollars && text.starts_with(kCent);
  if (!dollars && !cents) return std::nullopt;
  if (cents) text = trim(text.substr(kCent.size()));
  if (text.starts_with('/')) {
    text.remove_prefix(1);
  } else if (text != "each") {
    return std::nullopt;
  }
  auto unit = parse_per(text);
  if (!unit) return std::nullopt;
  part.kind = RatePart::Kind::kSpecific;
  part.amount = cents ? hundredth(*number) : *number;
  part.per = *std::move(unit);
  return part;
}

std::optional<std::vector<RatePart>> parse_sum(std::string_view text) {
  std::vector<RatePart> parts;
  for (const std::string_view summand : core::split(text, '+')) {
    auto part = parse_part(summand);
    if (!part) return std::nullopt;
    parts.push_back(*std::move(part));
  }
  return parts;
}

constexpr std::string_view kNotLess = "but not less than";
constexpr std::string_view kNotMore = "but not more than";
constexpr std::string_view kPlus = " plus ";

// What stands beside a rate with bounds: "1.88¢/kg but not less than 4% plus 4%" is the greater of the two, and 4% on
// top of either. False where it cannot be read.
bool take_added(std::string_view& bound, std::vector<RatePart>& added) {
  const auto at = bound.find(kPlus);
  if (at == std::string_view::npos) return true;
  auto parts = parse_sum(bound.substr(at + kPlus.size()));
  if (!parts) return false;
  added = *std::move(parts);
  bound = bound.substr(0, at);
  return true;
}

// Takes "but not less than ..." and "but not more than ..." off the end of `text`, in any order, into `rate`, whose
// parts are set to what is added to every one. False where the words are there but cannot be read.
bool take_bounds(std::string_view& text, DutyRate& rate) {
  for (int round = 0; round < 2; ++round) {
    const auto less = text.rfind(kNotLess), more = text.rfind(kNotMore);
    if (less == std::string_view::npos && more == std::string_view::npos) return true;
    const bool is_more = less == std::string_view::npos || (more != std::string_view::npos && more > less);
    const auto at = is_more ? more : less;
    std::string_view tail = text.substr(at + (is_more ? kNotMore : kNotLess).size());
    if (!take_added(tail, rate.parts)) return false;
    auto bound = parse_sum(tail);
    if (!bound) return false;
    (is_more ? rate.at_most : rate.at_least) = *std::move(bound);
    std::string_view before = trim(text.substr(0, at));
    if (before.ends_with(',')) before.remove_suffix(1);
    text = before;
  }
  return true;
}

void add_to(std::vector<RatePart>& sum, const std::vector<RatePart>& added) {
  if (!sum.empty()) sum.insert(sum.end(), added.begin(), added.end());
}

bool is_free_text(std::string_view lower) { return lower == "free" || lower.starts_with("free, "); }

// An amount in cents, scaled by Rate::kScale * Quantity::kScale: fine enough that only the end rounds.
constexpr Int128 kExactScale = static_cast<Int128>(Rate::kScale) * Quantity::kScale;

enum class Trouble { kNone, kNamedPart, kNoQuantity, kTooLarge };

// The duty of one part, or why it has none.
struct Exact {
  Int128 scaled_cents = 0;
  const Quantity* quantity = nullptr;  // what a specific part was priced on
  Trouble trouble = Trouble::kNone;
};

bool fits(Int128 scaled) {
  return scaled < static_cast<Int128>(std::numeric_limits<std::int64_t>::max()) * kExactScale;
}

const Quantity* find_quantity(std::span<const Quantity> quantities, const Unit& per) {
  const auto same = [&](const Quantity& quantity) { return quantity.unit == per; };
  const auto comparable = [&](const Quantity& quantity) { return quantity.unit.comparable(per); };
  auto found = std::find_if(quantities.begin(), quantities.end(), same);
  if (found == quantities.end()) found = std::find_if(quantities.begin(), quantities.end(), comparable);
  return found == quantities.end() ? nullptr : &*found;
}

Exact exact_part(const RatePart& part, Money value, std::span<const Quantity> quantities) {
  if (part.kind == RatePart::Kind::kAdValorem) {
    if (!part.on.empty()) return {0, nullptr, Trouble::kNamedPart};
    const Int128 scaled = static_cast<Int128>(value.cents()) * part.amount.raw() * Quantity::kScale;
    return {scaled, nullptr, fits(scaled) ? Trouble::kNone : Trouble::kTooLarge};
  }
  const Quantity* quantity = find_quantity(quantities, part.per);
  if (quantity == nullptr) return {0, nullptr, Trouble::kNoQuantity};
  const Unit& unit = quantity->unit;
  constexpr Int128 kCentsInOne = 100;
  const auto amount = static_cast<long double>(quantity->raw) * static_cast<long double>(part.amount.raw());
  if (amount * static_cast<long double>(unit.numerator() * part.per.denominator()) > 1e35L) {
    return {0, quantity, Trouble::kTooLarge};
  }
  const Int128 numerator =
      static_cast<Int128>(quantity->raw) * part.amount.raw() * kCentsInOne * unit.numerator() * part.per.denominator();
  const Int128 denominator = static_cast<Int128>(unit.denominator()) * part.per.numerator();
  const Int128 scaled = (2 * numerator + denominator) / (2 * denominator);
  return {scaled, quantity, fits(scaled) ? Trouble::kNone : Trouble::kTooLarge};
}

tl::unexpected<Error> in_words(const DutyRate& rate, const RatePart& part, const Exact& exact) {
  if (exact.trouble == Trouble::kNamedPart) {
    return bad_input(fmt::format("the rate '{}' needs the value of {}, which is not given", rate.text, part.on),
                     fmt::format("price the percentage on {} apart", part.on));
  }
  if (exact.trouble == Trouble::kNoQuantity) {
    return bad_input(fmt::format("the rate '{}' needs the quantity in {}", rate.text, part.per.to_string()),
                     fmt::format("give the quantity, such as '100 {}'", part.per.to_string()));
  }
  return fail(ErrorCode::kOutOfRange, "the duty is too large to be held", "check the quantity");
}

Money to_cents(Int128 scaled) { return Money::from_cents(core::divide_half_up(scaled, kExactScale)); }

std::string working_of(const RatePart& part, Money value, const Exact& exact) {
  const std::string words =
      part.kind == RatePart::Kind::kAdValorem
          ? fmt::format("{} of {}", part.amount.to_percent_string(), value.to_display())
          : fmt::format("{} per {} on {}", part.amount.to_string(), part.per.to_string(), exact.quantity->to_string());
  return fmt::format("{} = {}", words, to_cents(exact.scaled_cents).to_display());
}

struct Sum {
  Int128 scaled_cents = 0;
  std::vector<std::string> working;
};

Result<Sum> price_sum(const DutyRate& rate, const std::vector<RatePart>& parts, Money value,
                      std::span<const Quantity> quantities) {
  Sum sum;
  for (const RatePart& part : parts) {
    const Exact exact = exact_part(part, value, quantities);
    if (exact.trouble != Trouble::kNone) return in_words(rate, part, exact);
    sum.scaled_cents += exact.scaled_cents;
    sum.working.push_back(working_of(part, value, exact));
  }
  if (!fits(sum.scaled_cents)) return in_words(rate, {}, {0, nullptr, Trouble::kTooLarge});
  return sum;
}

std::optional<Int128> exact_sum(const std::vector<RatePart>& parts, Money value, std::span<const Quantity> quantities) {
  Int128 sum = 0;
  for (const RatePart& part : parts) {
    const Exact exact = exact_part(part, value, quantities);
    if (exact.trouble != Trouble::kNone) return std::nullopt;
    sum += exact.scaled_cents;
  }
  if (!fits(sum)) return std::nullopt;
  return sum;
}

void prefix_lines(std::vector<std::string>& lines, std::string_view words) {
  for (std::string& line : lines) line.insert(0, words);
}

// The parts that can be priced, with their words where `working` is given.
Int128 least_sum(const std::vector<RatePart>& parts, Money value, std::span<const Quantity> quantities,
                 std::vector<std::string>* working) {
  Int128 sum = 0;
  for (const RatePart& part : parts) {
    const Exact exact = exact_part(part, value, quantities);
    if (exact.trouble != Trouble::kNone) continue;
    sum += exact.scaled_cents;
    if (working != nullptr) working->push_back(working_of(part, value, exact));
  }
  return fits(sum) ? sum : 0;
}

Money least(const DutyRate& rate, Money value, std::span<const Quantity> quantities,
            std::vector<std::string>* working) {
  if (rate.kind != DutyRate::Kind::kPriced) return {};
  Int128 sum = least_sum(rate.parts, value, quantities, working);
  const auto bound = [&](const std::vector<RatePart>& parts, std::string_view prefix, bool above) {
    if (parts.empty()) return;
    std::vector<std::string> words;
    const Int128 other = least_sum(parts, value, quantities, working == nullptr ? nullptr : &words);
    if (above ? other <= sum : other >= sum) return;
    sum = other;
    if (working == nullptr) return;
    prefix_lines(words, prefix);
    *working = std::move(words);
  };
  bound(rate.at_least, "not less than ", true);
  bound(rate.at_most, "not more than ", false);
  return to_cents(sum);
}

}  // namespace

bool DutyRate::is_ad_valorem() const {
  if (kind != Kind::kPriced || !at_least.empty() || !at_most.empty()) return false;
  if (parts.empty()) return true;
  return parts.size() == 1 && parts.front().kind == RatePart::Kind::kAdValorem && parts.front().on.empty();
}

std::vector<Unit> DutyRate::units_needed() const {
  std::vector<Unit> units;
  for (const auto* sum : {&parts, &at_least, &at_most}) {
    for (const RatePart& part : *sum) {
      const bool seen = std::find(units.begin(), units.end(), part.per) != units.end();
      if (part.kind == RatePart::Kind::kSpecific && !seen) units.push_back(part.per);
    }
  }
  return units;
}

DutyRate parse_duty_rate(std::string_view text) {
  const std::string line = cleaned(text);
  DutyRate rate;
  rate.text = line;
  const std::string lower = to_lower(line);
  if (lower.starts_with("see ")) {
    rate.kind = DutyRate::Kind::kReference;
    return rate;
  }
  if (is_free_text(lower)) {
    rate.kind = DutyRate::Kind::kPriced;
    return rate;
  }
  DutyRate priced = rate;
  const std::string bounds = replace_all(line, " or more than ", " but not more than ");
  std::string_view rest = bounds;
  if (!take_bounds(rest, priced)) return rate;
  auto parts = parse_sum(replace_all(std::string(rest), kPlus, " + "));
  if (!parts) return rate;
  for (auto* sum : {&priced.at_least, &priced.at_most, &*parts}) add_to(*sum, priced.parts);
  std::erase_if(*parts, [](const RatePart& part) { return part.amount.is_zero(); });
  priced.parts = *std::move(parts);
  priced.kind = DutyRate::Kind::kPriced;
  return priced;
}

Result<PricedRate> price(const DutyRate& rate, Money value, std::span<const Quantity> quantities) {
  if (rate.kind != DutyRate::Kind::kPriced) {
    return bad_input(fmt::format("the rate '{}' is words that cannot be priced", rate.text),
                     "find the rate that it refers to");
  }
  TRILAT_TRY(Sum sum, price_sum(rate, rate.parts, value, quantities));
  if (!rate.at_least.empty()) {
    TRILAT_TRY(Sum least, price_sum(rate, rate.at_least, value, quantities));
    if (least.scaled_cents > sum.scaled_cents) {
      prefix_lines(least.working, "not less than ");
      sum = std::move(least);
    }
  }
  if (!rate.at_most.empty()) {
    TRILAT_TRY(Sum most, price_sum(rate, rate.at_most, value, quantities));
    if (most.scaled_cents < sum.scaled_cents) {
      prefix_lines(most.working, "not more than ");
      sum = std::move(most);
    }
  }
  if (sum.working.empty()) sum.working.emplace_back("Free = 0.00");
  return PricedRate{to_cents(sum.scaled_cents), std::move(sum.working)};
}

Rate percentage(const DutyRate& rate) { return rate.parts.empty() ? Rate::zero() : rate.parts.front().amount; }

std::optional<Money> duty_of(const DutyRate& rate, Money value, std::span<const Quantity> quantities) {
  if (rate.kind != DutyRate::Kind::kPriced) return std::nullopt;
  auto sum = exact_sum(rate.parts, value, quantities);
  if (!sum) return std::nullopt;
  if (!rate.at_least.empty()) {
    const auto least = exact_sum(rate.at_least, value, quantities);
    if (!least) return std::nullopt;
    sum = std::max(*sum, *least);
  }
  if (!rate.at_most.empty()) {
    const auto most = exact_sum(rate.at_most, value, quantities);
    if (!most) return std::nullopt;
    sum = std::min(*sum, *most);
  }
  return to_cents(*sum);
}

Money least_duty_of(const DutyRate& rate, Money value, std::span<const Quantity> quantities) {
  return least(rate, value, quantities, nullptr);
}

PricedRate least_price(const DutyRate& rate, Money value, std::span<const Quantity> quantities) {
  PricedRate priced;
  priced.duty = least(rate, value, quantities, &priced.working);
  return priced;
}

}  // namespace trilat::law
