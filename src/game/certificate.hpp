// How good a claimed equilibrium is, found out by code of its own: no slope, no solver of games, plain equilibria
// alone.
//
// For each decider, its levers are searched with the others held:
//   scans       every lever over the whole of its range: `grid` rates, closer together near nothing, then the best two
//               intervals narrowed by golden section
//   rays        `rays` random directions of all its levers at once, both ways, lengths falling by a factor of four
//   anchors     all levers at once: nothing, base rates, the lower and the upper bound, each alone and half way
// The largest gain of any decider is the certificate; with the first-order (KKT) residual of the slopes beside it.
#pragma once

#include <cstdint>
#include <vector>

#include "game/decider.hpp"

namespace trilat::game {

struct SearchOptions {
  int grid = 7;
  int narrowings = 2;
  int rays = 24;
  std::uint64_t seed = 2;
};

struct Certificate {
  double kkt = 0;                           // largest residual of any lever, in units of the rate
  std::vector<double> gain;                 // [decider] the largest found, of its aim; below zero: all searches lost
  std::vector<std::vector<double>> better;  // [decider] levers of the best found where it gains, else empty
  double largest_gain = 0;                  // of any decider, not below zero
  int searches = 0;                         // scans, rays and anchors
  int evaluations = 0;                      // equilibria solved
  int failures = 0;                         // of them without an equilibrium
};

// At the levers `x`. kNotConverged where there is no equilibrium at x itself.
Result<Certificate> certify(Position& position, const std::vector<double>& x, const SearchOptions& options = {});

// The first-order residual at x alone, in units of the rate; not a number where it could not be found.
double kkt_residual(Position& position, const std::vector<double>& x);

}  // namespace trilat::game
