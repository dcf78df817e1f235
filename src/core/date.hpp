// Calendar days and half-open intervals of them. No clock is read anywhere in the library:
// a date is always an argument.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace trilat::core {

// One day of the proleptic Gregorian calendar, 0001-01-01 to 9999-12-31.
class Date {
 public:
  constexpr Date() = default;
  constexpr explicit Date(std::chrono::sys_days days) : days_(days) {}
  // Precondition: the day exists. For literals in code and tests; user text goes through parse.
  constexpr Date(int year, unsigned month, unsigned day)
      : days_(std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}) {}

  // Reads "2025-08-08" and nothing else. A day that does not exist is an error.
  static Result<Date> parse(std::string_view text);
  // Nothing where the day does not exist.
  static std::optional<Date> from_ymd(int year, unsigned month, unsigned day);
  static constexpr Date from_days(int days_since_1970) {
    return Date(std::chrono::sys_days(std::chrono::days(days_since_1970)));
  }
  static constexpr Date min() { return Date(1, 1, 1); }
  // Stands for "no end": later than every date that can be written.
  static constexpr Date max() { return Date(10000, 1, 1); }

  constexpr int days_since_1970() const { return static_cast<int>(days_.time_since_epoch().count()); }
  constexpr std::chrono::sys_days days() const { return days_; }
  constexpr std::chrono::year_month_day ymd() const { return std::chrono::year_month_day(days_); }
  int year() const { return static_cast<int>(ymd().year()); }

  constexpr Date plus_days(int count) const { return Date(days_ + std::chrono::days(count)); }
  // The same day of the month `count` months later, or that month's last day.
  Date plus_months(int count) const;

  std::string to_string() const;  // "2025-08-08"

  friend constexpr auto operator<=>(Date, Date) = default;

 private:
  std::chrono::sys_days days_{};
};

// Days from `from` up to, not including, `until`.
struct Interval {
  Date from = Date::min();
  Date until = Date::max();

  constexpr bool contains(Date date) const { return from <= date && date < until; }
  constexpr bool empty() const { return until <= from; }
  constexpr bool overlaps(const Interval& other) const { return from < other.until && other.from < until; }
  constexpr bool open_ended() const { return until == Date::max(); }
  Interval intersect(const Interval& other) const;

  // "2025-08-01 to 2026-02-23" with the last day included, or "from 2025-08-01".
  std::string to_string() const;

  friend constexpr auto operator<=>(const Interval&, const Interval&) = default;
};

}  // namespace trilat::core

namespace trilat {
using core::Date;
using core::Interval;
}  // namespace trilat
