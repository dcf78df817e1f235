// The working: what an auditor reads. Every test is a step with its inputs, its formula, the law that asks
// for it, whether it passes and by how much, and what is missing where nobody can tell.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "origin/verdict.hpp"

namespace trilat::origin {

struct Step {
  std::string what;                                         // "Regional value content, net cost"
  std::string reference;                                    // "SOR/2020-155 s.7(3)"
  std::vector<std::pair<std::string, std::string>> inputs;  // name, value
  std::string formula;                                      // "(NC - VNM) / NC x 100"
  std::string result;                                       // "2450/57, that is 42.98"
  std::string margin;                                       // "7.02 points short"
  bool test = true;                                         // false: a finding, neither passed nor failed
  Verdict verdict = Verdict::kPass;
  std::vector<std::string> missing;  // facts that would settle it
  int depth = 0;                     // below which step it stands
};

// A fact that would settle a test.
struct Question {
  std::string fact;      // how it is answered: "facts.use", "input 'body': origin"
  std::string question;  // in words
  std::vector<std::string> answers;
  friend bool operator==(const Question&, const Question&) = default;
};

template <class Entry>  // Step or Question
void append(std::vector<Entry>& to, const std::vector<Entry>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace trilat::origin
