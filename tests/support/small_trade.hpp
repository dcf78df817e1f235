// A law of three measures and four lines of trade, small enough to work out every rate on paper; for tests.
//
// Structures (7308) bear 3 %, parts of centrifuges 4 and 8 % on two lines, beef 4.4 cents a kilogram; all are free
// under the claim. From 4 March 2025 goods of Canada without the claim bear 25 % more, from 4 June steel in structures
// 50 % on its content, and from 1 August goods of Korea are brought up to 15 % in all. Korea has an agreement.
#pragma once

#include "flows/effective_rates.hpp"
#include "law/condition.hpp"

namespace trilat::flows::testing {

inline Date day(const char* text) { return Date::parse(text).value(); }
inline HsCode code(const char* text) { return HsCode::parse(text).value(); }
inline Country country(const char* text) { return Country::parse(text).value(); }
inline CountrySet only(const char* text) {
  CountrySet set;
  set.add(country(text));
  return set;
}

inline law::Measure measure(const char* heading, int authority, const char* from, const char* rate) {
  law::Measure made;
  made.heading = heading;
  made.authority = authority;
  made.origins = CountrySet::everything();
  law::Segment segment;
  segment.effect = {day(from), Date::max()};
  segment.rate = law::parse_duty_rate(rate);
  made.segments = {segment};
  return made;
}

inline law::RuleBase small_law() {
  law::RuleBase rules;
  rules.importer = country("US");
  rules.recorded = {day("2025-01-01"), day("2026-01-01")};
  rules.authorities = {{"steel", "Steel", "statute", 1, law::Several::kSum},
                       {"emergency", "Emergency", "statute", 2, law::Several::kSum},
                       {"floor", "Floor", "statute", 3, law::Several::kSum}};
  law::FactDefinition claim, steel;
  claim.name = "claim";
  claim.kind = law::FactKind::kChoice;
  claim.choices = {"usmca", "none"};
  steel.name = "steel_value";
  steel.kind = law::FactKind::kContent;
  rules.facts = {claim, steel};
  law::Preference preference;
  preference.claim = "usmca";
  preference.origins = only("CA");
  preference.programmes = {"S"};
  rules.preferences = {preference};
  rules.lists = {{"structures", {}, {}, law::Grade::kA, {{code("7308"), {}}}}};
  law::Measure on_steel = measure("S1", 0, "2025-06-04", "50%");
  on_steel.products = {false, {0}, {}};
  on_steel.segments[0].base = law::BaseKind::kContent;
  on_steel.segments[0].base_content = "steel_value";
  law::Measure emergency = measure("E1", 1, "2025-03-04", "25%");
  emergency.origins = only("CA");
  emergency.when = law::parse_condition("not claim = usmca", rules.facts).value();
  law::Measure floor = measure("F1", 2, "2025-08-01", "15%");
  floor.origins = only("KR");
  floor.effect = law::Effect::kTopUp;
  rules.measures = {on_steel, emergency, floor};
  const auto line = [](const char* text, const char* rate) {
    return law::ScheduleRow{code(text), {}, "Goods", {}, rate, "Free (S)", "50%"};
  };
  rules.schedule = law::Schedule(
      {line("0201305000", "4.4¢/kg"), line("7308900000", "3%"), line("8421910010", "4%"), line("8421910020", "8%")});
  return rules;
}

// Partner 0 Canada, 1 the European Union, 2 Korea.
inline Imports small_imports() {
  Imports imports;
  imports.importer = country("US");
  imports.year = 2024;
  imports.partners = {{"CA", "Canada", country("CA"), false},
                      {"EU27", "European Union", country("DE"), false},
                      {"KR", "Korea", country("KR"), true}};
  imports.rows = {{code("02013050"), 0, 100, 0},   {code("02013050"), 1, 200, 50}, {code("02013050"), 2, 50, 5},
                  {code("73089000"), 0, 400, 0},   {code("73089000"), 1, 100, 3},  {code("84219100"), 0, 200, 0},
                  {code("84219100"), 2, 100, 1.5}, {code("98010010"), 0, 500, 1}};
  return imports;
}

inline ClaimShares small_claims() {
  const int january = month_index(day("2025-01-01")), august = month_index(day("2025-08-01"));
  Claims claims;
  claims.claim = "usmca";
  claims.rows = {{code("02013050"), 0, january, 10, 10},
                 {code("73089000"), 0, january, 10, 4},
                 {code("73089000"), 0, august, 20, 15},
                 {code("84219100"), 0, january, 10, 5}};
  return ClaimShares(std::move(claims));
}

inline Assumptions small_answers() { return {{{"steel_value", "40%", {}, {}, "for the test", "the test"}}}; }

}  // namespace trilat::flows::testing
