#include "law/candidates.hpp"

#include <algorithm>

namespace trilat::law {
namespace {

// Membership of one code in the lists, each looked up once.
class Lists {
 public:
  Lists(const RuleBase& rules, const Entry& entry) : rules_(rules), entry_(entry), known_(rules.lists.size()) {}

  Membership any(const std::vector<int>& lists) {
    Membership result;
    for (const int list : lists) {
      const Membership found = at(static_cast<std::size_t>(list));
      result.member = result.member || found.member;
      result.partly = result.partly || (found.partly && !found.member);
    }
    return result;
  }

 private:
  const Membership& at(std::size_t list) {
    if (!known_[list]) known_[list] = membership(rules_.lists[list], entry_.code, entry_.date);
    return *known_[list];
  }

  const RuleBase& rules_;
  const Entry& entry_;
  std::vector<std::optional<Membership>> known_;
};

}  // namespace

bool is_duty(Effect effect) {
  return effect == Effect::kCharge || effect == Effect::kTopUp || effect == Effect::kReplace;
}

Date latest_known() { return Date::max().plus_days(-1); }

const Segment* segment_on(const Measure& measure, Date date, Date known) {
  for (const Segment& segment : measure.segments) {
    if (segment.effect.contains(date) && segment.known.contains(known)) return &segment;
  }
  return nullptr;
}

CandidateSet find_candidates(const LawIndex& index, const Entry& entry) {
  const RuleBase& rules = index.rules();
  CandidateSet found;
  Lists lists(rules, entry);
  std::vector<PassedOver> outside(rules.authorities.size());
  std::vector<bool> inside(rules.authorities.size(), false);
  for (std::size_t i = 0; i < rules.measures.size(); ++i) {
    const Measure& measure = rules.measures[i];
    if (!measure.origins.contains(entry.origin)) continue;
    const int at = static_cast<int>(i);
    const auto authority = static_cast<std::size_t>(measure.authority);
    const Segment* segment = segment_on(measure, entry.date, entry.known);
    if (segment == nullptr && !is_duty(measure.effect)) continue;
    const Membership scope = scope_of(measure.products, [&](const auto& names) { return lists.any(names); });
    if (segment == nullptr) {
      // what a scenario repeals before it began has no day at all, and is not spoken of
      if (scope.member && !measure.segments.empty()) found.passed_over.push_back({at, nullptr});
      continue;
    }
    found.code_too_short = found.code_too_short || scope.partly;
    if (scope.member) {
      found.active.push_back({at, segment});
      inside[authority] = inside[authority] || is_duty(measure.effect);
    } else if (is_duty(measure.effect)) {
      outside[authority] = {at, segment};
    }
  }
  for (std::size_t i = 0; i < outside.size(); ++i) {
    if (!inside[i] && outside[i].segment != nullptr) found.passed_over.push_back(outside[i]);
  }
  return found;
}

std::vector<const Precedence*> active_precedence(const LawIndex& index, Date date, Date known) {
  std::vector<const Precedence*> active;
  for (const Precedence& rule : index.rules().precedence) {
    if (rule.effect.contains(date) && rule.known.contains(known)) active.push_back(&rule);
  }
  return active;
}

}  // namespace trilat::law
