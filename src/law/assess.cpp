#include "law/assess.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "law/evaluation.hpp"
#include "law/questions.hpp"

namespace trilat::law {
namespace {

constexpr std::size_t kMostOutcomes = 20'000;

Status check_facts(const RuleBase& rules, Shipment& shipment) {
  Money contents;
  for (auto& [name, value] : shipment.facts) {
    const FactDefinition* definition = rules.find_fact(name);
    if (definition == nullptr) {
      std::vector<std::string> names;
      for (const FactDefinition& fact : rules.facts) names.push_back(fact.name);
      const std::string near = core::nearest(name, names);
      return bad_input(fmt::format("'{}' is not a fact", name),
                       near.empty() ? "see the list of facts" : fmt::format("did you mean '{}'?", near));
    }
    if (definition->kind != FactKind::kContent) continue;
    if (value.is_share) value.money = shipment.value.times(value.share);
    value.is_share = false;
    if (value.money < Money{} || value.money > shipment.value) {
      return bad_input(fmt::format("{} of {} is not between nothing and the customs value of {}", name,
                                   value.money.to_display(), shipment.value.to_display()),
                       "give the part of the customs value that it is");
    }
    if (shares_the_value(rules, *definition)) contents += value.money;
  }
  if (contents > shipment.value) {
    return bad_input(fmt::format("the contents come to {}, more than the customs value of {}", contents.to_display(),
                                 shipment.value.to_display()),
                     "give parts of the customs value that do not exceed it together");
  }
  return {};
}

Status check_claim(const RuleBase& rules, const Shipment& shipment) {
  const auto claim = shipment.facts.find("claim");
  if (claim == shipment.facts.end()) return {};
  for (const Preference& preference : rules.preferences) {
    const Country origin = shipment.preference_origin.value_or(shipment.origin);
    if (preference.claim != claim->second.choice || preference.origins.contains(origin)) continue;
    return bad_input(fmt::format("goods of {} cannot claim {}", origin.name(), preference.title),
                     "leave the claim out, say 'none', or give the country of marking as the preference origin");
  }
  return {};
}

Status check(const RuleBase& rules, Shipment& shipment) {
  if (shipment.origin == rules.importer) {
    return bad_input(fmt::format("goods of {} are not imports there", shipment.origin.name()),
                     "give another country of origin");
  }
  const bool after = shipment.date >= rules.recorded.until;
  if (!rules.recorded.contains(shipment.date) && !(shipment.beyond_horizon && after)) {
    return fail(ErrorCode::kOutOfRange,
                fmt::format("the law of {} is recorded {}, which does not include {}", rules.importer.name(),
                            rules.recorded.to_string(), shipment.date.to_string()),
                after ? "give a date in that span, or ask for the last recorded law to be taken as still in force"
                      : "give a date in that span");
  }
  if (shipment.value <= Money{}) {
    return bad_input(fmt::format("a customs value of {} is not more than nothing", shipment.value.to_display()),
                     "give a positive value");
  }
  if (rules.whole_units) shipment.value = shipment.value.rounded_to_whole();
  TRILAT_CHECK(check_facts(rules, shipment));
  TRILAT_CHECK(check_options(rules, shipment));
  return check_claim(rules, shipment);
}

// Explores every combination of answers that matters, depth first.
class Exploration {
 public:
  explicit Exploration(const Case& subject) : case_(subject), questions_(subject) {}

  Status run(const FactSet& answers) {
    Evaluation evaluation(case_, answers);
    Outcome outcome = evaluation.run();
    assumed.insert(evaluation.assumed().begin(), evaluation.assumed().end());
    std::optional<std::string> missing = evaluation.missing();
    if (!missing) missing = add_extras(case_.rules, case_.shipment, answers, outcome, assumed);
    if (!missing) {
      outcomes.push_back(std::move(outcome));
      if (outcomes.size() <= kMostOutcomes) return {};
      return bad_input("too many open facts to explore every combination", "say more facts about the shipment");
    }
    const std::string& fact = *missing;
    for (FactValue& value : questions_.answers(fact, answers)) {
      FactSet more = answers;
      more.insert_or_assign(fact, std::move(value));
      TRILAT_CHECK(run(more));
    }
    return {};
  }

