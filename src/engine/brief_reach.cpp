#include "engine/brief_reach.hpp"

#include <algorithm>

#include "law/goods_scope.hpp"

namespace trilat {

double Reach::of(const law::Measure& measure, Date day) { return of(measure, day, measure.origins); }

double Reach::of(const law::Measure& measure, Date day, const CountrySet& origins) {
  if (trade_ == nullptr) return 0;
  return within(origins, by_partner(measure.products, day));
}

double Reach::of(const law::Measure& measure, const std::vector<HsCode>& codes) const {
  if (trade_ == nullptr) return 0;
  std::vector<double> values(trade_->imports.partners.size(), 0.0);
  for (const flows::ImportRow& row : trade_->imports.rows) {
    const bool named =
        std::any_of(codes.begin(), codes.end(), [&](HsCode code) { return law::overlap(code, row.code); });
    if (named) values[static_cast<std::size_t>(row.partner)] += row.value;
  }
  return within(measure.origins, values);
}

const std::vector<double>& Reach::by_partner(const law::ProductScope& products, Date day) {
  const auto [at, fresh] = values_.try_emplace({{products.lists, products.except_lists}, day});
  if (!fresh) return at->second;
  std::vector<double>& values = at->second;
  values.assign(trade_->imports.partners.size(), 0.0);
  HsCode code;
  bool named = false;
  for (const flows::ImportRow& row : trade_->imports.rows) {  // by code
    if (row.code != code) {
      code = row.code;
      named = law::names_goods(rules_, products, code, day);
    }
    if (named) values[static_cast<std::size_t>(row.partner)] += row.value;
  }
  return values;
}

double Reach::within(const CountrySet& origins, const std::vector<double>& values) const {
  double sum = 0;
  for (std::size_t k = 0; k < values.size(); ++k)
    if (origins.contains(trade_->imports.partners[k].law)) sum += values[k];
  return sum;
}

}  // namespace trilat
