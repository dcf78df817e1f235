// How much may enter at the rate within a quota: the levels that a law sets, by class of goods, pool of origins and
// period.
//
// A level says nothing of what has been drawn; whether a shipment is within it or over it is the fact `quota`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/country.hpp"
#include "core/date.hpp"
#include "core/hs_code.hpp"
#include "core/quantity.hpp"
#include "core/rate.hpp"
#include "law/grade.hpp"

namespace trilat::law {

struct RuleBase;

struct QuotaLevel {
  int authority = 0;                  // index into RuleBase::authorities: whose duty is due over the quota
  std::string goods;                  // the class, "Steel Plate"
  std::string pool;                   // a group of origins of the rule base
  int list = 0;                       // index into RuleBase::lists: the codes that draw on it
  Interval period;                    // entry dates
  std::optional<Quantity> quantity;   // of the period; nothing where it is not held
  std::optional<Rate> country_share;  // the largest share of one country in the quantity; nothing: no such limit
  std::string citation;
  Grade grade = Grade::kC;
};

// The levels that goods of the origin draw on when entered on the day. A code shorter than those listed draws on
// every level that names some code under it.
std::vector<const QuotaLevel*> quota_levels(const RuleBase& rules, Country origin, HsCode code, Date date);

}  // namespace trilat::law
