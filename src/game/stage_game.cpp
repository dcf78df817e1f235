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

MixedProfile pure(const StageGame& game, std::size_t profile) {
  MixedProfile mixed;
  for (std::size_t i = 0; i < game.players(); ++i) {
    mixed.emplace_back(static_cast<std::size_t>(game.actions[i]), 0.0);
    mixed[i][static_cast<std::size_t>(game.action(profile, i))] = 1;
  }
  return mixed;
}

// Logit responses to the values of actions.
std::vector<double> logit(const std::vector<double>& values, double lambda) {
  const double most = *std::max_element(values.begin(), values.end());
  std::vector<double> chances;
  for (const double value : values) chances.push_back(std::exp(lambda * (value - most)));
  const double sum = std::accumulate(chances.begin(), chances.end(), 0.0);
  for (double& chance : chances) chance /= sum;
  return chances;
}

// Solves in place by elimination with pivoting; false where a pivot vanishes.
bool solve_dense(std::vector<std::vector<double>>& matrix, std::vector<double>& right) {
  const std::size_t size = right.size();
  for (std::size_t k = 0; k < size; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < size; ++i)
      if (std::abs(matrix[i][k]) > std::abs(matrix[pivot][k])) pivot = i;
    if (std::abs(matrix[pivot][k]) < 1e-14) return false;
    std::swap(matrix[k], matrix[pivot]);
    std::swap(right[k], right[pivot]);
    for (std::size_t i = k + 1; i < size; ++i) {
      const double factor = matrix[i][k] / matrix[k][k];
      if (factor == 0) continue;
      for (std::size_t j = k; j < size; ++j) matrix[i][j] -= factor * matrix[k][j];
      right[i] -= factor * right[k];
    }
  }
  for (std::size_t k = size; k-- > 0;) {
    for (std::size_t j = k + 1; j < size; ++j) right[k] -= matrix[k][j] * right[j];
    right[k] /= matrix[k][k];
  }
  return true;
}

// F(p) = p - logit(lambda Q(p)) over all players' probabilities in one vector, and its Jacobian.
class LogitSystem {
 public:
  explicit LogitSystem(const StageGame& game) : game_(game), size_(0) {
    for (const int count : game.actions) {
      first_.push_back(size_);
      size_ += static_cast<std::size_t>(count);
    }
    for (std::size_t profile = 0; profile < game.profiles(); ++profile)
      for (std::size_t i = 0; i < game.players(); ++i)
        place_.push_back(first_[i] + static_cast<std::size_t>(game.action(profile, i)));
  }

  // Newton steps at a fixed lambda; the residual reached.
  double solve(MixedProfile& mixed, const std::vector<double>& lambda, double tolerance) {
    double residual = HUGE_VAL;
    for (int step = 0; step < 30; ++step) {
      std::vector<double> error = defect(mixed, lambda);
      residual = 0;
      for (const double one : error) residual = std::max(residual, std::abs(one));
      if (!(residual > tolerance)) break;
      differentiate(mixed, lambda);
      if (!solve_dense(jacobian_, error)) return HUGE_VAL;
      advance(mixed, error);
    }
    return residual;
  }

 private:
  std::vector<double> defect(const MixedProfile& mixed, const std::vector<double>& lambda) {
    response_.clear();
    std::vector<double> error;
    for (std::size_t i = 0; i < mixed.size(); ++i) {
      response_.push_back(logit(action_values(game_, mixed, i), lambda[i]));
      for (std::size_t a = 0; a < mixed[i].size(); ++a) error.push_back(mixed[i][a] - response_[i][a]);
    }
    return error;
  }

