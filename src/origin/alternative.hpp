// One alternative of a rule, applied to a good: the change of classification of every non-originating material, de
// minimis where some do not change, regional value content, quantities and processes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "origin/materials.hpp"
#include "origin/rule_book.hpp"
#include "origin/value_content.hpp"

namespace trilat::origin {

struct AlternativeFinding {
  const Rule* rule = nullptr;
  Verdict verdict = Verdict::kFail;
  Verdict applies = Verdict::kPass;          // to this kind of good and use
  Verdict change = Verdict::kPass;           // before de minimis
  bool de_minimis = false;                   // was needed, and is met
  Verdict content = Verdict::kPass;          // regional value content; passes where none is asked
  bool content_waived = false;               // all non-originating materials are de minimis, s.5(4)
  std::optional<Rational> need_tv, need_nc;  // percent asked for
  std::optional<Rational> tv, nc;            // percent reached, where settled
  std::vector<Step> steps;
  std::vector<Question> missing;
};

struct Situation {
  const RuleBook& book;
  const Product& product;
  const Bill& bill;
  const Bases& bases;
  const std::vector<Rule>& rules;  // all alternatives, for "any other good"
};

AlternativeFinding apply_alternative(const Situation& situation, const Rule& rule);

// The best method of those that are asked for, each against its threshold; steps go to `steps`.
struct ContentOutcome {
  Verdict verdict = Verdict::kFail;
  std::optional<Rational> tv, nc;
  std::vector<Question> missing;
};
ContentOutcome content_outcome(const Product& product, const Bases& bases, const OpenSum& vnm,
                               const std::optional<Rational>& tv, const std::optional<Rational>& nc,
                               std::vector<Step>& steps);

}  // namespace trilat::origin
