// Interest that may count as a cost, SOR/2020-155 Schedule 9: what exceeds the yield of government debt of the same
// weighted average principal maturity by more than 700 basis points is non-allowable and is taken out of net cost.
#pragma once

#include <map>
#include <optional>

#include "core/error.hpp"
#include "origin/rational.hpp"

namespace trilat::origin {

struct Loan {
  Rational principal;
  Rational rate;                        // percent a year
  Rational payment;                     // a year; the last one pays what is left
  int years = 0;                        // to full repayment, or until the rate is set again
  bool rate_set_again = false;          // the balance then counts as repaid at the end (variable rate)
  std::map<Rational, Rational> yields;  // years -> percent a year of government debt
  Rational margin = 7;                  // percentage points
};

struct InterestFinding {
  Rational
      weighted_sum;   // of principal repaid times its year, each year's product to the cent as the appendix prints it
  Rational maturity;  // weighted sum / principal, years
  Rational maturity_printed;
  Rational benchmark;  // yield at the printed maturity, between the two nearest
  Rational cap;
  bool non_allowable = false;
  Rational excess;  // percentage points that are non-allowable
};

// Error: no yields, or a maturity outside those stated.
Result<InterestFinding> interest_test(const Loan& loan);

}  // namespace trilat::origin
