// Materials and goods that are kept together: the value of identical non-originating materials (Schedule 7) and the
// origin of fungible ones (Schedule 8), by first in first out, last in first out, average or specific identification.
#pragma once

#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/error.hpp"
#include "origin/rational.hpp"

namespace trilat::origin {

enum class InventoryMethod { kFifo, kLifo, kAverage, kSpecific };
Result<InventoryMethod> parse_inventory_method(std::string_view text);

// A receipt or a shipment, in the order in which the books have them.
struct Movement {
  Date date;
  Rational units;
  bool receipt = true;
  bool originating = false;  // receipts
  Rational unit_value;       // receipts
  std::size_t lot = 0;       // kSpecific: receipt (counted from 0 among the receipts) that a shipment takes
};

// What a shipment was made of.
struct Shipped {
  Rational units, originating, non_originating;
  Rational vnm;    // value of the non-originating units
  Rational value;  // of all units
};

// Error: a shipment of more than is there.
Result<std::vector<Shipped>> ship(InventoryMethod method, const std::vector<Movement>& movements);

// Receipts and shipments of one day stand in this order: shipments first where `shipments_first`.
std::vector<Movement> in_order(std::vector<Movement> movements, bool shipments_first);

// The average of a period, Schedule 8 sections 7 and 14: all receipts and opening stock of the period make one ratio.
struct PeriodAverage {
  Rational originating, total;  // units
  Rational unit_value;          // of all units
  Rational ratio() const { return originating / total; }
};
PeriodAverage period_average(const std::vector<Movement>& movements);

struct AveragedUnits {
  Rational originating, non_originating;  // whole units, by the ratio to `decimals`, as printed
  Rational exact_originating;
};
AveragedUnits averaged_units(const Rational& units, const Rational& ratio, int decimals);

}  // namespace trilat::origin
