// Does the pact survive? The reviews of Article 34.7 as a stochastic game on dates, solved backwards.
//
// Three players. While the pact stands unextended each may, on the day of the start and at every yearly review,
//   confirm   where all three do, the pact has a new term and the game ends in the value of an extended pact;
//   wait      the pact goes on; at the expiry of its term it lapses and no link is left;
//   withdraw  on notice, after which the others remain bound to each other.
// Where the pact is gone in part or whole, each names every year the partners it wants a deal with. A link that both
// ends name is kept, or signed with a chance that grows with trust; a link that one end no longer names ends on the
// same notice. Links of two that remain of the pact are taken to have no term.
//
// State: which links stand (or the pact itself), trust (one level for all, of a few), whether the pressing player
// presses, and the date. Payoffs a year are those of the structures, less while the pact is unextended:
//
//   v_i(all) - uncertainty (1 - trust) run s_i,   s_i = max(v_i(all) - v_i(none), 0), run = part of the term gone,
//
// and under pressure `leverage` s_j from each partner j to the pressing player. With interest r = -log(discount),
// payments flow evenly over time. From the horizon, sixteen years after the expiry, each structure lasts for ever.
// An extended pact, with L years of new term, breakdown rate h and chance of renewal q, is worth
//
//   E_i = u_i / r + (v_i(all) - u_i) / (r + h) (1 - (1 - q) exp(-(r + h) L)),
//
// u_i being the yearly equivalent of starting from no link at the expiry, averaged over trust and pressure. That is the
// terminal value, and stands for the six-yearly reviews of the extended pact.
//
// Solved to a Markov-perfect equilibrium (the choice among several stage equilibria is that of select_equilibrium, in
// years of each player's range of payoffs) or to a logit quantal-response equilibrium (McKelvey and Palfrey, 1998,
// agent form): at each state the logit equilibrium of the stage whose payoffs are the values that follow.
//
// Dates are days; the stretch before the first review may be shorter than a year, and chances are scaled to it.
#pragma once

#include <string>
#include <vector>

#include "game/network.hpp"
#include "game/stability.hpp"
#include "game/treaty_parameters.hpp"

namespace trilat::game {

enum class TreatyConcept { kMarkovPerfect, kLogit };

struct TreatySetting {
  Date date;         // before the first review, the game starts there
  int pressing = 0;  // the player that may press: the United States
  bool pressing_now = true;
  std::vector<double> trust_levels = {0.2, 0.5, 0.8};
  double trust = 0.5;  // at the start; the nearest level is taken
  std::vector<int> election_years = {2028, 2032, 2036, 2040, 2044, 2048, 2052};  // of the pressing player
  TreatyRules rules;
  TreatyBehaviour behaviour;
  // Logit equilibria are carried from each date to the one before; false: each is followed anew from lambda = 0.
  bool carry = true;
};

// What may hold on a date; chances sum to one.
struct TreatyOutlook {
  Date date;
  double extended = 0, unextended = 0;  // the pact
  double rebuilt = 0;                   // gone, but all three links signed singly
  double split = 0;                     // one or two links
  double none = 0;
};

struct TreatyReview {
  Date date;
  double held = 0;                           // chance that it is reached with the pact unextended
  double confirmed = 0;                      // that it then ends in extension
  std::vector<std::vector<double>> actions;  // [player][confirm, wait, withdraw], where it is held
  std::vector<double> value;                 // to each player: over a year in which nobody may act
};

struct TreatyClock {
  TreatyConcept solved_as = TreatyConcept::kMarkovPerfect;
  Date start;
  double trust_level = 0;            // that stands for the trust given
  std::vector<double> value;         // at the start, to each player
  std::vector<double> yearly;        // the same as an even flow
  std::vector<double> extended_now;  // were all to confirm at the start
  std::vector<TreatyReview> reviews;
  std::vector<TreatyOutlook> outlook;  // every date up to the horizon
  // What not knowing costs against the pact for ever: in all, of it lost to doubt while unextended, conceded under
  // pressure (negative: received), and by losing links or the pact.
  std::vector<double> cost, cost_doubt, cost_pressure, cost_paths;
  // What would make all three confirm at the start: each is paid what it gains by not confirming when the others do.
  std::vector<double> needs;
  StayPayment offer;
  std::size_t stages = 0, several = 0, mixed = 0;  // stage games; with several pure equilibria; with none
  double residual = 0;                             // the largest of any stage
};

// Errors: not three players; a date at or after the expiry; a stage that is not solved.
Result<TreatyClock> treaty_clock(const NetworkGame& game, const TreatySetting& setting, TreatyConcept solved_as);

struct TreatySensitivity {
  std::string name;
  double low = 0, high = 0;                    // values tried, the rest at the setting's
  double extended_low = 0, extended_high = 0;  // chance of extension by the expiry
  double gone_low = 0, gone_high = 0;          // chance that a link is missing a year after it
  double offer_low = 0, offer_high = 0;        // what would make all confirm
};
Result<std::vector<TreatySensitivity>> treaty_sensitivity(const NetworkGame& game, const TreatySetting& setting,
                                                          TreatyConcept solved_as);

}  // namespace trilat::game
