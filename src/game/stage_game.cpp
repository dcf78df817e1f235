#include "game/stage_game.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace trilat::game {
namespace {

bool is_equilibrium(const StageGame& game, std::size_t profile, double strict) {
  for (std::size_t i = 0; i < game.players(); ++i)
    for (int a = 0; a < game.actions[i]; ++a)
      if (game.payoffs[game.with(profile, i, a)][i] > game.payoffs[profile][i] + strict) return false;
  return true;
}

bool dominates(const std::vector<double>& one, const std::vector<double>& other) {
  for (std::size_t i = 0; i < one.size(); ++i)
    if (one[i] <= other[i]) return false;
  return true;
}

// Whether another action of the player is never worse and once better.
bool weakly_dominated(const StageGame& game, std::size_t player, int action, double strict) {
  for (int other = 0; other < game.actions[player]; ++other) {
    bool never_worse = other != action, once_better = false;
    for (std::size_t profile = 0; profile < game.profiles() && never_worse; ++profile) {
      if (game.action(profile, player) != action) continue;
      const double gain = game.payoffs[game.with(profile, player, other)][player] - game.payoffs[profile][player];
      never_worse = gain >= -strict;
      once_better = once_better || gain > strict;
    }
    if (never_worse && once_better) return true;
  }
  return false;
}

// Those that use no weakly dominated action; all, where every one does.
std::vector<std::size_t> undominated(const StageGame& game, const std::vector<std::size_t>& profiles, double strict) {
  std::vector<std::vector<bool>> poor(game.players());
  for (std::size_t i = 0; i < game.players(); ++i)
    for (int a = 0; a < game.actions[i]; ++a) poor[i].push_back(weakly_dominated(game, i, a, strict));
  std::vector<std::size_t> kept;
  for (const std::size_t profile : profiles) {
    bool good = true;
    for (std::size_t i = 0; i < game.players(); ++i)
      good = good && !poor[i][static_cast<std::size_t>(game.action(profile, i))];
    if (good) kept.push_back(profile);
  }
  return kept.empty() ? profiles : kept;
}

MixedProfile pure(const StageGame& game, std::size_t profile) {
  MixedProfile mixed;
  for (std::size_t i = 0; i < game.players(); ++i) {
    mixed.emplace_back(static_cast<std::size_t>(game.actions[i]), 0.0);
    mixed[i][static_cast<std::size_t>(game.action(profile, i))] = 1;
  }
  return mixed;
}

// Solves by elimination with pivoting, in place, row-major; false where a pivot vanishes.
bool solve_dense(std::vector<double>& matrix, std::vector<double>& right) {
  const std::size_t size = right.size();
  for (std::size_t k = 0; k < size; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < size; ++i)
      if (std::abs(matrix[i * size + k]) > std::abs(matrix[pivot * size + k])) pivot = i;
    if (std::abs(matrix[pivot * size + k]) < 1e-14) return false;
    if (pivot != k) {
      std::swap_ranges(&matrix[k * size], &matrix[k * size] + size, &matrix[pivot * size]);
      std::swap(right[k], right[pivot]);
    }
    const double* upper = &matrix[k * size];
    for (std::size_t i = k + 1; i < size; ++i) {
      double* row = &matrix[i * size];
      const double factor = row[k] / upper[k];
      if (factor == 0) continue;
      for (std::size_t j = k; j < size; ++j) row[j] -= factor * upper[j];
      right[i] -= factor * right[k];
    }
  }
  for (std::size_t k = size; k-- > 0;) {
    for (std::size_t j = k + 1; j < size; ++j) right[k] -= matrix[k * size + j] * right[j];
    right[k] /= matrix[k * size + k];
  }
  return true;
}

// F(p) = p - logit(lambda Q(p)) over all players' probabilities in one vector, and its Jacobian. The work space is
// allocated once.
class LogitSystem {
 public:
  explicit LogitSystem(const StageGame& game) : players_(game.players()) {
    for (const int count : game.actions) {
      first_.push_back(size_);
      size_ += static_cast<std::size_t>(count);
    }
    first_.push_back(size_);
    for (std::size_t profile = 0; profile < game.profiles(); ++profile) {
      for (std::size_t i = 0; i < players_; ++i) {
        place_.push_back(first_[i] + static_cast<std::size_t>(game.action(profile, i)));
        payoff_.push_back(game.payoffs[profile][i]);
      }
    }
    for (std::vector<double>* one : {&values_, &response_, &error_}) one->resize(size_);
    slope_.resize(size_ * size_);
    jacobian_.resize(size_ * size_);
  }

  std::vector<double> uniform() const {
    std::vector<double> p;
    for (std::size_t i = 0; i < players_; ++i)
      p.insert(p.end(), first_[i + 1] - first_[i], 1.0 / static_cast<double>(first_[i + 1] - first_[i]));
    return p;
  }

  static std::vector<double> together(const MixedProfile& mixed) {
    std::vector<double> p;
    for (const auto& own : mixed) p.insert(p.end(), own.begin(), own.end());
    return p;
  }

