#include "engine/negotiate_claims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "game/bargaining.hpp"
#include "game/coalition_stability.hpp"
#include "game/cooperative.hpp"
#include "game/farsighted.hpp"
#include "game/stability.hpp"

namespace trilat {
namespace {

using game::Network;
using game::NetworkGame;

constexpr double kPatient = 0.95;  // a year against the one before

double total(const std::vector<double>& numbers) { return std::accumulate(numbers.begin(), numbers.end(), 0.0); }

class Claims {
 public:
  explicit Claims(const JudgedCase& one)
      : case_(one),
        game_(one.money),
        players_(static_cast<int>(one.money.players.size())),
        all_(Network::complete(players_)),
        whole_(players_ == 3   ? "the trilateral"
               : players_ == 2 ? "the deal"
                               : "all deals together") {}

  std::vector<Claim> make() {
    for (int p = 0; p < players_; ++p) add_player(p);
    if (players_ == 3) add_oustings();
    add_structures();
    add_whole();
    return std::move(claims_);
  }

 private:
  const std::string& name(int player) const { return game_.players[static_cast<std::size_t>(player)]; }
  double payoff(const Network& network, int player) const {
    return game_.of(network)[static_cast<std::size_t>(player)];
  }
  bool gains(const Network& from, const Network& to, int player) const {
    return payoff(to, player) - payoff(from, player) > case_.strict;
  }
  void say(std::string statement, std::optional<bool> holds) { claims_.push_back({std::move(statement), holds}); }

  void add_player(int p) {
    const Network none(players_);
    say(fmt::format("{} loses from a tariff war without deals, against the base", name(p)),
        payoff(none, p) < -case_.strict);
    say(fmt::format("{} is better off with {} than without deals", name(p), whole_), gains(none, all_, p));
    if (players_ > 2) say(fmt::format("{} gains by leaving {}", name(p), whole_), gains(all_, all_.without(p), p));
    if (players_ > 2) {
      Network hub(players_);
      for (int q = 0; q < players_; ++q)
        if (q != p) hub = hub.with(p, q);
      say(fmt::format("{} prefers to be the hub of deals with partners that have none with each other to {}", name(p),
                      whole_),
          gains(all_, hub, p));
      say(fmt::format("{} has, with equal weights, a larger share of the surplus in rooms of two than in one room",
                      name(p)),
          larger_in_rooms(p));
    }
    std::optional<bool> keeps;
    if (!case_.stages.empty()) {
      const auto needed = game::critical_discount(case_.stages[static_cast<std::size_t>(p)]);
      keeps = needed && needed->has_value() && **needed <= kPatient;
    }
    say(fmt::format("{} keeps its word in {} for fear of a war without end, a year counting {:g} of the one before",
                    name(p), whole_, kPatient),
        keeps);
  }

  std::optional<bool> larger_in_rooms(int p) const {
    const auto shares = game::surplus_shares(game_, game::equal_weights(game_.players.size()));
    if (shares.bilateral_share.empty()) return {};
    const auto i = static_cast<std::size_t>(p);
    return shares.bilateral_share[i] > shares.trilateral_share[i] + 1e-9;
  }

  void add_oustings() {
    for (int out = 0; out < players_; ++out) {
      const int a = out == 0 ? 1 : 0, b = out == 2 ? 1 : 2;
      const Network pair = all_.without(out);
      say(fmt::format("{} and {} both gain by leaving {} out of {}", name(a), name(b), name(out), whole_),
          gains(all_, pair, a) && gains(all_, pair, b));
    }
  }

  void add_structures() {
    if (players_ > 3) return say(fmt::format("{} is pairwise stable", whole_), pairwise(all_));
    for (const Network& network : game_.networks) {
      const std::string what = network == all_        ? whole_
                               : network.links() == 0 ? "no deal at all"
                               : network.links() == 1
                                   ? game::describe(network, game_.players) + " alone"
                                   : game::describe(network, game_.players) + " without the third deal";
      say(fmt::format("{} is pairwise stable", what), pairwise(network));
    }
  }

  bool pairwise(const Network& network) const {
    return game::stability_of(game_, network, case_.strict).pairwise_stable();
  }

