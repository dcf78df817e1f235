#include "engine/exposure_money.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "core/text.hpp"

namespace trilat {
namespace {

bool is_currency(std::string_view text) {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

Result<Currencies> Currencies::make(const std::string& report, const std::map<std::string, std::string>& rates) {
  Currencies made;
  made.report_ = report;
  if (!is_currency(report)) return bad_input(fmt::format("'{}' is not a currency", report), "write it as USD");
  for (const auto& [currency, text] : rates) {
    if (!is_currency(currency))
      return bad_input(fmt::format("'{}' is not a currency", currency), "write rates as CAD=0.73");
    const auto rate = Rate::parse(text);
    if (!rate || *rate <= Rate::zero())
      return bad_input(fmt::format("'{}' is not what one {} is worth", text, currency), "write it as CAD=0.73");
    made.worth_[currency] = *rate;
  }
  made.worth_[report] = Rate::one();
  return made;
}

Result<Rate> Currencies::worth(std::string_view currency) const {
  if (const auto at = worth_.find(currency); at != worth_.end()) return at->second;
  return bad_input(fmt::format("an amount is in {}, and what that is worth in {} is not said", currency, report_),
                   fmt::format("give the rate, as in --rate {}=1.25", currency));
}

Result<Money> converted(Money amount, Rate worth, Rate unit) {
  if (worth == unit) return amount;
  const core::Int128 product = core::Int128{amount.cents()} * worth.raw();
  const core::Int128 quotient = product / unit.raw();
  constexpr core::Int128 kMost = std::numeric_limits<std::int64_t>::max() / 2;
  if (quotient > kMost || quotient < -kMost)
    return bad_input(fmt::format("{} is too large for another currency", amount.to_string()));
  return Money::from_cents(core::divide_half_up(product, unit.raw()));
}

std::string_view plain_amount(std::string_view field, std::string& text) {
  field = core::trim(field);
  if (field.find_first_of("$,") == std::string_view::npos) return field;
  text.clear();
  for (std::size_t i = 0; i < field.size(); ++i) {
    if (field[i] == '$' && text.find_first_not_of('-') == std::string::npos) continue;
    // a comma counts as one of thousands where three digits follow
    const bool thousands = field[i] == ',' && field.size() >= i + 4 && core::all_digits(field.substr(i + 1, 3)) &&
                           (field.size() == i + 4 || field[i + 4] == ',' || field[i + 4] == '.');
    if (!thousands) text += field[i];
  }
  return text;
}

}  // namespace trilat