  MixedProfile apart(const std::vector<double>& p) const {
    MixedProfile mixed;
    for (std::size_t i = 0; i < players_; ++i)
      mixed.emplace_back(p.begin() + static_cast<std::ptrdiff_t>(first_[i]),
                         p.begin() + static_cast<std::ptrdiff_t>(first_[i + 1]));
    return mixed;
  }

  // Newton steps at a fixed lambda; the residual reached.
  double solve(std::vector<double>& p, const std::vector<double>& lambda, double tolerance) {
    double residual = HUGE_VAL;
    for (int step = 0; step < 30; ++step) {
      evaluate(p);
      respond(lambda);
      residual = 0;
      for (std::size_t k = 0; k < size_; ++k) {
        error_[k] = p[k] - response_[k];
        residual = std::max(residual, std::abs(error_[k]));
      }
      if (!(residual > tolerance)) break;
      differentiate(lambda);
      if (!solve_dense(jacobian_, error_)) return HUGE_VAL;
      advance(p);
    }
    return residual;
  }

 private:
  // Q_i(a), and dQ_i(a) / dp_j(b), summed over profiles.
  void evaluate(const std::vector<double>& p) {
    std::fill(values_.begin(), values_.end(), 0);
    std::fill(slope_.begin(), slope_.end(), 0);
    const std::size_t profiles = place_.size() / players_;
    for (std::size_t profile = 0; profile < profiles; ++profile) {
      const std::size_t* at = &place_[profile * players_];
      const double* payoff = &payoff_[profile * players_];
      for (std::size_t i = 0; i < players_; ++i) {
        for (std::size_t j = 0; j < players_; ++j) {
          if (i == j) continue;
          double others = payoff[i];
          for (std::size_t k = 0; k < players_; ++k)
            if (k != i && k != j) others *= p[at[k]];
          slope_[at[i] * size_ + at[j]] += others;
          if (j + 1 == players_ || (i + 1 == players_ && j + 2 == players_)) values_[at[i]] += others * p[at[j]];
        }
        if (players_ == 1) values_[at[i]] += payoff[i];
      }
    }
  }

  void respond(const std::vector<double>& lambda) {
    for (std::size_t i = 0; i < players_; ++i) {
      const double most = *std::max_element(&values_[first_[i]], &values_[first_[i]] + (first_[i + 1] - first_[i]));
      double sum = 0;
      for (std::size_t k = first_[i]; k < first_[i + 1]; ++k)
        sum += response_[k] = std::exp(lambda[i] * (values_[k] - most));
      for (std::size_t k = first_[i]; k < first_[i + 1]; ++k) response_[k] /= sum;
    }
  }

  // Through the logit: d s_a = lambda s_a (dQ_a - sum_c s_c dQ_c).
  void differentiate(const std::vector<double>& lambda) {
    for (std::size_t i = 0; i < players_; ++i) {
      for (std::size_t column = 0; column < size_; ++column) {
        double mean = 0;
        for (std::size_t k = first_[i]; k < first_[i + 1]; ++k) mean += response_[k] * slope_[k * size_ + column];
        for (std::size_t k = first_[i]; k < first_[i + 1]; ++k)
          jacobian_[k * size_ + column] = -lambda[i] * response_[k] * (slope_[k * size_ + column] - mean);
      }
    }
    for (std::size_t k = 0; k < size_; ++k) jacobian_[k * size_ + k] += 1;
  }

  // Probabilities stay positive; a step that would cross zero is cut short.
  void advance(std::vector<double>& p) const {
    double length = 1;
    for (std::size_t k = 0; k < size_; ++k)
      if (error_[k] > p[k]) length = std::min(length, 0.9 * p[k] / error_[k]);
    for (std::size_t k = 0; k < size_; ++k) p[k] = std::max(p[k] - length * error_[k], 1e-300);
  }

  std::size_t players_, size_ = 0;
  std::vector<std::size_t> first_, place_;
  std::vector<double> payoff_, values_, response_, error_, slope_, jacobian_;
};

StageSolution described(const StageGame& game, MixedProfile mixed, double residual) {
  StageSolution solution;
  solution.residual = residual;
  solution.converged = true;
  solution.payoffs = expected_payoffs(game, mixed);
  solution.mixed = std::move(mixed);
  return solution;
}

double spread(const StageGame& game, std::size_t player) {
  double least = HUGE_VAL, most = -HUGE_VAL;
  for (const auto& row : game.payoffs) {
    least = std::min(least, row[player]);
    most = std::max(most, row[player]);
  }
  return most - least;
}

}  // namespace

std::size_t StageGame::profiles() const {
  std::size_t count = 1;
  for (const int own : actions) count *= static_cast<std::size_t>(own);
  return count;
}

int StageGame::action(std::size_t profile, std::size_t player) const {
  for (std::size_t i = actions.size(); i-- > player + 1;) profile /= static_cast<std::size_t>(actions[i]);
  return static_cast<int>(profile % static_cast<std::size_t>(actions[player]));
}

std::size_t StageGame::with(std::size_t profile, std::size_t player, int other) const {
  std::size_t stride = 1;
  for (std::size_t i = actions.size(); i-- > player + 1;) stride *= static_cast<std::size_t>(actions[i]);
  return profile + stride * static_cast<std::size_t>(other) -
         stride * static_cast<std::size_t>(action(profile, player));
}

