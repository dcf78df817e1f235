#include "origin/inventory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "core/text.hpp"

namespace trilat::origin {
namespace {

struct Lot {
  Rational units;
  bool originating = false;
  Rational unit_value;
};

tl::unexpected<Error> too_much(const Movement& shipment) {
  return bad_input(fmt::format("the shipment of {} on {} is more than is in stock", shipment.units.to_string(),
                               shipment.date.to_string()),
                   "give the opening stock and the receipts before it");
}

void take(Lot& lot, const Rational& units, Shipped& shipped) {
  lot.units -= units;
  shipped.value += units * lot.unit_value;
  (lot.originating ? shipped.originating : shipped.non_originating) += units;
  if (!lot.originating) shipped.vnm += units * lot.unit_value;
}

// The lot that the next unit comes from; null where there is none.
Lot* next_lot(InventoryMethod method, std::deque<Lot>& lots, const Movement& shipment) {
  const auto stocked = [](const Lot& lot) { return lot.units > Rational{}; };
  if (method == InventoryMethod::kSpecific) {
    return shipment.lot < lots.size() && stocked(lots[shipment.lot]) ? &lots[shipment.lot] : nullptr;
  }
  if (method == InventoryMethod::kLifo) {
    const auto at = std::find_if(lots.rbegin(), lots.rend(), stocked);
    return at == lots.rend() ? nullptr : &*at;
  }
  const auto at = std::find_if(lots.begin(), lots.end(), stocked);
  return at == lots.end() ? nullptr : &*at;
}

Result<Shipped> from_lots(InventoryMethod method, std::deque<Lot>& lots, const Movement& shipment) {
  Shipped shipped;
  shipped.units = shipment.units;
  Rational left = shipment.units;
  while (left > Rational{}) {
    Lot* lot = next_lot(method, lots, shipment);
    if (lot == nullptr) return too_much(shipment);
    const Rational units = std::min(left, lot->units);
    take(*lot, units, shipped);
    left -= units;
  }
  return shipped;
}

// Of each kind the units and their value, as they stand when a shipment leaves.
struct Pool {
  Rational originating, non_originating, value;
  Rational units() const { return originating + non_originating; }
};

Result<Shipped> from_pool(Pool& pool, const Movement& shipment) {
  const Rational whole = pool.units();
  if (shipment.units > whole || whole.is_zero()) return too_much(shipment);
  const Rational part = shipment.units / whole;
  Shipped shipped;
  shipped.units = shipment.units;
  shipped.originating = pool.originating * part;
  shipped.non_originating = pool.non_originating * part;
  shipped.value = pool.value * part;
  shipped.vnm = shipped.value * shipped.non_originating / shipped.units;
  pool.originating -= shipped.originating;
  pool.non_originating -= shipped.non_originating;
  pool.value -= shipped.value;
  return shipped;
}

}  // namespace

Result<InventoryMethod> parse_inventory_method(std::string_view text) {
  const std::string word = core::to_lower(text);
  if (word == "fifo") return InventoryMethod::kFifo;
  if (word == "lifo") return InventoryMethod::kLifo;
  if (word == "average") return InventoryMethod::kAverage;
  if (word == "specific") return InventoryMethod::kSpecific;
  return bad_input(fmt::format("'{}' is no inventory method", text), "write fifo, lifo, average or specific");
}

Result<std::vector<Shipped>> ship(InventoryMethod method, const std::vector<Movement>& movements) {
  std::vector<Shipped> shipments;
  std::deque<Lot> lots;
  Pool pool;
  for (const Movement& movement : movements) {
    if (movement.receipt) {
      lots.push_back({movement.units, movement.originating, movement.unit_value});
      (movement.originating ? pool.originating : pool.non_originating) += movement.units;
      pool.value += movement.units * movement.unit_value;
      continue;
    }
    TRILAT_TRY(Shipped shipped,
               method == InventoryMethod::kAverage ? from_pool(pool, movement) : from_lots(method, lots, movement));
    shipments.push_back(std::move(shipped));
  }
  return shipments;
}

std::vector<Movement> in_order(std::vector<Movement> movements, bool shipments_first) {
  std::stable_sort(movements.begin(), movements.end(), [&](const Movement& a, const Movement& b) {
    if (a.date != b.date) return a.date < b.date;
    return a.receipt != b.receipt && a.receipt != shipments_first;
  });
  return movements;
}

PeriodAverage period_average(const std::vector<Movement>& movements) {
  PeriodAverage average;
  Rational value;
  for (const Movement& movement : movements) {
    if (!movement.receipt) continue;
    average.total += movement.units;
    value += movement.units * movement.unit_value;
    if (movement.originating) average.originating += movement.units;
  }
  if (!average.total.is_zero()) average.unit_value = value / average.total;
  return average;
}

AveragedUnits averaged_units(const Rational& units, const Rational& ratio, int decimals) {
  AveragedUnits result;
  result.exact_originating = units * ratio;
  result.originating = (units * ratio.rounded(decimals)).rounded(0);
  result.non_originating = units - result.originating;
  return result;
}

}  // namespace trilat::origin
