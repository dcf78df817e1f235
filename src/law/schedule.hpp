// A national tariff schedule: chapters 1 to 97 (and 98), line by line, dated.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/error.hpp"
#include "core/hs_code.hpp"
#include "law/duty_rate.hpp"

namespace trilat::law {

inline constexpr int kRateLineDigits = 8;  // of the lines that carry a rate

// A row as printed during `effect`. A row whose rate columns are empty inherits those of the nearest
// shorter code above it; units stand on the most detailed rows.
struct ScheduleRow {
  HsCode code;
  Interval effect;
  std::string description;
  std::vector<std::string> units;  // reporting units as printed
  std::string general;             // column 1 general
  std::string special;             // column 1 special, with its programme codes in parentheses
  std::string column_2;
  int evidence = -1;  // place in RuleBase::evidence; -1: that of the schedule as a whole

  bool has_rate() const { return !general.empty(); }
  bool same_rates(const ScheduleRow& other) const {
    return general == other.general && special == other.special && column_2 == other.column_2;
  }
};

// A line ready to price: rates found, wherever they stand.
struct ScheduleLine {
  HsCode code;       // as asked
  HsCode rate_code;  // the row that carries the rate
  std::string description;
  std::vector<std::string> units;
  DutyRate general;
  std::string special;
  DutyRate column_2;
  int evidence = -1;  // of the row that carries the rate
};

class Schedule {
 public:
  Schedule() = default;
  // Rows may come in any order.
  explicit Schedule(std::vector<ScheduleRow> rows, std::string title = {});

  // The line that prices `code` on `date`. Errors: a code that the schedule does not have (with the
  // nearest codes), and a code too short to carry a rate (with the longer codes that do).
  Result<ScheduleLine> find(HsCode code, Date date) const;

  // The row that carries the rate of `code` on `date`; null where `find` gives an error.
  const ScheduleRow* rated_row(HsCode code, Date date) const;

  // The longest codes under `code` that exist on `date`, itself if it has none.
  std::vector<HsCode> leaves(HsCode code, Date date) const;

  // The words of the goods on `date`, from the heading down to the code: "Motor vehicle parts", "Brakes".
  std::vector<std::string> words(HsCode code, Date date) const;

  // Every row of `code` and of the longer codes that begin with it, of all dates.
  std::span<const ScheduleRow> rows_under(HsCode code) const;

  const std::vector<ScheduleRow>& rows() const { return rows_; }
  const std::string& title() const { return title_; }

 private:
  std::vector<ScheduleRow> rows_;  // sorted by code, then start
  std::string title_;
};

// The rate that the special column gives under one of the programme codes (such as "S", "S+"):
// nothing where the programme is not listed.
std::optional<DutyRate> special_rate(std::string_view special, const std::vector<std::string>& programmes);
// The programme code under which it was found ("S" or "S+"), empty where not listed.
std::string special_programme(std::string_view special, const std::vector<std::string>& programmes);

}  // namespace trilat::law
