#include "law/edition.hpp"

#include <map>

namespace trilat::law {
namespace {

bool same_words(const ScheduleRow& a, const ScheduleRow& b) {
  return a.description == b.description && a.units == b.units;
}

}  // namespace

Schedule with_edition(const Schedule& held, std::vector<ScheduleRow> edition, Date from, EditionChange& change) {
  std::map<HsCode, ScheduleRow*> printed;
  for (ScheduleRow& row : edition) printed.emplace(row.code, &row);
  std::vector<ScheduleRow> rows;
  rows.reserve(held.rows().size() + edition.size());
  for (const ScheduleRow& row : held.rows()) {
    if (row.effect.from > from) {
      ++change.replaced;
      continue;
    }
    if (!row.effect.contains(from)) {
      rows.push_back(row);
      continue;
    }
    const auto at = printed.find(row.code);
    if (at == printed.end()) {
      change.removed.push_back(row.code);
    } else if (!row.same_rates(*at->second)) {
      change.rates.push_back({row.code, row, *at->second});
    } else if (!same_words(row, *at->second)) {
      change.reworded.push_back(row.code);
    } else if (row.evidence == at->second->evidence) {
      at->second->effect.from = row.effect.from;  // goes on
      printed.erase(at);
      continue;
    }
    if (at != printed.end()) printed.erase(at);
    if (row.effect.from == from) continue;
    rows.push_back(row);
    rows.back().effect.until = from;
  }
  for (const auto& [code, row] : printed) change.added.push_back(code);
  rows.insert(rows.end(), std::make_move_iterator(edition.begin()), std::make_move_iterator(edition.end()));
  return Schedule(std::move(rows), held.title());
}

}  // namespace trilat::law
