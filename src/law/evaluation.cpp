#include "law/evaluation.hpp"

#include <fmt/format.h>

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

}  // namespace

Evaluation::Evaluation(const Case& subject, const FactSet& answers)
    : case_(subject),
      answers_(answers),
      fates_(subject.candidates.active.size()),
      owed_state_(subject.rules.authorities.size(), State::kUnvisited),
      owed_(subject.rules.authorities.size(), false),
      subject_visiting_(subject.rules.authorities.size(), false) {}

const Authority& Evaluation::authority_of(const Candidate& candidate) const {
  return case_.rules.authorities[static_cast<std::size_t>(candidate.measure->authority)];
}

Considered Evaluation::considered(std::size_t index, Why why, std::string reason) const {
  const Candidate& candidate = case_.candidates.active[index];
  const Authority& authority = authority_of(candidate);
  return {candidate.measure->heading,
          authority.id,
          candidate.measure->title,
          authority.title,
          why,
          std::move(reason),
          candidate.segment->citation,
          candidate.segment->grade};
}

void Evaluation::need(const std::string& fact) {
  if (!missing_) missing_ = fact;
}

std::optional<FactValue> Evaluation::value_of(const FactDefinition& definition) const {
  if (const auto at = answers_.find(definition.name); at != answers_.end()) return at->second;
  // a content whose complement is known: the rest of the value
  for (const FactDefinition& other : case_.rules.facts) {
    const bool pair = other.complement_of == definition.name || definition.complement_of == other.name;
    const auto at = answers_.find(other.name);
    if (!pair || at == answers_.end()) continue;
    FactValue rest;
    rest.money = case_.shipment.value - at->second.money;
    return rest;
  }
  return std::nullopt;
}

// ---- conditions

Truth Evaluation::fact(const Condition& leaf) {
  const FactDefinition* definition = case_.rules.find_fact(leaf.name);
  if (const auto value = value_of(*definition)) {
    return satisfies(leaf, definition->kind, *value, case_.shipment.value) ? Truth::kYes : Truth::kNo;
  }
  if (!definition->assume_false) return Truth::kUnknown;
  assumed_.insert(leaf.name);
  return Truth::kNo;
}

Truth Evaluation::column_1(const Condition& leaf) {
  FactValue share;
  share.share = base_charge_.amount.share_of(case_.shipment.value);
  return satisfies(leaf, FactKind::kShare, share, case_.shipment.value) ? Truth::kYes : Truth::kNo;
}

Truth Evaluation::subject_to(const std::string& authority) {
  return subject(case_.rules.find_authority(authority)) ? Truth::kYes : Truth::kNo;
}

Truth Evaluation::owes(const std::string& authority) {
  return owed(case_.rules.find_authority(authority)) ? Truth::kYes : Truth::kNo;
}

bool Evaluation::holds(const Condition& condition) {
  const Truth truth = evaluate(condition, *this);
  if (truth != Truth::kUnknown) return truth == Truth::kYes;
  const auto unsaid = [this](const Condition& leaf) {
    const FactDefinition* definition = case_.rules.find_fact(leaf.name);
    return !definition->assume_false && !value_of(*definition);
  };
  if (const Condition* leaf = first_open(condition, unsaid)) need(leaf->name);
  return false;
}

bool Evaluation::condition_holds(std::size_t index) {
  Fate& fate = fates_[index];
  if (fate.condition_state == State::kUnvisited) {
    fate.condition_state = State::kVisiting;
    fate.condition = holds(case_.candidates.active[index].measure->when);
    fate.condition_state = State::kDone;
  }
  return fate.condition;
}

// ---- what applies

