// From dated law to the tariffs of an economy.
//
// For an importer whose law and trade are held, with r the effective rate of law and claims on the trade of the year
// (src/flows), v the value of a partner's goods of a sector and q the share of it that was priced,
//
//   t' = t + sum v q (r(scenario) - r(reference)) / sum v     not below zero,
//
// over the partners that make up the exporter; a partner or sector that is several in the economy is divided by their
// trade there. Where r(scenario) is nothing, so is t'. t is the economy's own tariff of its base year, and the
// reference is the law first recorded, with the claims of that day: the law under which the trade of the base year was
// made.
//
// Other importers keep their own tariffs, but for links of an agreement that lapse (their MFN rates, where the data
// holds them) and for retaliation.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "economy/data_set.hpp"
#include "engine/rates_model.hpp"
#include "law/rule_base.hpp"
#include "pack/container.hpp"
#include "scenario/scenario.hpp"

namespace trilat {

// One importer's tariff on one exporter's goods of one sector, where law was priced. Fractions.
struct LawTariff {
  std::size_t importer = 0, exporter = 0, sector = 0;
  double base = 0;         // the economy's own
  double tariff = 0;       // under the scenario
  double rate = 0;         // r(scenario)
  double reference = 0;    // r(reference)
  double statutory = 0;    // r(scenario) without claims
  double claim_share = 0;  // of the value, under the scenario
  double coverage = 0;  // value priced from law over the trade of the economy's cell; more than one where they differ
};

struct LawTariffs {
  std::vector<double> tariff;    // [j][n][i], every flow
  std::vector<LawTariff> cells;  // of importers whose law is held
  std::vector<std::string> notes;
};

class LawToEconomy {
 public:
  // Errors: an economy whose sectors the bridge from tariff codes does not know, or without the importers.
  static Result<LawToEconomy> make(const pack::Container& container, const std::map<Country, law::RuleBase>& law,
                                   const economy::DataSet& data);

  // The tariffs under a scenario. A mirror is what duties rose by against the economy's base year.
  // The recorded law is read once, for all scenarios that are asked for.
  Result<LawTariffs> under(const scenario::Scenario& scenario);

  // A retaliation that names what the economy has, by countries whose law is not held.
  Status check(const scenario::Retaliation& retaliation) const;

  // The trade by product of an importer; null where none is held.
  const pack::TradeData* trade_of(Country importer) const;

  // The country's place in the economy: its own, its group's or the rest of the world's; -1 where it has none.
  int region_of(Country country) const;

 private:
  LawToEconomy(const pack::Container& container, const std::map<Country, law::RuleBase>& law,
               const economy::DataSet& data);
  std::vector<int> regions_of(const std::string& partner, Country stands_for) const;
  struct Reference {
    std::unique_ptr<RatesModel> model;  // of the recorded law
    SectorRates rates;                  // on its first day
  };
  Result<const Reference*> reference_of(const law::RuleBase& rules, const pack::TradeData& trade);
  bool is_economy(Country country) const;
  Status add_law(const law::RuleBase& rules, const scenario::Scenario& scenario, LawTariffs& found);
  Status add_lapses(const scenario::Scenario& scenario, LawTariffs& found) const;
  Status add_retaliation(const scenario::Retaliation& retaliation, LawTariffs& found) const;
  double traded(std::size_t n, const std::vector<int>& regions, const std::string& sector) const;
  Result<std::vector<double>> listed_shares(const scenario::Retaliation& retaliation) const;

  const pack::Container& container_;
  const std::map<Country, law::RuleBase>& law_;
  const economy::DataSet& data_;
  std::map<std::string, CountrySet> groups_;
  std::map<Country, pack::TradeData> trades_;
  std::map<Country, Reference> references_;
  std::vector<bool> goods_;  // [j] whether tariff codes fall to the sector
};

// Whether a sector of input-output tables, "A01", lies in another, "A01_02" or "C10T12".
bool sector_within(const std::string& fine, const std::string& coarse);

}  // namespace trilat