std::vector<std::size_t> pure_equilibria(const StageGame& game, double strict) {
  std::vector<std::size_t> found;
  for (std::size_t profile = 0; profile < game.profiles(); ++profile)
    if (is_equilibrium(game, profile, strict)) found.push_back(profile);
  return found;
}

StageSolution select_equilibrium(const StageGame& game, const std::vector<double>& scale) {
  double size = 0;
  for (std::size_t i = 0; i < game.players(); ++i) size = std::max(size, spread(game, i));
  const std::vector<std::size_t> found = pure_equilibria(game, 1e-12 * size);
  const std::vector<std::size_t> sound = undominated(game, found, 1e-12 * size);
  std::size_t best = game.profiles();
  double most = -HUGE_VAL;
  for (const std::size_t profile : sound) {
    const auto improves = [&](std::size_t other) { return dominates(game.payoffs[other], game.payoffs[profile]); };
    if (std::any_of(sound.begin(), sound.end(), improves)) continue;
    double sum = 0;
    for (std::size_t i = 0; i < game.players(); ++i) sum += game.payoffs[profile][i] / scale[i];
    if (sum <= most + 1e-12 * std::abs(most)) continue;
    most = sum;
    best = profile;
  }
  StageSolution solution;
  if (best < game.profiles()) {
    solution = described(game, pure(game, best), 0);
  } else {
    std::vector<double> lambda;
    for (std::size_t i = 0; i < game.players(); ++i) lambda.push_back(2000 / std::max(spread(game, i), 1e-300));
    solution = logit_equilibrium(game, lambda);
  }
  solution.equilibria = found.size();
  solution.residual = regret(game, solution.mixed);
  return solution;
}

StageSolution logit_equilibrium(const StageGame& game, const std::vector<double>& lambda, const LogitOptions& options) {
  // The first step keeps lambda times the payoff spread small; later ones grow where they go well.
  double steepness = 0;
  for (std::size_t i = 0; i < game.players(); ++i) steepness = std::max(steepness, lambda[i] * spread(game, i));
  LogitSystem system(game);
  if (options.near != nullptr) {
    std::vector<double> p = LogitSystem::together(*options.near);
    const double found = system.solve(p, lambda, options.tolerance);
    if (found <= options.tolerance) return described(game, system.apart(p), found);
  }
  std::vector<double> p = system.uniform();
  double reached = 0, step = 2 / std::max(2.0, steepness), residual = 0;
  for (int count = 0; count < options.max_steps && reached < 1; ++count) {
    const double next = std::min(1.0, reached + step);
    const double tolerance = next < 1 ? std::max(options.tolerance, 1e-6) : options.tolerance;
    std::vector<double> partly = lambda, trial = p;
    for (double& one : partly) one *= next;
    const double found = system.solve(trial, partly, tolerance);
    if (found <= tolerance) {
      p = std::move(trial);
      residual = found;
      reached = next;
      step *= 2;
    } else {
      step /= 3;
      if (step < 1e-12) break;
    }
  }
  StageSolution solution = described(game, system.apart(p), residual);
  solution.converged = reached >= 1;
  return solution;
}

double chance_of(const StageGame& game, const MixedProfile& mixed, std::size_t profile) {
  double chance = 1;
  for (std::size_t i = 0; i < mixed.size(); ++i) chance *= mixed[i][static_cast<std::size_t>(game.action(profile, i))];
  return chance;
}

std::vector<double> action_values(const StageGame& game, const MixedProfile& mixed, std::size_t player) {
  std::vector<double> values(mixed[player].size(), 0);
  std::vector<std::size_t> action(mixed.size(), 0);
  for (std::size_t profile = 0; profile < game.payoffs.size(); ++profile) {
    double others = 1;
    for (std::size_t i = 0; i < mixed.size(); ++i)
      if (i != player) others *= mixed[i][action[i]];
    values[action[player]] += others * game.payoffs[profile][player];
    for (std::size_t i = mixed.size(); i-- > 0;) {  // the next profile
      if (++action[i] < mixed[i].size()) break;
      action[i] = 0;
    }
  }
  return values;
}

std::vector<double> expected_payoffs(const StageGame& game, const MixedProfile& mixed) {
  std::vector<double> payoffs;
  for (std::size_t i = 0; i < mixed.size(); ++i) {
    const std::vector<double> values = action_values(game, mixed, i);
    payoffs.push_back(std::inner_product(values.begin(), values.end(), mixed[i].begin(), 0.0));
  }
  return payoffs;
}

double regret(const StageGame& game, const MixedProfile& mixed) {
  double most = 0;
  for (std::size_t i = 0; i < mixed.size(); ++i) {
    const std::vector<double> values = action_values(game, mixed, i);
    const double now = std::inner_product(values.begin(), values.end(), mixed[i].begin(), 0.0);
    most = std::max(most, *std::max_element(values.begin(), values.end()) - now);
  }
  return most;
}

}  // namespace trilat::game
