// What the payoffs of a negotiation mean for deals: who would change which structure, how that can be bought off, how
// the worth of a deal may be divided, what the partners give each other, and which conclusions hold under other
// elasticities and closures. Part of a NegotiateResult; docs/deals.md has the concepts and their sources.
//
// Money is million USD a year of the base, changes against the base unless stated. Lists "of every player" are in the
// order of the players. A structure is named as in the negotiation, "none", "USA-CAN, USA-MEX".
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace trilat {

// A change of a structure that somebody gains by.
struct DealMove {
  enum class Kind { kCut, kSign, kLeave, kOust };
  Kind kind = Kind::kCut;
  std::vector<std::string> by;     // who cuts or leaves; the two who sign; all who gain by ousting another
  std::string other;               // at the far end of a link that is cut; who is ousted; else empty
  std::string to;                  // the structure that follows
  std::vector<double> gains_musd;  // of every player
  bool partners_agree = false;     // of an ousting: everyone linked with the one ousted gains
  int same = 0;                    // cases of the sensitivity in which the same change is gained by, this among them
};

struct DealStability {
  std::string structure;
  bool pairwise = false;      // nobody gains by cutting one link, no two by signing one (Jackson and Wolinsky 1996)
  bool against_exit = false;  // nor anybody by leaving all its links at once
  int pairwise_same = 0;      // cases of the sensitivity with the same answer, this among them
  // Absent for more players than can be looked at.
  std::optional<bool> strong;  // no group gains by cutting and signing together (Jackson and van den Nouweland 2005)
  std::optional<bool> coalition_proof;   // announced in some coalition-proof equilibrium (Saggi and Yildiz 2010)
  std::optional<bool> farsighted;        // in some pairwise farsightedly stable set (Herings et al. 2009)
  std::optional<bool> farsighted_alone;  // and is such a set by itself: every other structure leads there
  std::optional<bool> consistent;        // in the largest consistent set (Chwe 1994)
  std::vector<DealMove> moves;
  // Payments that keep everyone in place: each receives what it would gain by its best move, from those who would lose.
  bool payment_possible = false;
  double payment_musd = 0;            // the least that changes hands
  double shortfall_musd = 0;          // where not possible: what is missing
  std::vector<double> received_musd;  // of every player
};

// Nash's bargain over one agreement, with money that counts the same to all.
struct DealBargain {
  std::string agreement, fallback;  // the structures with it and without
  std::vector<std::string> parties;
  std::vector<double> weights;        // of the parties, summing to one
  bool agreed = false;                // the parties have something to divide
  double surplus_musd = 0;            // of the parties together, over the fallback
  std::vector<double> gains_musd;     // of every player over the fallback, before payments
  std::vector<double> received_musd;  // of every player
  std::vector<double> result_musd;    // of every player after payments, against the base
};

// All links of a structure bargained at once in rooms of two, each as if the others stood (Horn and Wolinsky 1988).
struct DealRooms {
  struct Link {
    std::string first, second;
    double surplus_musd = 0;              // of the two ends; negative: would not be signed
    double received_musd = 0;             // by the first end
    std::vector<double> spillovers_musd;  // of every player; nothing at the ends
  };
  std::string structure;
  std::vector<Link> links;
  bool sustained = false;  // no link would better not be signed
  std::vector<double> result_musd;
};

// Rules that divide what a structure yields; every player's share, against the base.
struct DealValues {
  std::string structure;
  std::vector<double> fair_musd;      // every link gains both ends the same (Myerson 1977, Navarro 2007)
  std::vector<double> myerson_musd;   // Shapley value of the structure's links under the gamma conjecture
  std::vector<double> society_musd;   // of what everyone gains (Jackson and Wolinsky 1996)
  std::vector<double> flexible_musd;  // links not taken for granted (Jackson 2005)
};

// The core under the gamma conjecture: whoever is left out stands alone (Chander and Tulkens 1997).
struct DealCore {
  struct Coalition {
    std::vector<std::string> members;
    double worth_musd = 0;
    double balance = 0;  // where the core is empty: its weight in the proof
  };
  std::vector<Coalition> coalitions;
  bool empty = false;
  double shortfall_musd = 0;          // what the whole lacks; not above nothing where the core is not empty
  double least_excess_musd = 0;       // of the least core; negative: to spare
  std::vector<double> division_musd;  // a division in the core; nothing where it is empty
  std::vector<double> shapley_musd;   // and whether that is in it
  bool shapley_in_core = false;
};

// The price of asymmetry: each player's share of what all deals yield over none.
struct DealShares {
  double surplus_musd = 0;
  std::vector<double> one_room, rooms_of_two, unpaid;  // fractions; empty where there is no surplus
  std::vector<double> in_equilibrium;                  // payments made in the equilibrium, where they were asked for
  bool rooms_sustained = false;
  // Over the cases of the sensitivity with a surplus, this among them: of every player.
  std::vector<double> unpaid_low, unpaid_high, rooms_low, rooms_high;
};

// Without payments: structures that no other improves for all, and the lottery over structures with Nash's product.
struct DealFrontier {
  struct Chance {
    std::string structure;
    double chance = 0;
  };
  std::vector<std::string> efficient;
  bool agreed = false;  // some lottery gives everyone more than no deals
  std::vector<Chance> lottery;
  std::vector<double> lottery_musd;  // expected, of every player
};

// What one partner of a deal concedes in tariffs, and what that is worth.
struct DealConcession {
  struct Sector {
    std::string sectors;  // a sector, a group, or "all"
    double rate_without_pct = 0, rate_pct = 0;
    double imports_without = 0, imports = 0;  // million USD
  };
  std::string by, to;
  double rate_without_pct = 0, rate_pct = 0;  // means by base imports
  std::vector<double> worth_musd;  // of every player: what moving these tariffs alone does, mean of both orders
  std::vector<Sector> sectors;
};

// A link of a structure: the tariffs both concede, and what the answers of all other tariffs add. The three sum to what
// the link is worth.
struct DealExchange {
  std::string structure, without;
  DealConcession first, second;
  std::vector<double> answers_musd, total_musd;  // of every player
};

// What two players could agree on in tariffs alone, without payments: efficient pairs of tariffs better for both than
// no deal, all other tariffs answering. Payoffs are per cent and of every player (src/game/contract_curve.hpp).
struct DealContractPoint {
  double weight = 0;  // of the first of the two in bargaining, between 0 and 1; the other has the rest
  bool certified = false;
  std::string reason;  // where not certified
  // Absent where not certified. Means of the tariffs by base imports.
  std::vector<double> payoffs_pct, gains_musd;  // gains against no deal
  double first_on_second_pct = 0, second_on_first_pct = 0;
};

// The even split, and free trade, over the cases of the sensitivity in which both are known; least and greatest.
struct DealContractSpread {
  int tried = 0, better_for_both = 0;  // cases, and those in which free trade is better for both
  double first_low_pct = 0, first_high_pct = 0, second_low_pct = 0, second_high_pct = 0;  // mean tariffs
  std::vector<double> gains_low_musd, gains_high_musd;                                    // of every player
};

struct DealContractCurve {
  std::string first, second;
  std::vector<double> outside_pct;  // without any deal
  std::vector<DealContractPoint> points;
  // No tariffs on each other; of every player. Empty where there is no certified equilibrium, or bounds forbid it.
  std::vector<double> free_trade_pct, free_trade_gains_musd;
  DealContractSpread spread;  // of no case where no sensitivity is asked for
};

// How sure a player must be that a partner keeps its word for keeping its own to pay, against a war without end once
// either breaks it (src/game/repeated.hpp).
struct DealTrust {
  std::string structure, player, partner;
  double betrayed_pct = 0;       // payoff of the faithful player while the partner cheats
  std::optional<double> belief;  // 0 to 1; absent: no belief is enough
};

// A statement, and whether it holds in the case shown and in the others.
struct DealConclusion {
  enum class Verdict { kNotTried, kThroughout, kFlips };
  std::string statement;
  bool holds = false;                  // in the case shown
  int tried = 0;                       // cases in which it can be judged, the one shown among them
  int same = 0;                        // of them with the same answer
  std::vector<std::string> otherwise;  // those with the other: "FGO, balanced"
  Verdict verdict = Verdict::kNotTried;
};

// What play repeated for ever can give on a grid of tariffs: the payoffs of subgame-perfect equilibria in pure
// strategies with public randomisation (Abreu, Pearce and Stacchetti 1990), held between an outer and an inner bound
// (Judd, Yeltekin and Conklin 2003). Per cent of real income a year.
struct DealRepeated {
  enum class Answer { kYes, kNo, kOpen };
  double discount = 0;                           // what a year counts of the one before
  Answer treaty = Answer::kOpen;                 // the payoffs of the treaty can be had; open between the bounds
  std::vector<double> worst_outer, worst_inner;  // least that each player can be held to; inner empty: none was found
  std::vector<double> best_outer, best_inner;    // most that each can have
  double gap = 0;                                // largest distance between the bounds, in each player's range
};

struct DealGrid {
  std::vector<double> steps;  // of the way from the treaty's tariffs to those of the war, an action each
  std::size_t profiles = 0;
  std::vector<DealRepeated> sets;  // one a discount factor; empty where none was asked for
};

struct NegotiateDeals {
  bool judged = false;                   // every structure is certified; else nothing below is filled
  std::string reason;                    // where not judged
  std::vector<DealStability> stability;  // of every structure
  std::vector<std::vector<std::string>> farsighted_sets;
  std::vector<DealBargain> bargains;  // pairs with nothing else, pairs beside all other deals, all players
  std::vector<DealRooms> rooms;       // of structures with two links or more
  std::vector<DealValues> values;     // of every structure with a link
  DealCore core;
  DealShares shares;
  DealFrontier frontier;
  std::vector<DealExchange> exchanges;  // single links against none, and each link of the structure of all
  double discount = 0.95;               // of a year against the one before, for trust and conclusions
  std::vector<DealTrust> trust;         // of every linked pair of every structure, both ways
  DealGrid repeated;
  std::vector<DealConclusion> conclusions;
  // Cases of the sensitivity with certified equilibria, the one shown among them; and those without. 1 and 0 where it
  // was not asked for: then nothing is known of how far a conclusion holds.
  int cases_tried = 0, cases_left_out = 0;
};

}  // namespace trilat