  std::vector<Outcome> outcomes;
  std::set<std::string> assumed;

 private:
  const Case& case_;
  Questions questions_;
};

AssessmentStatus status_of(const std::vector<Outcome>& outcomes, Money low, Money high, bool bounded) {
  const auto all = [&](auto test) { return std::all_of(outcomes.begin(), outcomes.end(), test); };
  const auto any = [&](auto test) { return std::any_of(outcomes.begin(), outcomes.end(), test); };
  if (all([](const Outcome& o) { return !o.prohibited.empty(); })) return AssessmentStatus::kProhibited;
  if (any([](const Outcome& o) { return !o.not_loaded.empty(); })) return AssessmentStatus::kNotLoaded;
  const bool mixed = any([](const Outcome& o) { return !o.prohibited.empty(); });
  return low == high && bounded && !mixed ? AssessmentStatus::kDetermined : AssessmentStatus::kRange;
}

Assessment summarise(const Case& subject, Exploration& found) {
  Assessment assessment;
  assessment.value = subject.shipment.value;
  assessment.description = subject.line.description;
  const auto by_duty = [](const Outcome& a, const Outcome& b) { return a.total() < b.total(); };
  const auto [low, high] = std::minmax_element(found.outcomes.begin(), found.outcomes.end(), by_duty);
  assessment.bounded = std::all_of(found.outcomes.begin(), found.outcomes.end(),
                                   [](const Outcome& outcome) { return outcome.unpriced.empty(); });
  assessment.status = status_of(found.outcomes, low->total(), high->total(), assessment.bounded);
  assessment.open = open_facts(subject, found.outcomes);
  for (const std::string& fact : found.assumed) assessment.assumed.push_back(subject.rules.find_fact(fact)->question);
  assessment.low = *low;
  assessment.high = *high;
  assessment.warnings = order_warnings(subject.rules, subject.shipment);
  if (subject.shipment.date >= subject.rules.recorded.until) {
    assessment.warnings.push_back(
        fmt::format("the law is recorded {}: what was in force on its last day is taken to hold on {}",
                    subject.rules.recorded.to_string(), subject.shipment.date.to_string()));
  }
  return assessment;
}

}  // namespace

Result<Assessment> assess(const RuleBase& rules, const Shipment& given) {
  Shipment shipment = given;
  TRILAT_CHECK(check(rules, shipment));
  TRILAT_TRY(ScheduleLine line, rules.schedule.find(shipment.code, shipment.date));
  Case subject{rules, shipment, std::move(line), find_candidates(rules, shipment), active_precedence(rules, shipment)};
  if (subject.candidates.code_too_short) {
    std::vector<std::string> longer;
    for (const HsCode code : rules.schedule.leaves(shipment.code, shipment.date)) longer.push_back(code.to_string());
    return bad_input(fmt::format("{} is too short to price: measures in force name only some of the codes under it",
                                 shipment.code.to_printed()),
                     fmt::format("give one of {}", fmt::join(longer, ", ")));
  }
  Exploration exploration(subject);
  TRILAT_CHECK(exploration.run(shipment.facts));
  return summarise(subject, exploration);
}

const char* name(AssessmentStatus status) {
  constexpr std::array kNames = {"determined", "range", "prohibited", "not_loaded"};
  return kNames[static_cast<std::size_t>(status)];
}

const char* name(Why why) {
  constexpr std::array kNames = {"displaced",        "replaced", "exempt",       "condition_not_met", "not_in_scope",
                                 "not_yet_in_force", "expired",  "nothing_left", "lower_applies"};
  return kNames[static_cast<std::size_t>(why)];
}

}  // namespace trilat::law
