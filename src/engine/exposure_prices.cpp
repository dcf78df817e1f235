#include "engine/exposure_prices.hpp"

#include <algorithm>
#include <cmath>

#include "engine/economy_source.hpp"
#include "engine/law_tariffs.hpp"

namespace trilat {
namespace {

constexpr int kBridgeDigits = 8;

}  // namespace

Result<InputPrices> InputPrices::make(const pack::Container& container, const std::map<Country, law::RuleBase>& law,
                                      const SimulateResult& simulated) {
  InputPrices made;
  TRILAT_TRY(const economy::DataSet data, open_economy(container, simulated.economy));
  TRILAT_TRY(const LawToEconomy translator, LawToEconomy::make(container, law, data));
  made.countries_ = simulated.countries;
  made.sectors_ = simulated.sectors;
  for (const Country country : Country::all()) made.region_.push_back(translator.region_of(country));
  made.change_pct_.assign(data.country_count(), std::vector<double>(data.sector_count()));
  for (std::size_t at = 0; at < simulated.by_sector.size(); ++at) {
    made.change_pct_[at / data.sector_count()][at % data.sector_count()] =
        100 * (simulated.by_sector[at].unit_cost_hat - 1);
  }
  for (const auto& [importer, rules] : law) {
    const pack::TradeData* trade = translator.trade_of(importer);
    if (trade == nullptr) continue;
    auto& parts = made.parts_[importer];
    for (const flows::SectorRow& row : trade->bridge.rows) {
      const std::string& sector = trade->bridge.sectors[static_cast<std::size_t>(row.sector)];
      for (std::size_t j = 0; j < data.sector_count(); ++j) {
        // of several finer sectors of the economy the first stands for the code
        if (!sector_within(sector, data.sectors[j]) && !sector_within(data.sectors[j], sector)) continue;
        parts[row.code].push_back({static_cast<int>(j), row.share});
        break;
      }
    }
  }
  return made;
}

std::optional<double> InputPrices::change(Country importer, Country origin, HsCode code, Money cost,
                                          Costs& costs) const {
  const auto of_importer = parts_.find(importer);
  const int region = region_[origin.index()];
  if (of_importer == parts_.end() || region < 0 || code.length() < kBridgeDigits) return std::nullopt;
  const auto found = of_importer->second.find(code.prefix(kBridgeDigits));
  if (found == of_importer->second.end()) return std::nullopt;
  double change = 0, known = 0;
  for (const Part& part : found->second) {
    change += part.share * change_pct_[static_cast<std::size_t>(region)][static_cast<std::size_t>(part.sector)];
    known += part.share;
    costs[{region, part.sector}] += part.share * cost.to_double();
  }
  if (known <= 0) return std::nullopt;
  return change / known;
}

std::vector<ExposurePrice> InputPrices::table(const Costs& costs) const {
  std::vector<ExposurePrice> rows;
  for (const auto& [cell, cost] : costs) {
    const auto country = static_cast<std::size_t>(cell.first), sector = static_cast<std::size_t>(cell.second);
    rows.push_back({countries_[country].name, sectors_[sector].code, sectors_[sector].name,
                    Money::from_cents(std::llround(100 * cost)), change_pct_[country][sector]});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.cost > b.cost; });
  return rows;
}

}  // namespace trilat
