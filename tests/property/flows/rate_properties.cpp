// What holds of effective rates whatever the day and the claims.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "flows/rate_change.hpp"
#include "flows/rate_tables.hpp"
#include "support/small_trade.hpp"

namespace trilat::flows {
namespace {

using namespace testing;

Date any_day() { return day("2025-01-01").plus_days(*rc::gen::inRange(0, 365)); }

std::vector<ClaimRule> any_claims() { return {{"CA", *rc::gen::inRange(0, 101) / 100.0}}; }

RC_GTEST_PROP(Rates, Authorities_sum_to_the_rate_and_groups_to_the_whole, ()) {
  const Imports imports = small_imports();
  const ClaimShares claims = small_claims();
  const auto book = RateBook::make(small_law(), imports, claims, small_answers(), any_claims()).value();
  const Date date = any_day();
  DayRates rates;
  RateReader(*book).read(date, date, rates);
  double whole = 0;
  for (std::size_t row = 0; row < imports.rows.size(); ++row) {
    double rate = 0, statutory = 0;
    for (const RatePart& part : rates.parts_of(row)) {
      rate += part.rate;
      statutory += part.statutory;
    }
    RC_ASSERT(std::abs(rate - rates.rate[row]) < 1e-12);
    RC_ASSERT(std::abs(statutory - rates.statutory[row]) < 1e-12);
    whole += imports.rows[row].value * rates.rate[row];
  }
  for (const Grouping& grouping : {by_partner(imports), by_chapter(imports)}) {
    double sum = 0;
    for (const RateSum& group : sum_rates(*book, rates, grouping)) sum += group.duty;
    RC_ASSERT(std::abs(sum - whole) < 1e-9);
  }
}

RC_GTEST_PROP(Rates, A_rate_lies_between_all_claimed_and_none, ()) {
  const Imports imports = small_imports();
  const ClaimShares claims = small_claims();
  const Date date = any_day();
  const auto read = [&](std::vector<ClaimRule> rules) {
    const auto book = RateBook::make(small_law(), imports, claims, small_answers(), std::move(rules)).value();
    DayRates rates;
    RateReader(*book).read(date, date, rates);
    return rates.rate;
  };
  const auto none = read({{"*", 0.0}}), some = read(any_claims()), all = read({{"*", 1.0}});
  for (std::size_t row = 0; row < some.size(); ++row) {
    RC_ASSERT(some[row] <= none[row] + 1e-12);
    RC_ASSERT(some[row] >= all[row] - 1e-12);
  }
}

RC_GTEST_PROP(Rates, Parts_of_a_change_sum_to_it, ()) {
  RateCorners rates{};
  for (double& rate : rates) rate = *rc::gen::inRange(-1000, 1000) / 8.0;
  const auto parts = divide_change(rates);
  RC_ASSERT(std::abs(parts[0] + parts[1] + parts[2] - (rates.back() - rates.front())) < 1e-9);
}

}  // namespace
}  // namespace trilat::flows
