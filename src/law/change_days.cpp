#include <algorithm>
#include <set>

#include "law/changes.hpp"
#include "law/goods_scope.hpp"

namespace trilat::law {
namespace {

class Days {
 public:
  explicit Days(Interval span) : span_(span) { days_.insert(span.from); }

  void add(const Interval& effect) {
    for (const Date day : {effect.from, effect.until}) {
      if (span_.contains(day)) days_.insert(day);
    }
  }
  std::vector<Date> in_order() const { return {days_.begin(), days_.end()}; }

 private:
  Interval span_;
  std::set<Date> days_;
};

void add_lists(const RuleBase& rules, const std::vector<int>& lists, const std::optional<HsCode>& code, Days& days) {
  for (const int list : lists) {
    for (const CodeList::Row& row : rules.lists[static_cast<std::size_t>(list)].rows) {
      if (!code || overlap(row.prefix, *code)) days.add(row.effect);
    }
  }
}

bool ever_names(const RuleBase& rules, const Measure& measure, const ChangeScope& scope) {
  if (scope.origin && !measure.origins.contains(*scope.origin)) return false;
  const auto& lists = measure.products.lists;
  return measure.products.all || std::any_of(lists.begin(), lists.end(), [&](int list) {
           return list_touches(rules.lists[static_cast<std::size_t>(list)], scope.code, std::nullopt);
         });
}

// A line to which the special column of another may refer.
bool referred_to(const RuleBase& rules, HsCode code) {
  return std::any_of(rules.preferences.begin(), rules.preferences.end(), [&](const Preference& preference) {
    return std::any_of(preference.references.begin(), preference.references.end(),
                       [&](const ReferenceRule& rule) { return code.to_string().starts_with(rule.prefix); });
  });
}

}  // namespace

std::vector<Date> change_days(const RuleBase& rules, const ChangeScope& scope, std::optional<Date> known_on,
                              Interval span) {
  const Date known = known_on.value_or(Date::max().plus_days(-1));
  Days days(span);
  std::vector<bool> bears(rules.authorities.size(), false);
  for (const Measure& measure : rules.measures) {
    if (!ever_names(rules, measure, scope)) continue;
    bears[static_cast<std::size_t>(measure.authority)] = true;
    for (const Segment& segment : measure.segments) {
      if (segment.known.contains(known)) days.add(segment.effect);
    }
    add_lists(rules, measure.products.lists, scope.code, days);
    add_lists(rules, measure.products.except_lists, scope.code, days);
  }
  for (const Precedence& rule : rules.precedence) {
    const bool both = bears[static_cast<std::size_t>(rule.higher)] && bears[static_cast<std::size_t>(rule.lower)];
    if (both && rule.known.contains(known)) days.add(rule.effect);
  }
  for (const Preference& preference : rules.preferences) {
    if (!scope.origin || preference.origins.contains(*scope.origin)) days.add(preference.effect);
  }
  for (const ScheduleRow& row : rules.schedule.rows()) {
    if (!scope.code || overlap(row.code, *scope.code) || referred_to(rules, row.code)) days.add(row.effect);
  }
  for (const Fee& fee : rules.extras.fees) {
    for (const Fee::Segment& segment : fee.segments) days.add(segment.effect);
  }
  return days.in_order();
}

}  // namespace trilat::law
