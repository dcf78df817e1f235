#include "law/evaluation.hpp"

#include <algorithm>

namespace trilat::law {
namespace {

// The first unsaid `ask` fact on which an undecided condition hangs, by the order of the text.
// What `stated` encloses never asks.
template <class Unsaid>
const Condition* first_open(const Condition& condition, const Unsaid& unsaid) {
  if (condition.op == Condition::Op::kStated) return nullptr;
  if (condition.op == Condition::Op::kFact) return unsaid(condition) ? &condition : nullptr;
  for (const Condition& operand : condition.operands) {
    if (const Condition* leaf = first_open(operand, unsaid)) return leaf;
  }
  return nullptr;
}

const std::string kNoClaim = "none";

bool names(const Precedence& rule, const std::string& heading) {
  return rule.lower_only.empty() ||
         std::any_of(rule.lower_only.begin(), rule.lower_only.end(),
                     [&](const std::string& pattern) { return heading_matches(pattern, heading); });
}

}  // namespace

const Said* find_answer(const Answers& answers, int fact) {
  const auto at = std::find_if(answers.begin(), answers.end(), [&](const Said& said) { return said.fact == fact; });
  return at == answers.end() ? nullptr : &*at;
}

Evaluation::Evaluation(const Case& subject, const Answers& answers, Tape& tape, Disclosure& disclosure)
    : case_(subject),
      rules_(subject.index.rules()),
      answers_(answers),
      tape_(tape),
      disclosure_(disclosure),
      progress_(subject.candidates.size()),
      owed_state_(rules_.authorities.size(), State::kUnvisited),
      owed_(rules_.authorities.size(), false),
      subject_visiting_(rules_.authorities.size(), false) {
  ruling_.fates.resize(subject.candidates.size());
}

const Measure& Evaluation::measure(std::size_t candidate) const {
  return case_.index.measure(case_.candidates[candidate].measure);
}

void Evaluation::need(int fact) {
  if (missing_ < 0) missing_ = fact;
}

// ---- conditions

// Said, or a content whose complement was said.
bool Evaluation::knows(int fact) const {
  if (find_answer(answers_, fact) != nullptr) return true;
  const int other = case_.index.complement(fact);
  return other >= 0 && find_answer(answers_, other) != nullptr;
}

std::optional<Number> Evaluation::content_value(int fact) {
  if (const Said* said = find_answer(answers_, fact)) return said->content;
  if (case_.index.fact(fact).whole) return tape_.value();
  const int other = case_.index.complement(fact);
  const Said* rest = other < 0 ? nullptr : find_answer(answers_, other);
  if (rest == nullptr) return std::nullopt;
  return tape_.minus(tape_.value(), rest->content);
}

Truth Evaluation::fact(const Condition& leaf) {
  const FactDefinition& definition = case_.index.fact(leaf.fact);
  if (definition.kind == FactKind::kContent) {
    if (definition.whole && find_answer(answers_, leaf.fact) == nullptr)
      disclosure_.assumed[static_cast<std::size_t>(leaf.fact)] = true;
    if (const auto value = content_value(leaf.fact)) {
      return tape_.content_satisfies(leaf, *value) ? Truth::kYes : Truth::kNo;
    }
  } else if (const Said* said = find_answer(answers_, leaf.fact)) {
    if (leaf.fact == case_.index.claim()) return claims(leaf, said->value.choice) ? Truth::kYes : Truth::kNo;
    return satisfies(leaf, definition.kind, said->value, tape_.inputs().value) ? Truth::kYes : Truth::kNo;
  }
  if (cannot_claim(leaf)) return Truth::kNo;
  if (!definition.assume_false) return Truth::kUnknown;
  disclosure_.assumed[static_cast<std::size_t>(leaf.fact)] = true;
  return Truth::kNo;
}

bool Evaluation::may_claim(const std::string& claim) const {
  for (std::size_t i = 0; i < rules_.preferences.size(); ++i)
    if (case_.claimable[i] && rules_.preferences[i].claim == claim) return true;
  return false;
}

// What is claimed without the preference is not claimed.
bool Evaluation::claims(const Condition& leaf, const std::string& claim) const {
  const std::string& made = may_claim(claim) ? claim : kNoClaim;
  return std::any_of(leaf.values.begin(), leaf.values.end(),
                     [&](const FactValue& value) { return value.choice == made; });
}

// A claim that the origin does not allow is not made.
bool Evaluation::cannot_claim(const Condition& leaf) const {
  if (leaf.fact != case_.index.claim()) return false;
  return std::none_of(leaf.values.begin(), leaf.values.end(),
                      [&](const FactValue& value) { return may_claim(value.choice); });
}

Truth Evaluation::column_1(const Condition& leaf) {
  return tape_.column_1(leaf, ruling_.line.ordinary) ? Truth::kYes : Truth::kNo;
}

Truth Evaluation::subject_to(const std::string& authority) {
  return subject(rules_.find_authority(authority)) ? Truth::kYes : Truth::kNo;
}

Truth Evaluation::owes(const std::string& authority) {
  return owed(rules_.find_authority(authority)) ? Truth::kYes : Truth::kNo;
}

bool Evaluation::holds(const Condition& condition) {
  const Truth truth = evaluate(condition, *this);
  if (truth != Truth::kUnknown) return truth == Truth::kYes;
  const auto unsaid = [this](const Condition& leaf) {
    return !case_.index.fact(leaf.fact).assume_false && !knows(leaf.fact) && !cannot_claim(leaf);
  };
  if (const Condition* leaf = first_open(condition, unsaid)) need(leaf->fact);
  return false;
}

bool Evaluation::condition_holds(std::size_t candidate) {
  Progress& progress = progress_[candidate];
  if (progress.condition_state == State::kUnvisited) {
    progress.condition_state = State::kVisiting;
    progress.condition = holds(measure(candidate).when);
    progress.condition_state = State::kDone;
  }
  return progress.condition;
}

// ---- what applies

// Applies, and no effective measure stands in its place.
bool Evaluation::effective(std::size_t candidate) {
  Progress& progress = progress_[candidate];
  int& replaced_by = fate(candidate).replaced_by;
  if (progress.effective_state != State::kUnvisited) return replaced_by < 0 && progress.condition;
  if (!condition_holds(candidate)) {
    progress.effective_state = State::kDone;
    return false;
  }
  progress.effective_state = State::kVisiting;
  const auto& candidates = case_.candidates;
  for (std::size_t other = 0; other < candidates.size() && replaced_by < 0; ++other) {
    if (other == candidate || !case_.index.stands_instead(candidates[other].measure, candidates[candidate].measure)) {
      continue;
    }
    if (measure(other).effect != Effect::kExemptPart && effective(other)) replaced_by = static_cast<int>(other);
  }
  progress.effective_state = State::kDone;
  return replaced_by < 0;
}

// A duty heading of the authority covers the goods, even where an exemption makes it nothing.
bool Evaluation::subject(int authority) {
  const auto at = static_cast<std::size_t>(authority);
  if (subject_visiting_[at]) return false;
  subject_visiting_[at] = true;
  bool found = false;
  for (std::size_t i = 0; i < progress_.size() && !found; ++i) {
    found = measure(i).authority == authority && is_duty(measure(i).effect) && condition_holds(i);
  }
  subject_visiting_[at] = false;
  return found;
}

bool Evaluation::owed(int authority) {
  const auto at = static_cast<std::size_t>(authority);
  if (owed_state_[at] == State::kUnvisited) {
    owed_state_[at] = State::kVisiting;
    for (std::size_t i = 0; i < progress_.size(); ++i) {
      if (measure(i).authority != authority) continue;
      const Fate& found = charge(i);
      if (found.end == Fate::End::kCharged && !tape_.is_zero(found.amount)) owed_[at] = true;
    }
    owed_state_[at] = State::kDone;
  }
  return owed_[at];
}

// ---- amounts

Number Evaluation::content(const std::string& name) {
  const int fact = case_.index.find_fact(name);
  if (const auto value = content_value(fact)) return *value;
  need(fact);
  return tape_.constant({});
}

// The value on which an authority's duty falls: all of it, unless the goods are entered under a provision
// that frees them or lays duty on a declared part. The schedule's own duty is authority -1.
Number Evaluation::entered_value(int authority) {
  const SpecialEntry* entry = ruling_.entry;
  if (entry == nullptr) return tape_.value();
  const auto& whole = entry->whole_value_for;
  if (std::find(whole.begin(), whole.end(), authority) != whole.end()) return tape_.value();
  return entry->free ? tape_.constant({}) : content("declared_value");
}

// Whether another authority's duty takes this one's place altogether.
bool Evaluation::displaced(std::size_t candidate) {
  const Measure& lower = measure(candidate);
  for (const Precedence* rule : case_.precedence) {
    if (rule->relation != Relation::kDisplaces || rule->lower != lower.authority) continue;
    if (!names(*rule, lower.heading)) continue;
    if (!(rule->only_when_owed ? owed(rule->higher) : subject(rule->higher))) continue;
    fate(candidate).end = Fate::End::kDisplaced;
    fate(candidate).rule = rule;
    return true;
  }
  return false;
}

// The base less what duties that split the value, and partial exemptions, take out of it.
Number Evaluation::left_by_higher(std::size_t candidate, Number base) {
  const auto& candidates = case_.candidates;
  for (const Precedence* rule : case_.precedence) {
    if (rule->relation != Relation::kSplits || rule->lower != measure(candidate).authority) continue;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (measure(i).authority == rule->higher && charge(i).end == Fate::End::kCharged) {
        base = tape_.minus(base, charge(i).base);
      }
    }
  }
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (measure(i).effect != Effect::kExemptPart || i == candidate) continue;
    if (case_.index.stands_instead(candidates[i].measure, candidates[candidate].measure) && effective(i)) {
      base = tape_.minus(base, content(candidates[i].segment->base_content));
    }
  }
  return tape_.greatest(base, tape_.constant({}));
}

