#include "report/brief_say.hpp"

#include <fmt/format.h>

#include <cctype>
#include <cmath>

#include "core/text.hpp"
#include "report/brief_words.hpp"

namespace trilat::report {
namespace {

constexpr std::string_view kTerms = "words.";

}  // namespace

std::string Say::operator()(const std::string& key, Places places) const {
  const auto at = texts_.find(key);
  if (at == texts_.end()) return "[" + key + "]";
  std::string text = at->second;
  for (const auto& [name, value] : places) replace_all(text, fmt::format("{{{}}}", name), value);
  return text;
}

std::string Say::date(Date day) const {
  const auto ymd = day.ymd();
  const std::string months = (*this)("page.months");
  const auto names = core::split(months, ' ');
  const unsigned month = static_cast<unsigned>(ymd.month());
  const std::string name = month <= names.size() ? std::string(names[month - 1]) : fmt::format("{}", month);
  return (*this)("page.date", {{"day", fmt::format("{}", static_cast<unsigned>(ymd.day()))},
                               {"month", name},
                               {"year", fmt::format("{}", static_cast<int>(ymd.year()))}});
}

std::string Say::list(const std::vector<std::string>& parts) const {
  std::string text;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    if (k == 0)
      text = parts[k];
    else if (k + 1 == parts.size())
      text = (*this)("page.and", {{"list", text}, {"last", parts[k]}});
    else
      text += (*this)("page.comma") + parts[k];
  }
  return text;
}

std::string Say::range(double low, double high, int digits, bool plus) const {
  const auto printed = [&](double value) {
    const std::string text = number(value, digits);
    return plus && value > 0 && text.find_first_not_of("0.") != std::string::npos ? "+" + text : text;
  };
  const std::string from = printed(low), to = printed(high);
  return from == to ? from : (*this)("page.to", {{"low", from}, {"high", to}});
}

std::string Say::country(const std::string& code, const std::string& name) const {
  const auto at = texts_.find("country." + code);
  if (at != texts_.end()) return at->second;
  return name.empty() ? country_name(code) : name;
}

std::string Say::short_country(const std::string& code) const {
  const auto at = texts_.find("short." + code);
  return at == texts_.end() ? code : at->second;
}

std::string Say::cases(int same, int tried) const {
  return (*this)("page.cases", {{"same", std::to_string(same)}, {"tried", std::to_string(tried)}});
}

std::vector<std::pair<std::string, std::string>> Say::words() const {
  std::vector<std::pair<std::string, std::string>> terms;
  for (const auto& [key, text] : texts_)
    if (key.starts_with(kTerms)) terms.emplace_back(key.substr(kTerms.size()), text);
  return terms;
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

std::string number(double value, int digits) {
  const bool nothing = std::abs(value) < 0.5 * std::pow(10.0, -digits);
  return fmt::format("{:.{}f}", nothing ? 0.0 : value, digits);
}

std::string first_up(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

}  // namespace trilat::report
