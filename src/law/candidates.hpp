// The measures that name a shipment's goods, origin and day, whatever its facts.
#pragma once

#include <optional>
#include <vector>

#include "law/law_index.hpp"

namespace trilat::law {

struct Candidate {
  int measure = 0;
  const Segment* segment = nullptr;

  friend bool operator==(const Candidate&, const Candidate&) = default;
};

// A measure that covers the goods or the origin and is not in force on them.
struct PassedOver {
  int measure = 0;
  const Segment* segment = nullptr;  // in force, but no list of the authority names the goods; null: out of time
};

struct CandidateSet {
  std::vector<Candidate> active;
  std::vector<PassedOver> passed_over;
  bool code_too_short = false;  // a list of a measure in force names some longer code under the one given
};

// Where and when: what decides, with the goods, which measures are candidates.
struct Entry {
  Country origin;
  HsCode code;
  Date date;
  Date known;  // the day of publication up to which law counts
};

// The day that stands for "as known last".
Date latest_known();

// Whether the scope covers the goods as a whole; `partly` where it covers some longer code alone. `any` gives
// the membership in any of several lists.
template <class Any>
Membership scope_of(const ProductScope& scope, const Any& any) {
  Membership found;
  found.member = scope.all;
  if (!scope.all) found = any(scope.lists);
  if (!found.member || scope.except_lists.empty()) return found;
  const Membership excepted = any(scope.except_lists);
  return {!excepted.member, found.partly || excepted.partly};
}

const Segment* segment_on(const Measure& measure, Date date, Date known);

CandidateSet find_candidates(const LawIndex& index, const Entry& entry);

// The relations in force on the day, as known then.
std::vector<const Precedence*> active_precedence(const LawIndex& index, Date date, Date known);

bool is_duty(Effect effect);  // a charge, a top-up, or a rate in place of the goods' own

}  // namespace trilat::law
