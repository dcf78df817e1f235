// Everything about the treaty clock that is not a payoff: what the agreement says, and how governments behave.
//
// Every behavioural number is a judgement with a reason and a range; `behaviour()` is the one table that scenario
// files, the command line and the sensitivity table read.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/error.hpp"

namespace trilat::game {

// Articles 34.6 and 34.7 of the USMCA, in force since 2020-07-01.
struct TreatyRules {
  Date first_review = Date(2026, 7, 1);  // 34.7(2): sixth anniversary of entry into force
  Date expiry = Date(2036, 7, 1);        // 34.7(1): sixteen years after it
  int review_months = 12;                // 34.7(4): every year where a party has not confirmed
  int added_years = 16;                  // 34.7(3), (4): the new term
  bool from_expiry = false;  // false: the new term counts from the confirmation, as "extended to 2042" was said of 2026
  int notice_months = 6;     // 34.6: withdrawal, after which the others remain bound
};

struct TreatyBehaviour {
  double discount = 0.95;
  double rationality = 2;
  double leverage = 0.05;
  double uncertainty = 0.10;
  double signing = 0.5;
  double signing_cost = 0.05;
  double softening = 0.10;
  double hardening = 0.10;
  double election = 0.5;
  double slight = 0.3;
  double mending = 0.15;
  double breakdown = 0.01;
  double renewal = 0.8;
};

struct BehaviourEntry {
  std::string_view name;
  double TreatyBehaviour::*value;
  double low, high;          // of the sensitivity table
  double least, most;        // what is allowed
  std::string_view meaning;  // one line
  std::string_view reason;   // why the default
};
std::span<const BehaviourEntry> behaviour();

// Errors: a name that is not in the table, a value outside what is allowed.
Status set_behaviour(TreatyBehaviour& to, std::string_view name, double value);

}  // namespace trilat::game
