// The share of a good's value that is entered under a claim, by month.
//
// A month after the last one held takes the last, a month before the first takes the first. Where a code
// was not imported from the partner in the month, its nearest month counts, then its chapter, then all
// goods of the partner in that month. Which of them it was is part of the answer.
#pragma once

#include <map>
#include <span>
#include <tuple>
#include <vector>

#include "flows/imports.hpp"

namespace trilat::flows {

enum class ClaimBasis {
  kMonth,       // the code's own month
  kOtherMonth,  // the code's nearest month
  kChapter,     // its chapter in the month
  kPartner,     // all goods of the partner in the month
  kNone,        // the partner has no claims in the table
};

struct ClaimShare {
  double share = 0;
  ClaimBasis basis = ClaimBasis::kNone;
  bool carried = false;  // the date lies outside the months held
};

class ClaimShares {
 public:
  ClaimShares() = default;
  explicit ClaimShares(Claims claims);

  // `first`: months before it do not count.
  ClaimShare of(HsCode code, int partner, Date date, int first = 0) const;
  int first_month() const { return first_; }
  int last_month() const { return last_; }
  const Claims& claims() const { return claims_; }

 private:
  struct Sum {
    double value = 0, claimed = 0;
  };

  std::span<const ClaimRow> rows_of(HsCode code, int partner) const;

  Claims claims_;
  int first_ = 0, last_ = -1;
  std::map<std::tuple<int, int, int>, Sum> by_chapter_;  // partner, chapter, month
  std::map<std::pair<int, int>, Sum> by_partner_;        // partner, month
};

}  // namespace trilat::flows
