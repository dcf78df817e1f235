// How much trade a measure names: imports of the year within its origins and codes, whatever the facts of each
// shipment.
#pragma once

#include <map>
#include <vector>

#include "law/rule_base.hpp"
#include "pack/flows_csv.hpp"

namespace trilat {

class Reach {
 public:
  // `trade`: null where none is held by product. Both must outlive it.
  Reach(const law::RuleBase& rules, const pack::TradeData* trade) : rules_(rules), trade_(trade) {}

  bool known() const { return trade_ != nullptr; }
  // In the unit of the trade; nothing where it is not known.
  double of(const law::Measure& measure, Date day);
  // From these origins alone.
  double of(const law::Measure& measure, Date day, const CountrySet& origins);
  // Of these codes alone.
  double of(const law::Measure& measure, const std::vector<HsCode>& codes) const;

 private:
  const std::vector<double>& by_partner(const law::ProductScope& products, Date day);
  double within(const CountrySet& origins, const std::vector<double>& values) const;

  const law::RuleBase& rules_;
  const pack::TradeData* trade_;
  std::map<std::pair<std::pair<std::vector<int>, std::vector<int>>, Date>, std::vector<double>> values_;
};

}  // namespace trilat
