#include "origin/material_value.hpp"

namespace trilat::origin {

UnitPrice unit_price(const std::vector<std::pair<Rational, Rational>>& sales) {
  UnitPrice result;
  for (const auto& [price, units] : sales) result.units[price] += units;
  Rational most;
  for (const auto& [price, units] : result.units) {
    if (units > most) {
      most = units;
      result.price = price;
    } else if (units == most) {
      result.price.reset();
    }
  }
  return result;
}

AssistFinding assist_test(const Assist& assist) {
  AssistFinding found;
  found.supplier_value = assist.charged;
  found.in_material_value = !assist.material_originates;
  found.separate_cost = assist.material_originates;
  if (found.in_material_value) found.added = assist.value - assist.charged;
  return found;
}

ValueBasis value_basis(bool sale_is_to_producer, bool acceptable) {
  return sale_is_to_producer && acceptable ? ValueBasis::kTransactionValue : ValueBasis::kScheduleSix;
}

}  // namespace trilat::origin
