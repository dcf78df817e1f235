// The words of an outcome, made of a ruling: every charge with its working, and every measure that looked
// relevant and was not charged with its reason.
#pragma once

#include <string>
#include <vector>

#include "law/assess.hpp"
#include "law/evaluation.hpp"

namespace trilat::law {

// What the words need beside the case.
struct Goods {
  HsCode code;
  std::string description;
  Date date;
  Money value;
  const std::vector<Quantity>& quantities;
  const std::vector<PassedOver>& passed_over;
  int evidence = -1;  // of the line, in RuleBase::evidence
};

Outcome explain(const Case& subject, const Goods& goods, const Ruling& ruling);

}  // namespace trilat::law
