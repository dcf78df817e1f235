// Where the special column says "See 9823.01.01-9823.01.07", the rate stands in those lines: one for
// goods of some origins, one within a quota, and one for each subheading over it, which it names in its
// words ("Goods provided for in subheading 0401.50.25").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/country.hpp"
#include "law/schedule.hpp"

namespace trilat::law {

// How the lines under `prefix` are told apart; suffixes are the digits after the first six.
struct ReferenceRule {
  std::string prefix;       // "9823"
  std::string free_suffix;  // "01": goods of `free_origins`
  CountrySet free_origins;
  std::string quota_suffix;  // "02": goods within the quota
};

struct ReferredLine {
  HsCode code;
  DutyRate rate;
};

// The lines that a reference leads to, for one good and origin.
struct Referred {
  std::optional<ReferredLine> within;  // of the origin, or within the quota
  std::optional<ReferredLine> over;    // none where the origin's line is free of a quota
};

// Nothing where the text points elsewhere than the rules know, or the lines are not held on the day.
std::optional<Referred> follow_reference(const Schedule& schedule, const std::vector<ReferenceRule>& rules,
                                         const std::vector<std::string>& programmes, std::string_view text, HsCode code,
                                         Country origin, Date date);

}  // namespace trilat::law
