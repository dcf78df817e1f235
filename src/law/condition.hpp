// Conditions of law as short sentences over facts, with three-valued truth (Kleene's strong logic).
//
//   claim = usmca and commerce_approved
//   melt_pour_country in [US, MX, CA]        us_content_value >= 20%        loaded_on < 2025-08-07
//   column_1 < 15%                           duty already owed under column 1, as a share of value
//   subject_to(s232_autos)                   a duty heading of that authority covers the goods
//   owes(ieepa_fentanyl_ca)                  ... and money is due under it
//   stated(smelt_cast_country = RU)          true only when it was said; unsaid counts as false
//
// `not`, `and`, `or` and parentheses as usual; `not` binds tightest, then `and`, then `or`.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "law/facts.hpp"

namespace trilat::law {

enum class Truth { kNo, kYes, kUnknown };

Truth operator!(Truth a);
Truth operator&&(Truth a, Truth b);
Truth operator||(Truth a, Truth b);

struct Condition {
  enum class Op { kAlways, kNot, kAnd, kOr, kFact, kColumn1, kSubjectTo, kOwes, kStated };
  enum class Compare : signed char { kIs, kLess, kAtMost, kGreater, kAtLeast, kIn };

  Op op = Op::kAlways;
  std::vector<Condition> operands;  // kNot, kAnd, kOr, kStated
  std::string name;                 // fact name, or authority
  int fact = -1;                    // kFact: its place among the facts declared
  Compare compare = Compare::kIs;
  std::vector<FactValue> values;  // what the fact is compared with; kColumn1 uses values[0].share

  bool always() const { return op == Op::kAlways; }
};

// Parses a condition. Fact names must be among `facts`, which also give the kind of the literals.
// An error gives the column inside the text and the nearest known name.
Result<Condition> parse_condition(std::string_view text, const std::vector<FactDefinition>& facts);

// What a condition is evaluated against.
class ConditionContext {
 public:
  virtual ~ConditionContext() = default;
  virtual Truth fact(const Condition& leaf) = 0;  // compares a fact with the leaf's values
  virtual Truth column_1(const Condition& leaf) = 0;
  virtual Truth subject_to(const std::string& authority) = 0;
  virtual Truth owes(const std::string& authority) = 0;
};

Truth evaluate(const Condition& condition, ConditionContext& context);

// Compares a value with the leaf's literals. Contents are compared as shares of `whole`.
bool satisfies(const Condition& leaf, FactKind kind, const FactValue& value, Money whole);

// The same of a content of `whole`.
bool compare_content(const Condition& leaf, Money content, Money whole);

// Compares a share with the literal of a leaf, such as the column 1 duty with 15 %.
bool compares(Condition::Compare compare, Rate value, Rate literal);

// The leaves that compare facts, for questions and for the candidate values of a range.
void collect_facts(const Condition& condition, std::vector<const Condition*>& leaves);

}  // namespace trilat::law
