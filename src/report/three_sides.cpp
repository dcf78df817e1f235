#include "report/three_sides.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/brief_html.hpp"
#include "report/brief_tables.hpp"
#include "report/brief_words.hpp"
#include "report/page.hpp"

namespace trilat::report {
namespace {

constexpr const char* kMark = "*";  // behind a range over the lines that are held, where some are not

// An importer and one of its partners, in the order of the table.
struct Side {
  std::string to, from, title;
};

const DutyTableCell* cell_of(const DutyTableRow& row, const std::string& from) {
  const auto at = std::find_if(row.cells.begin(), row.cells.end(), [&](const auto& each) { return each.from == from; });
  return at == row.cells.end() ? nullptr : &*at;
}

// No rate of any good is held.
bool nothing_held(const BriefResult& brief, const Side& side) {
  for (const BriefGood& good : brief.goods) {
    for (const DutyTableRow& row : good.all_sides.rows) {
      const DutyTableCell* cell = row.to == side.to && row.problem.empty() ? cell_of(row, side.from) : nullptr;
      if (cell != nullptr && (cell->unclaimed.status != DutyStatus::kNotLoaded ||
                              (!cell->claim.empty() && cell->claimed.status != DutyStatus::kNotLoaded)))
        return false;
    }
  }
  return true;
}

std::vector<Side> sides_of(const BriefResult& brief, bool held) {
  std::vector<Side> sides;
  const DutyTableResult& table = brief.goods.front().all_sides;
  for (const DutyTableRow& row : table.rows) {
    for (const DutyTableRow& other : table.rows) {
      Side side{row.to, other.to, fmt::format("{} to {}", other.to, row.to)};
      if (other.to != row.to && nothing_held(brief, side) != held) sides.push_back(std::move(side));
    }
  }
  return sides;
}

std::string entry(const Say& say, const DutyTableRow& row, const DutyTableCell& cell, bool claimed) {
  if (claimed && cell.claim.empty()) return say("sides.no_claim");
  DutyTableDuty duty = claimed ? cell.claimed : cell.unclaimed;
  const bool some = duty.not_held > 0 && duty.status != DutyStatus::kNotLoaded;
  duty.not_held = 0;
  if (!duty.bounded) return say("sides.quantity");
  return words(duty, row.value) + (some ? kMark : "");
}

std::string entry_of(const Say& say, const DutyTableResult& table, const Side& side, bool claimed) {
  for (const DutyTableRow& row : table.rows) {
    if (row.to != side.to) continue;
    if (!row.problem.empty()) return say("sides.no_line");
    if (const DutyTableCell* cell = cell_of(row, side.from)) return entry(say, row, *cell, claimed);
  }
  return {};
}

bool shown(const BriefResult& brief) { return !brief.goods.empty() && brief.goods.front().all_sides.rows.size() > 1; }

std::vector<std::string> missing_words(const BriefResult& brief, const Say& say) {
  std::vector<std::string> words;
  for (const Side& side : sides_of(brief, false))
    words.push_back(say("sides.not_loaded", {{"to", say.country(side.to)}, {"from", say.country(side.from)}}));
  return words;
}

}  // namespace

std::string three_sides_html(const BriefResult& brief) {
  if (!shown(brief)) return {};
  const Say say(brief);
  const auto sides = sides_of(brief, true);
  std::string html = section_head(brief, "sides") + soft(say("sides.caption"));
  for (const std::string& each : missing_words(brief, say)) html += paragraph(each);
  BriefTable table{"", "", {{say("table.good")}, {""}}, {}};
  for (const Side& side : sides)
    table.columns.push_back({fmt::format("{} \u2192 {}", country_name(side.from), country_name(side.to)), true});
  for (const BriefGood& good : brief.goods) {
    for (const bool claimed : {false, true}) {
      std::vector<BriefCell> row{plain(good.name), plain(say(claimed ? "duties.with" : "duties.without"))};
      for (const Side& side : sides) row.push_back(plain(entry_of(say, good.all_sides, side, claimed)));
      table.rows.push_back(std::move(row));
    }
  }
  return html + table_html(table);
}

std::string three_sides_text(const BriefResult& brief) {
  if (!shown(brief)) return {};
  const Say say(brief);
  const auto sides = sides_of(brief, true);
  std::string text =
      fmt::format("\n{}\n\n{:<44} {:<15}", say("tables.sides", {{"date", say.date(brief.date)}}), "", "");
  for (const Side& side : sides) text += fmt::format(" {:>12}", side.title);
  text += "\n";
  bool marked = false;
  for (const BriefGood& good : brief.goods) {
    std::string name = good.name;
    for (const bool claimed : {false, true}) {
      text += fmt::format("{:<44.44} {:<15}", name, say(claimed ? "duties.with" : "duties.without"));
      for (const Side& side : sides) {
        const std::string each = entry_of(say, good.all_sides, side, claimed);
        marked = marked || each.ends_with(kMark);
        text += fmt::format(" {:>12}", each);
      }
      text += "\n";
      name.clear();
    }
  }
  for (const std::string& each : missing_words(brief, say)) text += each + "\n";
  return text + (marked ? kMark + (" " + say("sides.marked")) + "\n" : "");
}

}  // namespace trilat::report
