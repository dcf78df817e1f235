#include "law/changes.hpp"

#include <algorithm>
#include <map>

#include "law/candidates.hpp"
#include "law/goods_scope.hpp"

namespace trilat::law {
namespace {

constexpr int kLineDigits = 8;

const Segment* in_force(const RuleBase& rules, const Measure& measure, const ChangeScope& scope,
                        const LawState& state) {
  if (scope.origin && !measure.origins.contains(*scope.origin)) return nullptr;
  const Segment* segment = segment_in_force(measure, state.entry, state.known_on);
  return segment != nullptr && names_goods(rules, measure.products, scope.code, state.entry) ? segment : nullptr;
}

// ---- measures

bool same_terms(const MeasureChange& change, const ChangeScope& scope) {
  const Segment& a = *change.segment_before;
  const Segment& b = *change.segment_after;
  return a.rate.text == b.rate.text && a.base == b.base && a.base_content == b.base_content &&
         change.before->effect == change.after->effect && change.before->when_text == change.after->when_text &&
         change.before->instead_of == change.after->instead_of &&
         (scope.origin || change.before->origins == change.after->origins);
}

// The codes listed for one state that the other does not cover.
std::vector<HsCode> codes_only_in(const RuleBase& rules, const ChangeScope& scope, const Measure* one,
                                  const LawState& at, const Measure* other, const LawState& other_at) {
  std::vector<HsCode> codes;
  const bool all = (one != nullptr && one->products.all) || (other != nullptr && other->products.all);
  if (all && (one == nullptr || other == nullptr)) return codes;
  // an exception that the other state has and this one has not
  const Measure* listing = all ? other : one;
  if (listing == nullptr) return codes;
  codes = listed_codes(rules, listing->products, scope.code, all ? other_at.entry : at.entry);
  std::erase_if(codes, [&](HsCode code) {
    if (all) return !covers(rules, one->products, code, at.entry);
    return other != nullptr && covers(rules, other->products, code, other_at.entry);
  });
  return codes;
}

// The latest start, or the earliest end, of the rows that name the codes.
Date day_of_rows(const RuleBase& rules, const Measure& measure, const std::vector<HsCode>& codes, const LawState& at,
                 bool start) {
  Date day = start ? Date::min() : Date::max();
  for (const std::vector<int>* lists : {&measure.products.lists, &measure.products.except_lists}) {
    for (const int list : *lists) {
      for (const CodeList::Row& row : rules.lists[static_cast<std::size_t>(list)].rows) {
        if (!row.effect.contains(at.entry) || !std::binary_search(codes.begin(), codes.end(), row.prefix)) continue;
        day = start ? std::max(day, row.effect.from) : std::min(day, row.effect.until);
      }
    }
  }
  return day;
}

class MeasureComparison {
 public:
  MeasureComparison(const RuleBase& rules, const ChangeScope& scope, const LawState& before, const LawState& after)
      : rules_(rules), scope_(scope), before_(before), after_(after) {}

  std::vector<MeasureChange> run() {
    for (const Measure& measure : rules_.measures) {
      const Segment* first = in_force(rules_, measure, scope_, before_);
      const Segment* second = in_force(rules_, measure, scope_, after_);
      if (first != nullptr && second != nullptr) add({&measure, first, &measure, second, false, false, {}, {}, {}});
      if (first != nullptr && second == nullptr) ended_.push_back({&measure, first});
      if (first == nullptr && second != nullptr) begun_.push_back({&measure, second});
    }
    pair(true);
    pair(false);
    for (const Found& end : ended_) add({end.measure, end.segment, nullptr, nullptr, false, false, {}, {}, {}});
    for (const Found& begin : begun_) add({nullptr, nullptr, begin.measure, begin.segment, false, false, {}, {}, {}});
    std::stable_sort(changes_.begin(), changes_.end(), [](const MeasureChange& a, const MeasureChange& b) {
      const Measure& one = *(a.after != nullptr ? a.after : a.before);
      const Measure& two = *(b.after != nullptr ? b.after : b.before);
      return one.authority != two.authority ? one.authority < two.authority : one.heading < two.heading;
    });
    return std::move(changes_);
  }

 private:
  struct Found {
    const Measure* measure;
    const Segment* segment;
  };

