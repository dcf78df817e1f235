#include "engine/customs_value.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/parameter.hpp"

namespace trilat {
namespace {

bool is_currency(const std::string& text) {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// The rate at which amounts are converted; nothing where they are in the importer's currency.
Result<std::optional<Rate>> exchange_rate(const law::RuleBase& rules, const DutyParams& params) {
  const std::string& currency = params.currency;
  if (!currency.empty() && !is_currency(currency)) {
    return bad_input(fmt::format("currency: '{}' is not a currency", currency), "write its ISO code, such as USD");
  }
  if (currency.empty() || currency == rules.currency) {
    if (params.exchange_rate.empty()) return std::optional<Rate>();
    return bad_input(fmt::format("fx: nothing is converted, the value is in {}", rules.currency),
                     "name the currency of the value (--currency), or leave the rate out");
  }
  if (params.exchange_rate.empty()) {
    return bad_input(fmt::format("currency: the value is in {} and the duty in {}", currency, rules.currency),
                     fmt::format("give the rate of customs: --fx with the {} for one {}", rules.currency, currency));
  }
  TRILAT_TRY(const Rate rate, about("fx", Rate::parse(params.exchange_rate)));
  if (rate <= Rate::zero() || params.exchange_rate.find('%') != std::string::npos)
    return bad_input(fmt::format("fx: '{}' is no rate of exchange", params.exchange_rate), "give a number above zero");
  return std::optional<Rate>(rate);
}

class Valuation {
 public:
  Valuation(const law::RuleBase& rules, const DutyParams& params) : rules_(rules), params_(params) {}

  Result<CustomsValue> run() {
    TRILAT_TRY(found_.exchange_rate, exchange_rate(rules_, params_));
    TRILAT_TRY(found_.value, amount("value", params_.value));
    for (const auto& [name, text] : {std::pair{"freight", &params_.freight}, {"insurance", &params_.insurance}}) {
      if (text->empty()) continue;
      TRILAT_TRY(const Money cost, amount(name, *text));
      if (cost < Money{}) return bad_input(fmt::format("{}: {} is below zero", name, *text), "give what it cost");
      if (rules_.value_with_freight) {
        found_.working.push_back(fmt::format("{} to the place of entry is part of the customs value: {} + {} = {} {}",
                                             name, found_.value.to_display(), cost.to_display(),
                                             (found_.value + cost).to_display(), rules_.currency));
        found_.value += cost;
      } else {
        found_.working.push_back(
            fmt::format("{} of {} {} is no part of the customs value", name, cost.to_display(), rules_.currency));
      }
    }
    if (rules_.value_with_freight && params_.freight.empty()) {
      found_.warnings.emplace_back(
          "the value is taken to hold freight and insurance to the place of entry; give them apart if it does not");
    }
    return std::move(found_);
  }

 private:
  Result<Money> amount(const char* name, const std::string& text) {
    TRILAT_TRY(const Money given, about(name, Money::parse(text)));
    if (!found_.exchange_rate) return given;
    const Money converted = given.times(*found_.exchange_rate);
    found_.working.push_back(fmt::format("{} of {} {} at {} {} for one {} = {} {}", name, given.to_display(),
                                         params_.currency, found_.exchange_rate->to_string(), rules_.currency,
                                         params_.currency, converted.to_display(), rules_.currency));
    return converted;
  }

  const law::RuleBase& rules_;
  const DutyParams& params_;
  CustomsValue found_;
};

}  // namespace

Result<CustomsValue> customs_value(const law::RuleBase& rules, const DutyParams& params) {
  return Valuation(rules, params).run();
}

}  // namespace trilat
