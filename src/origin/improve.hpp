// What would make a good originate, at the least cost: inputs bought from a source in the territory, self-produced
// materials designated, operations moved, the method chosen.
//
// For each set of designations and operations, each alternative of the rule, and each method, the choice of inputs is
// a covering knapsack in exact numbers: with x(i) = 1 where input i is moved at cost c(i),
//   min sum c(i) x(i)   so that   sum a(i) x(i) >= A  (regional value content)
//                                 sum b(i) x(i) >= B  (materials that do not change, less what is de minimis)
//                                 x(i) = 1            for inputs that must be regional
// a(i) is the value moved, plus what the base grows by. Small bills are solved exactly by branch and bound; for large
// ones the answer is the best found and carries a lower bound from the relaxation to fractions, so the gap is certain.
// Whatever is found is assessed once more as a good of its own before it is given.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "origin/assess.hpp"

namespace trilat::origin {

// An operation that may be moved into the territory.
struct Operation {
  std::string name;
  Rational cost;                             // for the quantity of the good
  Rational adds;                             // to the total cost of the good
  std::map<std::string, std::string> facts;  // that it makes true
};

struct ChangeMade {
  std::string what;  // "buy 'body' from a source in the territory"
  Rational cost;
};

struct Improvement {
  bool found = false;
  std::vector<ChangeMade> changes;
  Rational cost;
  Rational lower_bound;  // no set of the changes looked at costs less
  bool exact = false;    // cost and bound agree
  std::string by;        // reference of the alternative that then holds
  std::vector<std::string> notes;
};

struct ImproveOptions {
  std::size_t exact_up_to = 40;      // inputs that can be moved
  std::size_t most_nodes = 200'000;  // of the branch and bound, an alternative; beyond it the bound stands
};

Improvement improve(const RuleBook& book, const Product& product, const std::vector<Operation>& operations,
                    const ImproveOptions& options = {});

// What moving an input costs: as stated, or its substitute's price above its own; nothing where neither is stated.
std::optional<Rational> cost_of_move(const Input& input);

}  // namespace trilat::origin
