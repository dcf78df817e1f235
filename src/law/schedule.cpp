#include "law/schedule.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"

namespace trilat::law {
namespace {

using Rows = std::vector<ScheduleRow>;
using RowIterator = Rows::const_iterator;

constexpr int kHeadingDigits = 4;
constexpr std::size_t kCodesShown = 8;
constexpr std::size_t kLongestProgramme = 5;

struct RowRange {
  RowIterator begin;
  RowIterator end;
};

RowIterator first_not_before(const Rows& rows, HsCode code) {
  return std::lower_bound(rows.begin(), rows.end(), code,
                          [](const ScheduleRow& row, HsCode wanted) { return row.code < wanted; });
}

// Every row of `code` and of the longer codes that begin with it, of all dates.
RowRange rows_from(const Rows& rows, HsCode code) {
  const RowIterator begin = first_not_before(rows, code);
  const RowIterator end =
      std::partition_point(begin, rows.end(), [&](const ScheduleRow& row) { return code.is_prefix_of(row.code); });
  return {begin, end};
}

const ScheduleRow* row_on(const Rows& rows, HsCode code, Date date) {
  for (RowIterator row = first_not_before(rows, code); row != rows.end() && row->code == code; ++row) {
    if (row->effect.contains(date)) return &*row;
  }
  return nullptr;
}

bool has_any_rate(const ScheduleRow& row) { return row.has_rate() || !row.special.empty() || !row.column_2.empty(); }

// The row that carries the rate of `code`: its own or that of the nearest shorter code. Rows of chapter
// 98 that fill the special column alone count only where no general rate stands above them.
const ScheduleRow* rate_row(const Rows& rows, HsCode code, Date date) {
  const ScheduleRow* fallback = nullptr;
  for (int digits = code.length(); digits >= kHeadingDigits; --digits) {
    const ScheduleRow* row = row_on(rows, code.prefix(digits), date);
    if (row == nullptr) continue;
    if (row->has_rate()) return row;
    if (fallback == nullptr && has_any_rate(*row)) fallback = row;
  }
  return fallback;
}

// Codes with a rate of their own below `code`, in order, at most `limit` of them.
std::vector<HsCode> rated_below(const Rows& rows, HsCode code, Date date, std::size_t limit) {
  std::vector<HsCode> codes;
  const RowRange range = rows_from(rows, code);
  for (RowIterator row = range.begin; row != range.end && codes.size() < limit; ++row) {
    if (!row->effect.contains(date) || !has_any_rate(*row)) continue;
    if (!codes.empty() && codes.back().is_prefix_of(row->code)) continue;
    codes.push_back(row->code);
  }
  return codes;
}

std::string printed_list(const std::vector<HsCode>& codes) {
  std::string list;
  for (std::size_t i = 0; i < codes.size() && i < kCodesShown; ++i) {
    list += (i == 0 ? "" : ", ") + codes[i].to_string();
  }
  if (codes.size() > kCodesShown) list += ", ...";
  return list;
}

bool anything_under(const Rows& rows, HsCode code, Date date) {
  const RowRange range = rows_from(rows, code);
  return std::any_of(range.begin, range.end, [&](const ScheduleRow& row) { return row.effect.contains(date); });
}

// The longest code that `code` begins with and under which the schedule has rows on the date; the
// chapter's two digits at least.
HsCode nearest_existing(const Rows& rows, HsCode code, Date date) {
  for (int digits = code.length() - 1; digits > 2; --digits) {
    if (anything_under(rows, code.prefix(digits), date)) return code.prefix(digits);
  }
  return code.prefix(2);
}

std::string standing_codes(const Schedule& schedule, HsCode code, Date date) {
  const HsCode near = nearest_existing(schedule.rows(), code, date);
  const std::vector<HsCode> codes = schedule.leaves(near, date);
  if (codes.empty()) return fmt::format("chapter {} has no codes on {}", near.to_string(), date.to_string());
  if (codes.size() == 1 && codes.front() == near) {
    return fmt::format("the schedule goes no further than {}", near.to_string());
  }
  return fmt::format("{} {} has {}", near.length() == kHeadingDigits ? "heading" : "code", near.to_string(),
                     printed_list(codes));
}

std::string spans_of(const Rows& rows, HsCode code) {
  std::vector<Interval> spans;
  const RowRange range = rows_from(rows, code);
  for (RowIterator row = range.begin; row != range.end && row->code == code; ++row) {
    if (!spans.empty() && spans.back().until == row->effect.from) {
      spans.back().until = row->effect.until;
    } else {
      spans.push_back(row->effect);
    }
  }
  std::string text;
  for (const Interval& span : spans) text += (text.empty() ? "" : " and ") + span.to_string();
  return text;
}

tl::unexpected<Error> unknown_code(const Schedule& schedule, HsCode code, Date date) {
  const std::string spans = spans_of(schedule.rows(), code);
  if (!spans.empty()) {
    return fail(ErrorCode::kNotFound,
                fmt::format("code {} is not in the schedule on {}: it stands there {}", code.to_string(),
                            date.to_string(), spans),
                "on that date " + standing_codes(schedule, code, date));
  }
  return fail(ErrorCode::kNotFound,
              fmt::format("code {} is not in the schedule on {}", code.to_string(), date.to_string()),
              standing_codes(schedule, code, date));
}

tl::unexpected<Error> too_short(const Rows& rows, HsCode code, Date date) {
  const auto codes = rated_below(rows, code, date, kCodesShown + 1);
  return bad_input(fmt::format("code {} is too short to carry a rate on {}", code.to_string(), date.to_string()),
                   fmt::format("give a longer code, such as {}", printed_list(codes)));
}

// Units of the row, else of the nearest shorter code.
std::vector<std::string> units_above(const Rows& rows, HsCode code, Date date) {
  for (int digits = code.length(); digits >= kHeadingDigits; --digits) {
    const ScheduleRow* row = row_on(rows, code.prefix(digits), date);
    if (row != nullptr && !row->units.empty()) return row->units;
  }
  return {};
}

// Units that every leaf under `code` reports.
std::vector<std::string> common_units(const Schedule& schedule, HsCode code, Date date) {
  std::vector<std::string> common;
  bool first = true;
  for (const HsCode leaf : schedule.leaves(code, date)) {
    const std::vector<std::string> units = units_above(schedule.rows(), leaf, date);
    if (first) common = units;
    first = false;
    std::erase_if(common,
                  [&](const std::string& unit) { return std::find(units.begin(), units.end(), unit) == units.end(); });
  }
  return common;
}

struct SpecialGroup {
  std::string_view rate;
  std::vector<std::string_view> programmes;
};

// "A", "A*", "S+", "JO", "CPTPT": up to five capital letters, then perhaps a sign.
bool is_programme(std::string_view text) {
  if (text.ends_with('*') || text.ends_with('+')) text.remove_suffix(1);
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return !text.empty() && text.size() <= kLongestProgramme && std::all_of(text.begin(), text.end(), capital);
}

// The print separates programme codes by commas, and by slip with a blank, a point or an open bracket.
// Anything that is not a programme code makes the list empty.
std::vector<std::string_view> parse_programmes(std::string_view inside) {
  constexpr std::string_view kSeparators = ", .(";
  std::vector<std::string_view> programmes;
  std::size_t begin = inside.find_first_not_of(kSeparators);
  while (begin != std::string_view::npos) {
    const std::size_t end = std::min(inside.find_first_of(kSeparators, begin), inside.size());
    const std::string_view code = inside.substr(begin, end - begin);
    if (!is_programme(code)) return {};
    programmes.push_back(code);
    begin = inside.find_first_not_of(kSeparators, end);
  }
  return programmes;
}

// "Free (A,S) 10¢/kg (KR)" as two groups. Parentheses that hold no programme codes, "(see U.S. note 3)",
// belong to the words of the rate.
std::vector<SpecialGroup> parse_special(std::string_view special) {
  std::vector<SpecialGroup> groups;
  std::size_t rate_begin = 0;
  std::size_t at = special.find('(');
  while (at != std::string_view::npos) {
    const std::size_t close = special.find(')', at);
    if (close == std::string_view::npos) break;
    auto programmes = parse_programmes(special.substr(at + 1, close - at - 1));
    if (!programmes.empty()) {
      groups.push_back({core::trim(special.substr(rate_begin, at - rate_begin)), std::move(programmes)});
      rate_begin = close + 1;
    }
    at = special.find('(', close);
  }
  return groups;
}

struct SpecialMatch {
  std::string_view rate;
  std::string programme;
};

std::optional<SpecialMatch> match_special(std::string_view special, const std::vector<std::string>& programmes) {
  const std::vector<SpecialGroup> groups = parse_special(special);
  for (const std::string& programme : programmes) {
    for (const SpecialGroup& group : groups) {
      const auto& listed = group.programmes;
      if (std::find(listed.begin(), listed.end(), programme) != listed.end()) {
        return SpecialMatch{group.rate, programme};
      }
    }
  }
  return std::nullopt;
}

}  // namespace

Schedule::Schedule(std::vector<ScheduleRow> rows, std::string title)
    : rows_(std::move(rows)), title_(std::move(title)) {
  std::sort(rows_.begin(), rows_.end(), [](const ScheduleRow& a, const ScheduleRow& b) {
    return a.code != b.code ? a.code < b.code : a.effect.from < b.effect.from;
  });
}

std::vector<HsCode> Schedule::leaves(HsCode code, Date date) const {
  std::vector<HsCode> codes;
  const RowRange range = rows_from(rows_, code);
  for (RowIterator row = range.begin; row != range.end; ++row) {
    if (!row->effect.contains(date)) continue;
    if (!codes.empty() && codes.back().is_prefix_of(row->code)) codes.pop_back();
    codes.push_back(row->code);
  }
  return codes;
}

std::span<const ScheduleRow> Schedule::rows_under(HsCode code) const {
  const RowRange range = rows_from(rows_, code);
  return {range.begin, range.end};
}

std::vector<std::string> Schedule::words(HsCode code, Date date) const {
  std::vector<std::string> words;
  for (int digits = kHeadingDigits; digits <= code.length(); ++digits) {
    const ScheduleRow* row = row_on(rows_, code.prefix(digits), date);
    if (row != nullptr && !row->description.empty()) words.push_back(row->description);
  }
  return words;
}

const ScheduleRow* Schedule::rated_row(HsCode code, Date date) const {
  const ScheduleRow* own = row_on(rows_, code, date);
  if (own == nullptr && !anything_under(rows_, code, date)) return nullptr;
  const ScheduleRow* rated = own == nullptr ? nullptr : rate_row(rows_, code, date);
  if (rated != nullptr) return rated;
  // One line alone under a short code is that code's line: 0101.30 is 0101.30.00.00.
  const std::vector<HsCode> below = rated_below(rows_, code, date, 2);
  if (below.size() > 1) return nullptr;
  if (below.size() == 1) return row_on(rows_, below.front(), date);
  return own == nullptr ? rate_row(rows_, code, date) : nullptr;
}

Result<ScheduleLine> Schedule::find(HsCode code, Date date) const {
  const ScheduleRow* own = row_on(rows_, code, date);
  if (own == nullptr && !anything_under(rows_, code, date)) return unknown_code(*this, code, date);
  const ScheduleRow* rated = rated_row(code, date);
  if (rated == nullptr && rated_below(rows_, code, date, 2).size() > 1) return too_short(rows_, code, date);
  if (rated == nullptr) {
    return bad_input(fmt::format("code {} carries no rate on {}", code.to_string(), date.to_string()),
                     standing_codes(*this, code, date));
  }

  ScheduleLine line;
  line.code = code;
  line.rate_code = rated->code;
  line.description = own == nullptr ? rated->description : own->description;
  line.units = own != nullptr && !own->units.empty() ? own->units : common_units(*this, code, date);
  line.general = parse_duty_rate(rated->general);
  line.special = rated->special;
  line.column_2 = parse_duty_rate(rated->column_2);
  line.evidence = rated->evidence;
  return line;
}

std::optional<DutyRate> special_rate(std::string_view special, const std::vector<std::string>& programmes) {
  const auto match = match_special(special, programmes);
  if (!match) return std::nullopt;
  return parse_duty_rate(match->rate);
}

std::string special_programme(std::string_view special, const std::vector<std::string>& programmes) {
  const auto match = match_special(special, programmes);
  return match ? match->programme : std::string();
}

}  // namespace trilat::law
