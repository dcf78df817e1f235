#include "engine/negotiate_repeated.hpp"

#include <algorithm>

namespace trilat {
namespace {

constexpr double kInnerSlack = 1e-6;  // in each player's range of payoffs

DealRepeated::Answer can_have(const game::PayoffSet& set, const std::vector<double>& payoffs) {
  using Answer = DealRepeated::Answer;
  if (set.empty || !game::within_outer(set, payoffs)) return Answer::kNo;
  const bool shown =
      !set.points.empty() && set.defect < kInnerSlack && game::distance_to_inner(set, payoffs) < kInnerSlack;
  return shown ? Answer::kYes : Answer::kOpen;
}

// The most of one player that the outer bound leaves: its level in the direction of that player alone.
double most_outer(const game::PayoffSet& set, std::size_t player) {
  const auto at = std::max_element(set.directions.begin(), set.directions.end(),
                                   [&](const auto& a, const auto& b) { return a[player] < b[player]; });
  return set.levels[static_cast<std::size_t>(at - set.directions.begin())] * set.range[player];
}

double most_inner(const game::PayoffSet& set, std::size_t player) {
  const auto at = std::max_element(set.points.begin(), set.points.end(),
                                   [&](const auto& a, const auto& b) { return a[player] < b[player]; });
  return (*at)[player];
}

DealRepeated described(const Negotiation::Repeated& repeated, const std::vector<double>& treaty) {
  const game::PayoffSet& set = repeated.set;
  DealRepeated to;
  to.discount = repeated.discount;
  to.treaty = can_have(set, treaty);
  if (set.empty) return to;
  to.gap = set.gap;
  to.worst_outer = set.worst_outer;
  to.worst_inner = set.points.empty() ? std::vector<double>() : set.worst_inner;
  for (std::size_t player = 0; player < treaty.size(); ++player) {
    to.best_outer.push_back(most_outer(set, player));
    if (!set.points.empty()) to.best_inner.push_back(most_inner(set, player));
  }
  return to;
}

}  // namespace

DealGrid described_grid(const Negotiation& solved) {
  DealGrid grid;
  if (solved.repeated.empty()) return grid;
  grid.steps = solved.grid.steps;
  grid.profiles = solved.grid.game.profiles();
  for (const Negotiation::Repeated& repeated : solved.repeated)
    grid.sets.push_back(described(repeated, solved.grid.game.payoffs.front()));
  return grid;
}

}  // namespace trilat
