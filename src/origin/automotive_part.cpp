#include "origin/automotive_part.hpp"

#include <array>

#include "core/text.hpp"
#include "origin/applies.hpp"

namespace trilat::origin {
namespace {

constexpr std::array kVehicles{"passenger_vehicle", "light_truck", "heavy_truck", "other_vehicle"};

// An entry for only some goods of its code counts where the item is said, or where nothing else of the code is listed.
bool entry_counts(const PartEntry& entry, const std::string& item, bool alone) {
  if (!entry.in_part) return true;
  if (item.empty()) return alone;
  return core::to_lower(entry.item).starts_with(core::to_lower(item)) ||
         core::to_lower(item) == core::to_lower(entry.table);
}

}  // namespace

std::vector<std::string> vehicles_of_use(const std::string& stated) {
  const std::string use = core::to_lower(stated);
  if (use == "pv_lt" || use == "lt" || use == "light_truck") return {"light_truck"};
  if (use == "pv" || use == "passenger_vehicle") return {"passenger_vehicle"};
  if (use == "ht" || use == "heavy_truck") return {"heavy_truck"};
  if (use == "other_vehicle") return {"other_vehicle"};
  return {};
}

const PartThreshold* part_threshold(const AutomotiveTables& tables, const Product& product) {
  for (const std::string& vehicle : vehicles_of_use(text_of(product, "use"))) {
    const auto entries = tables.tables_of(product.code, vehicle);
    for (const PartEntry* entry : entries) {
      if (!entry_counts(*entry, text_of(product, "item"), entries.size() == 1)) continue;
      if (const PartThreshold* found = tables.threshold(entry->table, product.date)) return found;
    }
  }
  return nullptr;
}

std::optional<PartThreshold> highest_part_threshold(const AutomotiveTables& tables, const Product& product) {
  std::optional<PartThreshold> highest;
  for (const char* vehicle : kVehicles) {
    for (const PartEntry* entry : tables.tables_of(product.code, vehicle)) {
      const PartThreshold* found = tables.threshold(entry->table, product.date);
      if (found != nullptr && (!highest || found->nc > highest->nc)) highest = *found;
    }
  }
  return highest;
}

}  // namespace trilat::origin
