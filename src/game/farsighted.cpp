#include "game/farsighted.hpp"

#include <algorithm>

#include "game/coalition_stability.hpp"

namespace trilat::game {
namespace {

using Relation = std::vector<std::vector<bool>>;

std::size_t place(const NetworkGame& game, const Network& network) {
  return static_cast<std::size_t>(std::find(game.networks.begin(), game.networks.end(), network) -
                                  game.networks.begin());
}

double worth(const NetworkGame& game, std::size_t network, int player) {
  return game.payoffs[network][static_cast<std::size_t>(player)];
}

// Whether the link (a, b) would be changed in `from` by players who look to `end`.
bool would_toggle(const NetworkGame& game, std::size_t from, std::size_t end, Pair link, double strict) {
  const auto [a, b] = link;
  const double gain_a = worth(game, end, a) - worth(game, from, a), gain_b = worth(game, end, b) - worth(game, from, b);
  if (game.networks[from].linked(a, b)) return std::max(gain_a, gain_b) > strict;
  return std::max(gain_a, gain_b) > strict && std::min(gain_a, gain_b) >= -strict;
}

std::size_t toggled(const NetworkGame& game, std::size_t from, Pair link) {
  const Network& network = game.networks[from];
  return place(game, network.linked(link.first, link.second) ? network.without(link.first, link.second)
                                                             : network.with(link.first, link.second));
}

// A set of networks as one byte each, with what the two conditions on moves that leave it need.
class StableSetTest {
 public:
  StableSetTest(const NetworkGame& game, double strict)
      : game_(game),
        strict_(strict),
        reaches_(farsighted_paths(game, strict)),
        links_(pairs(static_cast<int>(game.players.size()))) {}

  bool holds(std::uint32_t set) const {
    for (std::size_t g = 0; g < game_.networks.size(); ++g)
      if (has(set, g) ? !deters(set, g) : !leads_into(set, g)) return false;
    return true;
  }

 private:
  static bool has(std::uint32_t set, std::size_t network) { return (set >> network) & 1U; }

  bool leads_into(std::uint32_t set, std::size_t from) const {
    for (std::size_t h = 0; h < game_.networks.size(); ++h)
      if (has(set, h) && reaches_[from][h]) return true;
    return false;
  }

  bool deters(std::uint32_t set, std::size_t g) const {
    return std::all_of(links_.begin(), links_.end(), [&](Pair link) {
      const std::size_t moved = toggled(game_, g, link);
      if (has(set, moved)) return true;
      if (game_.networks[g].linked(link.first, link.second))
        return cut_deterred(set, g, moved, link.first) && cut_deterred(set, g, moved, link.second);
      return signing_deterred(set, g, moved, link);
    });
  }

  bool cut_deterred(std::uint32_t set, std::size_t g, std::size_t moved, int by) const {
    for (std::size_t h = 0; h < game_.networks.size(); ++h)
      if (has(set, h) && reaches_[moved][h] && worth(game_, h, by) <= worth(game_, g, by) + strict_) return true;
    return false;
  }

  bool signing_deterred(std::uint32_t set, std::size_t g, std::size_t moved, Pair link) const {
    for (std::size_t h = 0; h < game_.networks.size(); ++h) {
      if (!has(set, h) || !reaches_[moved][h]) continue;
      const double gain_a = worth(game_, h, link.first) - worth(game_, g, link.first);
      const double gain_b = worth(game_, h, link.second) - worth(game_, g, link.second);
      if (std::min(gain_a, gain_b) < -strict_ || std::max(gain_a, gain_b) <= strict_) return true;
    }
    return false;
  }

