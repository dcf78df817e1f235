// Does the pact survive? The reviews and the withdrawal clause of the USMCA (Articles 34.6 and 34.7) played forward
// from a date, on payoffs of the eight structures of links among the three. docs/treaty.md says how.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/error.hpp"
#include "trilat/negotiate.hpp"

namespace trilat {

// What a structure is worth to a player. The structure is "none" or its links, "USA-CAN+USA-MEX". With an income the
// payoff is in per cent of it and counted in its unit; without, in a unit that all share.
struct StructurePayoff {
  std::string structure, player;
  double payoff = 0;
  double income = 0;  // 0: none given
};

struct TreatyParams {
  std::string date;                              // year-month-day; before the first review the game starts there
  std::string payoffs;                           // CSV with columns structure, player, payoff and maybe income
  std::vector<StructurePayoff> structures = {};  // in place of a file: from elsewhere, such as payoffs_of
  // Where neither is given: solved, and its payoffs taken. Its sensitivity says how far the clock's answers hold.
  NegotiateParams negotiation = {};
  std::string unit;                        // of payoffs, for print; empty: "million USD" with incomes
  std::string trust_file;                  // TOML; empty: that of the data pack
  std::string trust;                       // a belief from 0 to 1; empty: as the events have it
  std::string presser = "USA";             // the player that may press
  bool pressing = true;                    // and does so at the start
  std::string term_from = "confirmation";  // a new term counts from there, or from the "expiry" of the old one
  std::vector<std::string> set = {};       // behavioural parameters, "leverage=0.1"
  bool sensitivity = true;                 // fill the table
};

struct TreatyEventStep {
  Date date;
  std::string kind, what, source;
  char grade = 'C';
  double before = 0, after = 0;
};

struct TreatyTrust {
  std::string player;
  double belief = 0;
  std::vector<TreatyEventStep> steps;
};

struct TreatyReviewResult {
  Date date;
  double held = 0, confirmed = 0;
  std::vector<double> confirm, wait, withdraw;  // chance of each player's action
  std::vector<double> value;                    // of the review to each player
};

struct TreatyYear {
  Date date;
  double extended = 0, unextended = 0, rebuilt = 0, split = 0, none = 0;  // chances, sum 1
};

struct TreatySolution {
  std::string solved_as;  // "logit" or "markov-perfect"
  Date start;
  std::vector<double> value, yearly, extended_now;
  std::vector<TreatyReviewResult> reviews;
  std::vector<TreatyYear> years;
  std::vector<double> cost, cost_doubt, cost_pressure, cost_paths;  // of not knowing, a year each
  std::vector<double> needs;  // what each gains by not confirming at the start when the others do
  bool offer_possible = false;
  double offer_total = 0, offer_shortfall = 0;
  std::vector<double> offer;  // received, now
  std::size_t stages = 0, several = 0, mixed = 0;
  double residual = 0;
};

struct TreatyParameterRow {
  std::string name, meaning, reason;
  double value = 0, low = 0, high = 0;
  bool tried = false;                          // the rest is filled
  double extended_low = 0, extended_high = 0;  // chance of extension by the expiry
  double gone_low = 0, gone_high = 0;          // chance that a link is missing a year after it
  double offer_low = 0, offer_high = 0;
};

// The clock's main answers on the payoffs of another set of elasticities or closure (logit).
struct TreatyCase {
  std::string name;               // "FGO, balanced"
  double extended = 0, gone = 0;  // chance of extension by the expiry; that a link is missing a year after it
  bool offer_possible = false;
  double offer_total = 0;
};

// How sure a player must be of a partner for keeping its own word to pay where all are linked, and how sure it is.
struct TreatyBelief {
  std::string player, partner;
  std::optional<double> needed;  // absent: no belief is enough
  double held = 0;
};

// A year after the expiry, over both ways of solving, all payoffs and every parameter that was tried, the answer shown
// among them: the chance that the pact is extended and that a link is missing, and in how many it is more likely than
// not.
struct TreatySpread {
  int tried = 0, extended_likely = 0, gone_likely = 0;
  double extended_low = 0, extended_high = 0, gone_low = 0, gone_high = 0;
};

struct TreatyResult {
  Date date, expiry, first_review;
  std::string status;  // "joint review" or "not extended"
  std::vector<std::string> players;
  std::string presser, unit;
  std::vector<StructurePayoff> structures;  // as counted, in the unit
  std::vector<TreatyTrust> trust;
  double trust_used = 0;  // the level of the grid that stands for it
  TreatySolution logit, markov;
  std::string payoffs_from;           // in words
  std::vector<TreatyBelief> beliefs;  // where the payoffs come from a negotiation
  std::vector<TreatyCase> cases;      // of its sensitivity, the one shown first
  TreatySpread spread;
  // Over both ways of solving and all cases; what flips is no finding.
  std::vector<DealConclusion> conclusions;
  std::vector<TreatyParameterRow> parameters;
  std::string data_hash;
};

// The payoffs of every structure, in per cent with incomes. Three players.
std::vector<StructurePayoff> payoffs_of(const NegotiateResult& result);

std::string to_text(const TreatyResult& result);
std::string to_json(const TreatyResult& result);
std::string to_html(const TreatyResult& result);  // a self-contained page with charts

}  // namespace trilat
