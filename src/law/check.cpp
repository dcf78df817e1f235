#include "law/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace trilat::law {
namespace {

bool charges(Effect effect) { return effect != Effect::kExempt && effect != Effect::kExemptPart; }

bool known_last(const Interval& known) { return known.contains(Date::max().plus_days(-1)); }

Interval shared(const Interval& a, const Interval& b) { return {std::max(a.from, b.from), std::min(a.until, b.until)}; }

// The parts of `whole` that no span covers.
std::vector<Interval> uncovered(const Interval& whole, std::vector<Interval> spans) {
  std::sort(spans.begin(), spans.end(), [](const Interval& a, const Interval& b) { return a.from < b.from; });
  std::vector<Interval> gaps;
  Date reached = whole.from;
  for (const Interval& span : spans) {
    if (span.from > reached) gaps.push_back({reached, std::min(span.from, whole.until)});
    reached = std::max(reached, span.until);
    if (reached >= whole.until) break;
  }
  if (reached < whole.until) gaps.push_back({reached, whole.until});
  std::erase_if(gaps, [](const Interval& gap) { return gap.empty(); });
  return gaps;
}

// ---- code lists against the schedule

class ScheduleIndex {
 public:
  explicit ScheduleIndex(const Schedule& schedule) : rows_(schedule.rows()) {}

  // Whether a code that begins with `prefix` stands in the schedule on a day of `span`.
  bool matches(HsCode prefix, const Interval& span) const {
    return any_under(prefix, [&](const ScheduleRow& row) { return row.effect.overlaps(span); });
  }
  // The first day of `span` on which no code begins with `prefix` although its line has other codes.
  std::optional<Date> left_behind(HsCode prefix, const Interval& span) const {
    constexpr int kLine = 8;
    if (prefix.length() <= kLine) return std::nullopt;
    std::vector<Interval> own;
    any_under(prefix, [&](const ScheduleRow& row) {
      own.push_back(row.effect);
      return false;
    });
    for (const Interval& gap : uncovered(span, own)) {
      if (matches(prefix.prefix(kLine), gap)) return gap.from;
    }
    return std::nullopt;
  }
  bool ever(HsCode prefix) const {
    return any_under(prefix, [](const ScheduleRow&) { return true; });
  }

 private:
  template <class Test>
  bool any_under(HsCode prefix, Test test) const {
    auto row = std::lower_bound(rows_.begin(), rows_.end(), prefix,
                                [](const ScheduleRow& entry, HsCode code) { return entry.code < code; });
    for (; row != rows_.end() && prefix.is_prefix_of(row->code); ++row) {
      if (test(*row)) return true;
    }
    return false;
  }

