#include "game/payoff_set.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>

#include "numerics/directions.hpp"
#include "numerics/simplex.hpp"

namespace trilat::game {
namespace {

using Points = std::vector<std::vector<double>>;
using numerics::LinearAnswer;
using numerics::LinearStatus;

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

// Distance in the sum of coordinates from w to the hull of the points.
double distance(const Points& points, const std::vector<double>& w) {
  const std::size_t n = w.size(), count = points.size();
  Points rows(n + 1, std::vector<double>(count + 2 * n, 0));
  std::vector<double> right = w, cost(count + 2 * n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < count; ++k) rows[i][k] = points[k][i];
    rows[i][count + 2 * i] = 1;
    rows[i][count + 2 * i + 1] = -1;
    cost[count + 2 * i] = cost[count + 2 * i + 1] = 1;
  }
  std::fill_n(rows[n].begin(), count, 1);
  right.push_back(1);
  const LinearAnswer answer = numerics::minimise_standard(rows, right, cost);
  return answer.status == LinearStatus::kOptimal ? answer.value : HUGE_VAL;
}

std::vector<double> least(const Points& points) {
  std::vector<double> worst = points.front();
  for (const auto& point : points)
    for (std::size_t i = 0; i < worst.size(); ++i) worst[i] = std::min(worst[i], point[i]);
  return worst;
}

double support(const Points& points, const std::vector<double>& direction) {
  double most = -HUGE_VAL;
  for (const auto& point : points) most = std::max(most, dot(direction, point));
  return most;
}

// The best continuation in a direction: a level that none exceeds, and one that has it, where it is known.
struct Continuation {
  double level = 0;
  std::vector<double> w;
};

// The farthest that is generated in a direction, likewise.
struct Generated {
  double level = -HUGE_VAL;
  std::vector<double> v;
};

// The stage game with payoffs divided by each player's range, and one step of the operator on either kind of set.
class Operator {
 public:
  Operator(const StageGame& game, double discount, Points directions, const std::vector<double>& range)
      : discount_(discount), players_(game.players()), directions_(std::move(directions)) {
    for (std::size_t profile = 0; profile < game.profiles(); ++profile) {
      std::vector<double> now(players_), gain(players_, 0);
      for (std::size_t i = 0; i < players_; ++i) {
        now[i] = game.payoffs[profile][i] / range[i];
        for (int a = 0; a < game.actions[i]; ++a)
          gain[i] = std::max(gain[i], game.payoffs[game.with(profile, i, a)][i] / range[i] - now[i]);
      }
      now_.push_back(now);
      gain_.push_back(gain);
    }
  }

  std::size_t profiles() const { return now_.size(); }
  const Points& now() const { return now_; }
  const Points& directions() const { return directions_; }

  // What continuation each player must be promised at least, for it not to cheat in the profile.
  std::vector<double> promised(std::size_t profile, const std::vector<double>& worst) const {
    std::vector<double> floor(players_);
    for (std::size_t i = 0; i < players_; ++i) floor[i] = worst[i] + (1 - discount_) / discount_ * gain_[profile][i];
    return floor;
  }

  std::vector<double> generated(std::size_t profile, const std::vector<double>& w) const {
    std::vector<double> v(players_);
    for (std::size_t i = 0; i < players_; ++i) v[i] = (1 - discount_) * now_[profile][i] + discount_ * w[i];
    return v;
  }

  // The continuation that would give v with the profile.
  std::vector<double> continuation(std::size_t profile, const std::vector<double>& v) const {
    std::vector<double> w(players_);
    for (std::size_t i = 0; i < players_; ++i) w[i] = (v[i] - (1 - discount_) * now_[profile][i]) / discount_;
    return w;
  }

  // For each direction the farthest that is generated, over all profiles; none where nothing is. `farthest` gives the
  // best continuation in a direction above a floor, or nothing where there is none, and `reach` bounds it without
  // solving anything.
  template <class Farthest, class Reach>
  std::vector<Generated> step(const std::vector<double>& worst, const Farthest& farthest, const Reach& reach) const {
    std::vector<Generated> found;
    std::vector<bool> usable(profiles(), true);
    for (const auto& direction : directions_) {
      Generated best;
      const double bound = discount_ * reach(direction);
      for (std::size_t profile = 0; profile < profiles(); ++profile) {
        const double today = (1 - discount_) * dot(direction, now_[profile]);
        if (!usable[profile] || today + bound <= best.level) continue;
        const std::optional<Continuation> next = farthest(direction, promised(profile, worst));
        usable[profile] = next.has_value();
        if (!next || today + discount_ * next->level <= best.level) continue;
        best = {today + discount_ * next->level, next->w.empty() ? std::vector<double>{} : generated(profile, next->w)};
      }
      if (best.level == -HUGE_VAL) return {};
      found.push_back(std::move(best));
    }
    return found;
  }

