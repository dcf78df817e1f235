// What keeps a deal when it must be kept by its own prospects: the same stage, over and over.
//
// With discount factor d a period, c a period of cooperation, x the period of cheating and p a period of punishment,
// cheating does not pay where (Friedman, 1971)
//
//   grim trigger      x - c <= (c - p) (d + d^2 + ...)      that is d >= (x - c) / (x - p)
//   T periods         x - c <= (c - p) (d + ... + d^T)      after which cooperation comes back.
//
// The least such d is the critical discount factor: 0 where cheating never pays, none where no d below 1 is enough.
//
// With belief b that a partner keeps its word, and otherwise cheats now, s being what the faithful then get, one
// cooperates under grim trigger where
//
//   b c + (1 - b) ((1 - d) s + d p) >= b ((1 - d) x + d p) + (1 - b) p,
//
// so the belief needed is (1 - d)(p - s) over (1 - d)(p - s) + (c - p) - (1 - d)(x - p).
#pragma once

#include <optional>
#include <vector>

#include "core/error.hpp"

namespace trilat::game {

struct Temptation {
  double cooperation = 0, cheating = 0, punishment = 0;  // a period each, the same unit
};

// periods = 0: punished for ever. Errors: a negative number of periods.
Result<std::optional<double>> critical_discount(const Temptation& stage, int periods = 0);

// Value now of what cheating gains, and of what punishment then takes, at a discount factor below 1.
struct CheatingBalance {
  double gain = 0, loss = 0;
  bool kept() const { return gain <= loss; }
};
CheatingBalance cheating_balance(const Temptation& stage, double discount, int periods = 0);

// An agreement is kept where every player's own critical factor is reached.
struct Patience {
  std::vector<std::optional<double>> grim;
  std::vector<int> lengths;                                // of finite punishments
  std::vector<std::vector<std::optional<double>>> finite;  // [length][player]
  std::optional<double> needed;                            // of all players, under grim trigger
};
Result<Patience> patience(const std::vector<Temptation>& players, const std::vector<int>& lengths);

// Between 0 and 1; none where no belief is enough. `betrayed` is what one gets for being faithful to a cheat.
std::optional<double> needed_belief(const Temptation& stage, double betrayed, double discount);

}  // namespace trilat::game
