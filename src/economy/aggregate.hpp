// Aggregation of countries and sectors into groups. Sums stay sums:
//
//   flows        M_NIJ = sum of the members' flows; trade inside a group of countries becomes its domestic sales
//   inputs       the cost of each input is summed over users, then taken as shares; so is value added
//   tariffs      weighted by base trade, so that revenue is kept; those inside a group are dropped
//   elasticities weighted by international trade (by output where a sector has none); standard errors are
//                combined as those of independent estimates
//
// Of countries that are alike with no tariffs among them nothing is lost: the model aggregates exactly.
#pragma once

#include <string>
#include <vector>

#include "economy/data_set.hpp"

namespace trilat::economy {

// Which group every member of a list joins.
struct Grouping {
  std::vector<std::string> codes, names;  // of the groups, in order
  std::vector<std::size_t> group_of;      // [member]
};

// Every member on its own.
Grouping keep_all(const std::vector<std::string>& codes, const std::vector<std::string>& names);

struct AggregateReport {
  double trade_inside = 0;     // million USD of international trade that became domestic
  double trade_total = 0;      // international trade before
  double revenue_dropped = 0;  // tariff revenue of it
  double revenue_total = 0;
  std::string largest_drop;  // group with the largest dropped revenue, empty where none
};

struct Aggregated {
  DataSet data;  // complete, with the step added
  AggregateReport report;
};

// Precondition: the groupings cover every country and sector of a completed data set without export taxes.
// Errors: an identity that dropped tariffs broke, as complete() says it.
Result<Aggregated> aggregate(const DataSet& data, const Grouping& countries, const Grouping& sectors);

}  // namespace trilat::economy
