#include "origin/interest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "origin/rational.hpp"

namespace trilat::origin {
namespace {

constexpr int kCents = 2;

Result<Rational> yield_at(const std::map<Rational, Rational>& yields, const Rational& maturity) {
  if (yields.empty()) return bad_input("no yields of government debt are given", "give them by years");
  const auto above = yields.lower_bound(maturity);
  if (above != yields.end() && above->first == maturity) return above->second;
  if (above == yields.end() || above == yields.begin()) {
    return bad_input(
        fmt::format("no yields of government debt on both sides of {} years are given", maturity.to_decimal(1)),
        "give one of a shorter and one of a longer term");
  }
  const auto below = std::prev(above);
  const Rational share = (maturity - below->first) / (above->first - below->first);
  return below->second + (above->second - below->second) * share;
}

}  // namespace

Result<InterestFinding> interest_test(const Loan& loan) {
  if (loan.principal <= Rational{} || loan.years <= 0)
    return bad_input("a loan has a principal and a term", "give both above zero");
  InterestFinding found;
  Rational balance = loan.principal;
  for (int year = 1; year <= loan.years; ++year) {
    Rational repaid = loan.payment - balance * loan.rate / Rational(kPercent);
    if (year == loan.years && loan.rate_set_again) repaid = balance;
    balance -= repaid;
    found.weighted_sum += (repaid * Rational(year)).rounded(kCents);
  }
  found.maturity = found.weighted_sum / loan.principal;
  found.maturity_printed = found.maturity.rounded(1);
  TRILAT_TRY(found.benchmark, yield_at(loan.yields, found.maturity_printed));
  found.cap = found.benchmark + loan.margin;
  found.non_allowable = loan.rate > found.cap;
  if (found.non_allowable) found.excess = loan.rate - found.cap;
  return found;
}

}  // namespace trilat::origin
