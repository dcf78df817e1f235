// One assessment under one set of answers. Where an answer that matters is missing, the evaluation
// names the fact, and the caller asks it (assess.cpp explores every answer).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "law/assess.hpp"
#include "law/candidates.hpp"

namespace trilat::law {

// What does not change between the evaluations of one shipment.
struct Case {
  const RuleBase& rules;
  const Shipment& shipment;  // value already rounded as the law enters it
  ScheduleLine line;
  CandidateSet candidates;
  std::vector<const Precedence*> precedence;
};

class Evaluation final : public ConditionContext {
 public:
  Evaluation(const Case& subject, const FactSet& answers);

  // Runs the evaluation. When missing() has a value afterwards, the outcome is not complete.
  Outcome run();
  const std::optional<std::string>& missing() const { return missing_; }
  const std::set<std::string>& assumed() const { return assumed_; }

  Truth fact(const Condition& leaf) override;
  Truth column_1(const Condition& leaf) override;
  Truth subject_to(const std::string& authority) override;
  Truth owes(const std::string& authority) override;

 private:
  enum class State { kUnvisited, kVisiting, kDone };
  // What became of one candidate.
  struct Fate {
    State condition_state = State::kUnvisited;
    bool condition = false;
    State effective_state = State::kUnvisited;
    const Candidate* replaced_by = nullptr;
    State charge_state = State::kUnvisited;
    bool charged = false;
    Money base;
    Money amount;
    std::string working;
    std::optional<Considered> considered;
  };

  bool holds(const Condition& condition);
  bool condition_holds(std::size_t index);
  bool effective(std::size_t index);
  const Fate& charge(std::size_t index);
  void work_out(std::size_t index);
  bool displaced(std::size_t index);
  Money left_by_higher(std::size_t index, Money base);
  void keep_lowest(Outcome& outcome);
  bool subject(int authority);
  bool owed(int authority);
  Money content(const std::string& name);
  Money entered_value(int authority);
  void add_special_entry(Outcome& outcome);
  std::string part_of(const Candidate& candidate, Money base) const;
  std::optional<FactValue> value_of(const FactDefinition& definition) const;
  void need(const std::string& fact);
  void explain_unmet(std::size_t index, Outcome& outcome);

  void base_duty(Outcome& outcome);
  const Preference* claimed_preference();
  void follow(const Preference& preference, DutyRate& rate);
  void add_charges(Outcome& outcome);
  void add_exemptions(Outcome& outcome);
  Considered considered(std::size_t index, Why why, std::string reason) const;
  const Authority& authority_of(const Candidate& candidate) const;

  const Case& case_;
  const FactSet& answers_;
  std::vector<Fate> fates_;
  std::vector<State> owed_state_;
  std::vector<bool> owed_;
  std::vector<bool> subject_visiting_;
  Charge base_charge_;
  std::optional<std::string> missing_;
  std::set<std::string> assumed_;
  std::vector<std::string> unpriced_;
};

}  // namespace trilat::law