const Fate& Evaluation::charge(std::size_t candidate) {
  State& state = progress_[candidate].charge_state;
  if (state == State::kUnvisited) {
    state = State::kVisiting;
    work_out(candidate);
    progress_[candidate].charge_state = State::kDone;
  }
  return fate(candidate);
}

Number Evaluation::top_up(std::size_t candidate) {
  const DutyRate& rate = case_.candidates[candidate].segment->rate;
  const Rate total = percentage(rate);
  const Number base = fate(candidate).base;
  const LineDuty& line = ruling_.line;
  const bool whole = tape_.equal(base, line.base) || (ruling_.entry != nullptr && tape_.is_zero(line.base));
  const Number column_1 = whole ? line.ordinary : tape_.proportion(line.ordinary, base, line.base);
  return tape_.greatest(tape_.minus(tape_.times(base, total), column_1), tape_.constant({}));
}

void Evaluation::work_out(std::size_t candidate) {
  const Segment& segment = *case_.candidates[candidate].segment;
  const Effect effect = measure(candidate).effect;
  if (!is_duty(effect)) return;
  if (!effective(candidate)) {
    fate(candidate).end = fate(candidate).replaced_by < 0 ? Fate::End::kConditionNotMet : Fate::End::kReplaced;
    return;
  }
  if (displaced(candidate)) return;
  Number base = entered_value(measure(candidate).authority);
  const bool special = ruling_.entry != nullptr;
  const bool something = !special || !tape_.is_zero(base);
  if (something && segment.base == BaseKind::kContent) {
    const Number part = content(segment.base_content);
    base = special ? tape_.least(base, part) : part;  // a content is never more than the whole value
  }
  if (something && segment.base == BaseKind::kShare) base = tape_.times(base, segment.base_share);
  if (something && segment.base == BaseKind::kRemainder) base = tape_.minus(base, content(segment.base_content));
  base = left_by_higher(candidate, base);
  if (missing_ >= 0) return;
  Fate& found = fate(candidate);
  found.base = base;
  if (tape_.is_zero(base)) {
    found.end = Fate::End::kNothingLeft;
    return;
  }
  found.end = Fate::End::kCharged;
  if (effect == Effect::kTopUp) {
    found.amount = top_up(candidate);
  } else if (const auto duty = tape_.duty(segment.rate, base)) {
    found.amount = *duty;
  } else {
    found.amount = tape_.least_duty(segment.rate, base);
    ruling_.unpriced.push_back(static_cast<int>(candidate));
  }
}

