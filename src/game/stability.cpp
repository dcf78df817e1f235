#include "game/stability.hpp"

#include <algorithm>
#include <cmath>

namespace trilat::game {
namespace {

std::vector<double> gains(const NetworkGame& game, const Network& from, const Network& to) {
  std::vector<double> gain = game.of(to);
  const std::vector<double>& before = game.of(from);
  for (std::size_t i = 0; i < gain.size(); ++i) gain[i] -= before[i];
  return gain;
}

double at(const std::vector<double>& numbers, int player) { return numbers[static_cast<std::size_t>(player)]; }

void find_cuts(const NetworkGame& game, double strict, NetworkStability& found) {
  for (const auto& [a, b] : pairs(found.network.players())) {
    if (!found.network.linked(a, b)) continue;
    const Network result = found.network.without(a, b);
    const std::vector<double> gain = gains(game, found.network, result);
    for (const int by : {a, b})
      if (at(gain, by) > strict) found.cuts.push_back({LinkChange::Kind::kCut, {a, b}, by, result, gain});
  }
}

void find_signings(const NetworkGame& game, double strict, NetworkStability& found) {
  for (const auto& [a, b] : pairs(found.network.players())) {
    if (found.network.linked(a, b)) continue;
    const Network result = found.network.with(a, b);
    const std::vector<double> gain = gains(game, found.network, result);
    const double least = std::min(at(gain, a), at(gain, b)), most = std::max(at(gain, a), at(gain, b));
    if (most > strict && least >= -strict) found.signings.push_back({LinkChange::Kind::kSign, {a, b}, a, result, gain});
  }
}

void find_exits_and_oustings(const NetworkGame& game, double strict, NetworkStability& found) {
  const Network& network = found.network;
  for (int player = 0; player < network.players(); ++player) {
    if (network.isolated(player)) continue;
    const Network result = network.without(player);
    const std::vector<double> gain = gains(game, network, result);
    if (at(gain, player) > strict) found.exits.push_back({LinkChange::Kind::kLeave, {0, 0}, player, result, gain});
    Ousting ousting{player, {}, gain, true};
    for (int other = 0; other < network.players(); ++other) {
      const bool wants = other != player && at(gain, other) > strict;
      if (wants) ousting.wanted_by.push_back(other);
      if (network.linked(std::min(player, other), std::max(player, other)) && other != player && !wants)
        ousting.all_partners = false;
    }
    if (!ousting.wanted_by.empty()) found.oustings.push_back(std::move(ousting));
  }
}

// What each must receive so that cutting and leaving do not pay; a player without links is left out, at zero.
std::vector<double> needs_to_stay(const NetworkGame& game, const Network& network) {
  std::vector<double> needs(game.players.size(), 0);
  for (int player = 0; player < network.players(); ++player) {
    if (network.isolated(player)) continue;
    double most = at(gains(game, network, network.without(player)), player);
    for (int other = 0; other < network.players(); ++other) {
      if (other == player || !network.linked(player, other)) continue;
      most = std::max(most, at(gains(game, network, network.without(player, other)), player));
    }
    needs[static_cast<std::size_t>(player)] = most;
  }
  return needs;
}

// Each signing that the network lacks is stopped at one end or the other; every way to choose is tried.
StayPayment payment_to_keep(const NetworkGame& game, const NetworkStability& found) {
  const std::vector<double> needs = needs_to_stay(game, found.network);
  StayPayment best;
  const std::size_t count = found.signings.size();
  for (std::size_t choice = 0; choice < (std::size_t{1} << count); ++choice) {
    std::vector<double> needed = needs;
    for (std::size_t k = 0; k < count; ++k) {
      const Pair link = found.signings[k].link;
      const auto end = static_cast<std::size_t>(((choice >> k) & 1U) != 0 ? link.second : link.first);
      needed[end] = std::max(needed[end], found.signings[k].gains[end]);
    }
    StayPayment payment = least_payment(needed);
    const bool better = payment.possible != best.possible ? payment.possible
                        : payment.possible                ? payment.total < best.total
                                                          : payment.shortfall < best.shortfall;
    if (choice == 0 || better) best = std::move(payment);
  }
  return best;
}

}  // namespace

StayPayment least_payment(const std::vector<double>& needs) {
  StayPayment payment;
  double spare = 0;
  for (const double need : needs) (need > 0 ? payment.total : spare) += std::abs(need);
  payment.possible = payment.total <= spare;
  payment.shortfall = payment.possible ? 0 : payment.total - spare;
  payment.received.assign(needs.size(), 0);
  const double drawn = spare > 0 ? std::min(1.0, payment.total / spare) : 0;
  for (std::size_t i = 0; i < needs.size(); ++i) payment.received[i] = needs[i] > 0 ? needs[i] : drawn * needs[i];
  return payment;
}

NetworkStability stability_of(const NetworkGame& game, const Network& network, double strict) {
  NetworkStability found;
  found.network = network;
  find_cuts(game, strict, found);
  find_signings(game, strict, found);
  find_exits_and_oustings(game, strict, found);
  found.payment = payment_to_keep(game, found);
  return found;
}

std::vector<NetworkStability> stability(const NetworkGame& game, double strict) {
  std::vector<NetworkStability> all;
  for (const Network& network : game.networks) all.push_back(stability_of(game, network, strict));
  return all;
}

}  // namespace trilat::game
