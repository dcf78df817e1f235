#include "game/network.hpp"

#include <algorithm>
#include <bit>

namespace trilat::game {

std::vector<Pair> pairs(int players) {
  std::vector<Pair> all;
  for (int a = 0; a < players; ++a)
    for (int b = a + 1; b < players; ++b) all.emplace_back(a, b);
  return all;
}

int Network::bit(int a, int b) const {
  if (a > b) std::swap(a, b);
  return a * players_ - a * (a + 1) / 2 + (b - a - 1);
}

Network Network::complete(int players) {
  Network network(players);
  for (const auto& [a, b] : pairs(players)) network = network.with(a, b);
  return network;
}

Network Network::with(int a, int b) const {
  Network more = *this;
  more.links_ |= 1U << bit(a, b);
  return more;
}

Network Network::without(int a, int b) const {
  Network fewer = *this;
  fewer.links_ &= ~(1U << bit(a, b));
  return fewer;
}

Network Network::without(int player) const {
  Network fewer = *this;
  for (int other = 0; other < players_; ++other)
    if (other != player) fewer = fewer.without(player, other);
  return fewer;
}

int Network::links() const { return std::popcount(links_); }

int Network::degree(int player) const {
  int count = 0;
  for (int other = 0; other < players_; ++other) count += other != player && linked(player, other);
  return count;
}

Coalition Network::component(int player) const {
  Coalition reached = 1U << player, before = 0;
  while (reached != before) {
    before = reached;
    for (const auto& [a, b] : pairs(players_)) {
      const Coalition ends = (1U << a) | (1U << b);
      if (linked(a, b) && (reached & ends) != 0) reached |= ends;
    }
  }
  return reached;
}

std::vector<Coalition> Network::components() const {
  std::vector<Coalition> parts;
  Coalition seen = 0;
  for (int player = 0; player < players_; ++player) {
    if ((seen >> player) & 1U) continue;
    parts.push_back(component(player));
    seen |= parts.back();
  }
  return parts;
}

Network Network::within(Coalition coalition) const {
  Network inside = *this;
  for (const auto& [a, b] : pairs(players_))
    if (((coalition >> a) & 1U) == 0 || ((coalition >> b) & 1U) == 0) inside = inside.without(a, b);
  return inside;
}

std::vector<Network> all_networks(int players) {
  const std::vector<Pair> edges = pairs(players);
  std::vector<Network> all;
  for (std::uint32_t set = 0; set < (1U << edges.size()); ++set) {
    Network network(players);
    for (std::size_t k = 0; k < edges.size(); ++k)
      if ((set >> k) & 1U) network = network.with(edges[k].first, edges[k].second);
    all.push_back(network);
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Network& left, const Network& right) { return left.links() < right.links(); });
  return all;
}

std::string describe(const Network& network, std::span<const std::string> names) {
  std::string text;
  for (const auto& [a, b] : pairs(network.players())) {
    if (!network.linked(a, b)) continue;
    if (!text.empty()) text += ", ";
    text += names[static_cast<std::size_t>(a)] + "-" + names[static_cast<std::size_t>(b)];
  }
  return text.empty() ? "none" : text;
}

const std::vector<double>& NetworkGame::of(const Network& network) const {
  const auto found = std::find(networks.begin(), networks.end(), network);
  return payoffs[static_cast<std::size_t>(found - networks.begin())];
}

}  // namespace trilat::game
