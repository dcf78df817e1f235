// From the sums of a ledger to the tables of its report.
#pragma once

#include <map>
#include <optional>

#include "engine/exposure_row.hpp"
#include "flows/imports.hpp"

namespace trilat {

// Tables by supplier, country, authority and month, open facts, claims, past entries and the largest rises.
void add_tables(const LedgerSetting& setting, const exposure::Tally& sums, const exposure::SupplierTally& suppliers,
                ExposureResult& result);

// Other origins for each code, and how much must switch to them to break even. `imports`: by importer, where held.
void add_sources(const LedgerSetting& setting, const exposure::Tally& sums,
                 const std::map<Country, flows::Imports>& imports, std::size_t most, unsigned threads,
                 ExposureResult& result);

// How much must change for the rise to be made up for.
ExposureBreakEven break_even(const exposure::SavingCurve& curve, Money rise, Money cost);

}  // namespace trilat
