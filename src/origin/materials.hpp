// The bill of materials as the tests see it: which materials are tested for a change of classification, and which
// count as non-originating in the regional value content. Self-produced materials are opened up unless they are
// designated (their value then stands whole) or elected as a material (for the change of classification alone).
#pragma once

#include <functional>
#include <vector>

#include "origin/product.hpp"
#include "origin/working.hpp"

namespace trilat::origin {

// A sum of which parts may be open: it lies between low and high; without a bound where a value is missing.
struct OpenSum {
  Rational low, high;
  bool bounded = true;
  std::vector<Question> missing;

  void add(const Rational& amount) {
    low += amount;
    high += amount;
  }
  bool settled() const { return bounded && low == high; }
  // Of a large bill the first questions stand for all; the last says that there are more.
  void ask(Question question);
};

// Whether a designated self-produced material originates; assess() answers by assessing it as a good.
using OriginOf = std::function<InputOrigin(const Input&)>;

struct Bill {
  std::vector<Input> tested;    // non-originating or unknown, for the change of classification
  OpenSum non_originating;      // VNM by the transaction value method and by net cost
  Rational net_cost_change;     // of statements under section 9(2)(a): added to the net cost
  std::size_t originating = 0;  // materials that originate
  std::size_t disregarded = 0;  // shipping packing and what notes disregard
  std::vector<Step> steps;      // how designations, statements and adjustments were taken
};

Bill open_bill(const std::vector<Input>& inputs, const OriginOf& origin_of);

// The value of a material with the deductions of section 8(2); missing evidence deducts nothing (8(3)).
std::optional<Rational> adjusted_value(const Input& input);

Question origin_question(const Input& input);
Question value_question(const Input& input);

}  // namespace trilat::origin
