#include "game/coalition_stability.hpp"

#include <algorithm>
#include <bit>

namespace trilat::game {
namespace {

constexpr int kMostAnnouncers = 4;

// Everyone's announcements as bits: player i owns n - 1 of them, one a possible partner in order.
class Announcements {
 public:
  Announcements(const NetworkGame& game, double strict)
      : game_(game), players_(static_cast<int>(game.players.size())), strict_(strict) {
    for (int i = 0; i < players_; ++i) own_.push_back(((1U << (players_ - 1)) - 1U) << (i * (players_ - 1)));
    profiles_ = 1U << (players_ * (players_ - 1));
    for (std::uint32_t profile = 0; profile < profiles_; ++profile) {
      const auto made = std::find(game_.networks.begin(), game_.networks.end(), network_of(profile));
      made_.push_back(static_cast<std::size_t>(made - game_.networks.begin()));
    }
  }

  // By size of coalition, so that the smaller ones are known. content_[S][profile].
  void solve() {
    const Coalition all = (1U << players_) - 1U;
    content_.assign(all + 1, {});
    std::vector<Coalition> order;
    for (Coalition set = 1; set <= all; ++set) order.push_back(set);
    std::stable_sort(order.begin(), order.end(),
                     [](Coalition a, Coalition b) { return std::popcount(a) < std::popcount(b); });
    for (const Coalition set : order) content_[set] = content_with(set);
  }

  std::vector<bool> networks_of_content(Coalition set) const {
    std::vector<bool> made(game_.networks.size(), false);
    for (std::uint32_t profile = 0; profile < profiles_; ++profile)
      if (content_[set][profile]) made[made_[profile]] = true;
    return made;
  }

  std::vector<bool> networks_of_nash() const {
    std::vector<bool> made(game_.networks.size(), false);
    for (std::uint32_t profile = 0; profile < profiles_; ++profile) {
      bool nash = true;
      for (int i = 0; i < players_ && nash; ++i) nash = content_[1U << i][profile];
      if (nash) made[made_[profile]] = true;
    }
    return made;
  }

 private:
  bool announces(std::uint32_t profile, int i, int j) const {
    return (profile >> (i * (players_ - 1) + (j < i ? j : j - 1))) & 1U;
  }

  Network network_of(std::uint32_t profile) const {
    Network network(players_);
    for (const auto& [a, b] : pairs(players_))
      if (announces(profile, a, b) && announces(profile, b, a)) network = network.with(a, b);
    return network;
  }

  std::uint32_t choices_of(Coalition set) const {
    std::uint32_t bits = 0;
    for (int i = 0; i < players_; ++i)
      if ((set >> i) & 1U) bits |= own_[static_cast<std::size_t>(i)];
    return bits;
  }

  bool better_for_all(Coalition set, std::uint32_t than, std::uint32_t profile) const {
    const std::vector<double>& now = game_.payoffs[made_[than]];
    const std::vector<double>& then = game_.payoffs[made_[profile]];
    for (std::size_t i = 0; i < now.size(); ++i)
      if (((set >> i) & 1U) != 0 && then[i] <= now[i] + strict_) return false;
    return true;
  }

  std::vector<bool> self_enforcing(Coalition set) const {
    std::vector<bool> enforced(profiles_, true);
    for (Coalition part = (set - 1) & set; part != 0; part = (part - 1) & set)
      for (std::uint32_t profile = 0; profile < profiles_; ++profile)
        if (!content_[part][profile]) enforced[profile] = false;
    return enforced;
  }

  std::vector<bool> content_with(Coalition set) const {
    const std::vector<bool> enforced = self_enforcing(set);
    std::vector<bool> content = enforced;
    const std::uint32_t choices = choices_of(set);
    for (std::uint32_t profile = 0; profile < profiles_; ++profile) {
      if (!enforced[profile]) continue;
      const std::uint32_t others = profile & ~choices;
      for (std::uint32_t choice = choices;; choice = (choice - 1) & choices) {
        const std::uint32_t other = others | choice;
        if (enforced[other] && better_for_all(set, profile, other)) content[profile] = false;
        if (choice == 0 || !content[profile]) break;
      }
    }
    return content;
  }

  const NetworkGame& game_;
  int players_;
  double strict_;
  std::uint32_t profiles_ = 0;
  std::vector<std::uint32_t> own_;
  std::vector<std::size_t> made_;           // the network of every profile
  std::vector<std::vector<bool>> content_;  // by coalition and profile
};

Result<Announcements> solved(const NetworkGame& game, double strict) {
  if (game.players.size() > kMostAnnouncers)
    return fail(ErrorCode::kOutOfRange, "coalition-proofness looks at every announcement of at most four players");
  Announcements announcements(game, strict);
  announcements.solve();
  return announcements;
}

bool gains_without_loss(const std::vector<double>& now, const std::vector<double>& then, Coalition set, double strict) {
  bool gained = false;
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (((set >> i) & 1U) == 0) continue;
    if (then[i] < now[i] - strict) return false;
    gained = gained || then[i] > now[i] + strict;
  }
  return gained;
}

}  // namespace

bool reachable_by(const Network& from, const Network& to, Coalition coalition) {
  for (const auto& [a, b] : pairs(from.players())) {
    const bool a_in = (coalition >> a) & 1U, b_in = (coalition >> b) & 1U;
    if (!from.linked(a, b) && to.linked(a, b) && !(a_in && b_in)) return false;
    if (from.linked(a, b) && !to.linked(a, b) && !(a_in || b_in)) return false;
  }
  return true;
}

std::vector<bool> strongly_stable(const NetworkGame& game, double strict) {
  std::vector<bool> stable(game.networks.size(), true);
  for (std::size_t from = 0; from < stable.size(); ++from) {
    for (std::size_t to = 0; to < stable.size() && stable[from]; ++to) {
      for (Coalition set = 1; set < (1U << game.players.size()); ++set) {
        if (to == from || !reachable_by(game.networks[from], game.networks[to], set)) continue;
        if (gains_without_loss(game.payoffs[from], game.payoffs[to], set, strict)) stable[from] = false;
      }
    }
  }
  return stable;
}

Result<std::vector<bool>> coalition_proof(const NetworkGame& game, double strict) {
  TRILAT_TRY(const Announcements announcements, solved(game, strict));
  return announcements.networks_of_content((1U << game.players.size()) - 1U);
}

Result<std::vector<bool>> announcement_nash(const NetworkGame& game, double strict) {
  TRILAT_TRY(const Announcements announcements, solved(game, strict));
  return announcements.networks_of_nash();
}

}  // namespace trilat::game
