#include "report/three_sides.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/html.hpp"
#include "report/page.hpp"

namespace trilat::report {
namespace {

constexpr const char* kMark = "*";  // behind a range over the lines that are held, where some are not

const char* const kExplained =
    "Duty in per cent of the value, counted in each importer's currency. A range means that the good may fall under "
    "several "
    "lines of a tariff, or that a fact is not known. \u201cNot loaded\u201d means that the rate of the day is not "
    "held; * that it "
    "is not held for some of the lines.";

std::string entry(const DutyTableRow& row, const DutyTableCell& cell, bool claimed) {
  if (!row.problem.empty()) return "no line";
  if (claimed && cell.claim.empty()) return "no claim";
  DutyTableDuty duty = claimed ? cell.claimed : cell.unclaimed;
  const bool some = duty.not_held > 0 && duty.status != DutyStatus::kNotLoaded;
  duty.not_held = 0;
  if (!duty.bounded) return "needs a quantity";
  return words(duty, row.value) + (some ? kMark : "");
}

// An importer and one of its partners, in the order of the table.
struct Side {
  std::string to, from, title;
};

std::vector<Side> sides_of(const DutyTableResult& table) {
  std::vector<Side> sides;
  for (const DutyTableRow& row : table.rows)
    for (const DutyTableRow& other : table.rows)
      if (other.to != row.to) sides.push_back({row.to, other.to, fmt::format("{} to {}", other.to, row.to)});
  return sides;
}

std::string entry_of(const DutyTableResult& table, const Side& side, bool claimed) {
  for (const DutyTableRow& row : table.rows) {
    if (row.to != side.to) continue;
    if (!row.problem.empty()) return "no line";
    const auto cell =
        std::find_if(row.cells.begin(), row.cells.end(), [&](const auto& each) { return each.from == side.from; });
    if (cell != row.cells.end()) return entry(row, *cell, claimed);
  }
  return {};
}

}  // namespace

std::string three_sides_html(const BriefResult& brief) {
  if (brief.goods.empty() || brief.goods.front().all_sides.rows.size() < 2) return {};
  const auto sides = sides_of(brief.goods.front().all_sides);
  std::string html = fmt::format(
      "<h2>The same goods on every side</h2><div "
      "class=\"wide\"><table><caption>{}</caption><thead><tr><th>Good</th><th></th>",
      kExplained);
  for (const Side& side : sides) html += "<th class=\"n\">" + escape(side.title) + "</th>";
  html += "</tr></thead><tbody>";
  for (const BriefGood& good : brief.goods) {
    std::string name = fmt::format("<td rowspan=\"2\">{}</td>", escape(good.name));
    for (const bool claimed : {false, true}) {
      html += "<tr>" + name + cell(claimed ? "with a claim" : "without");
      for (const Side& side : sides) html += number_cell(escape(entry_of(good.all_sides, side, claimed)));
      html += "</tr>";
      name.clear();
    }
  }
  return html + "</tbody></table></div>";
}

std::string three_sides_text(const BriefResult& brief) {
  if (brief.goods.empty() || brief.goods.front().all_sides.rows.size() < 2) return {};
  const auto sides = sides_of(brief.goods.front().all_sides);
  std::string text =
      fmt::format("\nThe same goods on every side, duty in per cent of the value\n\n{:<44} {:<9}", "", "claim");
  for (const Side& side : sides) text += fmt::format(" {:>12}", side.title);
  text += "\n";
  bool marked = false;
  for (const BriefGood& good : brief.goods) {
    std::string name = good.name;
    for (const bool claimed : {false, true}) {
      text += fmt::format("{:<44.44} {:<9}", name, claimed ? "with" : "without");
      for (const Side& side : sides) {
        const std::string each = entry_of(good.all_sides, side, claimed);
        marked = marked || each.ends_with(kMark);
        text += fmt::format(" {:>12}", each);
      }
      text += "\n";
      name.clear();
    }
  }
  return text + (marked ? "* the rate of some lines that the good may fall under is not held\n" : "");
}

}  // namespace trilat::report
