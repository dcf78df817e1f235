#include "game/structures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "game/transfers.hpp"

namespace trilat::game {
namespace {

constexpr int kTransferRounds = 8;
constexpr std::array<double, 4> kCuts{0.9, 0.6, 0.3, 0.0};  // of the rates of the war, where a search begins
constexpr double kTransferChange = 1e-8;                    // relative, where transfers and tariffs have settled

std::vector<int> members_of(Coalition coalition) {
  std::vector<int> members;
  for (int p = 0; p < kMostPlayers; ++p) {
    if ((coalition >> p) & 1U) members.push_back(p);
  }
  return members;
}

// Is each of them linked with each?
bool full(const Network& network, const std::vector<int>& members) {
  for (const int a : members) {
    for (const int b : members) {
      if (a < b && !network.linked(a, b)) return false;
    }
  }
  return members.size() > 1;
}

// Builds the deciders of a structure.
class Builder {
 public:
  Builder(const TariffGame& game, const Network& network, const StructureOptions& options, const NetworkGame* below)
      : game_(game), network_(network), options_(options), below_(below), names_(game.player_names()) {
    play_.rates = game.base_rates();
    for (const Coalition coalition : network.components()) {
      auto members = members_of(coalition);
      for (const int p : members) club_[p] = full(network, members) ? members : std::vector<int>{p};
    }
  }

  Result<Play> build() {
    for (std::size_t c = 0; c < game_.controls().size(); ++c) place(c);
    for (auto& [key, decider] : deciders_) play_.deciders.push_back(std::move(decider));
    for (Decider& decider : play_.deciders) {
      if (decider.aim.kind == Aim::Kind::kProduct) TRILAT_CHECK(disagree(decider.aim));
    }
    return std::move(play_);
  }

 private:
  // Deciders in the order: single governments, then clubs and pairs.
  using Key = std::pair<std::size_t, std::vector<int>>;

  Decider& decider(const std::vector<int>& members, Aim::Kind kind) {
    const Key key{members.size(), members};
    const auto at = deciders_.find(key);
    if (at != deciders_.end()) return at->second;
    Decider made;
    made.aim.kind = members.size() == 1 ? Aim::Kind::kOwn : kind;
    made.aim.members = members;
    double all = 0;
    for (const int p : members) all += game_.base_income(p);
    for (const int p : members) {
      made.name += (made.name.empty() ? "" : "+") + names_[static_cast<std::size_t>(p)];
      if (made.aim.kind == Aim::Kind::kSum) made.aim.weights.push_back(game_.base_income(p) / all);
    }
    return deciders_.emplace(key, std::move(made)).first->second;
  }

  void place(std::size_t c) {
    const Control& control = game_.controls()[c];
    const int p = control.player, q = control.partner;
    if (q >= 0 && network_.linked(p, q)) return place_linked(c);
    const std::vector<int>& club = club_[p];
    if (!options_.customs_union || club.size() < 2) return decider({p}, Aim::Kind::kOwn).levers.push_back({{c}});
    if (p != club.front()) return;  // with the first member's
    Lever common{{c}};
    for (std::size_t other = 0; other < game_.controls().size(); ++other) {
      const Control& same = game_.controls()[other];
      const bool member = same.player != p && std::find(club.begin(), club.end(), same.player) != club.end();
      if (member && same.origin == control.origin && same.sectors == control.sectors) common.controls.push_back(other);
    }
    decider(club, Aim::Kind::kSum).levers.push_back(std::move(common));
  }

  void place_linked(std::size_t c) {
    const Control& control = game_.controls()[c];
    if (options_.linked == LinkedRates::kStanding) return;
    if (options_.linked == LinkedRates::kZero) {
      play_.rates[c] = std::clamp(0.0, control.lower, control.upper);
      return;
    }
    std::vector<int> members = club_[control.player];
    if (members.size() < 2)
      members = {std::min(control.player, control.partner), std::max(control.player, control.partner)};
    decider(members, options_.customs_union ? Aim::Kind::kSum : options_.joint).levers.push_back({{c}});
  }