// Applies, and no effective measure stands in its place.
bool Evaluation::effective(std::size_t index) {
  Fate& fate = fates_[index];
  if (fate.effective_state != State::kUnvisited) return fate.replaced_by == nullptr && fate.condition;
  if (!condition_holds(index)) {
    fate.effective_state = State::kDone;
    return false;
  }
  fate.effective_state = State::kVisiting;
  const auto& active = case_.candidates.active;
  for (std::size_t other = 0; other < active.size() && fate.replaced_by == nullptr; ++other) {
    const Measure& measure = *active[other].measure;
    if (other == index || measure.effect == Effect::kExemptPart) continue;
    const bool names = std::any_of(measure.instead_of.begin(), measure.instead_of.end(), [&](const auto& pattern) {
      return heading_matches(pattern, active[index].measure->heading);
    });
    if (names && effective(other)) fate.replaced_by = &active[other];
  }
  fate.effective_state = State::kDone;
  return fate.replaced_by == nullptr;
}

// A duty heading of the authority covers the goods, even where an exemption makes it nothing.
bool Evaluation::subject(int authority) {
  const auto at = static_cast<std::size_t>(authority);
  if (subject_visiting_[at]) return false;
  subject_visiting_[at] = true;
  bool found = false;
  for (std::size_t i = 0; i < fates_.size() && !found; ++i) {
    const Measure& measure = *case_.candidates.active[i].measure;
    found = measure.authority == authority && is_duty(measure.effect) && condition_holds(i);
  }
  subject_visiting_[at] = false;
  return found;
}

bool Evaluation::owed(int authority) {
  const auto at = static_cast<std::size_t>(authority);
  if (owed_state_[at] == State::kUnvisited) {
    owed_state_[at] = State::kVisiting;
    for (std::size_t i = 0; i < fates_.size(); ++i) {
      if (case_.candidates.active[i].measure->authority == authority && !charge(i).amount.is_zero()) owed_[at] = true;
    }
    owed_state_[at] = State::kDone;
  }
  return owed_[at];
}

// ---- amounts

Money Evaluation::content(const std::string& name) {
  const FactDefinition* definition = case_.rules.find_fact(name);
  if (const auto value = value_of(*definition)) return value->money;
  need(name);
  return {};
}

// The value on which an authority's duty falls: all of it, unless the goods are entered under a provision
// that frees them or lays duty on a declared part. The schedule's own duty is authority -1.
Money Evaluation::entered_value(int authority) {
  const SpecialEntry* entry = special_entry(case_.rules, answers_);
  if (entry == nullptr) return case_.shipment.value;
  const auto& whole = entry->whole_value_for;
  if (std::find(whole.begin(), whole.end(), authority) != whole.end()) return case_.shipment.value;
  return entry->free ? Money{} : content("declared_value");
}

// Whether another authority's duty takes this one's place altogether.
bool Evaluation::displaced(std::size_t index) {
  const Candidate& candidate = case_.candidates.active[index];
  for (const Precedence* rule : case_.precedence) {
    if (rule->relation != Relation::kDisplaces || rule->lower != candidate.measure->authority) continue;
    const bool named = rule->lower_only.empty() ||
                       std::any_of(rule->lower_only.begin(), rule->lower_only.end(), [&](const auto& pattern) {
                         return heading_matches(pattern, candidate.measure->heading);
                       });
    if (!named || !(rule->only_when_owed ? owed(rule->higher) : subject(rule->higher))) continue;
    const Authority& higher = case_.rules.authorities[static_cast<std::size_t>(rule->higher)];
    Considered entry = considered(index, Why::kDisplaced, fmt::format("{} takes its place", higher.title));
    entry.citation = rule->citation;
    entry.grade = rule->grade;
    fates_[index].considered = std::move(entry);
    return true;
  }
  return false;
}

// The base less what duties that split the value, and partial exemptions, take out of it.
Money Evaluation::left_by_higher(std::size_t index, Money base) {
  const auto& active = case_.candidates.active;
  const Measure& measure = *active[index].measure;
  for (const Precedence* rule : case_.precedence) {
    if (rule->relation != Relation::kSplits || rule->lower != measure.authority) continue;
    for (std::size_t i = 0; i < active.size(); ++i) {
      if (active[i].measure->authority == rule->higher && charge(i).charged) base -= charge(i).base;
    }
  }
  for (std::size_t i = 0; i < active.size(); ++i) {
    const Measure& other = *active[i].measure;
    if (other.effect != Effect::kExemptPart || i == index) continue;
    const bool names = std::any_of(other.instead_of.begin(), other.instead_of.end(),
                                   [&](const auto& pattern) { return heading_matches(pattern, measure.heading); });
    if (names && effective(i)) base -= content(active[i].segment->base_content);
  }
  return std::max(base, Money{});
}

