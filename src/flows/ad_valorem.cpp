#include "flows/ad_valorem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "law/candidates.hpp"

namespace trilat::flows {
namespace {

constexpr int kHeading = 4;
constexpr int kChapter = 2;

bool is_percentage(const std::string& text) {
  const law::DutyRate rate = law::parse_duty_rate(text);
  return rate.is_free() || rate.is_ad_valorem();
}

struct Sum {
  double value = 0, duty = 0;
};

// Duty and value of partners that pay a column in full, by code and by its heading and chapter.
class Column {
 public:
  void add(const ImportRow& row) {
    for (const HsCode code : {row.code, row.code.prefix(kHeading), row.code.prefix(kChapter)}) {
      Sum& sum = sums_[code];
      sum.value += row.value;
      sum.duty += row.duty;
    }
  }

  // Of the code itself or all codes of trade under it; where none was sold, of the longest code above it that was.
  double equivalent(HsCode code) const {
    Sum sum = under(code);
    for (int length = code.length() - 1; sum.value <= 0 && length >= kChapter; --length) {
      if (const auto at = sums_.find(code.prefix(length)); at != sums_.end()) sum = at->second;
    }
    return sum.value > 0 ? sum.duty / sum.value : 0;
  }

 private:
  Sum under(HsCode code) const {
    Sum sum;
    for (auto at = sums_.lower_bound(code); at != sums_.end() && code.is_prefix_of(at->first); ++at) {
      if (at->first == code) return at->second;
      if (at->first.length() <= kHeading) continue;
      sum.value += at->second.value;
      sum.duty += at->second.duty;
    }
    return sum;
  }

  std::map<HsCode, Sum> sums_;
};

// Whether some measure that does not reach everyone charges goods of the code and origin on the day.
class Singled {
 public:
  Singled(const law::RuleBase& rules, Date day) : rules_(rules), day_(day) {
    for (const law::Measure& measure : rules.measures) {
      const bool duty = law::is_duty(measure.effect);
      const bool in_force = std::any_of(measure.segments.begin(), measure.segments.end(),
                                        [&](const law::Segment& segment) { return segment.effect.contains(day); });
      if (duty && in_force) measures_.push_back(&measure);
    }
  }

  bool out(HsCode code, Country origin) const {
    return std::any_of(measures_.begin(), measures_.end(), [&](const law::Measure* measure) {
      if (!measure->origins.contains(origin)) return false;
      const auto& lists = measure->products.lists;
      return measure->products.all || std::any_of(lists.begin(), lists.end(), [&](int list) {
               const auto found = law::membership(rules_.lists[static_cast<std::size_t>(list)], code, day_);
               return found.member || found.partly;
             });
    });
  }

 private:
  const law::RuleBase& rules_;
  Date day_;
  std::vector<const law::Measure*> measures_;
};

bool may_claim(const law::RuleBase& rules, Country origin) {
  return std::any_of(rules.preferences.begin(), rules.preferences.end(),
                     [&](const law::Preference& preference) { return preference.origins.contains(origin); });
}

std::string percentage_text(double rate) { return fmt::format("{:.6f}%", 100 * rate); }

}  // namespace

bool AdValorem::replaced(HsCode code) const {
  const auto below = std::lower_bound(lines.begin(), lines.end(), code);
  if (below != lines.end() && code.is_prefix_of(*below)) return true;
  for (int length = code.length(); length >= 4; --length) {
    if (std::binary_search(lines.begin(), lines.end(), code.prefix(length))) return true;
  }
  return false;
}

AdValorem with_ad_valorem_equivalents(const law::RuleBase& rules, const Imports& imports) {
  Column general, column_2;
  const Singled singled(rules, rules.recorded.from);
  for (const ImportRow& row : imports.rows) {
    const Partner& partner = imports.partners[static_cast<std::size_t>(row.partner)];
    if (rules.column_2_origins.contains(partner.law)) {
      column_2.add(row);
    } else if (!partner.preference && !may_claim(rules, partner.law) && !singled.out(row.code, partner.law)) {
      general.add(row);
    }
  }
  AdValorem made{rules, {}};
  std::vector<law::ScheduleRow> rows = rules.schedule.rows();
  for (law::ScheduleRow& row : rows) {
    if (row.has_rate() && !is_percentage(row.general)) {
      row.general = percentage_text(general.equivalent(row.code));
      made.lines.push_back(row.code);
    }
    if (!row.column_2.empty() && !is_percentage(row.column_2)) {
      row.column_2 = percentage_text(column_2.equivalent(row.code));
    }
  }
  made.rules.schedule = law::Schedule(std::move(rows), rules.schedule.title());
  std::sort(made.lines.begin(), made.lines.end());
  made.lines.erase(std::unique(made.lines.begin(), made.lines.end()), made.lines.end());
  return made;
}

}  // namespace trilat::flows
