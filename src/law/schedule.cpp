#include "law/schedule.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"

namespace trilat::law {
namespace {

constexpr std::size_t kMostListed = 8;

bool by_code(const ScheduleRow& a, const ScheduleRow& b) {
  return a.code != b.code ? a.code < b.code : a.effect.from < b.effect.from;
}

std::string join(const std::vector<HsCode>& codes) {
  std::string text;
  for (std::size_t i = 0; i < codes.size() && i < kMostListed; ++i) text += (i > 0 ? ", " : "") + codes[i].to_printed();
  return codes.size() > kMostListed ? text + ", ..." : text;
}

const ScheduleRow* row_on(const std::vector<ScheduleRow>& rows, HsCode code, Date date) {
  auto at = std::lower_bound(rows.begin(), rows.end(), code,
                             [](const ScheduleRow& row, HsCode wanted) { return row.code < wanted; });
  for (; at != rows.end() && at->code == code; ++at) {
    if (at->effect.contains(date)) return &*at;
  }
  return nullptr;
}

// The row that carries the rate of `code`: itself, or the nearest shorter code above it.
const ScheduleRow* rated_row(const std::vector<ScheduleRow>& rows, HsCode code, Date date) {
  for (int digits = code.length(); digits >= 4; --digits) {
    const ScheduleRow* row = row_on(rows, code.prefix(digits), date);
    if (row != nullptr && row->has_rate()) return row;
  }
  return nullptr;
}

}  // namespace

Schedule::Schedule(std::vector<ScheduleRow> rows, std::string title)
    : rows_(std::move(rows)), title_(std::move(title)) {
  std::sort(rows_.begin(), rows_.end(), by_code);
}

std::vector<HsCode> Schedule::leaves(HsCode code, Date date) const {
  std::vector<HsCode> found;
  auto at = std::lower_bound(rows_.begin(), rows_.end(), code,
                             [](const ScheduleRow& row, HsCode wanted) { return row.code < wanted; });
  for (; at != rows_.end() && code.is_prefix_of(at->code); ++at) {
    if (!at->effect.contains(date)) continue;
    if (!found.empty() && found.back().is_prefix_of(at->code)) found.pop_back();  // a heading of this one
    found.push_back(at->code);
  }
  return found;
}

Result<ScheduleLine> Schedule::find(HsCode code, Date date) const {
  const ScheduleRow* row = row_on(rows_, code, date);
  const ScheduleRow* rated = row == nullptr ? nullptr : rated_row(rows_, code, date);
  if (rated == nullptr) {
    const std::vector<HsCode> longer = leaves(code, date);
    if (!longer.empty()) {
      return bad_input(fmt::format("{} is too short to price", code.to_printed()),
                       fmt::format("give one of {}", join(longer)));
    }
    for (int digits = code.length() - 1; digits >= 2; --digits) {
      const std::vector<HsCode> near = leaves(code.prefix(digits), date);
      if (near.empty()) continue;
      return bad_input(fmt::format("the schedule has no {} on {}", code.to_printed(), date.to_string()),
                       fmt::format("under {} it has {}", code.prefix(digits).to_printed(), join(near)));
    }
    return bad_input(fmt::format("the schedule has no {} on {}", code.to_printed(), date.to_string()),
                     "give a code of the schedule");
  }
  ScheduleLine line;
  line.code = code;
  line.rate_code = rated->code;
  line.description = row->description;
  line.units = row->units;
  line.general = parse_duty_rate(rated->general);
  line.special = rated->special;
  line.column_2 = parse_duty_rate(rated->column_2);
  return line;
}

namespace {

struct SpecialPart {
  std::string_view rate;
  std::string_view programme;
};

// "Free (A*,AU,S) 10¢/kg (KR) See 9823.04.01 (S+)": the part whose parentheses name a programme.
std::optional<SpecialPart> find_special(std::string_view special, const std::vector<std::string>& programmes) {
  std::size_t from = 0;
  for (std::size_t open = special.find('('); open != std::string_view::npos; open = special.find('(', from)) {
    const std::size_t close = special.find(')', open);
    if (close == std::string_view::npos) break;
    for (const std::string_view code : core::split(special.substr(open + 1, close - open - 1), ',')) {
      const std::string_view programme = core::trim(code);
      if (std::find(programmes.begin(), programmes.end(), programme) != programmes.end()) {
        return SpecialPart{core::trim(special.substr(from, open - from)), programme};
      }
    }
    from = close + 1;
  }
  return std::nullopt;
}

}  // namespace

std::optional<DutyRate> special_rate(std::string_view special, const std::vector<std::string>& programmes) {
  const auto part = find_special(special, programmes);
  if (!part) return std::nullopt;
  return parse_duty_rate(part->rate);
}

std::string special_programme(std::string_view special, const std::vector<std::string>& programmes) {
  const auto part = find_special(special, programmes);
  return part ? std::string(part->programme) : std::string{};
}

}  // namespace trilat::law
