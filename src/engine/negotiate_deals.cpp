#include "engine/negotiate_deals.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/treaty_source.hpp"
#include "game/bargaining.hpp"
#include "game/coalition_stability.hpp"
#include "game/cooperative.hpp"
#include "game/farsighted.hpp"
#include "game/network_values.hpp"

namespace trilat {
namespace {

using game::Network;
using game::NetworkGame;

constexpr std::size_t kMostGroups = 4;      // players whose coalitions are all looked at
constexpr std::size_t kMostFarsighted = 3;  // players whose sets of structures are all looked at

class Deals {
 public:
  Deals(const NetworkGame& money, double strict, std::vector<double> weights, Network fallback)
      : game_(money), strict_(strict), weights_(std::move(weights)), fallback_(fallback) {}

  Result<NegotiateDeals> judge() {
    result_.judged = true;
    add_stability();
    TRILAT_CHECK(add_groups());
    add_bargains();
    for (const Network& network : game_.networks) {
      if (network.links() > 1) add_rooms(network);
      if (network.links() > 0) add_values(network);
    }
    add_core();
    add_shares();
    add_frontier();
    result_.cases_tried = 1;
    return std::move(result_);
  }

 private:
  int players() const { return static_cast<int>(game_.players.size()); }
  Network none() const { return Network(players()); }
  Network all() const { return Network::complete(players()); }
  std::string name(const Network& network) const { return game::describe(network, game_.players); }
  const std::string& player(int of) const { return game_.players[static_cast<std::size_t>(of)]; }

  DealMove described(const game::LinkChange& change) const {
    using Kind = game::LinkChange::Kind;
    DealMove move;
    move.by = {player(change.by)};
    move.to = name(change.result);
    move.gains_musd = change.gains;
    move.same = 1;
    if (change.kind == Kind::kLeave) move.kind = DealMove::Kind::kLeave;
    if (change.kind == Kind::kSign) {
      move.kind = DealMove::Kind::kSign;
      move.by = {player(change.link.first), player(change.link.second)};
    }
    if (change.kind == Kind::kCut)
      move.other = player(change.link.first == change.by ? change.link.second : change.link.first);
    return move;
  }

  DealMove described(const game::Ousting& ousting, const Network& from) const {
    DealMove move;
    move.kind = DealMove::Kind::kOust;
    for (const int one : ousting.wanted_by) move.by.push_back(player(one));
    move.other = player(ousting.target);
    move.to = name(from.without(ousting.target));
    move.gains_musd = ousting.gains;
    move.partners_agree = ousting.all_partners;
    move.same = 1;
    return move;
  }

  void add_stability() {
    for (const game::NetworkStability& found : game::stability(game_, strict_)) {
      DealStability to;
      to.structure = name(found.network);
      to.pairwise = found.pairwise_stable();
      to.pairwise_same = 1;
      to.against_exit = found.stable_against_exit();
      for (const auto* changes : {&found.cuts, &found.signings, &found.exits}) {
        for (const game::LinkChange& change : *changes) {
          // Who has one link leaves by cutting it: said once.
          const bool said = change.kind == game::LinkChange::Kind::kLeave && found.network.degree(change.by) == 1;
          if (!said) to.moves.push_back(described(change));
        }
      }
      for (const game::Ousting& ousting : found.oustings) to.moves.push_back(described(ousting, found.network));
      to.payment_possible = found.payment.possible;
      to.payment_musd = found.payment.total;
      to.shortfall_musd = found.payment.shortfall;
      to.received_musd = found.payment.received;
      result_.stability.push_back(std::move(to));
    }
  }

  Status add_groups() {
    if (game_.players.size() > kMostGroups) return {};
    const std::vector<bool> strong = game::strongly_stable(game_, strict_);
    TRILAT_TRY(const std::vector<bool> proof, game::coalition_proof(game_, strict_));
    TRILAT_TRY(const std::vector<bool> consistent, game::largest_consistent_set(game_, strict_));
    for (std::size_t k = 0; k < game_.networks.size(); ++k) {
      result_.stability[k].strong = strong[k];
      result_.stability[k].coalition_proof = proof[k];
      result_.stability[k].consistent = consistent[k];
    }
    if (game_.players.size() > kMostFarsighted) return {};
    TRILAT_TRY(const auto sets, game::farsighted_sets(game_, strict_));
    for (DealStability& one : result_.stability) one.farsighted = one.farsighted_alone = false;
    for (const std::vector<std::size_t>& set : sets) {
      std::vector<std::string> names;
      for (const std::size_t k : set) {
        names.push_back(name(game_.networks[k]));
        result_.stability[k].farsighted = true;
        if (set.size() == 1) result_.stability[k].farsighted_alone = true;
      }
      result_.farsighted_sets.push_back(std::move(names));
    }
    return {};
  }

