#include "law/condition_words.hpp"

#include <fmt/format.h>

#include "core/country_words.hpp"

namespace trilat::law {
namespace {

using Op = Condition::Op;
using Compare = Condition::Compare;

std::string titled(const RuleBase& rules, const std::string& authority) {
  const int at = rules.find_authority(authority);
  return at < 0 ? authority : rules.authorities[static_cast<std::size_t>(at)].title;
}

Compare opposite(Compare compare) {
  switch (compare) {
    case Compare::kLess: return Compare::kAtLeast;
    case Compare::kAtMost: return Compare::kGreater;
    case Compare::kGreater: return Compare::kAtMost;
    case Compare::kAtLeast: return Compare::kLess;
    case Compare::kIs:
    case Compare::kIn: break;
  }
  return compare;
}

// "less than 15%", or of dates "before 2025-04-09".
std::string bound(Compare compare, bool date, const std::string& literal) {
  switch (compare) {
    case Compare::kLess: return (date ? "before " : "less than ") + literal;
    case Compare::kAtMost: return (date ? "by " : "at most ") + literal;
    case Compare::kGreater: return (date ? "after " : "more than ") + literal;
    case Compare::kAtLeast: return (date ? "not before " : "at least ") + literal;
    case Compare::kIs:
    case Compare::kIn: break;
  }
  return literal;
}

// "China, Russia or Iran"; negated "neither the United States nor Canada", "not Russia".
std::string in_turn(const FactDefinition& fact, const std::vector<FactValue>& values, bool negated) {
  std::string text = !negated ? "" : values.size() > 1 ? "neither " : "not ";
  for (std::size_t i = 0; i < values.size(); ++i) {
    const FactValue& value = values[i];
    if (i > 0) text += negated ? " nor " : i + 1 == values.size() ? " or " : ", ";
    text += fact.kind == FactKind::kCountry ? core::in_sentence(value.country) : to_string(fact, value);
  }
  return text;
}

// What the answer is where the leaf holds, or where it does not: "no", "China, Russia or Iran", "at least 15%".
std::string answer(const FactDefinition& fact, const Condition& leaf, bool negated) {
  if (fact.kind == FactKind::kFlag) {
    const bool wanted = leaf.values.empty() || leaf.values.front().flag;
    return wanted != negated ? "yes" : "no";
  }
  const bool equals = leaf.compare == Compare::kIs || leaf.compare == Compare::kIn;
  std::string literal = in_turn(fact, leaf.values, equals && negated);
  if (!equals) literal = bound(negated ? opposite(leaf.compare) : leaf.compare, fact.kind == FactKind::kDate, literal);
  return literal;
}

std::string words(const RuleBase& rules, const Condition& condition, bool negated, const char* is);

// An "or" within an "and", and the other way round, stands in parentheses.
std::string joined(const RuleBase& rules, const Condition& condition, bool negated, const char* is) {
  const bool all = (condition.op == Op::kAnd) != negated;
  std::string text;
  for (const Condition& operand : condition.operands) {
    if (!text.empty()) text += all ? ", and " : ", or ";
    const Condition* inner = &operand;
    while (inner->op == Op::kNot) inner = &inner->operands.front();
    const std::string part = words(rules, operand, negated, is);
    text += inner->op == Op::kAnd || inner->op == Op::kOr ? "(" + part + ")" : part;
  }
  return text;
}

std::string words(const RuleBase& rules, const Condition& condition, bool negated, const char* is) {
  switch (condition.op) {
    case Op::kAlways: return negated ? "never" : "always";
    case Op::kNot: return words(rules, condition.operands.front(), !negated, is);
    case Op::kAnd:
    case Op::kOr: return joined(rules, condition, negated, is);
    case Op::kFact: {
      const FactDefinition& fact = rules.facts[static_cast<std::size_t>(condition.fact)];
      return fmt::format("the answer to \"{}\" {} {}", fact.question, is, answer(fact, condition, negated));
    }
    case Op::kColumn1: {
      const Compare compare = negated ? opposite(condition.compare) : condition.compare;
      return "the ordinary duty is " + bound(compare, false, condition.values.front().share.to_percent_string());
    }
    case Op::kSubjectTo:
      return fmt::format("the goods are {}subject to {}", negated ? "not " : "", titled(rules, condition.name));
    case Op::kOwes: return fmt::format("{} duty is owed under {}", negated ? "no" : "a", titled(rules, condition.name));
    case Op::kStated: break;
  }
  return words(rules, condition.operands.front(), false, negated ? "is not stated to be" : "is stated to be");
}

}  // namespace

std::string in_words(const RuleBase& rules, const Condition& condition) { return words(rules, condition, false, "is"); }

}  // namespace trilat::law
