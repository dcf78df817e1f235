// Trust as a belief: how likely it is that a partner keeps its word, moved by what it was seen to do.
//
// A partner is of one of two kinds: it keeps its word, or it does not. An event of a kind has a likelihood under each,
// and the odds that it keeps its word are multiplied by their ratio (Bayes). Where the record of an event is sure with
// probability w only, by its grade, the ratio becomes w L + 1 - w. Between events the odds fade back towards those of
// the prior with a half-life, if one is given: old slights and old favours count less.
// One course of policy shows in several events, so that they are not independent: each log ratio counts by `weight`.
//
// What belief a deal needs is `needed_belief` in repeated.hpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/error.hpp"

namespace trilat::game {

struct TrustEventKind {
  std::string name;
  double if_keeps = 0, if_breaks = 0;  // likelihood under either kind of partner, above 0 and at most 1
  std::string reason;
};

struct TrustEvent {
  Date date;
  std::string by;    // whose word it is about
  std::string kind;  // of TrustEventKind
  std::string what, source;
  char grade = 'C';  // A primary text, B official schedule, C secondary
};

struct TrustModel {
  double prior = 0.5;
  double half_life = 0;                // years; 0: nothing fades
  double weight = 1;                   // of one event, as if it were so much of an independent one
  double sure_b = 0.9, sure_c = 0.75;  // that an event of grade B or C is as recorded; A is taken as sure
  std::vector<TrustEventKind> kinds;
};

struct TrustStep {
  std::size_t event = 0;  // place in the events given
  double before = 0, after = 0;
};

struct TrustPath {
  std::string partner;
  std::vector<TrustStep> steps;  // by date
  double belief = 0;             // on the day asked for
};

// Events of the partner up to and with `until`. Errors: an event of a kind that is not declared, a prior or a
// likelihood that is not above 0 and below or at 1.
Result<TrustPath> trust_path(const TrustModel& model, const std::vector<TrustEvent>& events, std::string_view partner,
                             Date until);

}  // namespace trilat::game
