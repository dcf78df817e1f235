// From sums of rates to the rows of a table.
#pragma once

#include <string>
#include <vector>

#include "engine/rates_model.hpp"
#include "trilat/rates.hpp"

namespace trilat {

// Which rows a table has.
struct RatesView {
  std::string by;
  flows::Grouping grouping;
  bool none = false;  // no partner that the trade counts was chosen
};

// An error for a grouping that is not known.
Status check_by(const std::string& by);

// `partners`: numbers in the imports; all where empty.
RatesView make_view(const RatesModel& model, const std::string& by, const std::vector<int>& partners);

RatesDay day_of(const RatesModel& model, const RatesView& view, const flows::DayRates& rates);

// The rate in per cent of all, then of each group; of each authority where the table is by authority.
std::vector<double> group_rates(const RatesModel& model, const RatesView& view, const flows::DayRates& rates);
// The codes and names that belong to them.
std::vector<RatesChange> empty_changes(const RatesModel& model, const RatesView& view);

// Two days with the same rates.
bool alike(const RatesDay& a, const RatesDay& b);

// The codes of the trade, or where there is none the lines of the law, as imports of one dollar a code from each of
// the countries.
pack::TradeData lines_as_trade(const law::RuleBase& rules, const pack::TradeData& trade,
                               const std::vector<Country>& countries);

}  // namespace trilat
