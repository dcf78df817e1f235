#include "law/rule_base.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace trilat::law {
namespace {

template <class T, class Key>
int index_of(const std::vector<T>& items, std::string_view wanted, Key key) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const T& item) { return key(item) == wanted; });
  return found == items.end() ? -1 : static_cast<int>(found - items.begin());
}

const std::string& authority_name(const RuleBase& rules, int index) {
  return rules.authorities[static_cast<std::size_t>(index)].id;
}

bool at_once(const Precedence& a, const Precedence& b) {
  return a.effect.overlaps(b.effect) && a.known.overlaps(b.known);
}

bool matches_any(const std::vector<std::string>& patterns, const std::string& heading) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return heading_matches(pattern, heading); });
}

// True when some heading of the lower authority falls under both rules.
bool share_headings(const RuleBase& rules, const Precedence& a, const Precedence& b) {
  if (a.lower_only.empty() || b.lower_only.empty()) return true;
  const bool same_pattern = std::any_of(a.lower_only.begin(), a.lower_only.end(), [&](const std::string& pattern) {
    return std::find(b.lower_only.begin(), b.lower_only.end(), pattern) != b.lower_only.end();
  });
  return same_pattern || std::any_of(rules.measures.begin(), rules.measures.end(), [&](const Measure& measure) {
           return measure.authority == a.lower && matches_any(a.lower_only, measure.heading) &&
                  matches_any(b.lower_only, measure.heading);
         });
}

// Two rules on one pair contradict each other when they say different things of the same headings in
// the same direction, or when opposite directions are not both "adds".
bool contradict(const RuleBase& rules, const Precedence& a, const Precedence& b) {
  if (!at_once(a, b)) return false;
  if (a.higher == b.higher && a.lower == b.lower) return a.relation != b.relation && share_headings(rules, a, b);
  if (a.higher != b.lower || a.lower != b.higher) return false;
  return a.relation != Relation::kAdds || b.relation != Relation::kAdds;
}

std::string_view verb(Relation relation) {
  switch (relation) {
    case Relation::kDisplaces: return "displaces";
    case Relation::kSplits: return "splits";
    case Relation::kAdds: break;
  }
  return "adds to";
}

std::string sentence(const RuleBase& rules, const Precedence& rule) {
  return fmt::format("{} {} {} ({}, {})", authority_name(rules, rule.higher), verb(rule.relation),
                     authority_name(rules, rule.lower), rule.effect.to_string(), rule.source);
}

Status check_pairs(const RuleBase& rules) {
  for (auto a = rules.precedence.begin(); a != rules.precedence.end(); ++a) {
    for (auto b = std::next(a); b != rules.precedence.end(); ++b) {
      if (!contradict(rules, *a, *b)) continue;
      return bad_input(
          fmt::format("two precedence rules contradict each other: {}; {}", sentence(rules, *a), sentence(rules, *b)),
          "end one before the other begins, or name the headings that each is about");
    }
  }
  return {};
}

// Displacement among the rules in force on one day as published on one day.
class CycleSearch {
 public:
  CycleSearch(const RuleBase& rules, Date effect, Date known)
      : edges_(rules.authorities.size()), state_(rules.authorities.size(), State::kNew) {
    for (const Precedence& rule : rules.precedence) {
      if (rule.relation != Relation::kDisplaces || rule.higher == rule.lower) continue;
      if (!rule.effect.contains(effect) || !rule.known.contains(known)) continue;
      edges_[static_cast<std::size_t>(rule.higher)].push_back(&rule);
    }
  }

  // The rules of one cycle, in order; empty where there is none.
  std::vector<const Precedence*> run() {
    for (std::size_t node = 0; node < edges_.size(); ++node) {
      if (state_[node] == State::kNew && visit(node)) return path_;
    }
    return {};
  }

 private:
  enum class State { kNew, kOpen, kDone };

  bool visit(std::size_t node) {
    state_[node] = State::kOpen;
    for (const Precedence* rule : edges_[node]) {
      const auto next = static_cast<std::size_t>(rule->lower);
      path_.push_back(rule);
      if (state_[next] == State::kOpen) {
        const auto begin = std::find_if(path_.begin(), path_.end(),
                                        [&](const Precedence* step) { return step->higher == rule->lower; });
        path_.erase(path_.begin(), begin);
        return true;
      }
      if (state_[next] == State::kNew && visit(next)) return true;
      path_.pop_back();
    }
    state_[node] = State::kDone;
    return false;
  }

  std::vector<std::vector<const Precedence*>> edges_;
  std::vector<State> state_;
  std::vector<const Precedence*> path_;
};

