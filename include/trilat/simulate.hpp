// What a tariff change does to trade, prices, output, revenue and real income in every country.
#pragma once

#include <string>
#include <vector>

#include "core/error.hpp"

namespace trilat {

struct SimulateParams {
  std::string economy = "na2024";  // an economy of the data pack, or a folder of tables
  std::string shock;               // a shock of the data pack for that economy, or a file; empty: no change
  // "fixed": trade deficits stay as they are, in units of world value added. "balanced": deficits are
  // taken out first, and the changes are against that balanced base.
  std::string closure = "fixed";
  std::string elasticities;  // a set of the economy; empty: its first
};

// Changes in per cent; levels in million USD of the base year.
struct SimulateCountry {
  std::string code, name;
  double real_income_pct = 0, real_wage_pct = 0;
  double terms_of_trade_pct = 0, volume_of_trade_pct = 0;  // first-order parts, as published
  double wage_hat = 1, consumer_price_hat = 1;             // against world value added as numeraire
  double income_base = 0, income = 0;
  double revenue_base = 0, revenue = 0;
  double exports_base = 0, exports = 0, imports_base = 0, imports = 0;
};

struct SimulateSector {
  std::string country, sector;
  double output_base = 0, output = 0;
  double output_volume_pct = 0;
  double unit_cost_hat = 1, price_index_hat = 1;
  double exports_base = 0, exports = 0, imports_base = 0, imports = 0;
};

struct SimulateFlow {
  std::string importer, exporter, sector;
  double value_base = 0, value = 0;  // net of tariff
  double tariff_base = 0, tariff = 0;
};

struct NamedCode {
  std::string code, name;
};

struct SimulateResult {
  std::string economy, title, source;
  int year = 0;
  std::string shock, shock_title, shock_note, shock_approximation, shock_citation;
  std::string closure, elasticities, elasticities_citation;
  std::vector<NamedCode> countries, sectors;
  std::vector<SimulateCountry> by_country;
  std::vector<SimulateSector> by_sector;  // country by country
  std::vector<SimulateFlow> flows;        // international flows that exist
  double residual = 0;                    // largest relative residual of any equilibrium condition
  int sweeps = 0;
  std::string data_hash;
};

// The `count` sectors of a country whose volume of output changes most, in per cent; sectors below two
// thousandths of the country's output are left out.
std::vector<SimulateSector> most_affected(const SimulateResult& result, const std::string& country, std::size_t count);

std::string to_text(const SimulateResult& result);
std::string to_json(const SimulateResult& result);
// One long table: table, country, partner, sector, outcome, unit, value.
std::string to_csv(const SimulateResult& result);
// One self-contained page with charts and a sentence to each: no network, light and dark, phone, print.
std::string to_html(const SimulateResult& result);

}  // namespace trilat
