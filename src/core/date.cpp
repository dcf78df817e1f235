#include "core/date.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"

namespace trilat::core {

std::optional<Date> Date::from_ymd(int year, unsigned month, unsigned day) {
  if (year < 1 || year > 9999) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!ymd.ok()) return std::nullopt;
  return Date(std::chrono::sys_days(ymd));
}

Result<Date> Date::parse(std::string_view text) {
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' && all_digits(text.substr(0, 4)) &&
                      all_digits(text.substr(5, 2)) && all_digits(text.substr(8, 2));
  if (!shaped) {
    return bad_input(fmt::format("'{}' is not a date", text), "write year-month-day, such as 2025-08-08");
  }
  const auto number = [&](std::size_t at, std::size_t length) {
    unsigned value = 0;
    for (const char c : text.substr(at, length)) value = value * 10 + static_cast<unsigned>(c - '0');
    return value;
  };
  const auto date = from_ymd(static_cast<int>(number(0, 4)), number(5, 2), number(8, 2));
  if (!date) {
    return bad_input(fmt::format("{} does not exist in the calendar", text), "give a day that exists");
  }
  return *date;
}

Date Date::plus_months(int count) const {
  const auto now = ymd();
  const auto moved = std::chrono::year_month(now.year(), now.month()) + std::chrono::months(count);
  const auto last = std::chrono::year_month_day_last(moved.year(), std::chrono::month_day_last(moved.month())).day();
  return Date(std::chrono::sys_days(moved / std::min(now.day(), last)));
}

std::string Date::to_string() const {
  const auto date = ymd();
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

Interval Interval::intersect(const Interval& other) const {
  return {std::max(from, other.from), std::min(until, other.until)};
}

std::string Interval::to_string() const {
  if (empty()) return "never";
  if (open_ended()) return "from " + from.to_string();
  const std::string last = until.plus_days(-1).to_string();
  return from == Date::min() ? "until " + last : from.to_string() + " to " + last;
}

}  // namespace trilat::core