  void add_whole() {
    const double together = total(game_.of(all_));
    const auto less = [&](const std::vector<double>& payoffs) { return total(payoffs) < together - case_.strict; };
    say(fmt::format("{} gives the players together more than any other structure", whole_),
        std::count_if(game_.payoffs.begin(), game_.payoffs.end(), less) + 1 ==
            static_cast<std::ptrdiff_t>(game_.payoffs.size()));
    say(fmt::format("{} can be divided so that no coalition does better alone", whole_),
        !game::core_of(game::gamma_game(game_)).empty);
    if (players_ > 4) return;
    const auto proof = game::coalition_proof(game_, case_.strict);
    say(fmt::format("{} is coalition-proof", whole_), proof ? std::optional<bool>(proof->back()) : std::nullopt);
    if (players_ > 3) return;
    std::optional<bool> lead;
    if (const auto sets = game::farsighted_sets(game_, case_.strict)) {
      lead = std::any_of(sets->begin(), sets->end(), [&](const std::vector<std::size_t>& set) {
        return set.size() == 1 && set.front() + 1 == game_.networks.size();
      });
    }
    say(fmt::format("from every other structure farsighted players are led to {}", whole_), lead);
  }

  const JudgedCase& case_;
  const NetworkGame& game_;
  int players_;
  Network all_;
  std::string whole_;
  std::vector<Claim> claims_;
};

bool has_move(const game::NetworkStability& found, const DealMove& move, const std::vector<std::string>& players) {
  const auto name = [&](int player) { return players[static_cast<std::size_t>(player)]; };
  const auto same = [&](const game::LinkChange& change) {
    if (game::describe(change.result, players) != move.to) return false;
    return name(change.kind == game::LinkChange::Kind::kSign ? change.link.first : change.by) == move.by.front();
  };
  switch (move.kind) {
    case DealMove::Kind::kCut: return std::any_of(found.cuts.begin(), found.cuts.end(), same);
    case DealMove::Kind::kSign: return std::any_of(found.signings.begin(), found.signings.end(), same);
    case DealMove::Kind::kLeave: return std::any_of(found.exits.begin(), found.exits.end(), same);
    case DealMove::Kind::kOust: break;
  }
  return std::any_of(found.oustings.begin(), found.oustings.end(), [&](const game::Ousting& ousting) {
    return name(ousting.target) == move.other && ousting.wanted_by.size() == move.by.size() &&
           std::equal(move.by.begin(), move.by.end(), ousting.wanted_by.begin(),
                      [&](const std::string& by, int wanted) { return by == name(wanted); });
  });
}

void count_stability(const JudgedCase& other, NegotiateDeals& deals) {
  const auto found = game::stability(other.money, other.strict);
  for (std::size_t k = 0; k < found.size(); ++k) {
    DealStability& to = deals.stability[k];
    to.pairwise_same += found[k].pairwise_stable() == to.pairwise ? 1 : 0;
    for (DealMove& move : to.moves) move.same += has_move(found[k], move, other.money.players) ? 1 : 0;
  }
}

std::vector<double> weights_of(const NegotiateDeals& deals, std::size_t players) {
  const DealBargain& whole = deals.bargains.back();
  return whole.weights.size() == players ? whole.weights : game::equal_weights(players);
}

}  // namespace

void widen(const std::vector<double>& by, std::vector<double>& low, std::vector<double>& high) {
  if (low.empty()) low = high = by;
  for (std::size_t i = 0; i < by.size(); ++i) {
    low[i] = std::min(low[i], by[i]);
    high[i] = std::max(high[i], by[i]);
  }
}

std::vector<Claim> claims_of(const JudgedCase& one) { return Claims(one).make(); }

void add_conclusions(const JudgedCase& shown, const std::vector<JudgedCase>& others, NegotiateDeals& deals) {
  using Verdict = DealConclusion::Verdict;
  const std::vector<Claim> here = claims_of(shown);
  std::vector<std::vector<Claim>> there;
  for (const JudgedCase& other : others) there.push_back(claims_of(other));
  for (std::size_t k = 0; k < here.size(); ++k) {
    if (!here[k].holds) continue;
    DealConclusion conclusion{here[k].statement, *here[k].holds, 1, 1, {}, Verdict::kNotTried};
    for (std::size_t c = 0; c < others.size(); ++c) {
      const std::optional<bool> holds = there[c][k].holds;
      if (!holds) continue;
      ++conclusion.tried;
      if (*holds == conclusion.holds)
        ++conclusion.same;
      else
        conclusion.otherwise.push_back(others[c].name);
    }
    if (conclusion.tried > 1)
      conclusion.verdict = conclusion.same == conclusion.tried ? Verdict::kThroughout : Verdict::kFlips;
    deals.conclusions.push_back(std::move(conclusion));
  }
  deals.cases_tried += static_cast<int>(others.size());
  for (const JudgedCase& other : others) {
    count_stability(other, deals);
    const auto shares = game::surplus_shares(other.money, weights_of(deals, other.money.players.size()));
    widen(shares.untransferred_share, deals.shares.unpaid_low, deals.shares.unpaid_high);
    widen(shares.bilateral_share, deals.shares.rooms_low, deals.shares.rooms_high);
  }
}

}  // namespace trilat
