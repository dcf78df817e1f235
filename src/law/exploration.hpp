// Every combination of answers that matters, depth first: an evaluation names the first fact it lacks,
// each answer to it is tried, and so on, until nothing is missing.
#pragma once

#include <vector>

#include "law/evaluation.hpp"

namespace trilat::law {

class Exploration {
 public:
  Exploration(const Case& subject, Tape& tape);

  // An error where the combinations are too many.
  Status run(const Answers& given);

  std::vector<Ruling> rulings;
  Disclosure disclosure;

 private:
  const Case& case_;
  Tape& tape_;
};

// The first ruling of the least duty and the last of the greatest.
struct Ends {
  std::size_t low = 0;
  std::size_t high = 0;
};
Ends ends_of(const std::vector<Ruling>& rulings);

}  // namespace trilat::law
