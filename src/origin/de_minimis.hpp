// De minimis, SOR/2020-155 section 5: a good originates although some non-originating materials do not undergo the
// change, where they are 10 percent of its value at most; of textiles and apparel 10 percent of the weight of the
// good or of its component, elastomeric yarns 7 percent at most.
#pragma once

#include <optional>
#include <vector>

#include "origin/rule_book.hpp"
#include "origin/value_content.hpp"

namespace trilat::origin {

struct DeMinimisFinding {
  Verdict verdict = Verdict::kFail;
  bool available = true;
  std::optional<Rational> share;  // percent
  std::vector<Step> steps;
  std::vector<Question> missing;
};

// 10 percent of the transaction value without shipping, or of the total cost: `share_of` the larger stated base.
DeMinimisFinding value_share_test(const Rational& limit, const OpenSum& amount, const Bases& bases);

struct WeightShare {
  Rational total;                     // of the good or component
  Rational not_changed, elastomeric;  // non-originating that do not undergo the change
};
DeMinimisFinding weight_share_test(const Provisions& provisions, const WeightShare& weights, bool component);

// For materials that fail (or may fail) the change.
struct NotChanged {
  const Input* input = nullptr;
  bool certain = true;  // false: it may undergo the change or originate
};
DeMinimisFinding de_minimis_of(const RuleBook& book, const Product& product, const Bases& bases,
                               const std::vector<NotChanged>& materials);

}  // namespace trilat::origin
