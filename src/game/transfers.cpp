#include "game/transfers.hpp"

#include <algorithm>
#include <cmath>

#include "numerics/projected_quasi_newton.hpp"

namespace trilat::game {
namespace {

constexpr double kTolerance = 1e-8;  // of a transfer, relative to an equal share of the surplus
constexpr double kRounding = 1e-8;   // of the sum of logarithms: that of a solve over the smallest gains

// What the partners of one group receive, with the others' transfers held.
class Group {
 public:
  Group(TariffGame& game, std::span<const double> rates, const std::vector<int>& members, std::span<const double> none,
        std::vector<double>& received)
      : game_(game), rates_(rates), members_(members), none_(none), received_(received) {}

  // The equal split of the surplus in money of the base; false where there is none.
  bool start() {
    std::vector<double> gains;
    double sum = 0;
    for (const int p : members_) {
      gains.push_back(game_.base_income(p) * gain(p));
      sum += gains.back();
    }
    share_ = sum / static_cast<double>(members_.size());
    for (std::size_t m = 0; m + 1 < members_.size(); ++m) x_.push_back(share_ - gains[m]);
    return sum > 0;
  }

  bool solve() {
    const std::size_t size = x_.size();
    const double wide = 1e3 * share_ * static_cast<double>(members_.size());
    std::vector<double> lower(size), upper(size), curvature(size, 2 / (share_ * share_));
    for (std::size_t m = 0; m < size; ++m) {
      lower[m] = x_[m] - wide;
      upper[m] = x_[m] + wide;
    }
    numerics::ProjectedQuasiNewton solver(size, 10);
    numerics::QuasiNewtonOptions numeric;
    numeric.tolerance = kTolerance * share_;
    numeric.rounding = kRounding;
    const auto found =
        solver.run([this](auto x, auto slope) { return loss(x, slope); }, x_, curvature, {lower, upper}, numeric);
    std::vector<double> slope(size);
    if (!std::isfinite(loss(x_, slope))) return false;
    for (const double value : slope) first_order_ = std::max(first_order_, std::abs(value) * share_);
    return found.converged;
  }

  double first_order() const { return first_order_; }

 private:
  double gain(int player) const { return (game_.payoff(player) - none_[static_cast<std::size_t>(player)]) / 100; }

  double loss(std::span<const double> x, std::span<double> slope) {
    double last = 0;
    for (std::size_t m = 0; m < x.size(); ++m) {
      received_[static_cast<std::size_t>(members_[m])] = x[m];
      last -= x[m];
    }
    received_[static_cast<std::size_t>(members_.back())] = last;
    if (!game_.set_transfers(received_) || !game_.solve(rates_)) return std::nan("");
    std::fill(slope.begin(), slope.end(), 0.0);
    double sum = 0;
    for (const int p : members_) {
      if (!(gain(p) > 0)) return std::nan("");
      sum -= std::log(gain(p));
      const auto slopes = game_.slopes(p);
      if (!slopes) return std::nan("");
      const auto& by = (*slopes)->transfers;
      for (std::size_t m = 0; m < x.size(); ++m) {
        const auto own = static_cast<std::size_t>(members_[m]), other = static_cast<std::size_t>(members_.back());
        slope[m] -= (by[own] - by[other]) / gain(p);
      }
    }
    return sum;
  }

  TariffGame& game_;
  std::span<const double> rates_;
  const std::vector<int>& members_;
  std::span<const double> none_;
  std::vector<double>& received_;
  std::vector<double> x_;
  double share_ = 0, first_order_ = 0;
};

}  // namespace

Result<std::optional<TransferResult>> bargain_transfers(TariffGame& game, std::span<const double> rates,
                                                        const std::vector<std::vector<int>>& groups,
                                                        std::span<const double> none) {
  TransferResult result;
  result.received.assign(game.player_count(), 0.0);
  TRILAT_CHECK(game.set_transfers(result.received));
  TRILAT_CHECK(game.solve(rates));
  result.converged = true;
  for (const auto& members : groups) {
    if (members.size() < 2) continue;
    Group group(game, rates, members, none, result.received);
    if (!group.start()) return std::nullopt;
    result.converged = group.solve() && result.converged;
    result.first_order = std::max(result.first_order, group.first_order());
  }
  TRILAT_CHECK(game.set_transfers(result.received));
  TRILAT_CHECK(game.solve(rates));
  return result;
}

}  // namespace trilat::game
