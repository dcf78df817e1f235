#include "report/html.hpp"

#include <fmt/format.h>

#include <cmath>

namespace trilat::report {

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string with_commas(long long number) {
  std::string digits = std::to_string(number < 0 ? -number : number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return (number < 0 ? "-" : "") + digits;
}

std::string money(Money amount) {
  const std::int64_t cents = amount.cents() < 0 ? -amount.cents() : amount.cents();
  const std::string whole = (amount.cents() < 0 ? "-" : "") + with_commas(cents / 100);
  return cents % 100 == 0 ? whole : fmt::format("{}.{:02}", whole, cents % 100);
}

std::string signed_percent(double percent, int digits) {
  const double unit = std::pow(10.0, -digits);
  if (std::abs(percent) < unit / 2) return fmt::format("{:.{}f} %", 0.0, digits);
  return fmt::format("{:+.{}f} %", percent, digits);
}

}  // namespace trilat::report
