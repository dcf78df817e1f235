#include "engine/import_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/text.hpp"

namespace trilat {
namespace {

bool same_rate(const std::string& a, const std::string& b) {
  const law::DutyRate left = law::parse_duty_rate(a), right = law::parse_duty_rate(b);
  if (left.kind != law::DutyRate::Kind::kPriced || right.kind != law::DutyRate::Kind::kPriced) return a == b;
  return left.parts == right.parts && left.at_least == right.at_least && left.at_most == right.at_most;
}

// The programme codes of a special column, in their order.
std::vector<std::string> programmes_in(std::string_view special) {
  std::vector<std::string> codes;
  while (true) {
    const auto open = special.find('(');
    const auto close = special.find(')', open);
    if (open == std::string_view::npos || close == std::string_view::npos) return codes;
    for (const std::string_view code : core::split(special.substr(open + 1, close - open - 1), ','))
      codes.emplace_back(core::trim(code));
    special.remove_prefix(close + 1);
  }
}

std::optional<std::string> rate_of(const std::string& special, const std::string& programme) {
  const auto rate = law::special_rate(special, {programme});
  return rate ? std::optional(rate->text) : std::nullopt;
}

// The preferences of the table, with those of the schedule that the table has no column for.
std::string merged_special(const std::string& held, const std::string& printed,
                           const std::vector<std::string>& covered) {
  std::map<std::string, std::vector<std::string>> kept;
  for (const std::string& programme : programmes_in(held)) {
    if (std::find(covered.begin(), covered.end(), programme) != covered.end()) continue;
    if (const auto rate = rate_of(held, programme)) kept[*rate].push_back(programme);
  }
  std::string merged = printed;
  for (const auto& [rate, programmes] : kept)
    merged += fmt::format("{}{} ({})", merged.empty() ? "" : " ", rate, fmt::join(programmes, ","));
  std::vector<std::string> all = programmes_in(held);
  for (const std::string& programme : programmes_in(merged)) all.push_back(programme);
  const bool same = std::all_of(all.begin(), all.end(), [&](const std::string& programme) {
    const auto before = rate_of(held, programme), now = rate_of(merged, programme);
    return before.has_value() == now.has_value() && (!before || same_rate(*before, *now));
  });
  return same ? held : merged;
}

void take_from_held(law::ScheduleRow& row, const law::ScheduleRow& held, const std::vector<std::string>& covered) {
  if (row.description.empty()) row.description = held.description;
  if (row.units.empty()) row.units = held.units;
  if (row.column_2.empty() || same_rate(row.column_2, held.column_2)) row.column_2 = held.column_2;
  if (same_rate(row.general, held.general)) row.general = held.general;
  // where the general rate is free, preferences say nothing more
  const bool free = law::parse_duty_rate(row.general).is_free();
  row.special = free && law::parse_duty_rate(held.general).is_free()
                    ? held.special
                    : merged_special(held.special, row.special, covered);
}

// Whether a row that the table does not name goes on: a heading, a statistical code of an item that it names, or, of a
// table of some lines, any.
bool goes_on(const law::RuleBase& rules, const law::ScheduleRow& row, const std::set<HsCode>& named, bool partial) {
  if (partial || (!row.has_rate() && row.special.empty() && row.code.length() < 8)) return true;
  const int digits = rules.item_digits == 0 ? 8 : rules.item_digits;
  return !row.has_rate() && row.code.length() > digits && named.contains(row.code.prefix(digits));
}

}  // namespace

TableEdition table_edition(const law::RuleBase& rules, pack::TariffTable table, bool partial, Date from, int evidence) {
  TableEdition edition;
  std::map<HsCode, const law::ScheduleRow*> held;
  for (const law::ScheduleRow& row : rules.schedule.rows())
    if (row.effect.contains(from)) held.emplace(row.code, &row);
  std::set<HsCode> named;
  for (law::ScheduleRow& row : table.rows) {
    named.insert(row.code);
    row.evidence = row.has_rate() ? evidence : -1;
    if (const auto at = held.find(row.code); at != held.end()) take_from_held(row, *at->second, table.programmes);
    edition.rows.push_back(std::move(row));
  }
  for (const auto& [code, row] : held) {
    if (named.contains(code) || !goes_on(rules, *row, named, partial)) continue;
    edition.rows.push_back(*row);
    edition.rows.back().effect = {from, Interval{}.until};
    ++edition.taken_on;
  }
  return edition;
}

void end_stand_ins(law::RuleBase& rules, const std::vector<law::ScheduleRow>& rows, int evidence, Date from) {
  std::set<HsCode> codes;
  for (const law::ScheduleRow& row : rows)
    if (row.evidence == evidence) codes.insert(row.code);
  std::set<int> lists;
  for (const law::Measure& measure : rules.measures) {
    if (rules.authorities[static_cast<std::size_t>(measure.authority)].of_schedule)
      lists.insert(measure.products.lists.begin(), measure.products.lists.end());
  }
  for (const int list : lists) {
    auto& entries = rules.lists[static_cast<std::size_t>(list)].rows;
    for (law::CodeList::Row& entry : entries)
      if (codes.contains(entry.prefix)) entry.effect.until = std::min(entry.effect.until, from);
    std::erase_if(entries, [](const law::CodeList::Row& entry) { return entry.effect.empty(); });
  }
}

}  // namespace trilat
