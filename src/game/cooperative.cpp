#include "game/cooperative.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "numerics/simplex.hpp"

namespace trilat::game {
namespace {

std::vector<double> factorials(int most) {
  std::vector<double> product(static_cast<std::size_t>(most) + 1, 1);
  for (std::size_t k = 1; k < product.size(); ++k) product[k] = product[k - 1] * static_cast<double>(k);
  return product;
}

double share_of(const std::vector<double>& payoffs, Coalition members) {
  double sum = 0;
  for (std::size_t i = 0; i < payoffs.size(); ++i)
    if ((members >> i) & 1U) sum += payoffs[i];
  return sum;
}

// One row a coalition other than none and, unless asked for, N: -x(S) <= -w(S), with a last column for the excess.
struct CoreProgram {
  std::vector<std::vector<double>> rows;
  std::vector<double> right;
};

CoreProgram core_program(const CoalitionGame& game, bool with_excess) {
  const auto players = static_cast<std::size_t>(game.players);
  CoreProgram program;
  for (std::size_t set = 1; set + 1 < game.worth.size(); ++set) {
    std::vector<double> row(players + (with_excess ? 1 : 0), 0);
    for (std::size_t i = 0; i < players; ++i) row[i] = ((set >> i) & 1U) != 0 ? -1 : 0;
    if (with_excess) row[players] = -1;
    program.rows.push_back(std::move(row));
    program.right.push_back(-game.worth[set]);
  }
  return program;
}

// greatest -e subject to x(S) + e >= w(S), x(N) = w(N).
numerics::LinearAnswer least_core(const CoalitionGame& game) {
  CoreProgram program = core_program(game, true);
  std::vector<double> all(static_cast<std::size_t>(game.players) + 1, 1);
  all.back() = 0;
  std::vector<double> opposite = all;
  for (double& entry : opposite) entry = -entry;
  program.rows.push_back(all);
  program.right.push_back(game.worth.back());
  program.rows.push_back(opposite);
  program.right.push_back(-game.worth.back());
  std::vector<double> gain(all.size(), 0);
  gain.back() = -1;
  return numerics::maximise(program.rows, program.right, gain);
}

}  // namespace

std::vector<double> shapley_value(const CoalitionGame& game) {
  const std::vector<double> factorial = factorials(game.players);
  std::vector<double> value(static_cast<std::size_t>(game.players), 0);
  for (Coalition set = 0; set < game.worth.size(); ++set) {
    const int size = std::popcount(set);
    if (size == game.players) break;
    const double weight = factorial[static_cast<std::size_t>(size)] *
                          factorial[static_cast<std::size_t>(game.players - size - 1)] / factorial.back();
    for (std::size_t i = 0; i < value.size(); ++i) {
      const Coalition joined = set | (1U << i);
      if (joined != set) value[i] += weight * (game.worth[joined] - game.worth[set]);
    }
  }
  return value;
}

bool superadditive(const CoalitionGame& game, double slack) {
  for (Coalition set = 1; set < game.worth.size(); ++set)
    for (Coalition part = (set - 1) & set; part != 0; part = (part - 1) & set)
      if (game.worth[part] + game.worth[set ^ part] > game.worth[set] + slack) return false;
  return true;
}

CoalitionGame gamma_game(const NetworkGame& game) {
  return gamma_game(game, Network::complete(static_cast<int>(game.players.size())));
}

CoalitionGame gamma_game(const NetworkGame& game, const Network& network) {
  CoalitionGame worth{network.players(), std::vector<double>(std::size_t{1} << game.players.size(), 0)};
  for (Coalition set = 1; set < worth.worth.size(); ++set)
    worth.worth[set] = share_of(game.of(network.within(set)), set);
  return worth;
}

Core core_of(const CoalitionGame& game) {
  Core core;
  const auto players = static_cast<std::size_t>(game.players);
  const CoreProgram program = core_program(game, false);
  const numerics::LinearAnswer least =
      numerics::maximise(program.rows, program.right, std::vector<double>(players, -1));
  core.shortfall = -least.value - game.worth.back();
  double scale = 1;
  for (const double worth : game.worth) scale = std::max(scale, std::abs(worth));
  core.empty = core.shortfall > 1e-10 * scale;
  const numerics::LinearAnswer even = least_core(game);
  core.least_excess = -even.value;
  if (core.empty) {
    core.balance.assign(game.worth.size(), 0);
    for (std::size_t k = 0; k < least.y.size(); ++k) core.balance[k + 1] = least.y[k];
  } else {
    core.allocation.assign(even.x.begin(), even.x.begin() + static_cast<std::ptrdiff_t>(players));
  }
  return core;
}

double greatest_excess(const CoalitionGame& game, const std::vector<double>& allocation) {
  const Coalition all = static_cast<Coalition>(game.worth.size() - 1);
  double excess = std::abs(game.worth.back() - share_of(allocation, all));
  for (Coalition set = 1; set < all; ++set) excess = std::max(excess, game.worth[set] - share_of(allocation, set));
  return excess;
}

}  // namespace trilat::game