const Evaluation::Fate& Evaluation::charge(std::size_t index) {
  Fate& fate = fates_[index];
  if (fate.charge_state == State::kUnvisited) {
    fate.charge_state = State::kVisiting;
    work_out(index);
    fate.charge_state = State::kDone;
  }
  return fate;
}

void Evaluation::work_out(std::size_t index) {
  Fate& fate = fates_[index];
  const Candidate& candidate = case_.candidates.active[index];
  if (!is_duty(candidate.measure->effect) || !effective(index) || displaced(index)) return;
  const Segment& segment = *candidate.segment;
  Money base = entered_value(candidate.measure->authority);
  if (!base.is_zero() && segment.base == BaseKind::kContent) base = std::min(base, content(segment.base_content));
  if (!base.is_zero() && segment.base == BaseKind::kRemainder) base -= content(segment.base_content);
  fate.base = left_by_higher(index, base);
  if (missing_) return;
  if (fate.base.is_zero()) {
    fate.considered = considered(index, Why::kNothingLeft, "no value is left for it to fall on");
    return;
  }
  fate.charged = true;
  if (candidate.measure->effect == Effect::kTopUp) {
    const Rate total = segment.rate.parts.empty() ? Rate::zero() : segment.rate.parts.front().amount;
    const Money column_1 = fate.base == base_charge_.base || base_charge_.base.is_zero()
                               ? base_charge_.amount
                               : base_charge_.amount.times(fate.base.share_of(base_charge_.base));
    fate.amount = std::max(fate.base.times(total) - column_1, Money{});
    fate.working = fmt::format("{} of {} less {} under column 1 = {}", total.to_percent_string(),
                               fate.base.to_display(), column_1.to_display(), fate.amount.to_display());
    return;
  }
  const auto priced = price(segment.rate, fate.base, case_.shipment.quantities);
  if (!priced) {
    unpriced_.push_back(
        fmt::format("{} at {}: {}", candidate.measure->heading, segment.rate.text, priced.error().message));
    return;
  }
  fate.amount = priced->duty;
  fate.working = fmt::format("{}", fmt::join(priced->working, "; "));
}

// ---- the goods' own line

const Preference* Evaluation::claimed_preference() {
  for (const Preference& preference : case_.rules.preferences) {
    if (!preference.origins.contains(case_.shipment.preference_origin.value_or(case_.shipment.origin))) continue;
    const FactDefinition* claim = case_.rules.find_fact("claim");
    if (const auto said = value_of(*claim)) return said->choice == preference.claim ? &preference : nullptr;
    // a claim that would not change this rate is not asked for here
    const auto special = special_rate(case_.line.special, preference.programmes);
    if (special && !case_.line.general.is_free()) need("claim");
  }
  return nullptr;
}

// The rate that stands in the lines to which the special column points, by origin and quota.
void Evaluation::follow(const Preference& preference, DutyRate& rate) {
  const Shipment& shipment = case_.shipment;
  const auto found =
      follow_reference(case_.rules.schedule, preference.references, preference.programmes, rate.text, shipment.code,
                       shipment.preference_origin.value_or(shipment.origin), shipment.date);
  const FactDefinition* quota = case_.rules.find_fact("quota");
  if (!found || quota == nullptr) return;
  const ReferredLine* line = &*found->within;
  if (found->over) {
    const auto said = value_of(*quota);
    if (!said) return need(quota->name);
    if (said->choice != "in") line = &*found->over;
  }
  rate = line->rate;
  base_charge_.note += fmt::format(", through {}", line->code.to_printed());
}

