#include "origin/automotive_tables.hpp"

#include <algorithm>

namespace trilat::origin {
namespace {

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

const VehicleThreshold* AutomotiveTables::vehicle(const std::string& kind, HsCode code, Date date) const {
  for (const VehicleThreshold& row : vehicles) {
    if (row.vehicle == kind && row.when.contains(date) && any_contains(row.codes, code) == Verdict::kPass) return &row;
  }
  return nullptr;
}

const PartThreshold* AutomotiveTables::threshold(const std::string& table, Date date) const {
  for (const PartThreshold& row : thresholds) {
    if (row.table == table && row.when.contains(date)) return &row;
  }
  return nullptr;
}

std::vector<const PartEntry*> AutomotiveTables::tables_of(HsCode code, const std::string& vehicle) const {
  std::vector<const PartEntry*> found;
  for (const PartEntry& entry : parts) {
    if (entry.codes.contains(code) != Verdict::kPass) continue;
    const bool for_vehicle = std::any_of(thresholds.begin(), thresholds.end(), [&](const PartThreshold& row) {
      return row.table == entry.table && has(row.vehicles, vehicle);
    });
    if (for_vehicle) found.push_back(&entry);
  }
  return found;
}

const LabourThreshold* AutomotiveTables::labour_of(const std::string& vehicle, Date date) const {
  for (const LabourThreshold& row : labour) {
    if (has(row.vehicles, vehicle) && row.when.contains(date)) return &row;
  }
  return nullptr;
}

}  // namespace trilat::origin
