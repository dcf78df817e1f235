// One assessment under one set of answers, as bare facts: which heading falls on which base at what
// amount, and what became of every other candidate. Words are made of it afterwards (explanation.hpp).
// Where an answer that matters is missing, the evaluation names the fact, and the caller asks it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "law/candidates.hpp"
#include "law/goods_rates.hpp"
#include "law/tape.hpp"

namespace trilat::law {

// A fee or tax that was asked for, as it reads on the day.
struct FeeAsked {
  const Fee* fee = nullptr;
  const Fee::Segment* segment = nullptr;
};

// What does not change between the evaluations of one shipment.
struct Case {
  const LawIndex& index;
  Country origin;  // of the last substantial transformation
  const GoodsRates& rates;
  std::vector<bool> claimable;  // each preference, by that origin on the day
  std::vector<Candidate> candidates;
  std::vector<const Precedence*> precedence;
  std::vector<FeeAsked> fees;
};

// An answer that was said, or is tried.
struct Said {
  int fact = 0;
  FactValue value;
  Number content;  // of contents, in money
};
using Answers = std::vector<Said>;

const Said* find_answer(const Answers& answers, int fact);

// What became of one candidate.
struct Fate {
  enum class End : std::int8_t {
    kNone,  // no duty, or not reached
    kCharged,
    kDisplaced,  // by `rule`
    kNothingLeft,
    kConditionNotMet,
    kReplaced,      // by the candidate `by`
    kLowerApplies,  // the candidate `by` is the one that is due
  };
  End end = End::kNone;
  int by = -1;                       // kLowerApplies: a candidate
  int replaced_by = -1;              // a candidate that stands in its place, whatever the effect
  const Precedence* rule = nullptr;  // kDisplaced
  Number base;
  Number amount;
};

// The duty on the goods' own line.
struct LineDuty {
  int rate = kGeneral;    // as in Inputs::rates
  int preference = -1;    // the preference claimed
  bool referred = false;  // the preference's rate pointed to other lines and was found there
  bool in_words = false;  // the rate is words that are not priced
  bool unpriced = false;  // a quantity or named part is missing: the amount is the least it can be
  int replaced_by = -1;   // a candidate whose rate stands in place of the line's, on which nothing is then due
  Number base;
  Number amount;
  Number ordinary;  // the amount, or what is due in its place: the duty that conditions and top-ups look at
};

// A duty at a stated rate, by its place in Extras::stated_duties, or a fee by its place in Case::fees.
struct Extra {
  std::size_t which = 0;
  Number base;
  Number amount;
  bool free = false;  // a fee that is not due
};

// The outcome under one complete set of answers, without words.
struct Ruling {
  Number duty;  // without fees
  Number fees;
  Number total;                         // both
  const SpecialEntry* entry = nullptr;  // the provision that frees the goods or lays duty on a part
  std::vector<Extra> stated;
  std::vector<Extra> charged_fees;
  LineDuty line;
  std::vector<Fate> fates;      // one a candidate
  std::vector<int> prohibited;  // candidates
  std::vector<int> not_loaded;  // candidates
  std::vector<int> unpriced;    // candidates whose rate lacks its quantity: their amounts are the least
  Answers answers;

  bool is_unpriced() const { return line.unpriced || !unpriced.empty(); }
  bool is_not_loaded() const { return line.in_words || !not_loaded.empty(); }
};

// A heading as it is filed: a charge, or the exemption that frees the goods of one.
struct Filed {
  int candidate = 0;
  bool exemption = false;
};
// The additional headings in filing order; the goods' own line comes after them.
std::vector<Filed> filing_order(const Case& subject, const Ruling& ruling);

// What was found out while evaluating, over all answers tried.
struct Disclosure {
  std::vector<bool> assumed;  // facts taken as false
};

class Evaluation final : public ConditionContext {
 public:
  Evaluation(const Case& subject, const Answers& answers, Tape& tape, Disclosure& disclosure);

  // Runs the evaluation. When missing() is a fact afterwards, the ruling is not complete.
  Ruling run();
  int missing() const { return missing_; }  // -1: nothing

  Truth fact(const Condition& leaf) override;
  Truth column_1(const Condition& leaf) override;
  Truth subject_to(const std::string& authority) override;
  Truth owes(const std::string& authority) override;

 private:
  enum class State : std::int8_t { kUnvisited, kVisiting, kDone };
  struct Progress {
    State condition_state = State::kUnvisited;
    State effective_state = State::kUnvisited;
    State charge_state = State::kUnvisited;
    bool condition = false;
  };

  const Measure& measure(std::size_t candidate) const;
  Fate& fate(std::size_t candidate) { return ruling_.fates[candidate]; }
  bool holds(const Condition& condition);
  bool condition_holds(std::size_t candidate);
  bool effective(std::size_t candidate);
  const Fate& charge(std::size_t candidate);
  void work_out(std::size_t candidate);
  Number top_up(std::size_t candidate);
  bool displaced(std::size_t candidate);
  Number left_by_higher(std::size_t candidate, Number base);
  void keep_lowest();
  void keep_lowest_of(int authority);
  bool subject(int authority);
  bool owed(int authority);
  bool knows(int fact) const;
  std::optional<Number> content_value(int fact);
  Number content(const std::string& name);
  Number entered_value(int authority);
  bool may_claim(const std::string& claim) const;
  bool claims(const Condition& leaf, const std::string& claim) const;
  bool cannot_claim(const Condition& leaf) const;
  void need(int fact);

  void line_duty();
  bool replace_line();
  int claimed_preference();
  int claimed_rate(int preference);
  void add_stated();
  void add_fees();
  void work_out_all();

  const Case& case_;
  const RuleBase& rules_;
  const Answers& answers_;
  Tape& tape_;
  Disclosure& disclosure_;
  Ruling ruling_;
  std::vector<Progress> progress_;
  std::vector<State> owed_state_;
  std::vector<bool> owed_;
  std::vector<bool> subject_visiting_;
  int missing_ = -1;
};

}  // namespace trilat::law
