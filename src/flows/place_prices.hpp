// The rate of duty on goods of one line and origin, by authority, remembered by where the tables of law hold them.
//
// Rates are found by assessing a shipment of `kValue` dollars with the facts given. Goods that stand in one place of
// the tables (law/day_law.hpp) with the same facts bear one rate, on whatever days: each is assessed once.
// Belongs to one thread.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "law/pricer.hpp"

namespace trilat::flows {

constexpr int kBase = -1;  // the goods' own line, among authorities

struct AuthorityRate {
  int authority = kBase;
  double rate = 0;
  // It makes up a total together with the goods' own line: what the line bears less, it bears more.
  bool tops_up = false;
};

struct LineRates {
  double base = 0;
  std::vector<AuthorityRate> parts;  // without the base, each authority once and more than nothing
  bool open = false;                 // facts that matter are not given: the least duty
  bool not_priced = false;           // something has no rate that is held, and counts as nothing
  bool prohibited = false;
};

class PlacePrices {
 public:
  static constexpr Money kValue = Money::whole(1'000'000);

  explicit PlacePrices(const law::LawIndex& index);

  struct Key {
    std::int32_t situation = 0, line = 0, facts = 0;
    std::int32_t forgotten = 0;  // times that the tables were
    bool claimed = false;
    friend bool operator==(const Key&, const Key&) = default;
  };
  // What was found for the same goods on another day, to be looked at first. Kept by the caller.
  struct Memo {
    Key key;
    int number = -1;
  };

  // A number that stands for the rates of goods: the same number, the same rates; negative where the schedule has
  // no such line. `facts` without the claim; `facts_number` says which they are. `claimed`: under the law's
  // preference, which the origin may claim.
  int find(Country origin, HsCode code, Date date, const std::vector<law::KnownFact>& facts, int facts_number,
           bool claimed, Memo& memo);
  const LineRates& rates(int number) const { return rates_[static_cast<std::size_t>(number)]; }

 private:
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };
  struct Slow {  // goods that the tables do not hold
    Country origin;
    HsCode code;
    Date date;
    std::int32_t facts = 0;
    bool claimed = false;
    friend bool operator==(const Slow&, const Slow&) = default;
  };
  struct SlowHash {
    std::size_t operator()(const Slow& key) const;
  };

  void set_facts(Country origin, const std::vector<law::KnownFact>& facts, bool claimed);
  int keep(LineRates rates);
  int price(const law::PriceQuery& query);
  int assess(const law::PriceQuery& query);

  const law::LawIndex& index_;
  law::Pricer pricer_;
  std::size_t forgotten_ = 0;
  std::vector<LineRates> rates_;
  std::unordered_map<Key, int, Hash> known_;
  std::unordered_map<Slow, int, SlowHash> slow_;
  std::vector<law::KnownFact> facts_;
  std::vector<law::PricedHeading> headings_;
};

}  // namespace trilat::flows