  // Headings that go on in another measure.
  void pair(bool same_lists) {
    std::erase_if(ended_, [&](const Found& end) {
      const auto begin = std::find_if(begun_.begin(), begun_.end(), [&](const Found& found) {
        const Measure& a = *end.measure;
        const Measure& b = *found.measure;
        return a.authority == b.authority && a.heading == b.heading && a.effect == b.effect &&
               (!same_lists || (a.products.lists == b.products.lists && a.products.all == b.products.all));
      });
      if (begin == begun_.end()) return false;
      add({end.measure, end.segment, begin->measure, begin->segment, false, false, {}, {}, {}});
      begun_.erase(begin);
      return true;
    });
  }

  void add(MeasureChange change) {
    const bool both = change.segment_before != nullptr && change.segment_after != nullptr;
    change.terms = both && !same_terms(change, scope_);
    change.added = codes_only_in(rules_, scope_, change.after, after_, change.before, before_);
    change.removed = codes_only_in(rules_, scope_, change.before, before_, change.after, after_);
    if (both && !change.terms && change.added.empty() && change.removed.empty()) return;
    if (!both) {
      const Measure& measure = *(change.after != nullptr ? change.after : change.before);
      const LawState& other = change.after != nullptr ? before_ : after_;
      change.by_lists = segment_in_force(measure, other.entry, other.known_on) != nullptr;
    }
    change.since = day_of(change);
    changes_.push_back(std::move(change));
  }

  Date day_of(const MeasureChange& change) const {
    const bool lists_alone = !change.terms && (change.by_lists || (change.before == change.after));
    if (!lists_alone)
      return change.after != nullptr ? change.segment_after->effect.from : change.segment_before->effect.until;
    const Date begun = change.after == nullptr || change.added.empty()
                           ? Date::min()
                           : day_of_rows(rules_, *change.after, change.added, after_, true);
    const Date ended = change.before == nullptr || change.removed.empty()
                           ? Date::max()
                           : day_of_rows(rules_, *change.before, change.removed, before_, false);
    if (begun != Date::min()) return begun;
    return ended != Date::max() ? ended : after_.entry;
  }

