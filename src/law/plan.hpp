// An assessment kept for use with other values: the outcomes it found, each amount as a place in a
// recording (tape.hpp). It holds for every shipment whose goods, origin, day and facts choose the same
// measures and the same truths, and whose value passes the recording's guards.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "law/assess.hpp"
#include "law/exploration.hpp"

namespace trilat::law {

struct PlannedHeading {
  int measure = 0;
  int amount = -1;  // a place in the recording; -1: nothing, the heading is an exemption

  friend bool operator==(const PlannedHeading&, const PlannedHeading&) = default;
};

struct PlannedOutcome {
  int duty = 0;  // places in the recording
  int line_duty = 0;
  int rate = kGeneral;  // of the goods' own line, as in Inputs::rates
  int preference = -1;  // claimed
  bool line_in_words = false;
  bool line_unpriced = false;
  std::vector<PlannedHeading> headings;  // in filing order
  std::vector<const Segment*> prohibited;
  std::vector<int> not_loaded;  // measures
  std::vector<int> unpriced;    // measures

  bool is_unpriced() const { return line_unpriced || !unpriced.empty(); }
  bool is_not_loaded() const { return line_in_words || !not_loaded.empty(); }
  friend bool operator==(const PlannedOutcome&, const PlannedOutcome&) = default;
};

struct PlannedQuestion {
  int fact = 0;
  int at_stake = 0;  // a place in the recording
};

struct Plan {
  // The steps for the duties; a kOutcome for each outcome (a: its duty, raw: its last finding among all); the
  // steps for the questions.
  Recording steps;
  std::uint32_t duties = 0;  // ends of the first two parts
  std::uint32_t outcomes_end = 0;
  bool all_prohibited = true;
  bool any_prohibited = false;
  bool any_not_loaded = false;
  bool bounded = true;
  std::vector<PlannedOutcome> outcomes;    // distinct ones, in the order of their first finding
  std::vector<PlannedQuestion> questions;  // in order of the facts' names

  std::size_t bytes() const;
};

// Assesses the case once and keeps how. An error where the open facts combine in too many ways to keep.
Result<std::unique_ptr<Plan>> make_plan(const Case& subject, const Inputs& inputs, const Answers& given);

// What a plan gives for one shipment. Outcomes are views into the plan.
struct PlanResult {
  AssessmentStatus status = AssessmentStatus::kDetermined;
  const PlannedOutcome* low = nullptr;
  const PlannedOutcome* high = nullptr;
  Money duty_min;
  Money duty_max;
};

// Precondition: the value is at most kLargestReplayed. `amounts` receives the result of each step. Nothing where the
// value takes another course.
std::optional<PlanResult> apply(const Plan& plan, const Inputs& inputs, std::vector<Money>& amounts);

// An open fact and the money that hangs on it, as OpenFact::at_stake has it.
struct OpenStake {
  int fact = 0;
  Money at_stake;
};

// The open facts that move the duty, largest stake first; to be called after `apply` with its amounts.
// False where the value takes another course.
bool open_facts(const Plan& plan, const Inputs& inputs, std::vector<Money>& amounts, std::vector<OpenStake>& facts);

}  // namespace trilat::law