// ---- the goods' own line

// The preference claimed, or -1.
int Evaluation::claimed_preference() {
  for (std::size_t i = 0; i < rules_.preferences.size(); ++i) {
    const Preference& preference = rules_.preferences[i];
    if (!case_.claimable[i]) continue;
    if (const Said* said = find_answer(answers_, case_.index.claim())) {
      if (said->value.choice == preference.claim) return static_cast<int>(i);
      continue;
    }
    // a claim that would not change this rate is not asked for here
    if (case_.rates.special[i].rate && !case_.rates.general.is_free()) need(case_.index.claim());
  }
  return -1;
}

// The rate of a claimed preference. Where the special column points to other lines, the rate stands there, by
// origin and quota.
int Evaluation::claimed_rate(int preference) {
  const auto at = static_cast<std::size_t>(preference);
  const int printed = case_.rates.special[at].rate ? kFirstSpecial + preference : kGeneral;
  const auto& referred = case_.rates.referred[at];
  if (!referred || case_.index.quota() < 0) return printed;
  if (referred->over) {
    const Said* said = find_answer(answers_, case_.index.quota());
    if (said == nullptr) need(case_.index.quota());
    ruling_.line.referred = said != nullptr;
    if (said == nullptr) return printed;
    if (said->value.choice != "in") return over_quota(rules_, preference);
  }
  ruling_.line.referred = true;
  return within_quota(rules_, preference);
}

