// Whether a shipment is within a quota or over it, by a ledger or by a fill that the user states.
#pragma once

#include <string>
#include <vector>

#include "core/quantity.hpp"
#include "law/assess.hpp"
#include "law/rule_base.hpp"
#include "trilat/duty.hpp"

namespace trilat {

struct QuotaFill {
  enum class Answer {
    kOpen,  // nothing decides it, or no quota covers the goods
    kIn,
    kOver,
    kPart,  // `within` of `asked` fits
  };
  Answer answer = Answer::kOpen;
  Quantity asked, within;            // in one unit; of kPart
  std::vector<std::string> working;  // what decided it, in sentences
};

// Errors: a ledger and a fill, or one of them and the fact `quota`; a ledger that cannot be read; no quantity in the
// quota's unit; an entry that did not draw this.
Result<QuotaFill> quota_fill(const law::RuleBase& rules, const law::Shipment& shipment, const DutyParams& params);

// The part of a shipment that lies within (or over) the quota: value, quantities and contents in proportion, of which
// the two parts together make the whole.
law::Shipment quota_part(const law::RuleBase& rules, const law::Shipment& shipment, const QuotaFill& fill, bool within);

// One answer of the two parts: charges one after the other, sums added.
DutyResult joined(DutyResult within, const DutyResult& over);

}  // namespace trilat
