// The rates of one line of the schedule, under each preference that may be claimed on it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "law/rule_base.hpp"

namespace trilat::law {

// Read once; not copied, since `list` points into it.
struct GoodsRates {
  struct Special {
    std::optional<DutyRate> rate;  // nothing where the programme is not listed
    std::string programme;         // the code it is listed under, "S"
  };
  DutyRate general;
  DutyRate column_2;
  std::vector<Special> special;  // one for each preference of the rule base
  // The lines that the special rates point to, where they are "See ..." and followed.
  std::vector<std::optional<Referred>> referred;
  // As Inputs::rates wants them: general, column 2, specials, then for each of them within and over a quota.
  std::vector<const DutyRate*> list;

  // Looks up what the special rates of claims that `origin` may make point to.
  void follow(const RuleBase& rules, HsCode code, Country origin, Date date);

  GoodsRates() = default;
  GoodsRates(const RuleBase& rules, DutyRate general_rate, std::string_view special_text, DutyRate column_2_rate);
  GoodsRates(const GoodsRates&) = delete;
  GoodsRates& operator=(const GoodsRates&) = delete;
};

constexpr int kGeneral = 0;
constexpr int kColumn2 = 1;
constexpr int kFirstSpecial = 2;

// Places of the rates within and over the quota that a preference's rate points to.
inline int within_quota(const RuleBase& rules, int preference) {
  return kFirstSpecial + static_cast<int>(rules.preferences.size()) + 2 * preference;
}
inline int over_quota(const RuleBase& rules, int preference) { return within_quota(rules, preference) + 1; }

// The programme code that a claim is filed under ("S"), empty where none is claimed.
const std::string& programme(const RuleBase& rules, const GoodsRates& rates, int preference);

}  // namespace trilat::law
