#include "engine/rates_model.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace trilat {

Result<std::optional<pack::TradeData>> open_trade(const pack::Container& container, Country importer) {
  const auto bytes = container.section("flows/" + core::to_lower(importer.to_string()));
  if (!bytes) return std::nullopt;
  TRILAT_TRY(pack::TradeData trade, pack::decode_trade(*bytes));
  return trade;
}

Result<std::unique_ptr<RatesModel>> make_rates_model(const law::RuleBase& rules, pack::TradeData trade,
                                                     std::vector<flows::ClaimRule> claim_rules,
                                                     const flows::RateBook* recorded) {
  auto model = std::make_unique<RatesModel>();
  model->trade = std::move(trade);
  model->claims = flows::ClaimShares(model->trade.claims);
  TRILAT_TRY(model->book, flows::RateBook::make(rules, model->trade.imports, model->claims, model->trade.assumptions,
                                                std::move(claim_rules), recorded));
  return model;
}

std::vector<flows::ClaimRule> claim_rules(const scenario::Scenario& scenario) {
  std::vector<flows::ClaimRule> rules;
  for (const scenario::ClaimAssumption& claim : scenario.claims) rules.push_back({claim.partner, claim.share});
  // the last that names a partner holds, so that what is said of all stands first
  std::stable_partition(rules.begin(), rules.end(), [](const auto& rule) { return rule.partner == "*"; });
  return rules;
}

SectorRates sector_rates(const flows::RateBook& book, const flows::SectorBridge& bridge, Date date, Date claims) {
  const flows::Grouping grouping = flows::by_partner_and_sector(book.imports(), bridge);
  flows::DayRates rates;
  flows::RateReader(book).read(date, claims, rates);
  const auto sums = flows::sum_rates(book, rates, grouping);
  SectorRates found;
  found.partners = book.imports().partners;
  found.sectors = bridge.sectors;
  found.sectors.emplace_back("UNMAPPED");
  auto sum = sums.begin();
  for (std::size_t partner = 0; partner < found.partners.size(); ++partner) {
    auto& cells = found.cells.emplace_back();
    for (std::size_t sector = 0; sector < found.sectors.size(); ++sector, ++sum) {
      SectorRate& cell = cells.emplace_back();
      cell.import_value = sum->value;
      const double priced = sum->value - sum->not_priced;
      if (priced <= 0) continue;
      cell.covered = priced / sum->value;
      cell.rate = sum->duty / priced;
      cell.statutory = sum->statutory / priced;
      cell.claim_share = sum->claimed / sum->value;
    }
  }
  return found;
}

}  // namespace trilat