  const NetworkGame& game_;
  double strict_;
  Relation reaches_;
  std::vector<Pair> links_;
};

bool all_gain(const NetworkGame& game, std::size_t from, std::size_t to, Coalition set, double strict) {
  for (int i = 0; i < static_cast<int>(game.players.size()); ++i)
    if (((set >> i) & 1U) != 0 && worth(game, to, i) <= worth(game, from, i) + strict) return false;
  return true;
}

// h dominates g indirectly: from g some coalition that gains at h moves to h, or to a network that h dominates.
Relation indirect_dominance(const NetworkGame& game, double strict) {
  const std::size_t count = game.networks.size();
  const Coalition all = (1U << game.players.size()) - 1U;
  Relation dominated(count, std::vector<bool>(count, false));  // [g][h]
  for (std::size_t h = 0; h < count; ++h) {
    for (bool grown = true; grown;) {
      grown = false;
      for (std::size_t g = 0; g < count; ++g) {
        if (g == h || dominated[g][h]) continue;
        for (Coalition set = 1; set <= all && !dominated[g][h]; ++set) {
          if (!all_gain(game, g, h, set, strict)) continue;
          for (std::size_t next = 0; next < count && !dominated[g][h]; ++next)
            dominated[g][h] =
                (next == h || dominated[next][h]) && reachable_by(game.networks[g], game.networks[next], set);
        }
        grown = grown || dominated[g][h];
      }
    }
  }
  return dominated;
}

}  // namespace

std::vector<std::vector<bool>> farsighted_paths(const NetworkGame& game, double strict) {
  const std::size_t count = game.networks.size();
  const std::vector<Pair> links = pairs(static_cast<int>(game.players.size()));
  Relation reaches(count, std::vector<bool>(count, false));
  for (std::size_t end = 0; end < count; ++end) {
    for (bool grown = true; grown;) {
      grown = false;
      for (std::size_t from = 0; from < count; ++from) {
        if (from == end || reaches[from][end]) continue;
        for (const Pair& link : links) {
          const std::size_t next = toggled(game, from, link);
          if ((next == end || reaches[next][end]) && would_toggle(game, from, end, link, strict))
            reaches[from][end] = grown = true;
        }
      }
    }
  }
  return reaches;
}

Result<std::vector<std::vector<std::size_t>>> farsighted_sets(const NetworkGame& game, double strict) {
  if (game.players.size() > 3)
    return fail(ErrorCode::kOutOfRange,
                "farsightedly stable sets are found by looking at every set, for three players");
  const StableSetTest test(game, strict);
  const std::uint32_t sets = 1U << game.networks.size();
  std::vector<std::uint32_t> stable;
  for (std::uint32_t set = 1; set < sets; ++set)
    if (test.holds(set)) stable.push_back(set);
  std::vector<std::vector<std::size_t>> least;
  for (const std::uint32_t set : stable) {
    const auto within = [&](std::uint32_t other) { return other != set && (other & set) == other; };
    if (std::any_of(stable.begin(), stable.end(), within)) continue;
    std::vector<std::size_t> members;
    for (std::size_t g = 0; g < game.networks.size(); ++g)
      if ((set >> g) & 1U) members.push_back(g);
    least.push_back(std::move(members));
  }
  return least;
}

Result<std::vector<bool>> largest_consistent_set(const NetworkGame& game, double strict) {
  if (game.players.size() > 4)
    return fail(ErrorCode::kOutOfRange, "the largest consistent set is found for at most four players");
  const Relation dominated = indirect_dominance(game, strict);
  const std::size_t count = game.networks.size();
  const Coalition all = (1U << game.players.size()) - 1U;
  std::vector<bool> kept(count, true);
  const auto deterred = [&](std::size_t g, std::size_t moved, Coalition set) {
    for (std::size_t h = 0; h < count; ++h)
      if (kept[h] && (h == moved || dominated[moved][h]) && !all_gain(game, g, h, set, strict)) return true;
    return false;
  };
  const auto consistent = [&](std::size_t g) {
    for (Coalition set = 1; set <= all; ++set)
      for (std::size_t moved = 0; moved < count; ++moved)
        if (moved != g && reachable_by(game.networks[g], game.networks[moved], set) && !deterred(g, moved, set))
          return false;
    return true;
  };
  for (bool struck = true; struck;) {
    struck = false;
    for (std::size_t g = 0; g < count; ++g) {
      if (!kept[g] || consistent(g)) continue;
      kept[g] = false;
      struck = true;
    }
  }
  return kept;
}

}  // namespace trilat::game
