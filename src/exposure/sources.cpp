#include "exposure/sources.hpp"

#include <algorithm>

namespace trilat::exposure {
namespace {

constexpr const char* kNoClaim = "none";
constexpr int kTradeDigits = 8;

// Cheapest first: by the greatest duty, an open one last, then by the least.
bool comes_before(const SourceRate& a, const SourceRate& b) {
  if (a.bounded != b.bounded) return a.bounded;
  if (a.duty.greatest != b.duty.greatest) return a.duty.greatest < b.duty.greatest;
  if (a.duty.least != b.duty.least) return a.duty.least < b.duty.least;
  if (a.imports != b.imports) return a.imports > b.imports;
  return a.place < b.place;
}

}  // namespace

SourceRanking::SourceRanking(const law::LawIndex& index, const flows::Imports* imports)
    : index_(index), imports_(imports), pricer_(index), place_of_(Country::count(), Country::count()) {
  const law::RuleBase& rules = index.rules();
  const std::size_t partners = imports == nullptr ? 0 : imports->partners.size();
  for (std::size_t i = 0; i < partners; ++i) {
    const flows::Partner& partner = imports->partners[i];
    if (const auto group = rules.groups.find(partner.code); group != rules.groups.end()) {
      for (const Country member : group->second.members()) place_of_[member.index()] = places_.size();
    }
    place_of_[partner.law.index()] = places_.size();
    places_.push_back({partner.code, partner.name, partner.law, static_cast<int>(i)});
  }
  for (const Country country : Country::all()) {
    if (country == rules.importer || place_of_[country.index()] != Country::count()) continue;
    place_of_[country.index()] = places_.size();
    places_.push_back({country.to_string(), std::string(country.name()), country, -1});
  }
}

void SourceRanking::read_imports(HsCode code) {
  const bool held = imports_ != nullptr && code.length() >= kTradeDigits;
  imports_by_.assign(imports_ == nullptr ? 0 : imports_->partners.size(), held ? 0 : -1);
  if (!held) return;
  const HsCode line = code.prefix(kTradeDigits);
  auto row = std::lower_bound(imports_->rows.begin(), imports_->rows.end(), line,
                              [](const flows::ImportRow& each, HsCode wanted) { return each.code < wanted; });
  std::vector<bool> seen(imports_by_.size());  // a partner's first row counts
  for (; row != imports_->rows.end() && row->code == line; ++row) {
    const auto partner = static_cast<std::size_t>(row->partner);
    if (!seen[partner]) imports_by_[partner] = row->value;
    seen[partner] = true;
  }
}

std::vector<law::KnownFact> SourceRanking::facts_of(const Example& example) const {
  std::vector<law::KnownFact> facts;
  for (const law::KnownFact& known : example.facts) {
    const bool of_the_seller = index_.fact(known.fact).kind == law::FactKind::kCountry;
    if (known.fact != index_.claim() && !of_the_seller) facts.push_back(known);
  }
  return facts;
}

bool SourceRanking::price(const law::PriceQuery& query, SourceRate& rate) {
  law::Price price;
  if (!pricer_.price(query, price)) return false;
  rate.duty = {price.duty_min, price.duty_max};
  rate.bounded = price.bounded;
  return true;
}

std::vector<SourceRate> SourceRanking::rank(HsCode code, Date date, const Example& example) {
  std::vector<SourceRate> rates;
  rates.reserve(places_.size());
  std::vector<law::KnownFact> facts = facts_of(example);
  if (index_.claim() >= 0) {
    law::KnownFact claim{index_.claim(), {}};
    claim.value.choice = kNoClaim;
    const auto at = std::upper_bound(facts.begin(), facts.end(), claim,
                                     [](const auto& a, const auto& b) { return a.fact < b.fact; });
    facts.insert(at, claim);
  }
  const auto said = std::find_if(facts.begin(), facts.end(),
                                 [&](const law::KnownFact& known) { return known.fact == index_.claim(); });
  read_imports(code);
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const int partner = places_[i].partner;
    SourceRate plain{i, {}, {}, true, partner < 0 ? -1 : imports_by_[static_cast<std::size_t>(partner)]};
    law::PriceQuery query{places_[i].law, code, date, {}, example.value, example.quantities, facts};
    if (!price(query, plain)) continue;
    rates.push_back(plain);
    for (const law::Preference& preference : index_.rules().preferences) {
      if (said == facts.end() || !law::may_claim(preference, places_[i].law, date)) continue;
      said->value.choice = preference.claim;
      SourceRate claimed = plain;
      claimed.claim = preference.claim;
      if (price(query, claimed) && claimed.duty.greatest < plain.duty.greatest) rates.push_back(claimed);
      said->value.choice = kNoClaim;
    }
  }
  std::sort(rates.begin(), rates.end(), comes_before);
  return rates;
}

}  // namespace trilat::exposure
