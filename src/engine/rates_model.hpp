// Effective rates for the services that need them: a law, amended or not, read against the trade of its importer.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "flows/rate_tables.hpp"
#include "pack/container.hpp"
#include "pack/flows_csv.hpp"
#include "scenario/scenario.hpp"

namespace trilat {

// Trade and the law that is read against it. Not copied, since its parts point to each other.
struct RatesModel {
  pack::TradeData trade;
  flows::ClaimShares claims;
  std::unique_ptr<flows::RateBook> book;

  RatesModel() = default;
  RatesModel(const RatesModel&) = delete;
  RatesModel& operator=(const RatesModel&) = delete;
};

// The trade of an importer as the pack holds it; nothing where it holds none.
Result<std::optional<pack::TradeData>> open_trade(const pack::Container& container, Country importer);

// `rules` is copied, so it may be an amended law that goes away; `recorded` is then a book
// of the law that it amends, on the same trade.
// `claim_rules` as flows::RateBook has them.
Result<std::unique_ptr<RatesModel>> make_rates_model(const law::RuleBase& rules, pack::TradeData trade,
                                                     std::vector<flows::ClaimRule> claim_rules = {},
                                                     const flows::RateBook* recorded = nullptr);

// What the imports of one sector from one partner bear. Rates and shares are fractions.
struct SectorRate {
  double import_value = 0;  // in the unit of the trade, without chapters 98 and 99
  double rate = 0;          // with claims as they are taken
  double statutory = 0;     // without claims
  double claim_share = 0;   // of the value
  double covered = 0;       // share of the value that was priced from lines of the law; the rates are of this part
};

struct SectorRates {
  std::vector<flows::Partner> partners;
  std::vector<std::string> sectors;            // of the bridge, "UNMAPPED" last
  std::vector<std::vector<SectorRate>> cells;  // by partner, then sector
};

// A scenario's shares of claims, what it says of every partner first.
std::vector<flows::ClaimRule> claim_rules(const scenario::Scenario& scenario);

// Precondition: `date` is in the recorded span. `claims`: the day whose month gives the claim shares.
SectorRates sector_rates(const flows::RateBook& book, const flows::SectorBridge& bridge, Date date, Date claims);

}  // namespace trilat