// A set of rules that are in force together is in force together on the latest of their first days, so
// those days are all that need looking at.
Status check_cycles(const RuleBase& rules) {
  std::set<Date> effects;
  std::set<Date> publications;
  for (const Precedence& rule : rules.precedence) {
    effects.insert(rule.effect.from);
    publications.insert(rule.known.from);
  }
  for (const Date effect : effects) {
    for (const Date known : publications) {
      const auto cycle = CycleSearch(rules, effect, known).run();
      if (cycle.empty()) continue;
      std::string steps;
      for (const Precedence* rule : cycle) steps += (steps.empty() ? "" : "; ") + sentence(rules, *rule);
      return bad_input("these precedence rules displace one another in a circle: " + steps,
                       "end one of them before the others begin");
    }
  }
  return {};
}

bool looks_at_duties(const Condition& condition) {
  using Op = Condition::Op;
  return condition.op == Op::kColumn1 || condition.op == Op::kSubjectTo || condition.op == Op::kOwes ||
         std::any_of(condition.operands.begin(), condition.operands.end(), looks_at_duties);
}

// A rate in place of the goods' own is the ordinary duty, so it is found first: it, and what stands in its place,
// may ask for facts only.
Status check_replacing(const RuleBase& rules) {
  for (const Measure& measure : rules.measures) {
    if (measure.effect != Effect::kReplace) continue;
    for (const Measure& other : rules.measures) {
      if ((&other != &measure && !matches_any(other.instead_of, measure.heading)) || !looks_at_duties(other.when)) {
        continue;
      }
      return bad_input(fmt::format("{} decides on a rate in place of the goods' own, and looks at other duties: {}",
                                   other.heading, other.source),
                       "state its condition on facts alone");
    }
    for (const Precedence& rule : rules.precedence) {
      const bool below = rule.lower == measure.authority && rule.relation != Relation::kAdds &&
                         (rule.lower_only.empty() || matches_any(rule.lower_only, measure.heading));
      if (!below) continue;
      return bad_input(
          fmt::format("{} is charged in place of the goods' own rate ({}), which no other duty takes away: "
                      "{}",
                      measure.heading, measure.source, sentence(rules, rule)),
          "give the rule other headings");
    }
  }
  return {};
}

}  // namespace

int RuleBase::find_fact_index(std::string_view name) const {
  return index_of(facts, name, [](const FactDefinition& fact) { return std::string_view(fact.name); });
}

const FactDefinition* RuleBase::find_fact(std::string_view name) const {
  const int index = find_fact_index(name);
  return index < 0 ? nullptr : &facts[static_cast<std::size_t>(index)];
}

int RuleBase::find_authority(std::string_view id) const {
  return index_of(authorities, id, [](const Authority& authority) { return std::string_view(authority.id); });
}

int RuleBase::find_list(std::string_view name) const {
  return index_of(lists, name, [](const CodeList& list) { return std::string_view(list.name); });
}

bool may_claim(const Preference& preference, Country origin, Date entry) {
  return preference.effect.contains(entry) && preference.origins.contains(origin);
}

const Preference* find_preference(const RuleBase& rules, std::string_view claim) {
  const auto at = std::find_if(rules.preferences.begin(), rules.preferences.end(),
                               [&](const Preference& preference) { return preference.claim == claim; });
  return at == rules.preferences.end() ? nullptr : &*at;
}

std::vector<bool> claimable(const RuleBase& rules, Country origin, Date entry) {
  std::vector<bool> may;
  for (const Preference& preference : rules.preferences) may.push_back(may_claim(preference, origin, entry));
  return may;
}

bool ever_claimable(const RuleBase& rules, std::string_view claim, Country origin) {
  return std::any_of(rules.preferences.begin(), rules.preferences.end(), [&](const Preference& preference) {
    return preference.claim == claim && preference.origins.contains(origin);
  });
}

Membership membership(const CodeList& list, HsCode code, Date date) {
  const auto first_not_before = [&](HsCode prefix) {
    return std::lower_bound(list.rows.begin(), list.rows.end(), prefix,
                            [](const CodeList::Row& row, HsCode wanted) { return row.prefix < wanted; });
  };
  Membership result;
  for (int digits = 2; digits <= code.length(); ++digits) {
    const HsCode prefix = code.prefix(digits);
    for (auto row = first_not_before(prefix); row != list.rows.end() && row->prefix == prefix; ++row) {
      if (row->effect.contains(date)) result.member = true;
    }
    if (result.member) return result;
  }
  for (auto row = first_not_before(code); row != list.rows.end() && code.is_prefix_of(row->prefix); ++row) {
    if (row->effect.contains(date)) result.partly = true;
  }
  return result;
}

Status check_precedence(const RuleBase& rules) {
  TRILAT_CHECK(check_pairs(rules));
  TRILAT_CHECK(check_replacing(rules));
  return check_cycles(rules);
}

}  // namespace trilat::law
