// A duty that was paid, compared with the duty that the law gives, and why they differ.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "law/pricer.hpp"

namespace trilat {

struct AnswerHeading {
  std::string heading;
  int authority = -1;  // -1: the goods' own line, a stated duty or a fee
  Money amount;
  bool exemption = false;
};

// What a row came to, however it was priced.
struct RowAnswer {
  std::string status;
  bool bounded = true;
  Money duty_min, duty_max, fees;
  std::vector<AnswerHeading> low, high;
  std::string spi;
  std::string open_questions;
  std::string message;
};

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

const char* name(AuditFinding::Verdict verdict);  // "overpaid"

// Looks for the reason by pricing the shipment otherwise. Without a query (a row that the Pricer leaves out), the
// difference is given without what needs one.
AuditFinding audit(const law::LawIndex& law, law::Pricer& pricer, const law::PriceQuery* query, const RowAnswer& answer,
                   Money paid);

}  // namespace trilat
