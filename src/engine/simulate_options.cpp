#include "engine/simulate_options.hpp"

#include <fmt/format.h>

#include "engine/economy_source.hpp"

namespace trilat {
namespace {

Result<economy::Revenue> parse_revenue(const std::string& text) {
  if (text == "rebate") return economy::Revenue::kRebated;
  if (text == "government") return economy::Revenue::kGovernment;
  return bad_input(fmt::format("use of revenue '{}' is not known", text), "use rebate or government");
}

Result<economy::Labour> parse_labour(const std::string& text) {
  if (text == "mobile") return economy::Labour::kMobile;
  if (text == "immobile") return economy::Labour::kImmobile;
  if (text == "roy") return economy::Labour::kRoy;
  return bad_input(fmt::format("labour '{}' is not known", text), "use mobile, immobile or roy");
}

void append(const std::vector<SimulateCell>& from, std::vector<economy::Shock::Cell>& to) {
  for (const SimulateCell& cell : from) to.push_back({cell.importer, cell.exporter, cell.sector, cell.value, {}});
}

}  // namespace

Result<std::vector<double>> government_basket(const SimulateParams& params, const economy::DataSet& data) {
  if (params.government_buys.empty()) return std::vector<double>{};
  std::vector<std::size_t> sectors;
  for (const std::string& code : params.government_buys) {
    TRILAT_TRY(const std::size_t j, data.find_sector(code));
    sectors.push_back(j);
  }
  std::vector<double> basket(data.alpha.size(), 0.0);
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    double sum = 0;
    for (const std::size_t j : sectors) sum += data.alpha[data.cell(n, j)];
    if (!(sum > 0)) {
      return bad_input(fmt::format("the government of {} cannot buy {}: there is no final demand for it there",
                                   data.countries[n], fmt::join(params.government_buys, ", ")),
                       "name other sectors");
    }
    for (const std::size_t j : sectors) basket[data.cell(n, j)] = data.alpha[data.cell(n, j)] / sum;
  }
  return basket;
}

Result<economy::SolveOptions> solve_options(const SimulateParams& params, const economy::DataSet& data) {
  economy::SolveOptions options;
  options.elasticities = params.elasticities;
  TRILAT_TRY(options.closure, parse_closure(params.closure));
  TRILAT_TRY(options.revenue, parse_revenue(params.revenue));
  TRILAT_TRY(options.labour, parse_labour(params.labour));
  options.kappa = params.kappa;
  options.labour_supply = params.labour_supply;
  if (options.revenue == economy::Revenue::kRebated && !params.government_buys.empty()) {
    return bad_input("what the government buys is named, and revenue goes to households", "set revenue to government");
  }
  TRILAT_TRY(options.government_basket, government_basket(params, data));
  return options;
}

economy::Shock with_cells(economy::Shock shock, const SimulateParams& params) {
  append(params.tariffs, shock.tariffs);
  append(params.export_taxes, shock.export_taxes);
  append(params.trade_costs, shock.iceberg_cells);
  return shock;
}

std::string shock_words(const std::string& title, const SimulateParams& params) {
  if (params.tariffs.empty() && params.export_taxes.empty() && params.trade_costs.empty()) return title;
  return params.shock.empty() && params.scenario.empty() ? "rates and costs as stated"
                                                         : title + ", and rates and costs as stated";
}

std::string revenue_words(const SimulateParams& params) {
  if (params.revenue == "rebate") return "goes to households";
  if (params.government_buys.empty()) return "buys for the government what is in final demand";
  return fmt::format("buys {} for the government", fmt::join(params.government_buys, ", "));
}

std::string labour_words(const SimulateParams& params) {
  std::string words = params.labour == "mobile"     ? "moves freely between sectors"
                      : params.labour == "immobile" ? "stays in its sector"
                                                    : fmt::format("moves between sectors with kappa {}", params.kappa);
  if (params.labour_supply > 0) words += fmt::format(", hours with elasticity {}", params.labour_supply);
  return words;
}

}  // namespace trilat
