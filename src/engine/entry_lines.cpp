#include "engine/entry_lines.hpp"

#include <algorithm>

namespace trilat {
namespace {

bool is_content(const DutyCharge& charge) { return !charge.part.empty() && charge.part != "rest"; }

std::vector<EntryLine> empty_lines(const std::vector<DutyCharge>& charges, Money value) {
  std::vector<EntryLine> lines(1);
  lines.front().value = value;
  for (const DutyCharge& charge : charges) {
    const bool known =
        std::any_of(lines.begin(), lines.end(), [&](const auto& line) { return line.part == charge.part; });
    if (!is_content(charge) || known) continue;
    EntryLine line;
    line.value = charge.base;
    line.part = charge.part;
    line.carries_quantity = false;
    lines.front().value -= charge.base;
    lines.push_back(std::move(line));
  }
  if (lines.size() > 1) lines.front().part = "rest";
  return lines;
}

void share(const DutyCharge& charge, Money value, std::vector<EntryLine>& lines) {
  Money left = charge.amount;
  for (EntryLine& line : lines) {
    const bool last = &line == &lines.back();
    const Money amount = last ? left : charge.amount.times(line.value.share_of(value));
    line.headings.push_back({charge.heading, amount});
    left -= amount;
  }
}

}  // namespace

std::vector<EntryLine> entry_lines(const std::vector<DutyCharge>& charges, Money value) {
  std::vector<EntryLine> lines = empty_lines(charges, value);
  for (const DutyCharge& charge : charges) {
    if (charge.fee) continue;
    if (charge.authority == "base") {
      for (EntryLine& line : lines) line.programme = charge.programme;
    }
    if (charge.part.empty()) {
      share(charge, value, lines);
      continue;
    }
    const auto own =
        std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line.part == charge.part; });
    (own == lines.end() ? lines.front() : *own).headings.push_back({charge.heading, charge.amount});
  }
  return lines;
}

}  // namespace trilat
