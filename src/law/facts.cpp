#include "law/facts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/text.hpp"

namespace trilat::law {
namespace {

tl::unexpected<Error> wrong(const FactDefinition& definition, std::string_view text, std::string remedy) {
  return bad_input(fmt::format("'{}' is not a value of the fact {}", text, definition.name), std::move(remedy));
}

Result<FactValue> parse_flag(const FactDefinition& definition, std::string_view text) {
  const std::string lower = core::to_lower(text);
  FactValue value;
  value.flag = lower == "yes" || lower == "true";
  if (!value.flag && lower != "no" && lower != "false") return wrong(definition, text, "write yes or no");
  return value;
}

Result<FactValue> parse_share(const FactDefinition& definition, std::string_view text) {
  const auto share = Rate::parse(text);
  if (!share || *share < Rate::zero() || *share > Rate::one()) {
    return wrong(definition, text, "write a share from 0% to 100%, such as 35% or 0.35");
  }
  FactValue value;
  value.share = *share;
  return value;
}

Result<FactValue> parse_rate(const FactDefinition& definition, std::string_view text) {
  const auto rate = Rate::parse(text);
  if (!rate || *rate < Rate::zero()) {
    return wrong(definition, text, "write a rate of duty, such as 14.4% or 0.144");
  }
  FactValue value;
  value.share = *rate;
  return value;
}

bool reads_as_share(std::string_view text) {
  if (text.ends_with('%')) return true;
  const auto number = Rate::parse(text);
  return number && text.find('.') != std::string_view::npos && *number <= Rate::one();
}

Result<FactValue> parse_content(const FactDefinition& definition, std::string_view text) {
  if (reads_as_share(text)) {
    TRILAT_TRY(FactValue value, parse_share(definition, text));
    value.is_share = true;
    return value;
  }
  const auto money = Money::parse(text);
  if (!money || *money < Money()) {
    return wrong(definition, text, "write an amount of money, such as 2500, or a share of the value, such as 35%");
  }
  FactValue value;
  value.money = *money;
  return value;
}

Result<FactValue> parse_country(const FactDefinition& definition, std::string_view text) {
  FactValue value;
  if (core::to_lower(text) == "other") {
    value.other_country = true;
    return value;
  }
  const auto country = Country::parse(text);
  if (!country) return wrong(definition, text, country.error().remedy);
  value.country = *country;
  return value;
}

Result<FactValue> parse_choice(const FactDefinition& definition, std::string_view text) {
  FactValue value;
  value.choice = core::to_lower(text);
  const auto& choices = definition.choices;
  if (std::find(choices.begin(), choices.end(), value.choice) != choices.end()) return value;
  const std::string near = core::nearest(value.choice, choices);
  return wrong(definition, text,
               near.empty() ? fmt::format("write one of: {}", fmt::join(choices, ", "))
                            : fmt::format("did you mean '{}'? The choices are: {}", near, fmt::join(choices, ", ")));
}

}  // namespace

Result<FactValue> parse_fact(const FactDefinition& definition, std::string_view text) {
  text = core::trim(text);
  switch (definition.kind) {
    case FactKind::kFlag: return parse_flag(definition, text);
    case FactKind::kContent: return parse_content(definition, text);
    case FactKind::kShare: return parse_share(definition, text);
    case FactKind::kCountry: return parse_country(definition, text);
    case FactKind::kChoice: return parse_choice(definition, text);
    case FactKind::kRate: return parse_rate(definition, text);
    case FactKind::kDate: break;
  }
  const auto date = Date::parse(text);
  if (!date) return wrong(definition, text, "write a day as YYYY-MM-DD, such as 2025-08-07");
  FactValue value;
  value.date = *date;
  return value;
}

std::string to_string(const FactDefinition& definition, const FactValue& value) {
  switch (definition.kind) {
    case FactKind::kFlag: return value.flag ? "yes" : "no";
    case FactKind::kContent: return value.is_share ? value.share.to_percent_string() : value.money.to_display();
    case FactKind::kShare:
    case FactKind::kRate: return value.share.to_percent_string();
    case FactKind::kCountry: return value.other_country ? "any other country" : value.country.to_string();
    case FactKind::kDate: return value.date.to_string();
    case FactKind::kChoice: break;
  }
  return value.choice;
}

}  // namespace trilat::law
