// A duty that was paid, compared with the duty that the law gives, and why they differ.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/row_answer.hpp"

namespace trilat {

struct AuditFinding {
  enum class Verdict { kAgrees, kOpen, kOverpaid, kUnderpaid };
  Verdict verdict = Verdict::kAgrees;
  Money difference;    // paid less due; with open facts, less the nearer end
  std::string reason;  // "unclaimed_preference", "missing_heading", "heading_not_due", "wrong_era", ...
  std::string detail;
  std::optional<Date> late_claim_until;  // where a preference could have been claimed and would give money back
  Money late_claim;
  std::vector<std::pair<int, Money>> struck_down;  // authority, and what was paid under it
};

// The last day on which a preference may be claimed for goods entered without it; nothing where that is not known. The
// day of entry stands for that of import.
std::optional<Date> late_claim_until(const law::Preference& preference, Date entered);

const char* name(AuditFinding::Verdict verdict);  // "overpaid"

// Looks for the reason by pricing the shipment otherwise. Without a query (a row that the Pricer leaves out), the
// difference is given without what needs one.
AuditFinding audit(const law::LawIndex& law, law::Pricer& pricer, const law::PriceQuery* query, const RowAnswer& answer,
                   Money paid);

}  // namespace trilat
