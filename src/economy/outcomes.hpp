// What an equilibrium means for each country: changes against the base of the data set.
//
//   real income = I'/I / prod_j P_nj^alpha_nj          exact
//   real wage   = w_n / prod_j P_nj^alpha_nj           exact
//   terms of trade  = sum_ij [ E_nij (c_nj - 1) - M_nij (c_ij - 1) ] / I_n
//   volume of trade = sum_ij t_nij M_nij (M'_nij / M_nij - c_ij) / I_n
//
//   household real income = (V' + D') / (V + D) / prod_j P_nj^a_nj where the government keeps revenue, a of households
//   employment of a sector: hours worked there. V'_nj / V_nj over average earnings; with immobile labour, hours
//   effective tariff rate = tariff revenue over imports: base; new rates on base imports, before buyers turn to other
//   sources; new rates on new imports
//
// with E exports and M imports of the base, net of tariff, and I income. The last two are the
// decomposition as Caliendo and Parro (2015, eq. 17) publish it. It is of first order, so that their sum
// is not the exact change where tariffs fall from high levels.
#pragma once

#include <vector>

#include "economy/data_set.hpp"
#include "economy/equilibrium.hpp"

namespace trilat::economy {

// Changes are fractions (0.01 is one per cent), levels are million USD.
struct CountryOutcome {
  double real_income = 0, real_wage = 0;
  double terms_of_trade = 0, volume_of_trade = 0;
  double wage_hat = 1, consumer_price_hat = 1;
  double income_base = 0, income = 0;
  double revenue_base = 0, revenue = 0;
  double exports_base = 0, exports = 0;  // net of tariff
  double imports_base = 0, imports = 0;
  double household_real_income = 0;
  double hours_hat = 1;
  double deficit_base = 0, deficit = 0;
  // Revenue of tariffs over imports.
  double tariff_rate_base = 0, tariff_rate_unsubstituted = 0, tariff_rate = 0;
};

// Imports of n from i over all sectors, n != i.
struct PartnerOutcome {
  double imports_base = 0, imports = 0;
  double tariff_rate_base = 0, tariff_rate_unsubstituted = 0, tariff_rate = 0;
};

struct SectorOutcome {
  double output_base = 0, output = 0;  // value at producer prices
  double output_volume = 0;            // change of quantity: value over unit cost
  double cost_hat = 1, price_hat = 1;
  double exports_base = 0, exports = 0;
  double imports_base = 0, imports = 0;
  double employment_hat = 1;
  double earnings_hat = 1;  // of an hour worked in the sector
};

struct Outcomes {
  std::vector<CountryOutcome> countries;  // [n]
  std::vector<PartnerOutcome> partners;   // [n][i]
  std::vector<SectorOutcome> sectors;     // [n][j]
};

Outcomes measure(const DataSet& data, const Equilibrium& found);

// The equilibrium as a new base: its flows, tariffs and deficits. Volumes are counted at the new prices.
Result<DataSet> rebase(const DataSet& data, const Equilibrium& found);

}  // namespace trilat::economy
