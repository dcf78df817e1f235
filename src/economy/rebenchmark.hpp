// Re-benchmarking: explicit steps that turn tables which are no equilibrium into a base that is one.
//
// Observed tables often imply negative final demand (alpha_nj < 0, the residual of what is bought and what
// is used as input). Step one sets those shares to zero and scales the others of the country to sum to
// one, the rule of Caliendo and Parro (2015). The tables are then no equilibrium at unchanged wages, so
// step two solves the model at their own tariffs, with deficits kept (in units of world value added) or
// removed, and takes the solution as the base. Both steps report what they moved.
#pragma once

#include <string>
#include <vector>

#include "economy/data_set.hpp"

namespace trilat::economy {

struct RebenchmarkOptions {
  bool clip_final_demand = false;  // without it, negative final demand is refused
  bool balance_trade = false;      // deficits to zero; else kept
  std::string elasticities;        // set that the solution uses; empty: the first of the data
  double tolerance = 1e-12;
};

struct RebenchmarkReport {
  struct Country {
    std::string code;
    double wage_hat = 1, consumer_price_hat = 1;  // of the new base against the tables
    double value_added_before = 0, value_added = 0;
    double revenue = 0, deficit_before = 0, deficit = 0, income = 0;  // million USD
  };
  std::size_t clipped = 0, cells = 0;  // of final demand
  double clipped_share = 0;            // of world final demand
  std::string worst_cell;              // most negative, relative to income
  double moved = 0;                    // sum |new - old| / sum old over all flows
  double residual = 0;
  std::vector<Country> countries;
  std::vector<std::string> steps;  // the same as sentences
};

struct Rebenchmarked {
  DataSet data;  // complete, with the steps added to its own
  RebenchmarkReport report;
};

// Precondition: account(data) succeeded. Errors: negative final demand without the step for it, naming the
// worst cell; kNotConverged.
Result<Rebenchmarked> rebenchmark(DataSet data, const RebenchmarkOptions& options);

}  // namespace trilat::economy