  // What the members have without their links.
  Status disagree(Aim& aim) const {
    if (below_ == nullptr) {
      return bad_input("the joint aim is Nash's product and the payoffs without agreement are not given", "give them");
    }
    Network without = network_;
    for (const int a : aim.members) {
      for (const int b : aim.members) {
        if (a < b) without = without.without(a, b);
      }
    }
    double typical = 0;
    const auto& payoffs = below_->of(without);
    for (const int p : aim.members) {
      const auto at = static_cast<std::size_t>(p);
      if (!options_.shares.empty()) aim.weights.push_back(options_.shares[at]);
      aim.disagreement.push_back(payoffs[at]);
      typical += std::abs(aim.disagreement.back()) / 100;
    }
    aim.scale = std::max(typical / static_cast<double>(aim.members.size()), 1e-6);
    return {};
  }

  const TariffGame& game_;
  const Network& network_;
  const StructureOptions& options_;
  const NetworkGame* below_;
  std::vector<std::string> names_;
  std::map<int, std::vector<int>> club_;
  std::map<Key, Decider> deciders_;
  Play play_;
};

std::vector<std::vector<int>> groups_of(const Network& network) {
  std::vector<std::vector<int>> groups;
  for (const Coalition coalition : network.components()) groups.push_back(members_of(coalition));
  return groups;
}

// Transfers and the tariffs that answer them, in turn until both have settled.
Status add_transfers(TariffGame& game, const Play& play, const StructureOptions& options, std::span<const double> none,
                     StructureOutcome& outcome) {
  const auto groups = groups_of(outcome.network);
  std::vector<double> rates = outcome.rates, last(game.player_count(), 0.0);
  NashOptions nash = options.nash;
  nash.start = outcome.nash.points.empty() ? std::vector<double>{} : outcome.nash.points.front().levers;
  nash.starts = 1;
  for (int k = 0; k < kTransferRounds; ++k) {
    TRILAT_TRY(const auto found, bargain_transfers(game, rates, groups, none));
    if (!found || !found->converged) {
      outcome.reason = found ? "the transfers were not found" : "the partners gain nothing together";
      return {};
    }
    double change = 0, size = 0;
    for (std::size_t p = 0; p < last.size(); ++p) {
      change = std::max(change, std::abs(found->received[p] - last[p]));
      size = std::max(size, std::abs(found->received[p]));
    }
    last = found->received;
    StructureOutcome::Bargained bargained{last, game.payoffs(), rates, found->first_order, play.levers() == 0};
    if (play.levers() > 0) {
      nash.search = change <= kTransferChange * size;
      TRILAT_TRY(const NashResult again, solve_nash(game, play, nash));
      if (again.points.empty()) return {};
      nash.start = again.points.front().levers;
      rates = again.points.front().rates;
      bargained.payoffs = again.points.front().payoffs;
      bargained.rates = rates;
      bargained.certified = nash.search && again.certified();
    }
    outcome.bargained = std::move(bargained);
    if (play.levers() == 0 || nash.search) return {};
  }
  return {};
}

// Partners who find nothing that is better for all of them have what they would have without their links.
Result<StructureOutcome> no_deal(TariffGame& game, StructureOutcome outcome, const NetworkGame& below) {
  outcome.rates = game.base_rates();
  outcome.payoffs = below.of(Network(outcome.network.players()));
  outcome.country_payoffs.assign(game.data().country_count(), 0.0);
  outcome.reason = "no tariffs were found that are better for all partners than to go without the deal";
  return outcome;
}

}  // namespace

Result<Play> play_of(const TariffGame& game, const Network& network, const StructureOptions& options,
                     const NetworkGame* below) {
  if (network.players() != static_cast<int>(game.player_count())) {
    return bad_input(
        fmt::format("a network of {} players was given for a game of {}", network.players(), game.player_count()),
        "give one of the same players");
  }
  if (!options.shares.empty() && options.shares.size() != game.player_count())
    return bad_input("the weights of bargaining are not one a player", "give one each");
  return Builder(game, network, options, below).build();
}

Result<std::vector<double>> product_start(TariffGame& game, const Play& play) {
  const Play war = everyone_for_himself(game);
  NashOptions options;
  options.search = false;
  TRILAT_TRY(const NashResult found, solve_nash(game, war, options));
  if (found.points.empty()) return fail(ErrorCode::kNotConverged, found.reason, "take other instruments");
  const std::vector<double>& rates = found.points.front().rates;
  Position position(game, play);
  std::vector<double> x(position.size()), best;
  double most = -std::numeric_limits<double>::infinity();
  std::size_t points = 1;
  for (std::size_t p = 0; p < game.player_count(); ++p) points *= kCuts.size();
  for (std::size_t point = 0; point < points; ++point) {
    std::size_t at = 0;
    for (const Decider& decider : play.deciders) {
      for (const Lever& lever : decider.levers) {
        const Control& control = game.controls()[lever.controls.front()];
        std::size_t digit = point;
        for (int p = 0; p < control.player; ++p) digit /= kCuts.size();
        const bool joint = decider.aim.kind == Aim::Kind::kProduct;
        x[at++] = rates[lever.controls.front()] * (joint ? kCuts[digit % kCuts.size()] : 1.0);
      }
    }
    if (!position.solve(x)) continue;
    double value = 0;
    for (std::size_t d = 0; d < play.deciders.size(); ++d) value += position.value(d);
    if (value > most) {
      most = value;
      best = x;
    }
  }
  return best;
}

Result<StructureOutcome> solve_structure(TariffGame& game, const Network& network, const StructureOptions& options,
                                         const NetworkGame* below, std::span<const double> none) {
  StructureOutcome outcome(network);
  TRILAT_CHECK(game.set_transfers(std::vector<double>(game.player_count(), 0.0)));
  NashOptions nash = options.nash;
  const bool product = options.linked == LinkedRates::kCooperative && options.joint == Aim::Kind::kProduct &&
                       !options.customs_union && network.links() > 0;
  TRILAT_TRY(const Play play, play_of(game, network, options, below));
  if (product) {
    TRILAT_TRY(nash.start, product_start(game, play));
    if (nash.start.empty()) return no_deal(game, std::move(outcome), *below);
  }
  if (play.levers() == 0) {
    TRILAT_CHECK(game.solve(play.rates));
    outcome.rates = play.rates;
    outcome.payoffs = game.payoffs();
    outcome.country_payoffs = game.country_payoffs();
    outcome.certified = true;
  } else {
    TRILAT_TRY(outcome.nash, solve_nash(game, play, nash));
    outcome.certified = outcome.nash.certified();
    outcome.reason = outcome.nash.reason;
    if (outcome.nash.points.empty() && product) return no_deal(game, std::move(outcome), *below);
    if (outcome.nash.points.empty()) return fail(ErrorCode::kNotConverged, outcome.reason, "take other instruments");
    const NashPoint& best = outcome.nash.points.front();
    outcome.rates = best.rates;
    outcome.payoffs = best.payoffs;
    outcome.country_payoffs = best.country_payoffs;
  }
  if (options.transfers && network.links() > 0) {
    TRILAT_CHECK(add_transfers(game, play, options, none, outcome));
    TRILAT_CHECK(game.set_transfers(std::vector<double>(game.player_count(), 0.0)));
  }
  return outcome;
}

bool StructureTable::certified() const {
  return std::all_of(outcomes.begin(), outcomes.end(), [](const auto& outcome) { return outcome.certified; });
}

Result<StructureTable> solve_structures(TariffGame& game, const StructureOptions& options) {
  StructureTable table;
  table.options = options;
  table.payoffs.players = game.player_names();
  const int players = static_cast<int>(game.player_count());
  for (int p = 0; p < players; ++p) table.base_income.push_back(game.base_income(p));
  for (const Network& network : all_networks(players)) {
    const std::vector<double> none = table.outcomes.empty() ? std::vector<double>{} : table.outcomes.front().payoffs;
    TRILAT_TRY(auto outcome, solve_structure(game, network, options, &table.payoffs, none));
    table.payoffs.networks.push_back(network);
    table.payoffs.payoffs.push_back(outcome.payoffs);
    table.outcomes.push_back(std::move(outcome));
  }
  if (options.transfers) {
    table.bargained = table.payoffs;
    for (std::size_t k = 0; k < table.outcomes.size(); ++k) {
      if (table.outcomes[k].bargained) table.bargained->payoffs[k] = table.outcomes[k].bargained->payoffs;
    }
  }
  return table;
}

}  // namespace trilat::game
