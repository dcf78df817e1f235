// The value of a material, SOR/2020-155 section 8 and Schedule 6.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "origin/rational.hpp"

namespace trilat::origin {

// Schedule 6 section 8(3): the price a unit at which the greatest number of units is sold.
struct UnitPrice {
  std::map<Rational, Rational> units;  // price -> units sold at it
  std::optional<Rational> price;       // nothing where two prices share the greatest number, or nothing is sold
};
UnitPrice unit_price(const std::vector<std::pair<Rational, Rational>>& sales);  // price, units

// Something the buyer gives a supplier free of charge or below its cost (a mould, a tool): Schedule 6 section 4.
// It counts in the value of a non-originating material, and then not once more as a cost of the buyer. In a material
// that originates it stays a cost on the books of the buyer.
struct Assist {
  Rational value;
  Rational charged;  // what the supplier pays for it
  bool material_originates = false;
};
struct AssistFinding {
  bool in_material_value = false;
  bool separate_cost = false;
  Rational supplier_value;  // what the supplier's own costs hold of it
  Rational added;           // to the value of the material
};
AssistFinding assist_test(const Assist& assist);

// Section 8(1)-(2): of the values that may be used, which one. `transaction_value_acceptable` is false where the
// customs value rests on another sale than the one to the producer, or the parties' relation moved the price.
enum class ValueBasis { kTransactionValue, kScheduleSix };
ValueBasis value_basis(bool sale_is_to_producer, bool acceptable);

}  // namespace trilat::origin
