#include "game/decider.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace trilat::game {

double Aim::value(std::span<const double> payoffs) const {
  double sum = 0;
  for (std::size_t m = 0; m < members.size(); ++m) {
    const double payoff = payoffs[static_cast<std::size_t>(members[m])];
    if (kind == Kind::kProduct) {
      const double gain = (payoff - disagreement[m]) / 100;
      if (!(gain > 0)) return -std::numeric_limits<double>::infinity();
      sum += weight(m) * std::log(gain);
    } else {
      sum += (kind == Kind::kSum ? weight(m) : 1.0) * payoff / 100;
    }
  }
  return scale * sum;
}

double Aim::slope(std::size_t member, std::span<const double> payoffs) const {
  if (kind == Kind::kOwn) return scale;
  if (kind == Kind::kSum) return scale * weight(member);
  return scale * weight(member) * 100 / (payoffs[static_cast<std::size_t>(members[member])] - disagreement[member]);
}

std::size_t Play::levers() const {
  std::size_t count = 0;
  for (const Decider& decider : deciders) count += decider.levers.size();
  return count;
}

Play everyone_for_himself(const TariffGame& game) {
  Play play;
  play.rates = game.base_rates();
  const auto names = game.player_names();
  for (std::size_t p = 0; p < names.size(); ++p) {
    Decider decider{names[p], {Aim::Kind::kOwn, {static_cast<int>(p)}, {}, {}, 1}, {}};
    for (std::size_t c = 0; c < game.controls().size(); ++c) {
      if (game.controls()[c].player == static_cast<int>(p)) decider.levers.push_back({{c}});
    }
    play.deciders.push_back(std::move(decider));
  }
  return play;
}

Position::Position(TariffGame& game, const Play& play) : game_(game), play_(play), rates_(play.rates) {
  for (const Decider& decider : play.deciders) {
    first_.push_back(all_.size());
    double most = 0;  // curvature of an aim in units of one player's payoff
    for (std::size_t m = 0; m < decider.aim.members.size(); ++m) {
      most = std::max(most, decider.aim.kind == Aim::Kind::kOwn ? 1.0 : decider.aim.weight(m));
    }
    for (const Lever& lever : decider.levers) {
      all_.push_back(&lever);
      double lower = -1, upper = std::numeric_limits<double>::infinity(), imports = 0, duties = 0, curvature = 0;
      for (const std::size_t c : lever.controls) {
        const Control& control = game.controls()[c];
        lower = std::max(lower, control.lower);
        upper = std::min(upper, control.upper);
        imports += control.imports;
        duties += control.imports * control.base;
        curvature += control.curvature;
      }
      lower_.push_back(lower);
      upper_.push_back(upper);
      curvature_.push_back(curvature * most);
      base_.push_back(std::clamp(imports > 0 ? duties / imports : 0.0, lower, upper));
    }
  }
  first_.push_back(all_.size());
}

std::vector<double> Position::rates(std::span<const double> x) const {
  std::vector<double> rates = play_.rates;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    for (const std::size_t c : all_[i]->controls) rates[c] = x[i];
  }
  return rates;
}

bool Position::solve(std::span<const double> x) {
  for (std::size_t i = 0; i < all_.size(); ++i) {
    for (const std::size_t c : all_[i]->controls) rates_[c] = x[i];
  }
  const bool solved = game_.solve(rates_).has_value();
  if (solved) payoffs_ = game_.payoffs();
  return solved;
}

double Position::value(std::size_t decider) const { return play_.deciders[decider].aim.value(payoffs_); }

bool Position::slope(std::size_t decider, std::span<double> slope) {
  std::fill(slope.begin(), slope.end(), 0.0);
  const Aim& aim = play_.deciders[decider].aim;
  if (!std::isfinite(value(decider))) return false;
  for (std::size_t m = 0; m < aim.members.size(); ++m) {
    const auto found = game_.slopes(aim.members[m]);
    if (!found) return false;
    const double weight = aim.slope(m, payoffs_);
    for (std::size_t i = 0; i < slope.size(); ++i) {
      for (const std::size_t c : lever(first_[decider] + i).controls) slope[i] += weight * (*found)->rates[c];
    }
  }
  return true;
}

}  // namespace trilat::game
