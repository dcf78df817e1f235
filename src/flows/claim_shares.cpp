#include "flows/claim_shares.hpp"

#include <algorithm>
#include <cstdlib>

namespace trilat::flows {
namespace {

int chapter_of(HsCode code) { return std::stoi(code.prefix(2).to_string()); }

}  // namespace

ClaimShares::ClaimShares(Claims claims) : claims_(std::move(claims)) {
  const auto before = [](const ClaimRow& a, const ClaimRow& b) {
    return std::tie(a.code, a.partner, a.month) < std::tie(b.code, b.partner, b.month);
  };
  std::sort(claims_.rows.begin(), claims_.rows.end(), before);
  bool any = false;
  for (const ClaimRow& row : claims_.rows) {
    first_ = any ? std::min(first_, row.month) : row.month;
    last_ = any ? std::max(last_, row.month) : row.month;
    any = true;
    for (Sum* sum :
         {&by_chapter_[{row.partner, chapter_of(row.code), row.month}], &by_partner_[{row.partner, row.month}]}) {
      sum->value += row.value;
      sum->claimed += row.claimed;
    }
  }
}

std::span<const ClaimRow> ClaimShares::rows_of(HsCode code, int partner) const {
  const auto begin = std::partition_point(claims_.rows.begin(), claims_.rows.end(), [&](const ClaimRow& row) {
    return std::tie(row.code, row.partner) < std::tie(code, partner);
  });
  const auto end = std::partition_point(
      begin, claims_.rows.end(), [&](const ClaimRow& row) { return row.code == code && row.partner == partner; });
  return {begin, end};
}

ClaimShare ClaimShares::of(HsCode code, int partner, Date date, int first) const {
  const int asked = month_index(date);
  const int month = std::clamp(asked, first_, last_);
  ClaimShare found;
  found.carried = month != asked;
  const ClaimRow* nearest = nullptr;
  for (const ClaimRow& row : rows_of(code, partner)) {
    if (row.value <= 0 || row.month < first) continue;
    if (nearest == nullptr || std::abs(row.month - month) <= std::abs(nearest->month - month)) nearest = &row;
  }
  if (nearest != nullptr) {
    found.share = nearest->claimed / nearest->value;
    found.basis = nearest->month == month ? ClaimBasis::kMonth : ClaimBasis::kOtherMonth;
    return found;
  }
  if (const auto chapter = by_chapter_.find({partner, chapter_of(code), month});
      chapter != by_chapter_.end() && chapter->second.value > 0) {
    found.share = chapter->second.claimed / chapter->second.value;
    found.basis = ClaimBasis::kChapter;
    return found;
  }
  if (const auto all = by_partner_.find({partner, month}); all != by_partner_.end() && all->second.value > 0) {
    found.share = all->second.claimed / all->second.value;
    found.basis = ClaimBasis::kPartner;
  }
  return found;
}

}  // namespace trilat::flows
