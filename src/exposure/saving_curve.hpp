// How much of a cost must change for a saving to be reached, over lines too many to hold.
//
// Each line may change, and then saves part of its cost. Changed in equal shares, all lines together save in
// proportion. Changed best first, those come first that save most a unit of cost: with s(r) and c(r) the saving and
// the cost of the lines that save at least r of their cost, the cost c at which s reaches what is wanted. Lines are
// held in steps of a twentieth of a per cent of r; within one they change in equal shares.
#pragma once

#include <vector>

#include "core/money.hpp"

namespace trilat::exposure {

class SavingCurve {
 public:
  // Precondition: cost > 0 and saving >= 0.
  void add(Money cost, Money saving);
  void merge(const SavingCurve& other);

  Money cost() const { return cost_; }
  Money saving() const { return saving_; }
  // The cost that must change. Precondition: 0 <= wanted <= saving().
  double evenly(Money wanted) const;
  double best_first(Money wanted) const;

 private:
  struct Step {
    Money cost, saving;
  };
  std::vector<Step> steps_;  // by rate; the last holds everything above; empty: nothing was added
  Money cost_, saving_;
};

}  // namespace trilat::exposure
