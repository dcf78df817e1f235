// Which facts the law in force asks about a good, and which of its provisions ask them.
#pragma once

#include <string>
#include <vector>

#include "law/changes.hpp"

namespace trilat::law {

// One provision that asks. Where it is no measure, `authority` is empty.
struct Asker {
  std::string heading;
  std::string authority;  // id
  std::string authority_title;
  std::string title;
  std::string condition;  // "claim = usmca", or "its duty falls on this part of the value"
  std::string citation;
  Grade grade = Grade::kC;
};

struct AskedFact {
  const FactDefinition* fact = nullptr;
  std::vector<FactValue> literals;  // what conditions compare it with, each once
  std::vector<Asker> by;
};

// The facts that measures in force on the goods, their preference, provisions for special entry and the
// fees in `fees` ask, in the order in which they are declared. Preconditions: `scope` gives code and origin.
std::vector<AskedFact> asked_facts(const RuleBase& rules, const ChangeScope& scope, const LawState& state,
                                   const std::vector<std::string>& fees);

// Every declared fact; `by` has one entry for each authority and provision that ever asks it.
std::vector<AskedFact> all_facts(const RuleBase& rules);

}  // namespace trilat::law
