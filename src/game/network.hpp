// Who has a deal with whom: an undirected graph whose nodes are players.
//
// Three players have eight: none, three single links, three hubs with two spokes, and all three. The order of
// `all_networks` is by number of links, then by the links in the order of `pairs`.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace trilat::game {

inline constexpr int kMostPlayers = 7;  // 2^21 networks; more are refused by their callers

// A set of players, one bit each.
using Coalition = std::uint32_t;

using Pair = std::pair<int, int>;  // first < second

// Every pair of n players: (0,1), (0,2), ..., (1,2), ...
std::vector<Pair> pairs(int players);

class Network {
 public:
  explicit Network(int players) : players_(players) {}
  static Network complete(int players);

  int players() const { return players_; }
  // Nobody is linked with itself.
  bool linked(int a, int b) const { return a != b && ((links_ >> bit(a, b)) & 1U) != 0; }
  Network with(int a, int b) const;
  Network without(int a, int b) const;
  Network without(int player) const;  // all links of the player cut
  int links() const;
  int degree(int player) const;
  bool isolated(int player) const { return degree(player) == 0; }
  // The players reached from `player` over links, itself among them.
  Coalition component(int player) const;
  std::vector<Coalition> components() const;  // by their first player
  // The links among members of `coalition` alone.
  Network within(Coalition coalition) const;
  std::uint32_t bits() const { return links_; }

  friend bool operator==(const Network&, const Network&) = default;

 private:
  int bit(int a, int b) const;

  int players_;
  std::uint32_t links_ = 0;
};

// All 2^(n(n-1)/2) of them.
std::vector<Network> all_networks(int players);

// "USA-CAN, USA-MEX"; "none"; names are those of the players in order.
std::string describe(const Network& network, std::span<const std::string> names);

// What each network is worth to each player. payoffs[k][i] belongs to networks[k] and player i; the unit is the
// caller's (per cent of base income, million USD), the same for all.
struct NetworkGame {
  std::vector<std::string> players;
  std::vector<Network> networks;  // every network of the players
  std::vector<std::vector<double>> payoffs;

  const std::vector<double>& of(const Network& network) const;
};

}  // namespace trilat::game
