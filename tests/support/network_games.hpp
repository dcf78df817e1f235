// Games on networks for tests: random payoffs, and worths of coalitions laid over a network.
#pragma once

#include <random>

#include "game/cooperative.hpp"
#include "game/network.hpp"

namespace trilat::game::testing {

template <class Payoff>
NetworkGame make_game(int players, const Payoff& payoff) {
  NetworkGame game;
  for (int i = 0; i < players; ++i) game.players.push_back(std::string(1, static_cast<char>('A' + i)));
  game.networks = all_networks(players);
  for (const Network& network : game.networks) {
    std::vector<double> row;
    for (int i = 0; i < players; ++i) row.push_back(payoff(network, i));
    game.payoffs.push_back(row);
  }
  return game;
}

inline NetworkGame random_game(int players, unsigned seed) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<double> number(-1, 1);
  return make_game(players, [&](const Network&, int) { return number(generator); });
}

// Each component earns the worth of its players, divided evenly: no spillovers.
inline NetworkGame component_game(const CoalitionGame& worth) {
  return make_game(worth.players, [&](const Network& network, int i) {
    const Coalition part = network.component(i);
    return worth.worth[part] / static_cast<double>(__builtin_popcount(part));
  });
}

// Player 0 has a left glove, the others a right one each; a pair is worth 1.
inline CoalitionGame glove_game() { return {3, {0, 0, 0, 1, 0, 1, 0, 1}}; }

// The eight structures of USA, CAN, MEX of the default economy (2022 tables raised to 2024, elasticities FGO, fixed
// deficits, one rate a partner, linked pairs at zero), in per cent of base real income. From a solver independent of
// Trilat (block Newton, checked by two others to 1e-9), in the order of all_networks.
inline NetworkGame reference_game() {
  NetworkGame game;
  game.players = {"USA", "CAN", "MEX"};
  game.networks = all_networks(3);
  game.payoffs = {{-0.01528150927, -0.5086114451, -0.7495239181},   {-0.009106292905, 0.02348442302, -0.7080746723},
                  {-0.01038399456, -0.492948183, 0.01082151237},    {-0.01436497286, -0.5213689702, -0.6847446985},
                  {-0.00216356481, 0.007226187884, 0.006519104885}, {-0.009978819568, 0.02437408861, -0.6654670489},
                  {-0.009157421993, -0.5039872291, 0.05916344139},  {-0.002823976417, 0.008150122976, 0.03547154859}};
  return game;
}

// The same in million US dollars of base income (29,634,531.7088, 2,096,071.77232 and 1,946,962.91229).
inline NetworkGame reference_game_in_money() {
  NetworkGame game = reference_game();
  const double income[] = {29634531.7088, 2096071.77232, 1946962.91229};
  for (auto& row : game.payoffs)
    for (std::size_t i = 0; i < 3; ++i) row[i] *= income[i] / 100;
  return game;
}

}  // namespace trilat::game::testing
