#include "law/questions.hpp"

#include <algorithm>

namespace trilat::law {
namespace {

void add_unique(std::vector<FactValue>& values, FactValue value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(std::move(value));
}

std::vector<FactValue> flags() {
  FactValue yes;
  yes.flag = true;
  return {FactValue{}, yes};
}

std::vector<FactValue> choices(const FactDefinition& definition) {
  std::vector<FactValue> values;
  for (const std::string& choice : definition.choices) {
    FactValue value;
    value.choice = choice;
    values.push_back(std::move(value));
  }
  return values;
}

std::vector<FactValue> countries(const std::vector<FactValue>& literals) {
  std::vector<FactValue> values;
  for (const FactValue& literal : literals) add_unique(values, literal);
  FactValue other;
  other.other_country = true;
  values.push_back(other);
  return values;
}

std::vector<FactValue> dates(const std::vector<FactValue>& literals) {
  std::vector<FactValue> values;
  for (const FactValue& literal : literals) {
    for (const int days : {-1, 0, 1}) {
      FactValue value;
      value.date = literal.date.plus_days(days);
      add_unique(values, value);
    }
  }
  return values;
}

std::vector<FactValue> shares(const std::vector<FactValue>& literals) {
  std::vector<FactValue> values;
  const auto add = [&](std::int64_t raw) {
    FactValue value;
    value.share = Rate::from_raw(std::clamp<std::int64_t>(raw, 0, Rate::kScale));
    add_unique(values, value);
  };
  add(0);
  add(Rate::kScale);
  for (const FactValue& literal : literals) {
    for (const std::int64_t step : {-1, 0, 1}) add(literal.share.raw() + step);
  }
  return values;
}

// Nothing, everything that is left, and both sides of each threshold.
std::vector<FactValue> contents(const std::vector<FactValue>& literals, Money whole, Money left) {
  std::vector<FactValue> values;
  const auto add = [&](Money money) {
    FactValue value;
    value.money = std::clamp(money, Money{}, left);
    add_unique(values, value);
  };
  add({});
  add(left);
  for (const FactValue& literal : literals) {
    const Money threshold = literal.is_share ? whole.times(literal.share) : literal.money;
    for (const std::int64_t step : {-1, 0, 1}) add(Money::from_cents(threshold.cents() + step));
  }
  return values;
}

}  // namespace

bool shares_the_value(const RuleBase& rules, const FactDefinition& definition) {
  const bool named = std::any_of(rules.facts.begin(), rules.facts.end(),
                                 [&](const FactDefinition& other) { return other.complement_of == definition.name; });
  return definition.kind == FactKind::kContent && !definition.apart && definition.complement_of.empty() && !named;
}

Questions::Questions(const Case& subject) : case_(subject) {
  for (const Candidate& candidate : subject.candidates.active) {
    std::vector<const Condition*> leaves;
    collect_facts(candidate.measure->when, leaves);
    for (const Condition* leaf : leaves) {
      auto& literals = literals_[leaf->name];
      literals.insert(literals.end(), leaf->values.begin(), leaf->values.end());
    }
  }
}

std::vector<FactValue> Questions::answers(const std::string& fact, const FactSet& given) const {
  const FactDefinition& definition = *case_.rules.find_fact(fact);
  const auto at = literals_.find(fact);
  const std::vector<FactValue> literals = at == literals_.end() ? std::vector<FactValue>{} : at->second;
  switch (definition.kind) {
    case FactKind::kFlag: return flags();
    case FactKind::kChoice: return choices(definition);
    case FactKind::kCountry: return countries(literals);
    case FactKind::kDate: return dates(literals);
    case FactKind::kShare: return shares(literals);
    case FactKind::kRate: return {};  // never asked: its duty is charged where it was said
    case FactKind::kContent: break;
  }
  Money left = case_.shipment.value;
  if (shares_the_value(case_.rules, definition)) {
    for (const auto& [name, value] : given) {
      if (shares_the_value(case_.rules, *case_.rules.find_fact(name))) left -= value.money;
    }
  }
  return contents(literals, case_.shipment.value, left);
}

std::vector<OpenFact> open_facts(const Case& subject, const std::vector<Outcome>& outcomes) {
  std::map<std::string, std::vector<std::pair<FactValue, Answer>>> asked;
  for (const Outcome& outcome : outcomes) {
    for (const auto& [name, value] : outcome.answers) {
      if (subject.shipment.facts.contains(name)) continue;
      auto& answers = asked[name];
      const bool known = std::any_of(answers.begin(), answers.end(),
                                     [&given = value](const auto& entry) { return entry.first == given; });
      if (!known) answers.push_back({value, {to_string(*subject.rules.find_fact(name), value), {}, {}}});
    }
  }
  std::vector<OpenFact> open;
  for (auto& [name, answers] : asked) {
    OpenFact fact{name, subject.rules.find_fact(name)->question, {}, {}};
    Money least_max = Money::from_cents(INT64_MAX / 4), greatest_max, least_min = least_max, greatest_min;
    for (auto& [value, answer] : answers) {
      bool first = true;
      for (const Outcome& outcome : outcomes) {
        const auto said = outcome.answers.find(name);
        if (said != outcome.answers.end() && !(said->second == value)) continue;
        answer.duty_min = first ? outcome.total() : std::min(answer.duty_min, outcome.total());
        answer.duty_max = first ? outcome.total() : std::max(answer.duty_max, outcome.total());
        first = false;
      }
      least_max = std::min(least_max, answer.duty_max);
      greatest_max = std::max(greatest_max, answer.duty_max);
      least_min = std::min(least_min, answer.duty_min);
      greatest_min = std::max(greatest_min, answer.duty_min);
      fact.answers.push_back(answer);
    }
    fact.at_stake = std::max(greatest_max - least_max, greatest_min - least_min);
    if (!fact.at_stake.is_zero()) open.push_back(std::move(fact));
  }
  std::stable_sort(open.begin(), open.end(),
                   [](const OpenFact& a, const OpenFact& b) { return a.at_stake > b.at_stake; });
  return open;
}

}  // namespace trilat::law