 private:
  double discount_;
  std::size_t players_;
  Points directions_, now_, gain_;
};

// The half-spaces, and below them the players' floors. No step trusts a linear program: a level falls to what its
// multipliers prove, by weak duality with whatever they leave over taken at its worst among feasible payoffs, and a
// profile is given up where they prove that it has no continuation. Without such a proof the level stays.
class OuterSet {
 public:
  explicit OuterSet(const Operator& op) : op_(op), low_(op.now().front()), high_(low_) {
    for (const auto& direction : op.directions()) levels_.push_back(support(op.now(), direction));
    for (const auto& point : op.now()) {
      for (std::size_t i = 0; i < point.size(); ++i) {
        low_[i] = std::min(low_[i], point[i]);
        high_[i] = std::max(high_[i], point[i]);
      }
    }
  }

  std::optional<Continuation> farthest(const std::vector<double>& direction, const std::vector<double>& floor) const {
    Points rows = op_.directions();
    std::vector<double> right = levels_;
    for (std::size_t i = 0; i < floor.size(); ++i) {
      rows.emplace_back(floor.size(), 0.0);
      rows.back()[i] = -1;
      right.push_back(-floor[i] + 1e-13);
    }
    const LinearAnswer answer = numerics::maximise(rows, right, direction);
    const std::vector<double> nothing(direction.size(), 0.0);
    if (answer.status == LinearStatus::kInfeasible && proven(rows, right, answer.y, nothing) < 0) return std::nullopt;
    const double held = support_bound(direction);
    if (answer.status != LinearStatus::kOptimal) return Continuation{held, {}};
    return Continuation{std::min(held, proven(rows, right, answer.y, direction)), answer.x};
  }

  // Empty where it is proven that the set is.
  std::vector<double> worst(std::size_t players) const {
    std::vector<double> least;
    for (std::size_t i = 0; i < players; ++i) {
      std::vector<double> down(players, 0), nothing(players, 0);
      down[i] = -1;
      const LinearAnswer answer = numerics::maximise(op_.directions(), levels_, down);
      if (answer.status == LinearStatus::kInfeasible && proven(op_.directions(), levels_, answer.y, nothing) < 0)
        return {};
      const bool optimal = answer.status == LinearStatus::kOptimal;
      least.push_back(optimal ? std::max(low_[i], -proven(op_.directions(), levels_, answer.y, down)) : low_[i]);
    }
    return least;
  }

  // One step; the largest fall of a level, or nothing where the set is empty.
  std::optional<double> shrink(std::size_t players) {
    const std::vector<double> floor = worst(players);
    if (floor.empty()) return std::nullopt;
    const std::vector<Generated> found = op_.step(
        floor, [&](const auto& direction, const auto& promised) { return farthest(direction, promised); },
        [&](const auto& direction) { return support_bound(direction); });
    if (found.empty()) return std::nullopt;
    touched_.clear();
    double fall = 0;
    for (std::size_t k = 0; k < levels_.size(); ++k) {
      if (!found[k].v.empty()) touched_.push_back(found[k].v);
      const double level = std::min(levels_[k], found[k].level);
      fall = std::max(fall, levels_[k] - level);
      levels_[k] = level;
    }
    return fall;
  }

  const std::vector<double>& levels() const { return levels_; }
  const Points& touched() const { return touched_; }

 private:
  double support_bound(const std::vector<double>& direction) const {
    const auto at = std::find(op_.directions().begin(), op_.directions().end(), direction);
    return levels_[static_cast<std::size_t>(at - op_.directions().begin())];
  }

  // A bound on gain.x over feasible payoffs x with rows.x <= right, by the multipliers y.
  double proven(const Points& rows, const std::vector<double>& right, const std::vector<double>& y,
                const std::vector<double>& gain) const {
    if (y.size() != rows.size()) return HUGE_VAL;
    std::vector<double> over = gain;
    double bound = 0;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const double share = std::max(0.0, y[k]);
      bound += share * right[k];
      for (std::size_t i = 0; i < over.size(); ++i) over[i] -= share * rows[k][i];
    }
    for (std::size_t i = 0; i < over.size(); ++i) bound += over[i] * (over[i] > 0 ? high_[i] : low_[i]);
    return bound;
  }

