#include "law/candidates.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace trilat::law {
namespace {

Date known_on(const Shipment& shipment) { return shipment.known_on.value_or(Date::max().plus_days(-1)); }

const Segment* segment_on(const Measure& measure, Date date, Date known) {
  for (const Segment& segment : measure.segments) {
    if (segment.effect.contains(date) && segment.known.contains(known)) return &segment;
  }
  return nullptr;
}

// Whether the product scope covers the code; `partly` is set where only some longer code is covered.
bool in_scope(const RuleBase& rules, const ProductScope& scope, const Shipment& shipment, bool& partly) {
  const auto any_of = [&](const std::vector<int>& lists) {
    bool member = false;
    for (const int list : lists) {
      const Membership found = membership(rules.lists[static_cast<std::size_t>(list)], shipment.code, shipment.date);
      member = member || found.member;
      partly = partly || (found.partly && !found.member);
    }
    return member;
  };
  const bool named = scope.all || any_of(scope.lists);
  return named && !(!scope.except_lists.empty() && any_of(scope.except_lists));
}

// A measure that covers the goods and the origin on other days only.
Considered out_of_time(const RuleBase& rules, const Measure& measure, Date date) {
  const Authority& authority = rules.authorities[static_cast<std::size_t>(measure.authority)];
  const Segment* nearest = &measure.segments.front();
  bool expired = false;
  for (const Segment& segment : measure.segments) {
    if (segment.effect.until <= date) {
      nearest = &segment;
      expired = true;
    }
  }
  Considered entry{measure.heading,
                   authority.id,
                   measure.title,
                   authority.title,
                   expired ? Why::kExpired : Why::kNotYetInForce,
                   {},
                   nearest->citation,
                   nearest->grade};
  entry.reason = expired ? fmt::format("ended; last in force on {}", nearest->effect.until.plus_days(-1).to_string())
                         : fmt::format("not in force before {}", nearest->effect.from.to_string());
  return entry;
}

}  // namespace

bool is_duty(Effect effect) { return effect == Effect::kCharge || effect == Effect::kTopUp; }

CandidateSet find_candidates(const RuleBase& rules, const Shipment& shipment) {
  CandidateSet found;
  const Date known = known_on(shipment);
  std::vector<const Measure*> outside(rules.authorities.size(), nullptr);
  std::vector<bool> inside(rules.authorities.size(), false);
  for (const Measure& measure : rules.measures) {
    if (!measure.origins.contains(shipment.origin)) continue;
    const auto authority = static_cast<std::size_t>(measure.authority);
    const Segment* segment = segment_on(measure, shipment.date, known);
    const bool scoped = in_scope(rules, measure.products, shipment, found.code_too_short);
    if (scoped && segment != nullptr) {
      found.active.push_back({&measure, segment});
      inside[authority] = inside[authority] || is_duty(measure.effect);
    } else if (scoped && is_duty(measure.effect)) {
      found.passed_over.push_back(out_of_time(rules, measure, shipment.date));
    } else if (segment != nullptr && is_duty(measure.effect)) {
      outside[authority] = &measure;
    }
  }
  for (std::size_t i = 0; i < outside.size(); ++i) {
    if (inside[i] || outside[i] == nullptr) continue;
    const Authority& authority = rules.authorities[i];
    const Segment* segment = segment_on(*outside[i], shipment.date, known);
    found.passed_over.push_back({{},
                                 authority.id,
                                 {},
                                 authority.title,
                                 Why::kNotInScope,
                                 fmt::format("no list of it names {}", shipment.code.to_printed()),
                                 segment->citation,
                                 segment->grade});
  }
  return found;
}

std::vector<const Precedence*> active_precedence(const RuleBase& rules, const Shipment& shipment) {
  std::vector<const Precedence*> active;
  for (const Precedence& rule : rules.precedence) {
    if (rule.effect.contains(shipment.date) && rule.known.contains(known_on(shipment))) active.push_back(&rule);
  }
  return active;
}

}  // namespace trilat::law
