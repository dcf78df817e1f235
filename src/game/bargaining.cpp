#include "game/bargaining.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "numerics/simplex.hpp"

namespace trilat::game {
namespace {

double total(std::span<const double> numbers) { return std::accumulate(numbers.begin(), numbers.end(), 0.0); }

bool improves(const std::vector<double>& one, const std::vector<double>& other) {
  bool strictly = false;
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (one[i] < other[i]) return false;
    strictly = strictly || one[i] > other[i];
  }
  return strictly;
}

bool covers(const std::vector<double>& point, std::span<const double> outside) {
  return std::equal(point.begin(), point.end(), outside.begin(), [](double u, double d) { return u >= d; });
}

double log_product(std::span<const double> payoffs, std::span<const double> outside, std::span<const double> weights) {
  double sum = 0;
  for (std::size_t i = 0; i < payoffs.size(); ++i) {
    if (payoffs[i] <= outside[i]) return -HUGE_VAL;
    sum += weights[i] * std::log(payoffs[i] - outside[i]);
  }
  return sum;
}

std::vector<double> share_of_gain(std::span<const double> payoffs, std::span<const double> base) {
  const double gain = total(payoffs) - total(base);
  std::vector<double> shares;
  if (gain <= 0) return shares;
  for (std::size_t i = 0; i < payoffs.size(); ++i) shares.push_back((payoffs[i] - base[i]) / gain);
  return shares;
}

// Maximises over lotteries from a feasible start; holds the lottery and its expected payoffs.
class LotterySearch {
 public:
  LotterySearch(std::span<const std::vector<double>> points, std::span<const double> outside,
                std::vector<double> weights, std::vector<double> start)
      : points_(points), outside_(outside), weights_(std::move(weights)), chances_(std::move(start)) {
    update();
  }

  // One step; the gap before it.
  double step() {
    std::size_t best = 0, worst = points_.size();
    for (std::size_t k = 0; k < points_.size(); ++k) {
      if (slope(k) > slope(best)) best = k;
      if (chances_[k] > 0 && (worst == points_.size() || slope(k) < slope(worst))) worst = k;
    }
    const double gap = slope(best);
    if (gap <= 0 || best == worst) return std::max(gap, 0.0);
    move(best, worst, length(best, worst));
    return gap;
  }

  const std::vector<double>& chances() const { return chances_; }
  const std::vector<double>& payoffs() const { return payoffs_; }

 private:
  // Directional derivative of the objective towards point k.
  double slope(std::size_t k) const {
    double sum = 0;
    for (std::size_t i = 0; i < payoffs_.size(); ++i)
      sum += weights_[i] * (points_[k][i] - payoffs_[i]) / (payoffs_[i] - outside_[i]);
    return sum;
  }

  // Of the step that shifts chance from `worst` to `best`; the derivative along it falls, so bisect.
  double length(std::size_t best, std::size_t worst) const {
    const auto derivative = [&](double step) {
      double sum = 0;
      for (std::size_t i = 0; i < payoffs_.size(); ++i) {
        const double direction = points_[best][i] - points_[worst][i];
        const double gain = payoffs_[i] + step * direction - outside_[i];
        if (gain <= 0) return -HUGE_VAL;
        sum += weights_[i] * direction / gain;
      }
      return sum;
    };
    double low = 0, high = chances_[worst];
    if (derivative(high) >= 0) return high;
    for (int round = 0; round < 100; ++round) {
      const double middle = (low + high) / 2;
      (derivative(middle) > 0 ? low : high) = middle;
    }
    return low;
  }

  void move(std::size_t best, std::size_t worst, double step) {
    const bool all = step >= chances_[worst];
    chances_[best] += step;
    chances_[worst] = all ? 0 : chances_[worst] - step;
    update();
  }

  void update() {
    payoffs_.assign(outside_.size(), 0);
    for (std::size_t k = 0; k < points_.size(); ++k)
      for (std::size_t i = 0; i < payoffs_.size(); ++i) payoffs_[i] += chances_[k] * points_[k][i];
  }

  std::span<const std::vector<double>> points_;
  std::span<const double> outside_;
  std::vector<double> weights_, chances_, payoffs_;
};

std::vector<double> scaled(std::span<const double> weights) {
  std::vector<double> shares(weights.begin(), weights.end());
  const double sum = total(weights);
  for (double& share : shares) share /= sum;
  return shares;
}

// The lottery whose least gain over the outside options is greatest; empty where it is not positive.
std::vector<double> most_even_lottery(std::span<const std::vector<double>> points, std::span<const double> outside) {
  const std::size_t count = points.size(), players = outside.size();
  // Columns: the chances, the least gain as a difference of two, one slack a player.
  std::vector<std::vector<double>> rows(players + 1, std::vector<double>(count + 2 + players, 0));
  std::vector<double> right(outside.begin(), outside.end()), cost(count + 2 + players, 0);
  for (std::size_t i = 0; i < players; ++i) {
    for (std::size_t k = 0; k < count; ++k) rows[i][k] = points[k][i];
    rows[i][count] = -1;
    rows[i][count + 1] = 1;
    rows[i][count + 2 + i] = -1;
  }
  std::fill_n(rows[players].begin(), count, 1);
  right.push_back(1);
  cost[count] = -1;
  cost[count + 1] = 1;
  numerics::LinearAnswer answer = numerics::minimise_standard(rows, right, cost);
  if (answer.status != numerics::LinearStatus::kOptimal || answer.value >= 0) return {};
  answer.x.resize(count);
  return answer.x;
}

BilateralDeal deal_on(const NetworkGame& game, const Network& network, Pair link, std::span<const double> weights) {
  const auto& with = game.of(network);
  const auto& without = game.of(network.without(link.first, link.second));
  const auto a = static_cast<std::size_t>(link.first), b = static_cast<std::size_t>(link.second);
  const double gain_a = with[a] - without[a], gain_b = with[b] - without[b];
  BilateralDeal deal{link, gain_a + gain_b, 0, std::vector<double>(with.size(), 0)};
  deal.transfer = weights[a] / (weights[a] + weights[b]) * deal.surplus - gain_a;
  for (std::size_t k = 0; k < with.size(); ++k)
    if (k != a && k != b) deal.spillover[k] = with[k] - without[k];
  return deal;
}

}  // namespace

