#include "game/network_values.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace trilat::game {
namespace {

double sum(const std::vector<double>& numbers) { return std::accumulate(numbers.begin(), numbers.end(), 0.0); }

// Solved from smaller networks to larger; each is met once.
class FairRule {
 public:
  explicit FairRule(const NetworkGame& game) : game_(game) {}

  const std::vector<double>& of(const Network& network) {
    const auto known = known_.find(network.bits());
    if (known != known_.end()) return known->second;
    std::vector<double> shares(game_.players.size(), 0);
    for (const Coalition part : network.components()) divide(network, part, shares);
    return known_.emplace(network.bits(), std::move(shares)).first->second;
  }

 private:
  // Along a tree of links, fairness fixes every share up to a constant; what the component earns fixes the constant.
  void divide(const Network& network, Coalition part, std::vector<double>& shares) {
    const std::vector<double>& earned = game_.of(network);
    std::vector<int> reached;
    for (int i = 0; i < network.players() && reached.empty(); ++i)
      if ((part >> i) & 1U) reached.push_back(i);
    shares[static_cast<std::size_t>(reached.front())] = 0;
    Coalition seen = 1U << reached.front();
    for (std::size_t next = 0; next < reached.size(); ++next) {
      const int i = reached[next];
      for (int j = 0; j < network.players(); ++j) {
        if (j == i || ((seen >> j) & 1U) != 0 || !network.linked(i, j)) continue;
        const std::vector<double>& before = of(network.without(i, j));
        const auto a = static_cast<std::size_t>(i), b = static_cast<std::size_t>(j);
        shares[b] = before[b] + shares[a] - before[a];
        seen |= 1U << j;
        reached.push_back(j);
      }
    }
    double rest = 0;
    for (const int i : reached) rest += earned[static_cast<std::size_t>(i)] - shares[static_cast<std::size_t>(i)];
    for (const int i : reached) shares[static_cast<std::size_t>(i)] += rest / static_cast<double>(reached.size());
  }

  const NetworkGame& game_;
  std::map<std::uint32_t, std::vector<double>> known_;
};

template <class Worth>
CoalitionGame coalition_game(int players, const Worth& worth) {
  CoalitionGame made{players, std::vector<double>(std::size_t{1} << static_cast<unsigned>(players), 0)};
  for (Coalition set = 1; set < made.worth.size(); ++set) made.worth[set] = worth(set);
  return made;
}

std::vector<double> added(std::vector<double> base, const std::vector<double>& gains, double factor = 1) {
  for (std::size_t i = 0; i < base.size(); ++i) base[i] += factor * gains[i];
  return base;
}

}  // namespace

std::vector<double> fair_allocation(const NetworkGame& game, const Network& network) {
  return FairRule(game).of(network);
}

std::vector<double> network_value(const NetworkGame& game, const Network& network) {
  return shapley_value(gamma_game(game, network));
}

std::vector<double> jackson_wolinsky(const NetworkGame& game, const Network& network) {
  const std::vector<double>& none = game.of(Network(network.players()));
  const double base = sum(none);
  const auto worth = [&](Coalition set) { return sum(game.of(network.within(set))) - base; };
  return added(none, shapley_value(coalition_game(network.players(), worth)));
}

std::vector<double> flexible_network(const NetworkGame& game, const Network& network) {
  const std::vector<double>& none = game.of(Network(network.players()));
  const double base = sum(none);
  const auto worth = [&](Coalition set) {
    double most = 0;
    for (std::size_t k = 0; k < game.networks.size(); ++k)
      if (game.networks[k].within(set) == game.networks[k]) most = std::max(most, sum(game.payoffs[k]) - base);
    return most;
  };
  const CoalitionGame reach = coalition_game(network.players(), worth);
  if (reach.worth.back() <= 0) return none;
  return added(none, shapley_value(reach), (sum(game.of(network)) - base) / reach.worth.back());
}

}  // namespace trilat::game