// Whether a rate stands in place of the line's own: the duty under it is then the ordinary duty.
bool Evaluation::replace_line() {
  LineDuty& line = ruling_.line;
  for (std::size_t i = 0; i < progress_.size(); ++i) {
    if (measure(i).effect != Effect::kReplace || charge(i).end != Fate::End::kCharged) continue;
    line.ordinary = line.replaced_by < 0 ? fate(i).amount : tape_.plus(line.ordinary, fate(i).amount);
    if (line.replaced_by < 0) line.replaced_by = static_cast<int>(i);
  }
  return line.replaced_by >= 0;
}

void Evaluation::line_duty() {
  LineDuty& line = ruling_.line;
  line.base = entered_value(-1);
  line.amount = line.ordinary = tape_.constant({});
  if (rules_.column_2_origins.contains(case_.origin)) {
    line.rate = kColumn2;
  } else {
    line.preference = claimed_preference();
    line.rate = line.preference < 0 ? kGeneral : claimed_rate(line.preference);
  }
  if (replace_line()) return;
  const DutyRate& rate = *case_.rates.list[static_cast<std::size_t>(line.rate)];
  line.in_words = rate.kind != DutyRate::Kind::kPriced;
  if (line.in_words || (ruling_.entry != nullptr && tape_.is_zero(line.base))) return;
  const auto duty = tape_.line_duty(line.rate, line.base);
  line.unpriced = !duty;
  line.amount = line.ordinary = duty ? *duty : tape_.least_line_duty(line.rate, line.base);
}

// ---- the whole

void Evaluation::work_out_all() {
  for (std::size_t i = 0; i < progress_.size() && missing_ < 0; ++i) {
    const Effect effect = measure(i).effect;
    if (effect == Effect::kProhibit && effective(i)) ruling_.prohibited.push_back(static_cast<int>(i));
    if (effect == Effect::kNotLoaded && effective(i)) ruling_.not_loaded.push_back(static_cast<int>(i));
    if (is_duty(effect)) charge(i);
  }
}

void Evaluation::keep_lowest_of(int authority) {
  const auto counts = [&](std::size_t i) {
    return measure(i).authority == authority && fate(i).end == Fate::End::kCharged;
  };
  int lowest = -1;
  for (std::size_t i = 0; i < progress_.size(); ++i) {
    if (!counts(i)) continue;
    if (lowest < 0 || tape_.less(fate(i).amount, fate(static_cast<std::size_t>(lowest)).amount)) {
      lowest = static_cast<int>(i);
    }
  }
  for (std::size_t i = 0; i < progress_.size(); ++i) {
    if (!counts(i) || measure(i).heading == measure(static_cast<std::size_t>(lowest)).heading) continue;
    fate(i).end = Fate::End::kLowerApplies;
    fate(i).by = lowest;
  }
}

// Where an authority's headings exclude each other, the lowest duty is due.
void Evaluation::keep_lowest() {
  for (std::size_t i = 0; i < rules_.authorities.size(); ++i) {
    if (rules_.authorities[i].several == Several::kLowest) keep_lowest_of(static_cast<int>(i));
  }
}

Ruling Evaluation::run() {
  if (const Said* said = find_answer(answers_, case_.index.entered_under())) {
    ruling_.entry = special_entry(rules_, said->value.choice);
  }
  line_duty();
  if (missing_ < 0) work_out_all();
  if (missing_ >= 0) return {};
  keep_lowest();
  ruling_.duty = ruling_.line.amount;
  for (const Fate& found : ruling_.fates) {
    if (found.end == Fate::End::kCharged) ruling_.duty = tape_.plus(ruling_.duty, found.amount);
  }
  add_stated();
  ruling_.total = ruling_.duty;
  if (!case_.fees.empty()) {
    add_fees();
    if (missing_ >= 0) return {};
    ruling_.total = tape_.plus(ruling_.duty, ruling_.fees);
  }
  ruling_.answers = answers_;
  return std::move(ruling_);
}

}  // namespace trilat::law
