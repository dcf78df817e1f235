// The fast path says of any shipment what `assess` says of it: status, both ends, headings, open facts.
// Independent source: law::assess, which evaluates every shipment anew and keeps nothing.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "law/pricer.hpp"
#include "pack/container.hpp"
#include "pack/law_codec.hpp"

namespace trilat::law {
namespace {

const RuleBase& rules() {
  static const RuleBase held = [] {
    const auto pack = pack::Container::open(TRILAT_PACK);
    return pack::decode_law(pack->section("law/us").value()).value();
  }();
  return held;
}

const LawIndex& law_index() {
  static const LawIndex index(rules());
  return index;
}

using Dice = std::mt19937_64;

std::size_t below(Dice& dice, std::size_t limit) {
  return std::uniform_int_distribution<std::size_t>(0, limit - 1)(dice);
}

Money any_value(Dice& dice) {
  constexpr std::int64_t kLargest[] = {2'000, 100'000, 100'000'000, 100'000'000'000'000};
  return Money::from_cents(1 +
                           static_cast<std::int64_t>(below(dice, static_cast<std::size_t>(kLargest[below(dice, 4)]))));
}

// A value of a fact that some condition compares it with, or near one; else any.
FactValue any_answer(Dice& dice, int fact, Money value) {
  const FactDefinition& definition = law_index().fact(fact);
  std::vector<FactValue> literals;
  for (std::size_t i = 0; i < rules().measures.size(); ++i) {
    for (const Condition* leaf : law_index().leaves(static_cast<int>(i))) {
      if (leaf->fact == fact) literals.insert(literals.end(), leaf->values.begin(), leaf->values.end());
    }
  }
  FactValue answer;
  if (!literals.empty()) answer = literals[below(dice, literals.size())];
  const bool other = below(dice, 2) == 0;
  switch (definition.kind) {
    case FactKind::kFlag: answer.flag = other; break;
    case FactKind::kChoice: answer.choice = definition.choices[below(dice, definition.choices.size())]; break;
    case FactKind::kCountry:
      if (other) answer.country = Country::at(below(dice, Country::count()));
      break;
    case FactKind::kDate: answer.date = answer.date.plus_days(static_cast<int>(below(dice, 3)) - 1); break;
    case FactKind::kShare:
    case FactKind::kRate:
      if (other) answer.share = Rate::from_raw(static_cast<std::int64_t>(below(dice, Rate::kScale + 1)));
      break;
    case FactKind::kContent:
      if (other || answer.is_share) break;
      answer.money =
          Money::from_cents(static_cast<std::int64_t>(below(dice, static_cast<std::size_t>(value.cents()) + 1)));
      break;
  }
  return answer;
}

Shipment any_shipment(Dice& dice) {
  // Goods on which many measures meet, and any line of the schedule.
  static const char* const kHot[] = {"8703230160", "8704310140", "8708305090", "7208390090", "7601106090",
                                     "7308909590", "7408116000", "4407120019", "9403409060", "8541420010",
                                     "8471500150", "3104200010", "7326908688", "7616995190", "8708806590",
                                     "2709001000", "0804400040", "8413309030"};
  static const char* const kOrigins[] = {"CA", "MX", "CN", "DE", "JP", "GB", "KR", "BR", "IN", "RU", "CH", "TW"};
  Shipment shipment;
  const auto& rows = rules().schedule.rows();
  shipment.code = below(dice, 2) == 0 ? HsCode::parse(kHot[below(dice, std::size(kHot))]).value()
                                      : rows[below(dice, rows.size())].code;
  if (below(dice, 4) == 0 && shipment.code.length() > 8) shipment.code = shipment.code.prefix(8);
  shipment.origin = below(dice, 4) == 0 ? Country::at(below(dice, Country::count()))
                                        : Country::parse(kOrigins[below(dice, std::size(kOrigins))]).value();
  const Interval& recorded = rules().recorded;
  const auto any_day = [&] {
    const int days = recorded.until.days_since_1970() - recorded.from.days_since_1970();
    return recorded.from.plus_days(static_cast<int>(below(dice, static_cast<std::size_t>(days))));
  };
  shipment.date = any_day();
  if (below(dice, 6) == 0) shipment.known_on = any_day();
  shipment.value = any_value(dice);
  if (below(dice, 2) == 0) {
    for (const char* text : {"1000.5 kg", "150 bbl", "10 m3", "40 No."}) {
      shipment.quantities.push_back(Quantity::parse(text).value());
    }
  }
  for (std::size_t said = below(dice, 2) * below(dice, 5); said > 0; --said) {
    const auto fact = static_cast<int>(below(dice, rules().facts.size()));
    shipment.facts.insert_or_assign(law_index().fact(fact).name, any_answer(dice, fact, shipment.value));
  }
  if (below(dice, 2) == 0) {
    FactValue claim;
    claim.choice = below(dice, 2) == 0 ? "usmca" : "none";
    shipment.facts.insert_or_assign("claim", claim);
  }
  return shipment;
}

// What both ways must agree on, as text that a failure can print.
std::string text_of(const Outcome& outcome) {
  std::string text = outcome.duty.to_string();
  for (const Charge& line : outcome.charges) {
    text += " " + (line.authority == "base" ? "base" : line.heading) + "=" + line.amount.to_string() +
            (line.exemption ? "x" : "") + line.programme;
  }
  return text + (outcome.prohibited.empty() ? "" : " prohibited") + (outcome.not_loaded.empty() ? "" : " not loaded") +
         (outcome.unpriced.empty() ? "" : " unpriced");
}

std::string text_of(const Assessment& found) {
  std::string text =
      std::string(name(found.status)) + " " + found.value.to_string() + (found.bounded ? "" : " unbounded");
  text += "\n  " + text_of(found.low) + "\n  " + text_of(found.high) + "\n ";
  for (const OpenFact& fact : found.open) text += " " + fact.name + "=" + fact.at_stake.to_string();
  return text;
}

std::string text_of(const Price& price, const PlannedOutcome& outcome, Money duty) {
  std::vector<PricedHeading> headings;
  price.headings(outcome, headings);
  std::string text = duty.to_string();
  for (const PricedHeading& line : headings) {
    text += " " + (line.measure == nullptr ? "base" : line.measure->heading) + "=" + line.amount.to_string() +
            (line.exemption ? "x" : "") + (line.measure == nullptr ? price.programme(outcome) : "");
  }
  return text + (outcome.prohibited.empty() ? "" : " prohibited") + (outcome.is_not_loaded() ? " not loaded" : "") +
         (outcome.is_unpriced() ? " unpriced" : "");
}

std::string text_of(Pricer& pricer, const PriceQuery& query, const Price& price) {
  std::string text =
      std::string(name(price.status)) + " " + price.value.to_string() + (price.bounded ? "" : " unbounded");
  text += "\n  " + text_of(price, *price.low, price.duty_min) + "\n  " + text_of(price, *price.high, price.duty_max) +
          "\n ";
  for (const trilat::law::OpenStake& open : pricer.open_facts(query))
    text += " " + law_index().fact(open.fact).name + "=" + open.at_stake.to_string();
  return text;
}

std::string described(const Shipment& shipment) {
  std::string text = shipment.origin.to_string() + " " + shipment.code.to_string() + " " + shipment.date.to_string() +
                     " " + shipment.value.to_string() + (shipment.quantities.empty() ? "" : " with quantities");
  if (shipment.known_on) text += " known on " + shipment.known_on->to_string();
  for (const auto& [fact, value] : shipment.facts) {
    text += " " + fact + "=" + to_string(law_index().fact(law_index().find_fact(fact)), value);
  }
  return text;
}

// What the header of the fast path leaves to `assess`.
bool is_rare(const Shipment& shipment) {
  const auto line = rules().schedule.find(shipment.code, shipment.date);
  const bool refers = line && line->special.find("See 98") != std::string::npos;
  return refers || std::any_of(shipment.facts.begin(), shipment.facts.end(), [](const auto& said) {
           return said.first == "entered_under" || said.first == "add_rate" || said.first == "cvd_rate";
         });
}

// Prices a shipment both ways. Whatever `assess` can answer, the fast path answers itself.
void both_ways(Pricer& pricer, const Shipment& shipment) {
  std::vector<KnownFact> facts;
  for (const auto& [fact, value] : shipment.facts) facts.push_back({law_index().find_fact(fact), value});
  const PriceQuery query{shipment.origin, shipment.code,       shipment.date, shipment.known_on,
                         shipment.value,  shipment.quantities, facts};
  const auto slow = assess(law_index(), shipment);
  Price price;
  const bool fast = pricer.price(query, price);
  if (!slow || !is_rare(shipment)) {
    ASSERT_EQ(fast, slow.has_value()) << described(shipment);
  }
  if (fast) {
    EXPECT_EQ(text_of(pricer, query, price), text_of(*slow)) << described(shipment);
  }
}

RC_GTEST_PROP(Pricer, says_what_assess_says, (std::uint64_t seed)) {
  static Pricer pricer(law_index());
  Dice dice(seed);
  for (int i = 0; i < 60; ++i) both_ways(pricer, any_shipment(dice));
  RC_ASSERT(!testing::Test::HasFailure());
}

// A plan made for one value serves others: small values, where rounding decides, beside large ones.
RC_GTEST_PROP(Pricer, one_shipment_with_many_values, (std::uint64_t seed)) {
  Pricer pricer(law_index());
  Dice dice(seed);
  Shipment shipment = any_shipment(dice);
  std::erase_if(shipment.facts, [](const auto& said) { return !said.second.is_share && !said.second.money.is_zero(); });
  for (int i = 0; i < 40; ++i) {
    shipment.value = i < 20 ? Money::whole(1 + i) : any_value(dice);
    both_ways(pricer, shipment);
  }
  RC_ASSERT(!testing::Test::HasFailure());
}

// Emptied again and again, it says the same.
TEST(Pricer, Bounded_memory_changes_no_answer) {
  Pricer pricer(law_index(), 20'000);
  Dice dice(7);
  for (int i = 0; i < 2'000; ++i) both_ways(pricer, any_shipment(dice));
}

}  // namespace
}  // namespace trilat::law