  const Operator& op_;
  std::vector<double> levels_, low_, high_;
  Points touched_;
};

// The best mixture of the points above the floor; none where rounding leaves no such answer.
std::optional<Continuation> farthest_mixture(const Points& points, const std::vector<double>& direction,
                                             const std::vector<double>& floor) {
  const std::size_t n = floor.size(), count = points.size();
  Points rows(n + 1, std::vector<double>(count + n, 0));
  std::vector<double> right = floor, cost(count + n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < count; ++k) rows[i][k] = points[k][i];
    rows[i][count + i] = -1;
    right[i] -= 1e-13;
  }
  std::fill_n(rows[n].begin(), count, 1);
  right.push_back(1);
  for (std::size_t k = 0; k < count; ++k) cost[k] = -dot(direction, points[k]);
  const LinearAnswer answer = numerics::minimise_standard(rows, right, cost);
  if (answer.status != LinearStatus::kOptimal) return std::nullopt;
  constexpr double kRounding = 1e-9;
  double whole = 0;
  std::vector<double> w(n, 0);
  for (std::size_t k = 0; k < count; ++k) {  // a pivot on a small entry leaves shares that do not quite sum to one
    const double share = std::max(0.0, answer.x[k]);
    whole += share;
    for (std::size_t i = 0; i < n; ++i) w[i] += share * points[k][i];
  }
  for (std::size_t i = 0; i < n; ++i) {
    w[i] /= whole;
    if (!(w[i] > floor[i] - kRounding)) return std::nullopt;
  }
  const double level = dot(direction, w);
  return Continuation{level, std::move(w)};
}

Points distinct(const Points& points) {
  Points kept;
  for (const auto& point : points) {
    const auto same = [&](const std::vector<double>& other) {
      for (std::size_t i = 0; i < point.size(); ++i)
        if (std::abs(point[i] - other[i]) > 1e-12) return false;
      return true;
    };
    if (std::none_of(kept.begin(), kept.end(), same)) kept.push_back(point);
  }
  return kept;
}

// How far the hull of the points is from generating each of its points itself: the check, apart from the search.
double self_generation_defect(const Operator& op, const Points& points) {
  const std::vector<double> worst = least(points);
  double defect = 0;
  for (const auto& v : points) {
    double nearest = HUGE_VAL;
    for (std::size_t profile = 0; profile < op.profiles() && nearest > 1e-12; ++profile) {
      const std::vector<double> w = op.continuation(profile, v), floor = op.promised(profile, worst);
      double broken = 0;
      for (std::size_t i = 0; i < w.size(); ++i) broken = std::max(broken, floor[i] - w[i]);
      if (broken < nearest) nearest = std::min(nearest, std::max(broken, distance(points, w)));
    }
    defect = std::max(defect, nearest);
  }
  return defect;
}

void find_outer(OuterSet& outer, std::size_t players, const PayoffSetOptions& options, PayoffSet& found) {
  while (found.outer_iterations < options.max_iterations && !found.outer_settled) {
    const auto fall = outer.shrink(players);
    ++found.outer_iterations;
    found.empty = !fall;
    found.outer_settled = !fall || *fall <= options.tolerance;
  }
}

// What mixtures of the points generate farthest in each direction.
Points generated_by(const Operator& op, const Points& points) {
  Points next;
  for (Generated& one : op.step(
           least(points),
           [&](const auto&direction, const auto&floor) { return farthest_mixture(points, direction, floor); },
           [&](const auto&direction) { return support(points, direction); }))
    next.push_back(std::move(one.v));
  return next;
}

Points find_inner(const Operator& op, Points points, const PayoffSetOptions& options, PayoffSet& found) {
  points = distinct(points);
  double move = HUGE_VAL;
  while (!points.empty() && move > options.tolerance / 10) {
    if (found.inner_iterations == options.inner_iterations) return {};
    const Points next = generated_by(op, points);
    ++found.inner_iterations;
    if (next.empty()) return {};
    move = 0;
    for (const auto& direction : op.directions())
      move = std::max(move, std::abs(support(points, direction) - support(next, direction)));
    points = distinct(next);
  }
  return points;
}

constexpr double kSameCorner = 1e-10;

