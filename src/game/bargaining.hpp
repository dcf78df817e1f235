// How two or more players split what a deal is worth, from what each has without it.
//
// The Nash bargaining solution (Nash, 1950; weights: Kalai, 1977) maximises sum_i w_i log(u_i - d_i) over what can be
// agreed, where d_i is the outside option and w_i > 0 the bargaining weight, scaled to sum to one.
//
//   With transfers  u_i = d_i + w_i S, S = sum_i (v_i - d_i): each keeps its outside option and a share of the surplus.
//   Without         the best of a list of outcomes, or of lotteries over them (their convex hull).
//
// Several bilateral deals at once, each negotiated as if the others stood, are the "Nash-in-Nash" solution of Horn and
// Wolinsky (1988). With v the payoffs of a network g, each link (i, j) is worth
//
//   S_ij = v_i(g) + v_j(g) - v_i(g - ij) - v_j(g - ij)
//
// to its two ends, and the transfer to i is w_ij S_ij - (v_i(g) - v_i(g - ij)). What the link does to the third is
// nobody's business in that room, but is in v. A link with S_ij < 0 would not be signed.
//
// Units are the caller's, the same for all players where transfers are made.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/error.hpp"
#include "game/network.hpp"

namespace trilat::game {

struct Settlement {
  bool agreed = false;            // false: nothing gives every player its outside option
  double surplus = 0;             // sum of payoffs over outside options, without transfers
  std::vector<double> payoffs;    // after transfers; the outside options where not agreed
  std::vector<double> transfers;  // received; sum to zero
};

// Precondition: equal lengths, weights positive. Not agreed where the surplus is negative.
Settlement nash_bargain(std::span<const double> payoffs, std::span<const double> outside,
                        std::span<const double> weights);
std::vector<double> equal_weights(std::size_t players);

// Places in `points` of the outcomes that no other outcome weakly improves for all and strictly for one and that give
// every player its outside option: the contract curve over what was supplied, by the first player's payoff.
std::vector<std::size_t> contract_curve(std::span<const std::vector<double>> points, std::span<const double> outside);

// The point with the greatest Nash product; nothing where no point gives every player more than its outside option.
std::optional<std::size_t> best_point(std::span<const std::vector<double>> points, std::span<const double> outside,
                                      std::span<const double> weights);

struct LotteryDeal {
  bool agreed = false;
  std::vector<double> chances;  // one a point
  std::vector<double> payoffs;  // expected
  double gap = 0;               // no lottery has a sum of weighted logs greater by more than this
};

// Over lotteries, by conditional gradient steps between the best and the worst point in use with exact line search.
LotteryDeal best_lottery(std::span<const std::vector<double>> points, std::span<const double> outside,
                         std::span<const double> weights, double tolerance = 1e-10);

struct BilateralDeal {
  Pair link;
  double surplus = 0;             // of the two ends; negative: would not be signed
  double transfer = 0;            // to the first end
  std::vector<double> spillover;  // of the link on every other player, zero for the ends
};

struct NashInNash {
  std::vector<BilateralDeal> deals;  // the links of the network, in the order of `pairs`
  bool sustained = false;            // every deal has a surplus that is not negative
  std::vector<double> payoffs;       // after all transfers
};

// `weights` are one a player; in a link (i, j) the first end has w_i / (w_i + w_j).
NashInNash nash_in_nash(const NetworkGame& game, const Network& network, std::span<const double> weights);

// The price of asymmetry: the same links, bargained in one room or in rooms of two. Gains are over `none`, shares of
// their sum. Where the sum is not positive the shares are left empty.
struct SurplusShares {
  std::vector<double> none, complete;          // payoffs without transfers
  std::vector<double> trilateral, bilaterals;  // payoffs after transfers
  std::vector<double> trilateral_share, bilateral_share, untransferred_share;
  bool bilaterals_sustained = false;
};
SurplusShares surplus_shares(const NetworkGame& game, std::span<const double> weights);

}  // namespace trilat::game
