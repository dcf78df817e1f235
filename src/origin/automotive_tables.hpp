// Figures of the automotive appendix, dated: regional value content of vehicles and of parts by table, labour
// value content, purchases of steel and aluminium.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "origin/code_range.hpp"
#include "origin/rational.hpp"

namespace trilat::origin {

struct VehicleThreshold {
  std::string vehicle;  // "passenger_vehicle", "light_truck", "heavy_truck", "other_vehicle"
  CodeRanges codes;
  std::string goods;  // kind within the codes; empty: all
  Rational nc;
  std::optional<Rational> tv;
  Interval when;
  std::string reference;
};

struct PartThreshold {
  std::string table;  // "A.1"
  std::string category;
  std::vector<std::string> vehicles;
  Rational nc;
  std::optional<Rational> tv;
  Interval when;
  std::string reference;
};

struct PartEntry {
  std::string table, category;
  CodeRange codes;
  bool in_part = false;  // only some goods of the codes: those that `item` names
  std::string item;
};

struct LabourThreshold {
  std::vector<std::string> vehicles;
  Rational total, material_least, technology_most, assembly_most;
  Interval when;
  std::string reference;
};

struct AssemblyCapacity {
  std::vector<std::string> vehicles;
  std::string what;
  long units = 0;
};

struct WageThreshold {
  std::string country, currency;
  Rational amount;  // an hour
};

struct AutomotiveTables {
  std::vector<VehicleThreshold> vehicles;
  std::vector<PartThreshold> thresholds;
  std::vector<PartEntry> parts;
  std::vector<LabourThreshold> labour;
  std::vector<AssemblyCapacity> capacities;
  std::vector<WageThreshold> wages;
  Rational steel_share, aluminium_share;  // percent of purchases
  Date steel_made_from;                   // from this day all steelmaking must be in the territory
  CodeRanges steelmaking_exempt;          // raw inputs that it does not ask of
  std::string purchase_reference, steel_reference, labour_reference, averaging_reference;
  Date averaging_ends;  // fiscal years that begin before this day may be joined to the first period

  const VehicleThreshold* vehicle(const std::string& kind, HsCode code, Date date) const;
  const PartThreshold* threshold(const std::string& table, Date date) const;
  // Tables that name a part of the code for this kind of vehicle.
  std::vector<const PartEntry*> tables_of(HsCode code, const std::string& vehicle) const;
  const LabourThreshold* labour_of(const std::string& vehicle, Date date) const;
};

}  // namespace trilat::origin
