#include "law/plan.hpp"

#include <algorithm>

#include "law/questions.hpp"

namespace trilat::law {
namespace {

std::vector<int> measures_of(const Case& subject, const std::vector<int>& candidates) {
  std::vector<int> measures;
  for (const int i : candidates) measures.push_back(subject.candidates[static_cast<std::size_t>(i)].measure);
  return measures;
}

PlannedOutcome planned(const Case& subject, const Ruling& ruling) {
  PlannedOutcome outcome;
  outcome.duty = ruling.duty.node;
  outcome.line_duty = ruling.line.amount.node;
  outcome.rate = ruling.line.rate;
  outcome.preference = ruling.line.preference;
  outcome.line_in_words = ruling.line.in_words;
  outcome.line_unpriced = ruling.line.unpriced;
  for (const Filed& filed : filing_order(subject, ruling)) {
    const auto at = static_cast<std::size_t>(filed.candidate);
    outcome.headings.push_back({subject.candidates[at].measure, filed.exemption ? -1 : ruling.fates[at].amount.node});
  }
  for (const int i : ruling.prohibited) {
    outcome.prohibited.push_back(subject.candidates[static_cast<std::size_t>(i)].segment);
  }
  outcome.not_loaded = measures_of(subject, ruling.not_loaded);
  outcome.unpriced = measures_of(subject, ruling.unpriced);
  return outcome;
}

// The distinct outcomes with the place of each one's last finding among all.
std::vector<std::size_t> add_outcomes(const Case& subject, const std::vector<Ruling>& rulings, Plan& plan) {
  std::vector<std::size_t> last_found;
  for (std::size_t i = 0; i < rulings.size(); ++i) {
    PlannedOutcome outcome = planned(subject, rulings[i]);
    const auto at = std::find(plan.outcomes.begin(), plan.outcomes.end(), outcome);
    if (at != plan.outcomes.end()) {
      last_found[static_cast<std::size_t>(at - plan.outcomes.begin())] = i;
      continue;
    }
    plan.all_prohibited = plan.all_prohibited && !outcome.prohibited.empty();
    plan.any_prohibited = plan.any_prohibited || !outcome.prohibited.empty();
    plan.any_not_loaded = plan.any_not_loaded || outcome.is_not_loaded();
    plan.bounded = plan.bounded && !outcome.is_unpriced();
    plan.outcomes.push_back(std::move(outcome));
    last_found.push_back(i);
  }
  return last_found;
}

AssessmentStatus status_of(const Plan& plan, bool one_duty) {
  if (plan.all_prohibited) return AssessmentStatus::kProhibited;
  if (plan.any_not_loaded) return AssessmentStatus::kNotLoaded;
  return one_duty && plan.bounded && !plan.any_prohibited ? AssessmentStatus::kDetermined : AssessmentStatus::kRange;
}

template <class T>
std::size_t bytes_of(const std::vector<T>& items) {
  return items.capacity() * sizeof(T);
}

}  // namespace

std::size_t Plan::bytes() const {
  std::size_t sum = sizeof(Plan) + bytes_of(steps) + bytes_of(outcomes) + bytes_of(questions);
  for (const PlannedOutcome& outcome : outcomes) {
    sum += bytes_of(outcome.headings) + outcome.prohibited.capacity() * sizeof(void*) + bytes_of(outcome.not_loaded) +
           bytes_of(outcome.unpriced);
  }
  return sum;
}

Result<std::unique_ptr<Plan>> make_plan(const Case& subject, const Inputs& inputs, const Answers& given) {
  Tape tape(inputs, true);
  Answers answers = given;
  int contents = 0;
  for (Said& said : answers) {
    if (subject.index.fact(said.fact).kind == FactKind::kContent) said.content = tape.content(contents++);
  }
  Exploration exploration(subject, tape);
  TRILAT_CHECK(exploration.run(answers));
  auto plan = std::make_unique<Plan>();
  for (const std::size_t last : add_outcomes(subject, exploration.rulings, *plan)) {
    if (plan->duties == 0) plan->duties = static_cast<std::uint32_t>(tape.length());
    const PlannedOutcome& outcome = plan->outcomes[tape.length() - plan->duties];
    tape.outcome(outcome.duty, last);
  }
  plan->outcomes_end = static_cast<std::uint32_t>(tape.length());
  for (const OpenQuestion& question : open_questions(subject, tape, exploration.rulings, answers.size())) {
    plan->questions.push_back({question.fact, question.at_stake.node});
  }
  if (tape.too_long()) return bad_input("too many open facts to keep how the duty was found");
  const Recording steps = tape.take();
  plan->steps.assign(steps.begin(), steps.end());  // no larger than needed
  return plan;
}

std::optional<PlanResult> apply(const Plan& plan, const Inputs& inputs, std::vector<Money>& amounts) {
  if (amounts.size() < plan.steps.size()) amounts.resize(plan.steps.size());
  if (!replay(plan.steps, inputs, 0, plan.duties, amounts.data())) return std::nullopt;
  const Step* const outcomes = plan.steps.data() + plan.duties;
  const auto duty = [&](std::size_t i) { return amounts[static_cast<std::size_t>(outcomes[i].a)]; };
  std::size_t low = 0, high = 0;
  for (std::size_t i = 1; i < plan.outcomes_end - plan.duties; ++i) {
    if (duty(i) < duty(low)) low = i;
    if (duty(i) > duty(high) || (duty(i) == duty(high) && outcomes[i].raw > outcomes[high].raw)) high = i;
  }
  return PlanResult{status_of(plan, duty(low) == duty(high)), &plan.outcomes[low], &plan.outcomes[high], duty(low),
                    duty(high)};
}

bool open_facts(const Plan& plan, const Inputs& inputs, std::vector<Money>& amounts, std::vector<OpenStake>& facts) {
  facts.clear();
  if (plan.questions.empty()) return true;
  if (!replay(plan.steps, inputs, plan.outcomes_end, plan.steps.size(), amounts.data())) return false;
  for (const PlannedQuestion& question : plan.questions) {
    const Money stake = amounts[static_cast<std::size_t>(question.at_stake)];
    if (!stake.is_zero()) facts.push_back({question.fact, stake});
  }
  std::stable_sort(facts.begin(), facts.end(),
                   [](const OpenStake& a, const OpenStake& b) { return a.at_stake > b.at_stake; });
  return true;
}

}  // namespace trilat::law
