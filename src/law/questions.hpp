// The answers that an open fact may take, few but enough: between them lies the true hull of the duty.
//
// Duty is linear in each content between the thresholds that conditions name, so its extremes stand at
// nothing, at the whole, and on both sides of each threshold. A country matters only by the countries
// that conditions name, with one other for the rest.
#pragma once

#include <vector>

#include "law/evaluation.hpp"

namespace trilat::law {

// The values to try for `fact` beside the answers given already.
Answers answers_to_try(const Case& subject, Tape& tape, int fact, const Answers& given);

// One value of an open fact and the duties that it leaves possible.
struct TriedAnswer {
  FactValue value;
  Number content;
  Number duty_min;
  Number duty_max;
};

struct OpenQuestion {
  int fact = 0;
  Number at_stake;  // the most that this answer alone moves the least or the greatest duty
  std::vector<TriedAnswer> answers;
};

// The facts that were asked beside the `given` first answers of each ruling, in order of their names, also
// those that move nothing.
std::vector<OpenQuestion> open_questions(const Case& subject, Tape& tape, const std::vector<Ruling>& rulings,
                                         std::size_t given);

}  // namespace trilat::law
