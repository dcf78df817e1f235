// One meeting of a few players with a few actions each, and how it may be played.
//
// A profile is one action a player, numbered with the last player's action moving fastest.
//
// `pure_equilibria`: profiles where nobody gains by another action alone, found by looking at all.
//
// `select_equilibrium` names one where several exist, by a rule that is part of the answer: of the pure equilibria
// those with a weakly dominated action are left out, unless all have one; then those that another improves for all
// players; of the rest the greatest sum of payoffs over `scale` is taken, and of equals the first. Where there is no
// pure equilibrium, the logit equilibrium is followed until nobody could gain more than a small regret, which is
// reported.
//
// `logit_equilibrium`: the quantal-response equilibrium of McKelvey and Palfrey (1995). Each player i takes action a
// with probability proportional to exp(lambda_i Q_i(a)), Q_i(a) being its expected payoff against the others' mixed
// actions. It is followed from lambda = 0, where all actions are equally likely, to the lambda asked for, by Newton
// steps from each solution to the next, the step halved where they fail: the principal branch, which is their selection
// among several. The residual is the largest difference between a probability and its logit response.
#pragma once

#include <cstddef>
#include <vector>

namespace trilat::game {

struct StageGame {
  std::vector<int> actions;                  // how many each player has
  std::vector<std::vector<double>> payoffs;  // [profile][player]

  std::size_t players() const { return actions.size(); }
  std::size_t profiles() const;
  int action(std::size_t profile, std::size_t player) const;
  std::size_t with(std::size_t profile, std::size_t player, int action) const;
};

std::vector<std::size_t> pure_equilibria(const StageGame& game, double strict = 1e-12);

// One distribution a player.
using MixedProfile = std::vector<std::vector<double>>;

struct StageSolution {
  MixedProfile mixed;
  std::vector<double> payoffs;  // expected
  double residual = 0;          // logit: of the fixed point; selection: the largest regret of a player
  std::size_t equilibria = 0;   // pure ones found; of a logit equilibrium 0
  bool converged = false;
};

StageSolution select_equilibrium(const StageGame& game, const std::vector<double>& scale);

struct LogitOptions {
  double tolerance = 1e-10;
  int max_steps = 2000;  // Newton solves along the branch
  // A solution of a game close by. It is tried first, and the branch followed from there in lambda only where that
  // fails: how a branch is carried from one date to the one before.
  const MixedProfile* near = nullptr;
};
StageSolution logit_equilibrium(const StageGame& game, const std::vector<double>& lambda,
                                const LogitOptions& options = {});

// Expected payoff of each own action against the others' mixed actions.
std::vector<double> action_values(const StageGame& game, const MixedProfile& mixed, std::size_t player);
std::vector<double> expected_payoffs(const StageGame& game, const MixedProfile& mixed);
double chance_of(const StageGame& game, const MixedProfile& mixed, std::size_t profile);
// The most that a player could gain by another action.
double regret(const StageGame& game, const MixedProfile& mixed);

}  // namespace trilat::game
