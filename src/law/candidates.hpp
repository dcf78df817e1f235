// The measures that name a shipment's goods, origin and day, whatever its facts.
#pragma once

#include <vector>

#include "law/assess.hpp"

namespace trilat::law {

struct Candidate {
  const Measure* measure = nullptr;
  const Segment* segment = nullptr;
};

struct CandidateSet {
  std::vector<Candidate> active;
  std::vector<Considered> passed_over;  // out of time or out of scope
  bool code_too_short = false;          // a list names some longer code under the one given
};

CandidateSet find_candidates(const RuleBase& rules, const Shipment& shipment);

// The relations in force on the shipment's day, as known then.
std::vector<const Precedence*> active_precedence(const RuleBase& rules, const Shipment& shipment);

bool is_duty(Effect effect);  // a charge or a top-up

}  // namespace trilat::law
