#include "law/questions.hpp"

#include <algorithm>

#include "core/unique.hpp"

namespace trilat::law {
namespace {

// What the conditions in play compare the fact with.
std::vector<FactValue> literals_of(const Case& subject, int fact) {
  std::vector<FactValue> literals;
  for (const Candidate& candidate : subject.candidates) {
    for (const Condition* leaf : subject.index.leaves(candidate.measure)) {
      if (leaf->fact == fact) literals.insert(literals.end(), leaf->values.begin(), leaf->values.end());
    }
  }
  return literals;
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
  for (const FactValue& literal : literals) core::add_unique(values, literal);
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
      core::add_unique(values, value);
    }
  }
  return values;
}

std::vector<FactValue> shares(const std::vector<FactValue>& literals) {
  std::vector<FactValue> values;
  const auto add = [&](std::int64_t raw) {
    FactValue value;
    value.share = Rate::from_raw(std::clamp<std::int64_t>(raw, 0, Rate::kScale));
    core::add_unique(values, value);
  };
  add(0);
  add(Rate::kScale);
  for (const FactValue& literal : literals) {
    for (const std::int64_t step : {-1, 0, 1}) add(literal.share.raw() + step);
  }
  return values;
}

Said content_answer(int fact, Number content) {
  Said said{fact, {}, content};
  said.value.money = content.money;
  return said;
}

// Nothing, everything that is left, and both sides of each threshold.
Answers contents(Tape& tape, int fact, const std::vector<FactValue>& literals, Number left) {
  Answers answers;
  const Number nothing = tape.constant({});
  const auto add = [&](Number amount) {
    const bool known =
        std::any_of(answers.begin(), answers.end(), [&](const Said& said) { return tape.equal(said.content, amount); });
    if (!known) answers.push_back(content_answer(fact, amount));
  };
  add(nothing);
  add(left);
  for (const FactValue& literal : literals) {
    const Number threshold = literal.is_share ? tape.times(tape.value(), literal.share) : tape.constant(literal.money);
    for (const std::int64_t step : {-1, 0, 1}) {
      const Number beside = tape.plus(threshold, tape.constant(Money::from_cents(step)));
      add(tape.greatest(tape.least(beside, left), nothing));
    }
  }
  return answers;
}

std::vector<FactValue> values_to_try(const FactDefinition& definition, const std::vector<FactValue>& literals) {
  switch (definition.kind) {
    case FactKind::kFlag: return flags();
    case FactKind::kChoice: return choices(definition);
    case FactKind::kCountry: return countries(literals);
    case FactKind::kDate: return dates(literals);
    case FactKind::kShare: return shares(literals);
    case FactKind::kRate:     // never asked: its duty is charged where it was said
    case FactKind::kContent:  // its answers hang on the value
      break;
  }
  return {};
}

bool same_answer(const Case& subject, Tape& tape, const TriedAnswer& tried, const Said& said) {
  if (subject.index.fact(said.fact).kind == FactKind::kContent) return tape.equal(tried.content, said.content);
  return tried.value == said.value;
}

// The distinct answers that the rulings take, in their order, by fact in order of names.
std::vector<OpenQuestion> asked(const Case& subject, Tape& tape, const std::vector<Ruling>& rulings,
                                std::size_t given) {
  std::vector<OpenQuestion> questions;
  for (const Ruling& ruling : rulings) {
    for (std::size_t i = given; i < ruling.answers.size(); ++i) {
      const Said& said = ruling.answers[i];
      auto at = std::find_if(questions.begin(), questions.end(),
                             [&](const OpenQuestion& question) { return question.fact == said.fact; });
      if (at == questions.end()) at = questions.insert(questions.end(), OpenQuestion{said.fact, {}, {}});
      const bool known = std::any_of(at->answers.begin(), at->answers.end(),
                                     [&](const TriedAnswer& tried) { return same_answer(subject, tape, tried, said); });
      if (!known) at->answers.push_back({said.value, said.content, {}, {}});
    }
  }
  std::sort(questions.begin(), questions.end(), [&](const OpenQuestion& a, const OpenQuestion& b) {
    return subject.index.fact(a.fact).name < subject.index.fact(b.fact).name;
  });
  return questions;
}

void find_span(const Case& subject, Tape& tape, const std::vector<Ruling>& rulings, int fact, TriedAnswer& tried) {
  bool first = true;
  for (const Ruling& ruling : rulings) {
    const Said* said = find_answer(ruling.answers, fact);
    if (said != nullptr && !same_answer(subject, tape, tried, *said)) continue;
    tried.duty_min = first ? ruling.total : tape.least(tried.duty_min, ruling.total);
    tried.duty_max = first ? ruling.total : tape.greatest(tried.duty_max, ruling.total);
    first = false;
  }
}

}  // namespace

Answers answers_to_try(const Case& subject, Tape& tape, int fact, const Answers& given) {
  const std::vector<FactValue> literals = literals_of(subject, fact);
  const FactDefinition& definition = subject.index.fact(fact);
  if (definition.kind != FactKind::kContent) {
    Answers answers;
    for (FactValue& value : values_to_try(definition, literals)) answers.push_back({fact, std::move(value), {}});
    return answers;
  }
  Number left = tape.value();
  if (subject.index.shares_the_value(fact)) {
    for (const Said& said : given) {
      if (subject.index.shares_the_value(said.fact)) left = tape.minus(left, said.content);
    }
  }
  return contents(tape, fact, literals, left);
}

std::vector<OpenQuestion> open_questions(const Case& subject, Tape& tape, const std::vector<Ruling>& rulings,
                                         std::size_t given) {
  std::vector<OpenQuestion> questions = asked(subject, tape, rulings, given);
  for (OpenQuestion& question : questions) {
    Number least_max, greatest_max, least_min, greatest_min;
    bool first = true;
    for (TriedAnswer& tried : question.answers) {
      find_span(subject, tape, rulings, question.fact, tried);
      least_max = first ? tried.duty_max : tape.least(least_max, tried.duty_max);
      greatest_max = first ? tried.duty_max : tape.greatest(greatest_max, tried.duty_max);
      least_min = first ? tried.duty_min : tape.least(least_min, tried.duty_min);
      greatest_min = first ? tried.duty_min : tape.greatest(greatest_min, tried.duty_min);
      first = false;
    }
    question.at_stake = tape.greatest(tape.minus(greatest_max, least_max), tape.minus(greatest_min, least_min));
  }
  return questions;
}

}  // namespace trilat::law