// Without the points that the others mix to.
Points corners(Points points) {
  for (std::size_t k = points.size(); k-- > 0 && points.size() > 1;) {
    Points others = points;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(k));
    if (distance(others, points[k]) < kSameCorner) points = std::move(others);
  }
  return points;
}

// The equilibria of one meeting, and what is kept for ever where the answer to cheating is the worst of them.
Points kept_under_threat(const StageGame& game, const Operator& op) {
  Points points;
  for (const std::size_t profile : pure_equilibria(game)) points.push_back(op.now()[profile]);
  if (points.empty()) return points;
  const std::vector<double> threat = least(points);
  for (std::size_t profile = 0; profile < op.profiles(); ++profile) {
    const std::vector<double> floor = op.promised(profile, threat);
    const auto& kept = op.now()[profile];
    if (std::equal(kept.begin(), kept.end(), floor.begin(), std::greater_equal<>())) points.push_back(kept);
  }
  return corners(distinct(points));
}

// From points that generate themselves, as long as what they generate reaches farther.
Points grow_inner(const Operator& op, Points points, const PayoffSetOptions& options, PayoffSet& found) {
  double reach = HUGE_VAL;
  while (!points.empty() && reach > options.growth && found.inner_iterations < options.max_iterations) {
    const Points next = generated_by(op, points);
    ++found.inner_iterations;
    reach = 0;
    for (const auto& direction : op.directions())
      if (!next.empty()) reach = std::max(reach, support(next, direction) - support(points, direction));
    points.insert(points.end(), next.begin(), next.end());
    points = corners(distinct(points));
  }
  return points;
}

std::vector<double> times(std::vector<double> point, const std::vector<double>& range) {
  for (std::size_t i = 0; i < point.size(); ++i) point[i] *= range[i];
  return point;
}

std::vector<double> over(std::vector<double> point, const std::vector<double>& range) {
  for (std::size_t i = 0; i < point.size(); ++i) point[i] /= range[i];
  return point;
}

std::vector<double> ranges(const StageGame& game) {
  std::vector<double> range;
  for (std::size_t i = 0; i < game.players(); ++i) {
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (const auto& row : game.payoffs) {
      low = std::min(low, row[i]);
      high = std::max(high, row[i]);
    }
    range.push_back(high > low ? high - low : 1);
  }
  return range;
}

}  // namespace

Result<PayoffSet> payoff_set(const StageGame& game, double discount, const PayoffSetOptions& options) {
  if (game.players() != 2 && game.players() != 3)
    return fail(ErrorCode::kOutOfRange, "the payoff set is found for two or three players");
  if (!(discount > 0 && discount < 1))
    return fail(ErrorCode::kOutOfRange, "the discount factor must be above 0 and below 1");
  PayoffSet found;
  found.range = ranges(game);
  found.directions = game.players() == 2 ? numerics::circle(options.directions) : numerics::sphere(options.directions);
  found.gap = HUGE_VAL;
  const Operator op(game, discount, found.directions, found.range);
  OuterSet outer(op);
  find_outer(outer, game.players(), options, found);
  found.levels = outer.levels();
  if (found.empty) return found;
  found.worst_outer = times(outer.worst(game.players()), found.range);
  Points points = find_inner(op, outer.touched(), options, found);
  if (points.empty()) {
    points = grow_inner(op, kept_under_threat(game, op), options, found);
  }
  if (points.empty()) return found;
  found.defect = self_generation_defect(op, points);
  found.worst_inner = times(least(points), found.range);
  found.gap = 0;
  for (std::size_t k = 0; k < found.levels.size(); ++k)
    found.gap = std::max(found.gap, found.levels[k] - support(points, found.directions[k]));
  for (const auto& point : points) found.points.push_back(times(point, found.range));
  return found;
}

bool within_outer(const PayoffSet& set, const std::vector<double>& payoffs, double slack) {
  if (set.empty) return false;
  const std::vector<double> scaled = over(payoffs, set.range);
  for (std::size_t k = 0; k < set.levels.size(); ++k)
    if (dot(set.directions[k], scaled) > set.levels[k] + slack) return false;
  return true;
}

double distance_to_inner(const PayoffSet& set, const std::vector<double>& payoffs) {
  Points points;
  for (const auto& point : set.points) points.push_back(over(point, set.range));
  return points.empty() ? HUGE_VAL : distance(points, over(payoffs, set.range));
}

}  // namespace trilat::game