  const RuleBase& rules_;
  const ChangeScope& scope_;
  const LawState& before_;
  const LawState& after_;
  std::vector<Found> ended_;
  std::vector<Found> begun_;
  std::vector<MeasureChange> changes_;
};

// ---- precedence

// Authorities that lay a duty on goods in scope; relief alone gives nothing to order.
std::vector<bool> authorities_charging(const RuleBase& rules, const ChangeScope& scope, const LawState& state) {
  std::vector<bool> found(rules.authorities.size(), false);
  for (const Measure& measure : rules.measures) {
    const auto authority = static_cast<std::size_t>(measure.authority);
    if (is_duty(measure.effect) && !found[authority])
      found[authority] = in_force(rules, measure, scope, state) != nullptr;
  }
  return found;
}

std::vector<const Precedence*> rules_in_force(const RuleBase& rules, const LawState& state) {
  const Date known = state.known_on.value_or(Date::max().plus_days(-1));
  std::vector<const Precedence*> found;
  for (const Precedence& rule : rules.precedence) {
    if (rule.effect.contains(state.entry) && rule.known.contains(known)) found.push_back(&rule);
  }
  return found;
}

bool same_pair(const Precedence& a, const Precedence& b) {
  return a.higher == b.higher && a.lower == b.lower && a.lower_only == b.lower_only;
}

bool same_order(const Precedence& a, const Precedence& b) {
  return same_pair(a, b) && a.relation == b.relation && a.only_when_owed == b.only_when_owed;
}

// Takes what both have out of both.
void drop_common(std::vector<const Precedence*>& one, std::vector<const Precedence*>& two) {
  std::erase_if(one, [&](const Precedence* rule) {
    const auto same =
        std::find_if(two.begin(), two.end(), [&](const Precedence* other) { return same_order(*rule, *other); });
    if (same == two.end()) return false;
    two.erase(same);
    return true;
  });
}

std::vector<PrecedenceChange> compare_precedence(const RuleBase& rules, const ChangeScope& scope,
                                                 const LawState& before, const LawState& after) {
  const std::vector<bool> first = authorities_charging(rules, scope, before);
  const std::vector<bool> second = authorities_charging(rules, scope, after);
  const auto both = [](const std::vector<bool>& charging, const Precedence& rule) {
    return charging[static_cast<std::size_t>(rule.higher)] && charging[static_cast<std::size_t>(rule.lower)];
  };
  std::vector<const Precedence*> ended = rules_in_force(rules, before);
  std::vector<const Precedence*> begun = rules_in_force(rules, after);
  drop_common(ended, begun);
  std::vector<PrecedenceChange> changes;
  for (const Precedence* rule : ended) {
    const auto next =
        std::find_if(begun.begin(), begun.end(), [&](const Precedence* other) { return same_pair(*rule, *other); });
    if (!both(second, *rule)) continue;
    if (next == begun.end()) {
      changes.push_back({rule, nullptr, rule->effect.until});
      continue;
    }
    changes.push_back({rule, *next, (*next)->effect.from});
    begun.erase(next);
  }
  for (const Precedence* rule : begun) {
    if (both(second, *rule) || both(first, *rule)) changes.push_back({nullptr, rule, rule->effect.from});
  }
  return changes;
}

// ---- the schedule

// The rates that goods of the origin can pay on the line: general, special and column 2 where the origin
// is not given.
struct PayableRates {
  std::string general, special, column_2;
  friend bool operator==(const PayableRates&, const PayableRates&) = default;
};

PayableRates payable(const RuleBase& rules, const ChangeScope& scope, const ScheduleRow& row, const LawState& state) {
  PayableRates rates{row.general, row.special, row.column_2};
  if (const auto line = rules.schedule.find(row.code, state.entry)) {
    rates = {line->general.text, line->special, line->column_2.text};
  }
  if (!scope.origin) return rates;
  const bool column_2 = rules.column_2_origins.contains(*scope.origin);
  PayableRates narrowed{column_2 ? "" : rates.general, {}, column_2 ? rates.column_2 : ""};
  for (const Preference& preference : rules.preferences) {
    if (column_2 || !may_claim(preference, *scope.origin, state.entry)) continue;
    if (const auto rate = special_rate(rates.special, preference.programmes)) narrowed.special += rate->text + ";";
  }
  return narrowed;
}

std::vector<LineChange> compare_lines(const RuleBase& rules, const ChangeScope& scope, const LawState& before,
                                      const LawState& after) {
  std::map<HsCode, LineChange> rows;
  for (const ScheduleRow& row : rules.schedule.rows()) {
    if (row.code.length() < kLineDigits || (scope.code && !overlap(row.code, *scope.code))) continue;
    const bool first = row.effect.contains(before.entry);
    const bool second = row.effect.contains(after.entry);
    if (first == second) continue;
    (first ? rows[row.code].before : rows[row.code].after) = &row;
  }
  std::vector<LineChange> changes;
  for (auto& [code, change] : rows) {
    if (change.before != nullptr && change.after != nullptr &&
        payable(rules, scope, *change.before, before) == payable(rules, scope, *change.after, after)) {
      continue;
    }
    change.since = change.after != nullptr ? change.after->effect.from : change.before->effect.until;
    changes.push_back(change);
  }
  return changes;
}

// ---- fees

const Fee::Segment* fee_on(const Fee& fee, Date date) {
  const auto found = std::find_if(fee.segments.begin(), fee.segments.end(),
                                  [&](const Fee::Segment& segment) { return segment.effect.contains(date); });
  return found == fee.segments.end() ? nullptr : &*found;
}

std::vector<FeeChange> compare_fees(const RuleBase& rules, const LawState& before, const LawState& after) {
  std::vector<FeeChange> changes;
  for (const Fee& fee : rules.extras.fees) {
    const Fee::Segment* first = fee_on(fee, before.entry);
    const Fee::Segment* second = fee_on(fee, after.entry);
    const bool same = first == second || (first != nullptr && second != nullptr && first->rate == second->rate &&
                                          first->least == second->least && first->greatest == second->greatest);
    if (!same) changes.push_back({&fee, first, second, second != nullptr ? second->effect.from : first->effect.until});
  }
  return changes;
}

}  // namespace

LawChanges compare_law(const RuleBase& rules, const ChangeScope& scope, const LawState& before, const LawState& after) {
  return {MeasureComparison(rules, scope, before, after).run(), compare_precedence(rules, scope, before, after),
          compare_lines(rules, scope, before, after), compare_fees(rules, before, after)};
}

}  // namespace trilat::law