  // The bargain of `parties` over going from one structure to another.
  void add_bargain(const std::vector<int>& parties, const Network& agreement, const Network& fallback) {
    const std::vector<double>&with = game_.of(agreement), &without = game_.of(fallback);
    DealBargain to;
    to.agreement = name(agreement);
    to.fallback = name(fallback);
    std::vector<double> payoffs, outside, weights;
    double sum = 0;
    for (const int one : parties) {
      const auto i = static_cast<std::size_t>(one);
      to.parties.push_back(game_.players[i]);
      payoffs.push_back(with[i]);
      outside.push_back(without[i]);
      weights.push_back(weights_[i]);
      sum += weights_[i];
    }
    const game::Settlement settled = game::nash_bargain(payoffs, outside, weights);
    for (const double weight : weights) to.weights.push_back(weight / sum);
    to.agreed = settled.agreed;
    to.surplus_musd = settled.surplus;
    to.result_musd = settled.agreed ? with : without;
    to.received_musd.assign(with.size(), 0);
    for (std::size_t i = 0; i < with.size(); ++i) to.gains_musd.push_back(with[i] - without[i]);
    for (std::size_t k = 0; k < parties.size(); ++k) {
      const auto i = static_cast<std::size_t>(parties[k]);
      to.received_musd[i] = settled.transfers[k];
      to.result_musd[i] = settled.payoffs[k];
    }
    result_.bargains.push_back(std::move(to));
  }

  void add_bargains() {
    for (const auto& [a, b] : game::pairs(players())) add_bargain({a, b}, none().with(a, b), none());
    if (players() < 3) return;
    for (const auto& [a, b] : game::pairs(players())) add_bargain({a, b}, all(), all().without(a, b));
    std::vector<int> everyone;
    for (int one = 0; one < players(); ++one) everyone.push_back(one);
    add_bargain(everyone, all(), fallback_);
  }

  void add_rooms(const Network& network) {
    const game::NashInNash solved = game::nash_in_nash(game_, network, weights_);
    DealRooms to;
    to.structure = name(network);
    to.sustained = solved.sustained;
    to.result_musd = solved.payoffs;
    for (const game::BilateralDeal& deal : solved.deals)
      to.links.push_back(
          {player(deal.link.first), player(deal.link.second), deal.surplus, deal.transfer, deal.spillover});
    result_.rooms.push_back(std::move(to));
  }

  void add_values(const Network& network) {
    result_.values.push_back({name(network), game::fair_allocation(game_, network), game::network_value(game_, network),
                              game::jackson_wolinsky(game_, network), game::flexible_network(game_, network)});
  }

  void add_core() {
    const game::CoalitionGame worth = game::gamma_game(game_);
    const game::Core core = game::core_of(worth);
    DealCore& to = result_.core;
    for (game::Coalition set = 1; set < worth.worth.size(); ++set) {
      DealCore::Coalition coalition;
      for (int i = 0; i < players(); ++i)
        if ((set >> static_cast<unsigned>(i)) & 1U) coalition.members.push_back(player(i));
      coalition.worth_musd = worth.worth[set];
      coalition.balance = core.empty ? core.balance[set] : 0;
      to.coalitions.push_back(std::move(coalition));
    }
    to.empty = core.empty;
    to.shortfall_musd = core.shortfall;
    to.least_excess_musd = core.least_excess;
    to.division_musd = core.allocation;
    to.shapley_musd = game::shapley_value(worth);
    to.shapley_in_core = game::greatest_excess(worth, to.shapley_musd) <= strict_;
  }

  void add_shares() {
    const game::SurplusShares shares = game::surplus_shares(game_, weights_);
    DealShares& to = result_.shares;
    for (std::size_t i = 0; i < shares.none.size(); ++i) to.surplus_musd += shares.complete[i] - shares.none[i];
    to.one_room = shares.trilateral_share;
    to.rooms_of_two = shares.bilateral_share;
    to.unpaid = shares.untransferred_share;
    to.rooms_sustained = shares.bilaterals_sustained;
    to.unpaid_low = to.unpaid_high = to.unpaid;
    to.rooms_low = to.rooms_high = to.rooms_of_two;
  }

  void add_frontier() {
    const std::vector<double>& outside = game_.of(none());
    DealFrontier& to = result_.frontier;
    for (const std::size_t k : game::contract_curve(game_.payoffs, outside))
      to.efficient.push_back(name(game_.networks[k]));
    const game::LotteryDeal lottery = game::best_lottery(game_.payoffs, outside, weights_);
    to.agreed = lottery.agreed;
    to.lottery_musd = lottery.payoffs;
    for (std::size_t k = 0; k < lottery.chances.size(); ++k) {
      if (lottery.chances[k] > 1e-9) to.lottery.push_back({name(game_.networks[k]), lottery.chances[k]});
    }
  }

  const NetworkGame& game_;
  double strict_;
  std::vector<double> weights_;
  Network fallback_;
  NegotiateDeals result_;
};

}  // namespace

double least_gain(const std::vector<double>& incomes) {
  return 1e-9 * *std::max_element(incomes.begin(), incomes.end());
}

NetworkGame in_money(const NetworkGame& per_cent, const std::vector<double>& incomes) {
  NetworkGame money = per_cent;
  for (auto& payoffs : money.payoffs) {
    for (std::size_t i = 0; i < payoffs.size(); ++i) payoffs[i] *= incomes[i] / 100;
  }
  return money;
}

Result<NegotiateDeals> deals_of(const NetworkGame& money, double strict, const DealOptions& options) {
  std::vector<double> weights = options.weights;
  if (weights.empty()) weights = game::equal_weights(money.players.size());
  const bool sound = weights.size() == money.players.size() &&
                     std::all_of(weights.begin(), weights.end(), [](double weight) { return weight > 0; });
  if (!sound) return bad_input("the bargaining weights are not one a player and above 0", "give such weights");
  TRILAT_TRY(const Network fallback, parse_structure(options.fallback, money.players));
  return Deals(money, strict, std::move(weights), fallback).judge();
}

}  // namespace trilat
