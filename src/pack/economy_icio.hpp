// Reads an inter-country input-output table, in the layout in which the OECD publishes its ICIO tables as
// CSV, and turns it into an economy.
//
//   rows     COUNTRY_SECTOR; then TLS or TAXSUB (also COUNTRY_TAXSUB), VA or VALU, OUT or OUTPUT
//   columns  the first names the row; COUNTRY_SECTOR; COUNTRY_CATEGORY of final demand (HFCE, NPISH, GGFC, GFCF,
//            INVNT, DPABR and the like); OUT or TOTAL
//   cells    million USD at basic prices, net of tariff
//
// The split parts of China and Mexico in the extended edition (CN1, CN2, MX1, MX2) are summed to the whole.
// With M the sum of a row's purchases by country, Z those of users, t the tariff:
//   trade   M_nij       tariff  t_nij       Y_ij = sum_n M_nij
//   inputs  gamma_njk (1 - beta_nk) Y_nk = sum_i Z_ij,nk (1 + t_nij)
//   value added is what is left of output, and so holds other taxes less subsidies on products.
// Final demand is then the final columns at duty-paid prices.
#pragma once

#include <filesystem>
#include <string>

#include "pack/economy_csv.hpp"

namespace trilat::pack {

struct IcioSource {
  std::filesystem::path table;
  std::filesystem::path tariffs;  // importer, exporter, sector ("*" is every one), rate; empty: no tariffs
  std::filesystem::path
      elasticities;  // sector, one column a set, optional SET_se; "# SET: citation"; empty: 4 everywhere
  std::string name, title, source;
  int year = 0;
  double tolerance = 1e-4;  // relative, on the table's own identities: published tables are rounded
};

// Tables with the steps taken as sentences; negative purchases of a whole country (inventories) are set to
// zero and counted. Errors name the cell: a row or column that is not understood, a code that the tariffs
// or elasticities name and the table lacks, sales that do not sum to OUT, costs that do not sum to OUT, a
// value-added share outside 0 to 1.
Result<EconomyTables> read_icio(const IcioSource& source);

}  // namespace trilat::pack