  // dQ_i(a) / dp_j(b), summed over profiles; then through the logit, d s_a = lambda s_a (dQ_a - sum_c s_c dQ_c).
  void differentiate(const MixedProfile& mixed, const std::vector<double>& lambda) {
    const std::size_t players = mixed.size();
    std::vector<std::vector<double>> slope(size_, std::vector<double>(size_, 0));
    std::vector<double> chance(players);
    for (std::size_t profile = 0; profile < game_.profiles(); ++profile) {
      const std::size_t* at = &place_[profile * players];
      for (std::size_t i = 0; i < players; ++i) chance[i] = mixed[i][at[i] - first_[i]];
      for (std::size_t i = 0; i < players; ++i) {
        for (std::size_t j = 0; j < players; ++j) {
          if (i == j) continue;
          double others = 1;
          for (std::size_t k = 0; k < players; ++k)
            if (k != i && k != j) others *= chance[k];
          slope[at[i]][at[j]] += others * game_.payoffs[profile][i];
        }
      }
    }
    jacobian_.assign(size_, std::vector<double>(size_, 0));
    for (std::size_t i = 0; i < players; ++i) {
      const std::vector<double>& s = response_[i];
      for (std::size_t column = 0; column < size_; ++column) {
        double mean = 0;
        for (std::size_t c = 0; c < s.size(); ++c) mean += s[c] * slope[first_[i] + c][column];
        for (std::size_t a = 0; a < s.size(); ++a)
          jacobian_[first_[i] + a][column] = -lambda[i] * s[a] * (slope[first_[i] + a][column] - mean);
      }
    }
    for (std::size_t k = 0; k < size_; ++k) jacobian_[k][k] += 1;
  }

  // Probabilities stay positive; a step that would cross zero is cut short.
  void advance(MixedProfile& mixed, const std::vector<double>& step) const {
    double length = 1;
    for (std::size_t i = 0; i < mixed.size(); ++i)
      for (std::size_t a = 0; a < mixed[i].size(); ++a)
        if (step[first_[i] + a] > mixed[i][a]) length = std::min(length, 0.9 * mixed[i][a] / step[first_[i] + a]);
    for (std::size_t i = 0; i < mixed.size(); ++i)
      for (std::size_t a = 0; a < mixed[i].size(); ++a)
        mixed[i][a] = std::max(mixed[i][a] - length * step[first_[i] + a], 1e-300);
  }

  const StageGame& game_;
  std::size_t size_;
  std::vector<std::size_t> first_, place_;
  MixedProfile response_;
  std::vector<std::vector<double>> jacobian_;
};

StageSolution described(const StageGame& game, MixedProfile mixed) {
  StageSolution solution;
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
  std::size_t best = game.profiles();
  double most = -HUGE_VAL;
  for (const std::size_t profile : found) {
    const auto improves = [&](std::size_t other) { return dominates(game.payoffs[other], game.payoffs[profile]); };
    if (std::any_of(found.begin(), found.end(), improves)) continue;
    double sum = 0;
    for (std::size_t i = 0; i < game.players(); ++i) sum += game.payoffs[profile][i] / scale[i];
    if (sum <= most + 1e-12 * std::abs(most)) continue;
    most = sum;
    best = profile;
  }
  StageSolution solution;
  if (best < game.profiles()) {
    solution = described(game, pure(game, best));
  } else {
    std::vector<double> lambda;
    for (std::size_t i = 0; i < game.players(); ++i) lambda.push_back(2000 / std::max(spread(game, i), 1e-300));
    solution = logit_equilibrium(game, lambda);
  }
  solution.equilibria = found.size();
  solution.residual = regret(game, solution.mixed);
  solution.converged = best < game.profiles() || solution.converged;
  return solution;
}

StageSolution logit_equilibrium(const StageGame& game, const std::vector<double>& lambda, const LogitOptions& options) {
  MixedProfile mixed;
  for (const int count : game.actions)
    mixed.emplace_back(static_cast<std::size_t>(count), 1.0 / static_cast<double>(count));
  // The first step keeps the largest lambda times payoff spread small; later ones grow where they go well.
  double steepness = 0;
  for (std::size_t i = 0; i < game.players(); ++i) steepness = std::max(steepness, lambda[i] * spread(game, i));
  LogitSystem system(game);
  double reached = 0, step = 1 / std::max(1.0, steepness), residual = 0;
  for (int count = 0; count < options.max_steps && reached < 1; ++count) {
    const double next = std::min(1.0, reached + step);
    std::vector<double> partly = lambda;
    for (double& one : partly) one *= next;
    MixedProfile trial = mixed;
    const double found = system.solve(trial, partly, options.tolerance);
    if (found <= options.tolerance) {
      mixed = std::move(trial);
      residual = found;
      reached = next;
      step *= 2;
    } else {
      step /= 3;
      if (step < 1e-12) break;
    }
  }
  StageSolution solution = described(game, std::move(mixed));
  solution.converged = reached >= 1;
  solution.residual = residual;
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
