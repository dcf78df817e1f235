// What a tariff change does to trade, prices, output, revenue and real income in every country.
#pragma once

#include <string>
#include <vector>

#include "core/error.hpp"

namespace trilat {

// One change of a policy, on top of the shock. "*" is every country (every other, for the exporter) or sector.
struct SimulateCell {
  std::string importer, exporter, sector;
  double value = 0;  // a rate as a fraction, or a factor on trade cost
};

struct SimulateParams {
  // An economy of the data pack, or a folder of tables; empty: the scenario's, else na2024.
  std::string economy;
  std::string shock;  // a shock of the data pack for that economy, or a file; empty: no change
  // "fixed": trade deficits stay as they are, in units of world value added. "share": they stay as they are as a
  // share of income, up to one number for all that makes them sum to nothing. "balanced": deficits are taken out
  // first, and the changes are against that balanced base. Empty: the scenario's, else "fixed".
  std::string closure;
  std::string elasticities;  // a set of the economy; empty: the scenario's, else its first
  // "rebate": households receive the revenue of tariffs and export taxes. "government": the government buys with it,
  // in proportion to final demand, all sectors or those named.
  std::string revenue = "rebate";
  std::vector<std::string> government_buys = {};
  // "mobile": one wage a country. "immobile": workers stay in their sector. "roy": they move as far as their talents
  // let them, by the parameter kappa, 1 or more.
  std::string labour = "mobile";
  double kappa = 1.5;
  double labour_supply = 0;  // elasticity of hours by the real wage
  std::vector<SimulateCell> tariffs = {}, export_taxes = {}, trade_costs = {};
  bool decompose = false;  // fill `decomposition`
  // Also under every set of elasticities of the economy, with deficits fixed and balanced: fill `spread`.
  bool sensitivity = false;
  // A scenario whose dated law gives the tariffs, in place of a shock, and the one whose law it is set against; empty:
  // the tariffs of the economy's base year.
  std::string scenario = {}, against = {};
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
  double household_real_income_pct = 0;  // differs from real income where the government keeps the revenue
  double hours_pct = 0;                  // labour supplied
  double deficit_base = 0, deficit = 0;
  // Tariff revenue over imports: in the base; at the new rates before buyers turn to other sources; after.
  double tariff_rate_base_pct = 0, tariff_rate_unsubstituted_pct = 0, tariff_rate_pct = 0;
};

// Imports of one country from another, all sectors.
struct SimulatePartner {
  std::string importer, exporter;
  double imports_base = 0, imports = 0;
  double tariff_rate_base_pct = 0, tariff_rate_unsubstituted_pct = 0, tariff_rate_pct = 0;
};

struct SimulateSector {
  std::string country, sector;
  double output_base = 0, output = 0;
  double output_volume_pct = 0;
  double unit_cost_hat = 1, price_index_hat = 1;
  double exports_base = 0, exports = 0, imports_base = 0, imports = 0;
  double employment_pct = 0;  // hours worked in the sector
  double earnings_hat = 1;    // of an hour there
};

struct SimulateFlow {
  std::string importer, exporter, sector;
  double value_base = 0, value = 0;  // net of tariff
  double tariff_base = 0, tariff = 0;
};

// Exact parts of the change of real income, in per cent of it; they sum to it. src/economy/decomposition.hpp has the
// equations.
struct SimulateParts {
  double terms_of_trade_pct = 0, volume_of_trade_pct = 0, trade_cost_pct = 0;
};

struct SimulateDecomposition {
  struct Country {
    std::string code;
    SimulateParts trade;  // over all partners and sectors
    double deficit_pct = 0, hours_pct = 0, government_basket_pct = 0;
    double real_income_pct = 0;
    double identity_error_pct = 0;  // sum of the parts less the change
  };
  // The trade of a country in focus with a partner in a sector; the partner is itself for trade costs at home.
  struct Part {
    std::string country, partner, sector;
    SimulateParts parts;
  };
  // What one instrument contributed to the change of a country in focus.
  struct Contribution {
    std::string country, instrument;  // "tariff", "export_tax", "trade_cost"
    std::string importer, exporter, sector;
    double contribution_pct = 0;
  };
  std::vector<Country> countries;  // empty: not asked for
  std::vector<Part> parts;
  std::vector<Contribution> contributions;
  double largest_error_pct = 0;
  int points = 0;  // of the path
};

// What law and claims made of one tariff of the economy. Fractions; `coverage` may pass one, since trade by product and
// the tables of the economy are not the same statistics.
struct SimulateLaw {
  std::string importer, exporter, sector;
  double imports_base = 0;                // million USD
  double tariff_before = 0, tariff = 0;   // of the economy, in the state set against and under the scenario
  double rate = 0, reference = 0;         // effective rates: of the scenario; of the law first recorded
  double statutory = 0, claim_share = 0;  // of the scenario: the rate without claims; the share of value under a claim
  double coverage = 0;                    // value priced from law over imports_base
};

struct NamedCode {
  std::string code, name;
};

// What an outcome comes to over the cases of a sensitivity, the one shown among them. What changes its sign is no
// finding.
struct SimulateRange {
  std::string country, sector;  // no sector: of the whole country
  std::string outcome;          // "real_income", "real_wage" and "output_volume" in per cent, "revenue" in million USD
  double low = 0, high = 0;
  int same = 0;  // cases whose sign is that of the case shown
};

struct SimulateSpread {
  std::vector<std::string> cases;   // with a solution: "FGO, balanced"; empty: not asked for
  std::vector<std::string> failed;  // without one
  std::vector<SimulateRange> ranges;
};

struct SimulateResult {
  std::string economy, title, source;
  int year = 0;
  std::string shock, shock_title, shock_note, shock_approximation, shock_citation;
  std::string closure, elasticities, elasticities_citation;
  std::string revenue, labour;  // in words
  std::vector<NamedCode> countries, sectors;
  std::vector<SimulateCountry> by_country;
  std::vector<SimulateSector> by_sector;  // country by country
  std::vector<SimulatePartner> partners;  // importer by importer
  std::vector<SimulateFlow> flows;        // international flows that exist
  SimulateDecomposition decomposition;
  SimulateSpread spread;
  std::string scenario, against;  // titles; empty: a shock, or none
  std::vector<SimulateLaw> law;   // of importers whose law is held
  std::vector<std::string> law_notes;
  double residual = 0;  // largest relative residual of any equilibrium condition
  int sweeps = 0;
  std::string data_hash;
};

// The `count` sectors of a country whose volume of output changes most, in per cent; sectors below two
// thousandths of the country's output are left out.
std::vector<SimulateSector> most_affected(const SimulateResult& result, const std::string& country, std::size_t count);

// The range of an outcome; null where the sensitivity was not asked for or has none.
const SimulateRange* find_range(const SimulateSpread& spread, const std::string& country, const std::string& sector,
                                const std::string& outcome);

// The countries that a reader of a North American model asks for first; all, where the economy has none.
std::vector<std::string> focus_codes(const SimulateResult& result);

std::string to_text(const SimulateResult& result);
std::string to_json(const SimulateResult& result);
// One long table: table, country, partner, sector, outcome, unit, value.
std::string to_csv(const SimulateResult& result);
// One self-contained page with charts and a sentence to each: no network, light and dark, phone, print.
std::string to_html(const SimulateResult& result);

}  // namespace trilat
