// Rates of rows added up: by partner, chapter, sector, weighted by value.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "flows/effective_rates.hpp"

namespace trilat::flows {

// Which groups the rows of the imports fall to, in which shares. The last group is "apart": chapters 98 and 99.
struct Grouping {
  struct Entry {
    int group = 0;
    double share = 1;
  };
  std::vector<std::string> groups;
  std::vector<Entry> entries;
  std::vector<std::uint32_t> first;  // of a row's entries; one more than there are rows

  int apart() const { return static_cast<int>(groups.size()) - 1; }
};

// Rows of the partners chosen, which is all where none is.
Grouping by_partner(const Imports& imports, const std::vector<int>& partners = {});
Grouping by_chapter(const Imports& imports, const std::vector<int>& partners = {});
// A code that the bridge lacks falls to the group "UNMAPPED".
Grouping by_sector(const Imports& imports, const SectorBridge& bridge, const std::vector<int>& partners = {});
// Group partner * sectors + sector, with the sectors of the bridge and "UNMAPPED" last.
Grouping by_partner_and_sector(const Imports& imports, const SectorBridge& bridge);

struct RateSum {
  double value = 0;
  double statutory = 0;                        // duty without claims
  double duty = 0;                             // with claims as they are taken
  double claimed = 0;                          // value under a claim
  std::vector<double> statutory_parts, parts;  // duty by authority, the base first
  // Value with the marks of RateMarks.
  double equivalent = 0, agreement = 0, by_heading = 0, open = 0, not_priced = 0, prohibited = 0, carried = 0;

  RateSum& operator+=(const RateSum& other);
};

// `weights`: the value of each row; the imports' own where empty.
std::vector<RateSum> sum_rates(const RateBook& book, const DayRates& rates, const Grouping& grouping,
                               const std::vector<double>& weights = {});

// Reads the book on every day, on threads of their own; `use` is called with the number of the day from any of them.
void read_days(const RateBook& book, const std::vector<Date>& days, const std::function<Date(Date)>& claims_on,
               unsigned threads, const std::function<void(std::size_t, const DayRates&)>& use);

}  // namespace trilat::flows