void Evaluation::base_duty(Outcome& outcome) {
  const RuleBase& rules = case_.rules;
  base_charge_ = {};
  base_charge_.heading = case_.line.code.to_printed();
  base_charge_.authority = "base";
  base_charge_.authority_title = "Chapters 1 to 97";
  base_charge_.title = case_.line.description;
  base_charge_.base = entered_value(-1);
  base_charge_.citation = rules.schedule_citation;
  base_charge_.grade = rules.schedule_grade;
  DutyRate rate = case_.line.general;
  if (rules.column_2_origins.contains(case_.shipment.origin)) {
    rate = case_.line.column_2;
    base_charge_.citation = rules.column_2_citation;
    base_charge_.note = "column 2";
  } else if (const Preference* preference = claimed_preference()) {
    const auto special = special_rate(case_.line.special, preference->programmes);
    base_charge_.programme = special_programme(case_.line.special, preference->programmes);
    base_charge_.citation = preference->citation;
    base_charge_.grade = preference->grade;
    base_charge_.note =
        special ? preference->title : fmt::format("{}: the line gives no lower rate", preference->title);
    if (!special && rate.is_free()) base_charge_.programme = preference->programmes.front();
    if (special) rate = *special;
    if (rate.kind == DutyRate::Kind::kReference) follow(*preference, rate);
  }
  base_charge_.rate = rate.text;
  if (rate.kind != DutyRate::Kind::kPriced) {
    outcome.not_loaded.push_back(
        fmt::format("the rate of {} reads '{}', which is not priced here", base_charge_.heading, rate.text));
    return;
  }
  if (base_charge_.base.is_zero()) return;
  const auto priced = price(rate, base_charge_.base, case_.shipment.quantities);
  if (!priced) {
    unpriced_.push_back(fmt::format("{} at {}: {}", base_charge_.heading, rate.text, priced.error().message));
    return;
  }
  base_charge_.amount = priced->duty;
  base_charge_.working = rate.is_free() ? "free" : fmt::format("{}", fmt::join(priced->working, "; "));
}

// ---- the whole

// The content that a charge falls on; "rest" where others take theirs out of its base, nothing for all.
std::string Evaluation::part_of(const Candidate& candidate, Money base) const {
  if (base == case_.shipment.value) return {};
  return candidate.segment->base == BaseKind::kContent ? candidate.segment->base_content : "rest";
}

void Evaluation::add_charges(Outcome& outcome) {
  const auto& active = case_.candidates.active;
  for (std::size_t i = 0; i < active.size() && !missing_; ++i) {
    const Candidate& candidate = active[i];
    const Effect effect = candidate.measure->effect;
    if (effect == Effect::kProhibit && effective(i)) outcome.prohibited.push_back(candidate.segment->citation);
    if (effect == Effect::kNotLoaded && effective(i)) {
      outcome.not_loaded.push_back(fmt::format("{}: {} ({})", candidate.measure->heading, candidate.measure->title,
                                               candidate.segment->citation));
    }
    if (!is_duty(effect)) continue;
    const Fate& fate = charge(i);
    if (fate.charged) {
      const Authority& authority = authority_of(candidate);
      Charge line{candidate.measure->heading,
                  authority.id,
                  candidate.measure->title,
                  authority.title,
                  fate.base,
                  candidate.segment->rate.text,
                  fate.amount,
                  false,
                  false,
                  part_of(candidate, fate.base),
                  {},
                  fate.working,
                  candidate.segment->citation,
                  candidate.segment->grade,
                  candidate.segment->note};
      if (effect == Effect::kTopUp) line.rate += " in total";
      outcome.charges.push_back(std::move(line));
    } else if (fate.considered) {
      outcome.considered.push_back(*fate.considered);
    } else {
      explain_unmet(i, outcome);
    }
  }
}

