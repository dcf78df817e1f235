#include "law/rule_base.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace trilat::law {
namespace {

template <class T>
int index_of(const std::vector<T>& entries, std::string_view name, std::string T::*field) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].*field == name) return static_cast<int>(i);
  }
  return -1;
}

// True where two relations can bear on the same heading.
bool share_headings(const Precedence& a, const Precedence& b) {
  if (a.lower_only.empty() || b.lower_only.empty()) return true;
  for (const std::string& pattern : a.lower_only) {
    for (const std::string& other : b.lower_only) {
      if (heading_matches(pattern, other) || heading_matches(other, pattern)) return true;
    }
  }
  return false;
}

bool same_time(const Precedence& a, const Precedence& b) {
  return a.effect.overlaps(b.effect) && a.known.overlaps(b.known);
}

bool orders(const Precedence& rule) { return rule.relation != Relation::kAdds; }

std::string describe(const RuleBase& rules, const Precedence& rule) {
  const char* word = rule.relation == Relation::kDisplaces ? "displaces"
                     : rule.relation == Relation::kSplits  ? "splits the value of"
                                                           : "adds to";
  return fmt::format("{}: {} {} {} ({}, {})", rule.source, rules.authorities[static_cast<std::size_t>(rule.higher)].id,
                     word, rules.authorities[static_cast<std::size_t>(rule.lower)].id, rule.effect.to_string(),
                     rule.citation);
}

Status conflict(const RuleBase& rules, const Precedence& a, const Precedence& b) {
  return bad_input(
      fmt::format("two rules of precedence contradict each other:\n  {}\n  {}", describe(rules, a), describe(rules, b)),
      "end one where the other begins, or narrow one with 'lower_only'");
}

// Contradiction of two relations on one pair: opposite orders, or adding against ordering.
bool contradict(const Precedence& a, const Precedence& b) {
  if (!same_time(a, b)) return false;
  if (a.higher == b.lower && a.lower == b.higher) return orders(a) && orders(b);
  if (a.higher != b.higher || a.lower != b.lower || !share_headings(a, b)) return false;
  return a.relation != b.relation;
}

// Looks for a cycle of displacement on the days and publications that all its rules share.
class CycleSearch {
 public:
  explicit CycleSearch(const RuleBase& rules) : rules_(rules) {}

  Status run() {
    for (const Precedence& rule : rules_.precedence) {
      if (rule.relation != Relation::kDisplaces) continue;
      path_ = {&rule};
      if (follow(rule.effect, rule.known)) return conflict(rules_, *path_.front(), *path_.back());
    }
    return {};
  }

 private:
  bool follow(const Interval& effect, const Interval& known) {
    if (path_.back()->lower == path_.front()->higher) return true;
    if (path_.size() > rules_.authorities.size()) return false;
    for (const Precedence& next : rules_.precedence) {
      if (next.relation != Relation::kDisplaces || next.higher != path_.back()->lower) continue;
      const Interval shared_effect = effect.intersect(next.effect);
      const Interval shared_known = known.intersect(next.known);
      const bool visited =
          std::any_of(path_.begin(), path_.end(), [&](const Precedence* rule) { return rule->lower == next.lower; });
      if (shared_effect.empty() || shared_known.empty() || visited) continue;
      path_.push_back(&next);
      if (follow(shared_effect, shared_known)) return true;
      path_.pop_back();
    }
    return false;
  }

  const RuleBase& rules_;
  std::vector<const Precedence*> path_;
};

}  // namespace

const FactDefinition* RuleBase::find_fact(std::string_view name) const {
  const int at = index_of(facts, name, &FactDefinition::name);
  return at < 0 ? nullptr : &facts[static_cast<std::size_t>(at)];
}

int RuleBase::find_authority(std::string_view id) const { return index_of(authorities, id, &Authority::id); }

int RuleBase::find_list(std::string_view name) const { return index_of(lists, name, &CodeList::name); }

Membership membership(const CodeList& list, HsCode code, Date date) {
  Membership found;
  const auto before = [](const CodeList::Row& row, HsCode wanted) { return row.prefix < wanted; };
  for (int digits = 2; digits <= code.length() && !found.member; digits += 1) {
    const HsCode prefix = code.prefix(digits);
    for (auto at = std::lower_bound(list.rows.begin(), list.rows.end(), prefix, before);
         at != list.rows.end() && at->prefix == prefix; ++at) {
      found.member = found.member || at->effect.contains(date);
    }
  }
  for (auto at = std::lower_bound(list.rows.begin(), list.rows.end(), code, before);
       at != list.rows.end() && code.is_prefix_of(at->prefix); ++at) {
    if (at->prefix.length() > code.length() && at->effect.contains(date)) found.partly = true;
  }
  return found;
}

Status check_precedence(const RuleBase& rules) {
  for (std::size_t i = 0; i < rules.precedence.size(); ++i) {
    for (std::size_t j = i + 1; j < rules.precedence.size(); ++j) {
      if (contradict(rules.precedence[i], rules.precedence[j]))
        return conflict(rules, rules.precedence[i], rules.precedence[j]);
    }
  }
  return CycleSearch(rules).run();
}

}  // namespace trilat::law
