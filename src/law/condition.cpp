#include "law/condition.hpp"

#include <algorithm>

#include "core/rate.hpp"

namespace trilat::law {
namespace {

using core::Int128;

template <class T>
bool ordered(Condition::Compare compare, const T& value, const T& literal) {
  switch (compare) {
    case Condition::Compare::kLess: return value < literal;
    case Condition::Compare::kAtMost: return value <= literal;
    case Condition::Compare::kGreater: return value > literal;
    case Condition::Compare::kAtLeast: return value >= literal;
    case Condition::Compare::kIs:
    case Condition::Compare::kIn: break;
  }
  return value == literal;
}

// A content in cents scaled by Rate::kScale, so that a share of `whole` is exact.
Int128 scaled(Money content) { return static_cast<Int128>(content.cents()) * Rate::kScale; }

Int128 scaled_content(const FactValue& value, Money whole) {
  return value.is_share ? static_cast<Int128>(value.share.raw()) * whole.cents() : scaled(value.money);
}

bool satisfies_one(const Condition& leaf, FactKind kind, const FactValue& value, const FactValue& literal,
                   Money whole) {
  switch (kind) {
    case FactKind::kFlag: return value.flag == literal.flag;
    case FactKind::kContent: return ordered(leaf.compare, scaled_content(value, whole), scaled_content(literal, whole));
    case FactKind::kShare:
    case FactKind::kRate: return ordered(leaf.compare, value.share, literal.share);
    case FactKind::kDate: return ordered(leaf.compare, value.date, literal.date);
    case FactKind::kChoice: return value.choice == literal.choice;
    case FactKind::kCountry: break;
  }
  if (value.other_country || literal.other_country) return value.other_country == literal.other_country;
  return value.country == literal.country;
}

Truth evaluate_all(const Condition& condition, ConditionContext& context) {
  Truth truth = Truth::kYes;
  for (const Condition& operand : condition.operands) {
    truth = truth && evaluate(operand, context);
    if (truth == Truth::kNo) break;
  }
  return truth;
}

Truth evaluate_any(const Condition& condition, ConditionContext& context) {
  Truth truth = Truth::kNo;
  for (const Condition& operand : condition.operands) {
    truth = truth || evaluate(operand, context);
    if (truth == Truth::kYes) break;
  }
  return truth;
}

}  // namespace

Truth operator!(Truth a) {
  if (a == Truth::kUnknown) return a;
  return a == Truth::kYes ? Truth::kNo : Truth::kYes;
}

Truth operator&&(Truth a, Truth b) {
  if (a == Truth::kNo || b == Truth::kNo) return Truth::kNo;
  return a == Truth::kYes && b == Truth::kYes ? Truth::kYes : Truth::kUnknown;
}

Truth operator||(Truth a, Truth b) {
  if (a == Truth::kYes || b == Truth::kYes) return Truth::kYes;
  return a == Truth::kNo && b == Truth::kNo ? Truth::kNo : Truth::kUnknown;
}

Truth evaluate(const Condition& condition, ConditionContext& context) {
  switch (condition.op) {
    case Condition::Op::kAlways: return Truth::kYes;
    case Condition::Op::kNot: return !evaluate(condition.operands.front(), context);
    case Condition::Op::kAnd: return evaluate_all(condition, context);
    case Condition::Op::kOr: return evaluate_any(condition, context);
    case Condition::Op::kFact: return context.fact(condition);
    case Condition::Op::kColumn1: return context.column_1(condition);
    case Condition::Op::kSubjectTo: return context.subject_to(condition.name);
    case Condition::Op::kOwes: return context.owes(condition.name);
    case Condition::Op::kStated: break;
  }
  const Truth said = evaluate(condition.operands.front(), context);
  return said == Truth::kUnknown ? Truth::kNo : said;
}

bool satisfies(const Condition& leaf, FactKind kind, const FactValue& value, Money whole) {
  return std::any_of(leaf.values.begin(), leaf.values.end(),
                     [&](const FactValue& literal) { return satisfies_one(leaf, kind, value, literal, whole); });
}

bool compare_content(const Condition& leaf, Money content, Money whole) {
  return std::any_of(leaf.values.begin(), leaf.values.end(), [&](const FactValue& literal) {
    return ordered(leaf.compare, scaled(content), scaled_content(literal, whole));
  });
}

bool compares(Condition::Compare compare, Rate value, Rate literal) { return ordered(compare, value, literal); }

void collect_facts(const Condition& condition, std::vector<const Condition*>& leaves) {
  if (condition.op == Condition::Op::kFact) leaves.push_back(&condition);
  for (const Condition& operand : condition.operands) collect_facts(operand, leaves);
}

}  // namespace trilat::law