// Why an in-scope duty was neither charged nor displaced: its condition, or a heading in its place.
void Evaluation::explain_unmet(std::size_t index, Outcome& outcome) {
  const Fate& fate = fates_[index];
  const Measure& measure = *case_.candidates.active[index].measure;
  if (fate.replaced_by == nullptr) {
    outcome.considered.push_back(considered(index, Why::kConditionNotMet, "it applies where " + measure.when_text));
    return;
  }
  const Measure& other = *fate.replaced_by->measure;
  const bool exempt = other.effect == Effect::kExempt;
  Considered entry =
      considered(index, exempt ? Why::kExempt : Why::kReplaced,
                 fmt::format("{} {}: {}", exempt ? "exempt through" : "replaced by", other.heading, other.title));
  entry.citation = fate.replaced_by->segment->citation;
  entry.grade = fate.replaced_by->segment->grade;
  outcome.considered.push_back(std::move(entry));
}

// Exemption headings that freed the goods of a duty are filed too, at nothing.
void Evaluation::add_exemptions(Outcome& outcome) {
  std::set<std::string> filed;
  for (std::size_t i = 0; i < fates_.size(); ++i) {
    const Candidate* by = fates_[i].replaced_by;
    if (by == nullptr || by->measure->effect != Effect::kExempt || !filed.insert(by->measure->heading).second) continue;
    const Authority& authority = authority_of(*by);
    outcome.charges.push_back({by->measure->heading,
                               authority.id,
                               by->measure->title,
                               authority.title,
                               case_.shipment.value,
                               "free",
                               Money{},
                               true,
                               false,
                               {},
                               {},
                               "exempt",
                               by->segment->citation,
                               by->segment->grade,
                               by->segment->note});
  }
}

// The provision of a special entry stands first: it frees what is not dutiable under it.
void Evaluation::add_special_entry(Outcome& outcome) {
  const SpecialEntry* entry = special_entry(case_.rules, answers_);
  if (entry == nullptr) return;
  Charge line;
  line.heading = entry->provision;
  line.authority = "special_entry";
  line.title = line.authority_title = entry->title;
  line.base = case_.shipment.value - entered_value(-1);
  line.rate = "free";
  line.exemption = true;
  line.working = fmt::format("{} of {} is not dutiable", line.base.to_display(), case_.shipment.value.to_display());
  line.citation = entry->citation;
  line.grade = entry->grade;
  outcome.charges.insert(outcome.charges.begin(), std::move(line));
}

// Where an authority's headings exclude each other, the lowest duty is due.
void Evaluation::keep_lowest(Outcome& outcome) {
  for (const Authority& authority : case_.rules.authorities) {
    if (authority.several != Several::kLowest) continue;
    const Charge* lowest = nullptr;
    for (const Charge& line : outcome.charges) {
      if (line.authority == authority.id && !line.exemption && (lowest == nullptr || line.amount < lowest->amount))
        lowest = &line;
    }
    if (lowest == nullptr) continue;
    const std::string kept = lowest->heading;
    std::erase_if(outcome.charges, [&](const Charge& line) {
      if (line.authority != authority.id || line.exemption || line.heading == kept) return false;
      outcome.considered.push_back({line.heading, line.authority, line.title, line.authority_title, Why::kLowerApplies,
                                    fmt::format("{} is lower, and one heading of this authority is due", kept),
                                    line.citation, line.grade});
      return true;
    });
  }
}

Outcome Evaluation::run() {
  Outcome outcome;
  base_duty(outcome);
  if (missing_) return outcome;
  add_charges(outcome);
  if (missing_) return outcome;
  add_exemptions(outcome);
  keep_lowest(outcome);
  outcome.considered.insert(outcome.considered.end(), case_.candidates.passed_over.begin(),
                            case_.candidates.passed_over.end());
  const auto rank = [&](const Charge& line) {
    const int authority = case_.rules.find_authority(line.authority);
    return authority < 0 ? 0 : case_.rules.authorities[static_cast<std::size_t>(authority)].filing_rank;
  };
  std::stable_sort(outcome.charges.begin(), outcome.charges.end(),
                   [&](const Charge& a, const Charge& b) { return rank(a) < rank(b); });
  add_special_entry(outcome);
  outcome.charges.push_back(base_charge_);
  for (const Charge& line : outcome.charges) outcome.duty += line.amount;
  outcome.unpriced = unpriced_;
  outcome.answers = answers_;
  return outcome;
}

}  // namespace trilat::law
