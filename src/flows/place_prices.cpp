#include "flows/place_prices.hpp"

#include <algorithm>

namespace trilat::flows {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 30U;  // of plans; places hold while they are kept
constexpr const char* kNoClaim = "none";

double share_of_value(Money amount) {
  return static_cast<double>(amount.cents()) / static_cast<double>(PlacePrices::kValue.cents());
}

void add_part(LineRates& rates, int authority, double rate, bool tops_up) {
  if (rate <= 0) return;
  const auto at = std::find_if(rates.parts.begin(), rates.parts.end(),
                               [&](const AuthorityRate& part) { return part.authority == authority; });
  if (at == rates.parts.end()) {
    rates.parts.push_back({authority, rate, tops_up});
  } else {
    at->rate += rate;
    at->tops_up = at->tops_up || tops_up;
  }
}

std::size_t mixed(std::size_t a, std::size_t b) { return a ^ (b + 0x9e3779b97f4a7c15U + (a << 6U) + (a >> 2U)); }

}  // namespace

std::size_t PlacePrices::Hash::operator()(const Key& key) const {
  const auto place = (static_cast<std::size_t>(static_cast<std::uint32_t>(key.situation)) << 32U) |
                     static_cast<std::uint32_t>(key.line);
  return mixed(place * 0x9e3779b97f4a7c15U, static_cast<std::size_t>(key.facts) * 2 + (key.claimed ? 1 : 0));
}

std::size_t PlacePrices::SlowHash::operator()(const Slow& key) const {
  const auto goods = mixed(static_cast<std::size_t>(key.code.padded()), key.origin.index());
  return mixed(mixed(goods, static_cast<std::size_t>(key.date.days_since_1970())),
               static_cast<std::size_t>(key.facts) * 2 + (key.claimed ? 1 : 0));
}

PlacePrices::PlacePrices(const law::LawIndex& index) : index_(index), pricer_(index, kMostBytes) {}

// The facts with the claim among them.
void PlacePrices::set_facts(Country origin, const std::vector<law::KnownFact>& facts, bool claimed) {
  facts_ = facts;
  if (index_.claim() < 0) return;
  law::KnownFact claim{index_.claim(), {}};
  claim.value.choice = kNoClaim;
  for (const law::Preference& preference : index_.rules().preferences) {
    if (claimed && preference.origins.contains(origin)) claim.value.choice = preference.claim;
  }
  const auto at = std::lower_bound(facts_.begin(), facts_.end(), claim.fact,
                                   [](const law::KnownFact& a, int fact) { return a.fact < fact; });
  facts_.insert(at, std::move(claim));
}

int PlacePrices::keep(LineRates rates) {
  rates_.push_back(std::move(rates));
  return static_cast<int>(rates_.size()) - 1;
}

int PlacePrices::price(const law::PriceQuery& query) {
  law::Price price;
  if (!pricer_.price(query, price)) return -1;
  LineRates rates;
  rates.open = price.duty_min != price.duty_max;
  rates.not_priced = price.low->is_unpriced() || price.low->is_not_loaded();
  rates.prohibited = !price.low->prohibited.empty();
  price.headings(*price.low, headings_);
  for (const law::PricedHeading& heading : headings_) {
    const double rate = share_of_value(heading.amount);
    if (heading.measure == nullptr) {
      rates.base = rate;
    } else if (!heading.exemption) {
      add_part(rates, heading.measure->authority, rate, heading.measure->effect == law::Effect::kTopUp);
    }
  }
  return keep(std::move(rates));
}

// As `price`, for what the pricer leaves to the full assessment.
int PlacePrices::assess(const law::PriceQuery& query) {
  law::Shipment shipment;
  shipment.origin = query.origin;
  shipment.code = query.code;
  shipment.date = query.date;
  shipment.value = query.value;
  for (const law::KnownFact& known : query.facts) shipment.facts[index_.fact(known.fact).name] = known.value;
  const auto found = law::assess(index_, shipment);
  if (!found) return -1;
  LineRates rates;
  rates.open = found->low.duty != found->high.duty;
  rates.not_priced = !found->low.unpriced.empty() || !found->low.not_loaded.empty();
  rates.prohibited = !found->low.prohibited.empty();
  for (const law::Charge& charge : found->low.charges) {
    const int authority = index_.rules().find_authority(charge.authority);
    const double rate = share_of_value(charge.amount);
    if (charge.fee || charge.exemption) continue;
    if (authority < 0) {
      rates.base += rate;
    } else {
      add_part(rates, authority, rate, false);
    }
  }
  return keep(std::move(rates));
}

int PlacePrices::find(Country origin, HsCode code, Date date, const std::vector<law::KnownFact>& facts,
                      int facts_number, bool claimed, Memo& memo) {
  const law::DayLaws::Found found = pricer_.locate(origin, code, date);
  if (pricer_.forgotten() != forgotten_) {
    known_.clear();
    forgotten_ = pricer_.forgotten();
  }
  const auto query = [&] {
    set_facts(origin, facts, claimed);
    return law::PriceQuery{origin, code, date, std::nullopt, kValue, {}, facts_};
  };
  if (found.situation >= 0) {
    const Key key{found.situation, found.line, facts_number, static_cast<std::int32_t>(forgotten_), claimed};
    if (memo.number >= 0 && memo.key == key) return memo.number;
    const auto at = known_.find(key);
    const int number = at != known_.end() ? at->second : price(query());
    if (number >= 0) {
      if (pricer_.forgotten() == forgotten_) {
        known_[key] = number;
        memo = {key, number};
      }
      return number;
    }
  }
  const auto [at, added] = slow_.emplace(Slow{origin, code, date, facts_number, claimed}, -1);
  if (added) at->second = assess(query());
  return at->second;
}

}  // namespace trilat::flows
