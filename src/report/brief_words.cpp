#include "report/brief_words.hpp"

#include <fmt/format.h>

#include "core/country.hpp"
#include "report/html.hpp"

namespace trilat::report {
namespace {

std::string shortest(double percent) {
  std::string text = fmt::format("{:.2f}", percent);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace

std::string country_name(const std::string& code) {
  const auto country = Country::parse(code);
  return country ? std::string(country->name()) : code;
}

bool priced(const DutyResult& result) {
  return result.status == DutyStatus::kDetermined || (result.status == DutyStatus::kRange && result.bounded);
}

double percent_of(const DutyResult& result, Money amount) {
  return result.value.cents() == 0
             ? 0
             : 100.0 * static_cast<double>(amount.cents()) / static_cast<double>(result.value.cents());
}

std::string duty_words(const DutyResult& result) {
  if (result.status == DutyStatus::kProhibited) return "prohibited";
  if (result.status == DutyStatus::kNotLoaded) return "not loaded";
  if (!result.bounded) return fmt::format("at least {}", money(result.low.duty));
  if (result.status == DutyStatus::kDetermined) return money(result.low.duty);
  return fmt::format("{} to {}", money(result.low.duty), money(result.high.duty));
}

std::string percent_words(const DutyResult& result) {
  if (!priced(result)) return "";
  const std::string low = shortest(percent_of(result, result.low.duty));
  const std::string high = shortest(percent_of(result, result.high.duty));
  return low == high ? low + " %" : fmt::format("{} to {} %", low, high);
}

const SimulateCountry* find_country(const SimulateResult& effect, const std::string& code) {
  for (const SimulateCountry& country : effect.by_country) {
    if (country.code == code) return &country;
  }
  return nullptr;
}

std::string sector_name(const SimulateResult& effect, const std::string& code) {
  for (const NamedCode& sector : effect.sectors) {
    if (sector.code == code) return sector.name;
  }
  return code;
}

const std::vector<std::string>& members() {
  static const std::vector<std::string> codes = {"USA", "CAN", "MEX"};
  return codes;
}

}  // namespace trilat::report
