// The covering knapsack with two constraints, in exact numbers:
//   min sum c(i) x(i)  so that  sum a(i) x(i) >= A,  sum b(i) x(i) >= B,  x in {0, 1}
// Costs are zero or more. A weight below zero never helps its own constraint.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "origin/rational.hpp"

namespace trilat::origin {

struct CoverItem {
  Rational cost, a, b;
};

struct CoverProblem {
  std::vector<CoverItem> items;
  Rational need_a, need_b;  // zero or less: met by nothing
};

struct Cover {
  std::vector<std::size_t> chosen;  // in order
  Rational cost;
  Rational lower_bound;
  bool exact = false;
};

// Nothing where all the items together do not cover. `most_nodes` bounds the search; zero: greedy and bound alone.
std::optional<Cover> cover(const CoverProblem& problem, std::size_t most_nodes);

}  // namespace trilat::origin
