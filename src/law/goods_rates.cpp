#include "law/goods_rates.hpp"

namespace trilat::law {

GoodsRates::GoodsRates(const RuleBase& rules, DutyRate general_rate, std::string_view special_text,
                       DutyRate column_2_rate)
    : general(std::move(general_rate)), column_2(std::move(column_2_rate)) {
  for (const Preference& preference : rules.preferences) {
    special.push_back(
        {special_rate(special_text, preference.programmes), special_programme(special_text, preference.programmes)});
  }
  referred.resize(special.size());
  list = {&general, &column_2};
  for (const Special& entry : special) list.push_back(entry.rate ? &*entry.rate : nullptr);
  list.resize(kFirstSpecial + 3 * special.size(), nullptr);
}

void GoodsRates::follow(const RuleBase& rules, HsCode code, Country origin, Date date) {
  for (std::size_t i = 0; i < special.size(); ++i) {
    const Preference& preference = rules.preferences[i];
    const DutyRate& rate = special[i].rate ? *special[i].rate : general;
    if (rate.kind != DutyRate::Kind::kReference || !may_claim(preference, origin, date)) continue;
    referred[i] =
        follow_reference(rules.schedule, preference.references, preference.programmes, rate.text, code, origin, date);
    if (!referred[i]) continue;
    const int at = static_cast<int>(i);
    list[static_cast<std::size_t>(within_quota(rules, at))] = &referred[i]->within->rate;
    if (referred[i]->over) list[static_cast<std::size_t>(over_quota(rules, at))] = &referred[i]->over->rate;
  }
}

const std::string& programme(const RuleBase& rules, const GoodsRates& rates, int preference) {
  static const std::string none;
  if (preference < 0) return none;
  const auto claimed = static_cast<std::size_t>(preference);
  const GoodsRates::Special& special = rates.special[claimed];
  return !special.rate && rates.general.is_free() ? rules.preferences[claimed].programmes.front() : special.programme;
}

}  // namespace trilat::law