  const std::vector<ScheduleRow>& rows_;
};

void check_list(const RuleBase& rules, const ScheduleIndex& index, const CodeList& list, const std::string& folder,
                std::vector<Finding>& found) {
  const std::string file = fmt::format("{}/lists/{}.csv", folder, list.name);
  std::vector<std::string> older;
  int first_older = 0;
  for (const CodeList::Row& row : list.rows) {
    const Interval span = shared(row.effect, rules.recorded);
    if (span.empty()) continue;
    if (index.matches(row.prefix, span)) {
      if (const auto day = index.left_behind(row.prefix, span)) {
        found.push_back({false, fmt::format("{}:{}", file, row.line),
                         fmt::format("{} is missing from its line in the schedule from {}", row.prefix.to_string(),
                                     day->to_string()),
                         "name the statistical codes that stand there, or the whole line"});
      }
      continue;
    }
    if (row.effect.from < rules.recorded.from && !index.ever(row.prefix)) {
      older.push_back(row.prefix.to_string());
      if (first_older == 0) first_older = row.line;
      continue;
    }
    found.push_back(
        {true, fmt::format("{}:{}", file, row.line),
         fmt::format("no code of the schedule begins with {} in {}", row.prefix.to_string(), span.to_string()),
         "correct the code, or the days on which it counts"});
  }
  if (older.empty()) return;
  constexpr std::size_t kShown = 3;
  std::string shown = older.front();
  for (std::size_t i = 1; i < std::min(older.size(), kShown); ++i) shown += ", " + older[i];
  found.push_back({false,
                   fmt::format("{}:{}", file, first_older),
                   fmt::format("{} codes of an older nomenclature match nothing in the recorded days: {}{}",
                               older.size(), shown, older.size() > kShown ? ", ..." : ""),
                   {}});
}

void check_lists(const RuleBase& rules, const std::string& folder, std::vector<Finding>& found) {
  const ScheduleIndex index(rules.schedule);
  std::set<int> used;
  for (const Measure& measure : rules.measures) {
    used.insert(measure.products.lists.begin(), measure.products.lists.end());
    used.insert(measure.products.except_lists.begin(), measure.products.except_lists.end());
  }
  for (const QuotaLevel& level : rules.quotas) used.insert(level.list);
  for (std::size_t i = 0; i < rules.lists.size(); ++i) {
    check_list(rules, index, rules.lists[i], folder, found);
    if (used.contains(static_cast<int>(i))) continue;
    found.push_back({true, fmt::format("{}/lists/{}.csv:1", folder, rules.lists[i].name), "no measure uses this list",
                     "name it in a measure, or remove it"});
  }
}

// ---- measures

bool same_scope(const Measure& a, const Measure& b) {
  return a.heading == b.heading && a.authority == b.authority && a.when_text == b.when_text &&
         a.products.all == b.products.all && a.products.lists == b.products.lists &&
         a.products.except_lists == b.products.except_lists && a.origins.intersects(b.origins);
}

void check_overlap(const Measure& a, const Measure& b, std::vector<Finding>& found) {
  for (const Segment& one : a.segments) {
    for (const Segment& other : b.segments) {
      if (!one.effect.overlaps(other.effect) || !one.known.overlaps(other.known)) continue;
      found.push_back({true, a.source,
                       fmt::format("{} has another measure on the same goods in {}, at {}", a.heading,
                                   shared(one.effect, other.effect).to_string(), b.source),
                       "end the earlier one where the later one begins, or part their origins or goods"});
      return;
    }
  }
}

void check_measures(const RuleBase& rules, std::vector<Finding>& found) {
  for (auto a = rules.measures.begin(); a != rules.measures.end(); ++a) {
    for (auto b = std::next(a); b != rules.measures.end(); ++b) {
      if (same_scope(*a, *b)) check_overlap(*a, *b, found);
    }
    for (const std::string& pattern : a->instead_of) {
      const bool known = std::any_of(rules.measures.begin(), rules.measures.end(),
                                     [&](const Measure& other) { return heading_matches(pattern, other.heading); });
      if (known) continue;
      found.push_back({true, a->source, fmt::format("it stands in place of {}, which no measure has", pattern),
                       "correct the heading"});
    }
    for (const Segment& segment : a->segments) {
      if (!segment.citation.empty()) continue;
      found.push_back({true, a->source, fmt::format("{} has no citation in {}", a->heading, segment.effect.to_string()),
                       "name the act that says it"});
    }
  }
}

// ---- authorities

void check_authority(const RuleBase& rules, int index, std::vector<Finding>& found) {
  const Authority& authority = rules.authorities[static_cast<std::size_t>(index)];
  std::vector<Interval> duties;
  for (const Measure& measure : rules.measures) {
    if (measure.authority != index || !charges(measure.effect)) continue;
    for (const Segment& segment : measure.segments) {
      if (!known_last(segment.known)) continue;
      const Interval recorded = shared(segment.effect, rules.recorded);
      if (recorded.empty()) continue;
      duties.push_back(recorded);
      for (const Interval& gap : uncovered(recorded, authority.in_force)) {
        found.push_back({true, measure.source,
                         fmt::format("{} is charged in {}, when {} does not declare to be in force", measure.heading,
                                     gap.to_string(), authority.id),
                         fmt::format("correct its dates, or `in_force` at {}", authority.source)});
      }
    }
  }
  for (const Interval& span : authority.in_force) {
    const Interval recorded = shared(span, rules.recorded);
    if (recorded.empty()) continue;
    for (const Interval& gap : uncovered(recorded, duties)) {
      found.push_back({true, authority.source,
                       fmt::format("{} should be in force in {} and has no duty then", authority.id, gap.to_string()),
                       "add the missing segment, or correct `in_force`"});
    }
  }
}

}  // namespace

std::string Finding::to_string() const {
  return fmt::format("{}: {}{}{}", where, message, remedy.empty() ? "" : ". ", remedy);
}

std::vector<Finding> check_law(const RuleBase& rules, const std::string& folder) {
  std::vector<Finding> found;
  check_lists(rules, folder, found);
  check_measures(rules, found);
  for (std::size_t i = 0; i < rules.authorities.size(); ++i) check_authority(rules, static_cast<int>(i), found);
  return found;
}

}  // namespace trilat::law
