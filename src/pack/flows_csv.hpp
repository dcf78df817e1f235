// Reads the trade of one importer from its folder:
//
//   partners.toml   importer, year, imports, claims, claim, sectors, assumptions (file names);
//                   [[partner]] code, name, law (a country), preference
//   imports         code, partner, value, duty
//   claims          code, partner, month, value, claimed
//   sectors         code, sector, share (of a code, summing to one)
//   assumptions     as flows_assumptions.hpp says
//
// Comment lines "# Source: ..." and "# Unit: ..." say what they say.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "flows/assumptions.hpp"
#include "flows/imports.hpp"

namespace trilat::pack {

struct TradeData {
  flows::Imports imports;
  flows::Claims claims;
  flows::SectorBridge bridge;
  flows::Assumptions assumptions;  // none where partners.toml names no file
};

// Errors name file, line and remedy: an unknown partner, a negative value, a claim above its value, a
// code whose shares do not sum to one, a row given twice.
Result<TradeData> read_trade(const std::filesystem::path& folder);

std::string encode_trade(const TradeData& trade);
Result<TradeData> decode_trade(std::string_view bytes);

}  // namespace trilat::pack
