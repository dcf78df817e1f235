// Whether anyone would change a network of links, one link or one player at a time.
//
// A network g is pairwise stable (Jackson and Wolinsky, 1996) where no player gains by cutting one of its links and no
// two unlinked players would both sign: one gains by it and the other does not lose. Leaving is cutting all of one's
// links at once. A gain counts when it is above `strict`, in the unit of the payoffs.
//
// To oust j is to make it stand alone: whoever is linked with j cuts that link. Player k wants it where k earns more
// in the network without j's links.
//
// What stops a change is a payment to who gains by it. With r_i the most that i can reach by cutting or leaving, i must
// receive d_i = r_i - v_i(g) at least, or can give -d_i at most; the payments can be made where the d_i of the players
// with a link sum to zero or less, and then sum over max(d_i, 0) is the least that must change hands. Payments are
// made in g alone: a signing that the network lacks is stopped in the same way, at one of its two ends. They are paid
// with no regard to who lost what: only to what makes each stay.
#pragma once

#include <vector>

#include "game/network.hpp"

namespace trilat::game {

struct LinkChange {
  enum class Kind { kCut, kSign, kLeave };
  Kind kind = Kind::kCut;
  Pair link{0, 0};  // of a cut or a signing
  int by = 0;       // who cuts or leaves; of a signing the first end
  Network result{0};
  std::vector<double> gains;  // of every player
};

struct Ousting {
  int target = 0;
  std::vector<int> wanted_by;  // players other than the target that gain
  std::vector<double> gains;   // of every player
  bool all_partners = false;   // everyone linked with the target wants it
};

struct StayPayment {
  bool possible = false;
  double total = 0;              // least amount that changes hands
  std::vector<double> received;  // a scheme that does it: each what it needs, shared among those with most to spare
  double shortfall = 0;          // where not possible: what outside money would have to add
};

// From what each player must receive at least; negative: what it can give at most.
StayPayment least_payment(const std::vector<double>& needs);

struct NetworkStability {
  Network network{0};
  std::vector<LinkChange> cuts, signings, exits;  // those that someone gains by
  std::vector<Ousting> oustings;                  // those that someone wants
  StayPayment payment;
  bool pairwise_stable() const { return cuts.empty() && signings.empty(); }
  bool stable_against_exit() const { return pairwise_stable() && exits.empty(); }
};

NetworkStability stability_of(const NetworkGame& game, const Network& network, double strict = 1e-9);

// Of every network, in the order of the game.
std::vector<NetworkStability> stability(const NetworkGame& game, double strict = 1e-9);

}  // namespace trilat::game
