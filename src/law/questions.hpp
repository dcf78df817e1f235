// The answers that an open fact may take, few but enough: between them lies the true hull of the duty.
//
// Duty is linear in each content between the thresholds that conditions name, so its extremes stand at
// nothing, at the whole, and on both sides of each threshold. A country matters only by the countries
// that conditions name, with one other for the rest.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "law/evaluation.hpp"

namespace trilat::law {

class Questions {
 public:
  explicit Questions(const Case& subject);

  // The values to try for `fact` beside the answers given already.
  std::vector<FactValue> answers(const std::string& fact, const FactSet& given) const;

 private:
  const Case& case_;
  std::map<std::string, std::vector<FactValue>, std::less<>> literals_;  // what conditions compare it with
};

// Contents without a complement are disjoint parts of the customs value.
bool shares_the_value(const RuleBase& rules, const FactDefinition& definition);

// Each open fact with the range of duty under each of its answers, largest stake first. Facts that move
// nothing are left out.
std::vector<OpenFact> open_facts(const Case& subject, const std::vector<Outcome>& outcomes);

}  // namespace trilat::law