std::vector<double> equal_weights(std::size_t players) {
  return std::vector<double>(players, 1.0 / static_cast<double>(players));
}

Settlement nash_bargain(std::span<const double> payoffs, std::span<const double> outside,
                        std::span<const double> weights) {
  Settlement settled;
  settled.surplus = total(payoffs) - total(outside);
  settled.agreed = settled.surplus >= 0;
  settled.payoffs.assign(outside.begin(), outside.end());
  settled.transfers.assign(outside.size(), 0);
  if (!settled.agreed) return settled;
  const std::vector<double> shares = scaled(weights);
  for (std::size_t i = 0; i < outside.size(); ++i) {
    settled.payoffs[i] += shares[i] * settled.surplus;
    settled.transfers[i] = settled.payoffs[i] - payoffs[i];
  }
  return settled;
}

std::vector<std::size_t> contract_curve(std::span<const std::vector<double>> points, std::span<const double> outside) {
  std::vector<std::size_t> curve;
  for (std::size_t k = 0; k < points.size(); ++k) {
    const auto better = [&](const std::vector<double>& other) { return improves(other, points[k]); };
    if (covers(points[k], outside) && std::none_of(points.begin(), points.end(), better)) curve.push_back(k);
  }
  std::stable_sort(curve.begin(), curve.end(), [&](std::size_t a, std::size_t b) { return points[a] < points[b]; });
  return curve;
}

std::optional<std::size_t> best_point(std::span<const std::vector<double>> points, std::span<const double> outside,
                                      std::span<const double> weights) {
  std::optional<std::size_t> best;
  double most = -HUGE_VAL;
  for (std::size_t k = 0; k < points.size(); ++k) {
    const double product = log_product(points[k], outside, weights);
    if (product <= most) continue;
    most = product;
    best = k;
  }
  return best;
}

LotteryDeal best_lottery(std::span<const std::vector<double>> points, std::span<const double> outside,
                         std::span<const double> weights, double tolerance) {
  LotteryDeal deal;
  deal.payoffs.assign(outside.begin(), outside.end());
  std::vector<double> start = most_even_lottery(points, outside);
  if (start.empty()) return deal;
  deal.agreed = true;
  LotterySearch search(points, outside, scaled(weights), std::move(start));
  deal.gap = HUGE_VAL;
  for (int round = 0; round < 100000 && deal.gap > tolerance; ++round) deal.gap = search.step();
  deal.chances = search.chances();
  deal.payoffs = search.payoffs();
  return deal;
}

NashInNash nash_in_nash(const NetworkGame& game, const Network& network, std::span<const double> weights) {
  NashInNash solution;
  solution.payoffs = game.of(network);
  solution.sustained = true;
  for (const auto& [a, b] : pairs(network.players())) {
    if (!network.linked(a, b)) continue;
    solution.deals.push_back(deal_on(game, network, {a, b}, weights));
    const BilateralDeal& deal = solution.deals.back();
    solution.sustained = solution.sustained && deal.surplus >= 0;
    solution.payoffs[static_cast<std::size_t>(a)] += deal.transfer;
    solution.payoffs[static_cast<std::size_t>(b)] -= deal.transfer;
  }
  return solution;
}

SurplusShares surplus_shares(const NetworkGame& game, std::span<const double> weights) {
  const int players = static_cast<int>(game.players.size());
  const Network all = Network::complete(players);
  SurplusShares shares;
  shares.none = game.of(Network(players));
  shares.complete = game.of(all);
  shares.trilateral = nash_bargain(shares.complete, shares.none, weights).payoffs;
  const NashInNash bilaterals = nash_in_nash(game, all, weights);
  shares.bilaterals = bilaterals.payoffs;
  shares.bilaterals_sustained = bilaterals.sustained;
  shares.trilateral_share = share_of_gain(shares.trilateral, shares.none);
  shares.bilateral_share = share_of_gain(shares.bilaterals, shares.none);
  shares.untransferred_share = share_of_gain(shares.complete, shares.none);
  return shares;
}

}  // namespace trilat::game
