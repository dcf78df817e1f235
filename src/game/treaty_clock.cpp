#include "game/treaty_clock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "game/treaty_model.hpp"

namespace trilat::game {
namespace {

// Values of every state at one date: [mode][level][pressed].
using Values = std::array<std::vector<std::array<Three, 2>>, kExtended>;
// How the stage of a state is played.
using Plays = std::array<std::vector<std::array<MixedProfile, 2>>, kExtended>;

class ClockSolver {
 public:
  ClockSolver(const NetworkGame& game, const TreatySetting& setting, TreatyConcept solved_as)
      : setting_(setting), model_(game, setting) {
    clock_.solved_as = solved_as;
    clock_.start = model_.stretches().front().date;
    clock_.trust_level = setting.trust_levels[model_.nearest_level(setting.trust)];
    for (std::size_t i = 0; i < 3; ++i) {
      scale_.push_back(model_.range(i));
      lambda_.push_back(setting.behaviour.rationality / model_.range(i));
    }
    plays_.resize(model_.stretches().size());
    values_.resize(model_.stretches().size());
    for (Values& values : values_)
      for (auto& of_mode : values) of_mode.resize(model_.levels());
    for (Plays& plays : plays_)
      for (auto& of_mode : plays) of_mode.resize(model_.levels());
  }

  Result<TreatyClock> run() {
    close_horizon();
    for (std::size_t at = model_.stretches().size() - 1; at-- > 0;)
      for (std::size_t mode = 0; mode < kNetworks; ++mode) TRILAT_CHECK(solve_mode(at, mode));
    set_fallback();
    for (std::size_t at = model_.expiry(); at-- > 0;) TRILAT_CHECK(solve_mode(at, kPact));
    walk_forward();
    weigh_start();
    return std::move(clock_);
  }

 private:
  void close_horizon() {
    for (std::size_t mode = 0; mode < kNetworks; ++mode)
      for (auto& of_level : values_.back()[mode])
        for (Three& value : of_level)
          for (std::size_t i = 0; i < 3; ++i) value[i] = model_.payoffs(mode)[i] / model_.interest();
  }

  // Expected value after the stretch, discounted to its beginning: [mood][mode].
  using Ahead = std::array<std::array<Three, kExtended>, kMoods>;
  Ahead look_ahead(std::size_t at, std::size_t level, bool pressed) const {
    Ahead ahead{};
    const double weight = model_.discounted(model_.stretches()[at].years), press = model_.pressed_after(at, pressed);
    for (std::size_t mood = 0; mood < kMoods; ++mood) {
      const std::vector<double> chances = model_.levels_after(at, level, static_cast<Mood>(mood));
      for (std::size_t mode = 0; mode < kExtended; ++mode) {
        for (std::size_t next = 0; next < chances.size(); ++next) {
          const auto& value = values_[at + 1][mode][next];
          for (std::size_t i = 0; i < 3; ++i)
            ahead[mood][mode][i] += weight * chances[next] * (press * value[1][i] + (1 - press) * value[0][i]);
        }
      }
    }
    return ahead;
  }

  StageGame stage(std::size_t at, std::size_t mode, std::size_t level, bool pressed) const {
    StageGame game{model_.actions(mode), {}};
    const Ahead ahead = look_ahead(at, level, pressed);
    for (std::size_t profile = 0; profile < game.profiles(); ++profile) {
      Three sum = model_.paid(at, mode, level, pressed, profile);
      for (const Branch& branch : model_.branches(at, mode, level, profile)) {
        if (branch.mode == kExtended) {
          sum = model_.extended(at, fallback_);
          break;
        }
        for (std::size_t i = 0; i < 3; ++i) sum[i] += branch.chance * ahead[branch.mood][branch.mode][i];
      }
      game.payoffs.emplace_back(sum.begin(), sum.end());
    }
    return game;
  }

  // From how the same state is played at the next date, where it is.
  StageSolution logit_stage(const StageGame& game, std::size_t at, std::size_t mode, std::size_t level,
                            bool pressed) const {
    LogitOptions options;
    const MixedProfile& later = plays_[at + 1][mode][level][static_cast<std::size_t>(pressed)];
    if (setting_.carry && !later.empty()) options.near = &later;
    return logit_equilibrium(game, lambda_, options);
  }

  Status solve_mode(std::size_t at, std::size_t mode) {
    for (std::size_t level = 0; level < model_.levels(); ++level) {
      for (const bool pressed : {false, true}) {
        const StageGame game = stage(at, mode, level, pressed);
        const bool logit = clock_.solved_as == TreatyConcept::kLogit;
        StageSolution solution = logit ? logit_stage(game, at, mode, level, pressed) : select_equilibrium(game, scale_);
        if (!solution.converged)
          return fail(ErrorCode::kNotConverged,
                      fmt::format("the stage of {} has no equilibrium within the steps allowed, residual {:.1e}",
                                  model_.stretches()[at].date.to_string(), solution.residual),
                      "lower the rationality");
        ++clock_.stages;
        clock_.several += solution.equilibria > 1;
        clock_.mixed += !logit && solution.equilibria == 0;
        clock_.residual = std::max(clock_.residual, solution.residual);
        const auto side = static_cast<std::size_t>(pressed);
        std::copy(solution.payoffs.begin(), solution.payoffs.end(), values_[at][mode][level][side].begin());
        plays_[at][mode][level][side] = std::move(solution.mixed);
      }
    }
    return {};
  }

  // What starting again from no link at the expiry is worth a year, over trust and pressure alike.
  void set_fallback() {
    fallback_ = {};
    const double weight = model_.interest() / (2 * static_cast<double>(model_.levels()));
    for (const auto& of_level : values_[model_.expiry()][0])
      for (const Three& value : of_level)
        for (std::size_t i = 0; i < 3; ++i) fallback_[i] += weight * value[i];
  }

  using Chances = std::array<std::vector<std::array<double, 2>>, kExtended>;
  Chances nowhere() const {
    Chances chances;
    for (auto& of_mode : chances) of_mode.assign(model_.levels(), {0, 0});
    return chances;
  }

  template <class Visit>
  void each_state(const Visit& visit) const {
    for (std::size_t mode = 0; mode < kExtended; ++mode)
      for (std::size_t level = 0; level < model_.levels(); ++level)
        for (std::size_t side = 0; side < 2; ++side) visit(mode, level, side);
  }

  void walk_forward() {
    Chances here = nowhere();
    here[kPact][model_.nearest_level(setting_.trust)][setting_.pressing_now ? 1 : 0] = 1;
    double extended = 0;
    clock_.cost_doubt.assign(3, 0);
    clock_.cost_pressure.assign(3, 0);
    for (std::size_t at = 0; at + 1 < model_.stretches().size(); ++at) {
      record_outlook(at, here, extended);
      if (at < model_.expiry()) record_review(at, here);
      Chances next = nowhere();
      each_state([&](std::size_t mode, std::size_t level, std::size_t side) {
        const double chance = here[mode][level][side];
        if (chance > 0) extended += spread(at, mode, level, side, chance, next);
      });
      here = std::move(next);
    }
    record_outlook(model_.stretches().size() - 1, here, extended);
  }

  // Moves the chance of a state to those that follow; the chance that ends in extension.
  double spread(std::size_t at, std::size_t mode, std::size_t level, std::size_t side, double chance, Chances& next) {
    const MixedProfile& mixed = plays_[at][mode][level][side];
    const StageGame shape{model_.actions(mode), {}};
    double extended = 0, pact_chance = 0;
    for (std::size_t profile = 0; profile < shape.profiles(); ++profile) {
      const double played = chance * chance_of(shape, mixed, profile);
      if (played <= 0) continue;
      for (const Branch& branch : model_.branches(at, mode, level, profile)) {
        if (branch.mode == kExtended) {
          extended += played;
          continue;
        }
        if (mode == kPact && branch.mood != kBroken) pact_chance += played;
        const std::vector<double> levels = model_.levels_after(at, level, branch.mood);
        const double press = model_.pressed_after(at, side == 1);
        for (std::size_t k = 0; k < levels.size(); ++k) {
          next[branch.mode][k][1] += played * branch.chance * levels[k] * press;
          next[branch.mode][k][0] += played * branch.chance * levels[k] * (1 - press);
        }
      }
    }
    if (mode == kPact) count_costs(at, level, side, pact_chance, chance - extended - pact_chance);
    return extended;
  }

  // Where the pact stands all through the stretch, and where it stands on notice only.
  void count_costs(std::size_t at, std::size_t level, std::size_t side, double whole, double on_notice) {
    const double years = model_.stretches()[at].years;
    const double notice = std::min(setting_.rules.notice_months / 12.0, years);
    const double weight = model_.discounted(model_.years_until(at)) *
                          (whole * model_.annuity(years) + on_notice * model_.annuity(notice));
    const Three doubt = model_.doubt(at, level), given = model_.conceded(side == 1);
    for (std::size_t i = 0; i < 3; ++i) {
      clock_.cost_doubt[i] += weight * doubt[i];
      clock_.cost_pressure[i] += weight * given[i];
    }
  }

  void record_outlook(std::size_t at, const Chances& here, double extended) {
    TreatyOutlook outlook{model_.stretches()[at].date, extended, 0, 0, 0, 0};
    each_state([&](std::size_t mode, std::size_t level, std::size_t side) {
      const double chance = here[mode][level][side];
      (mode == kPact           ? outlook.unextended
       : mode == 0             ? outlook.none
       : mode == kNetworks - 1 ? outlook.rebuilt
                               : outlook.split) += chance;
    });
    clock_.outlook.push_back(outlook);
  }

  void record_review(std::size_t at, const Chances& here) {
    TreatyReview review{model_.stretches()[at].date, 0, 0, {}, std::vector<double>(3, 0)};
    review.actions.assign(3, std::vector<double>(3, 0));
    const StageGame shape{model_.actions(kPact), {}};
    for (std::size_t level = 0; level < model_.levels(); ++level) {
      for (std::size_t side = 0; side < 2; ++side) {
        const double chance = here[kPact][level][side];
        if (chance <= 0) continue;
        review.held += chance;
        const MixedProfile& mixed = plays_[at][kPact][level][side];
        review.confirmed += chance * chance_of(shape, mixed, 0);
        const std::vector<double> idle = stage(at, kPact, level, side == 1).payoffs[all_wait()];
        for (std::size_t i = 0; i < 3; ++i) {
          review.value[i] += chance * (values_[at][kPact][level][side][i] - idle[i]);
          for (std::size_t a = 0; a < 3; ++a) review.actions[i][a] += chance * mixed[i][a];
        }
      }
    }
    for (std::size_t i = 0; i < 3 && review.held > 0; ++i) {
      review.value[i] /= review.held;
      for (double& share : review.actions[i]) share /= review.held;
    }
    review.confirmed = review.held > 0 ? review.confirmed / review.held : 0;
    clock_.reviews.push_back(std::move(review));
  }

  std::size_t all_wait() const {
    const StageGame shape{model_.actions(kPact), {}};
    std::size_t profile = 0;
    for (std::size_t i = 0; i < 3; ++i) profile = shape.with(profile, i, kWait);
    return profile;
  }

  // Against everyone confirming at the start: what each gains by not doing so, and what the whole course costs.
  void weigh_start() {
    const std::size_t level = model_.nearest_level(setting_.trust), side = setting_.pressing_now ? 1 : 0;
    const StageGame game = stage(0, kPact, level, side == 1);
    const Three extended = model_.extended(0, fallback_);
    clock_.extended_now.assign(extended.begin(), extended.end());
    for (std::size_t i = 0; i < 3; ++i) {
      const double value = values_[0][kPact][level][side][i];
      clock_.value.push_back(value);
      clock_.yearly.push_back(value * model_.interest());
      clock_.needs.push_back(
          std::max(game.payoffs[game.with(0, i, kWait)][i], game.payoffs[game.with(0, i, kWithdraw)][i]) - extended[i]);
      clock_.cost.push_back(model_.complete()[i] / model_.interest() - value);
      clock_.cost_paths.push_back(clock_.cost[i] - clock_.cost_doubt[i] - clock_.cost_pressure[i]);
    }
    clock_.offer = least_payment(clock_.needs);
  }

  const TreatySetting& setting_;
  TreatyModel model_;
  std::vector<double> scale_, lambda_;
  std::vector<Values> values_;
  std::vector<Plays> plays_;
  Three fallback_{};
  TreatyClock clock_;
};

Status check(const NetworkGame& game, const TreatySetting& setting) {
  if (game.players.size() != 3 || game.networks != all_networks(3))
    return bad_input("the treaty clock has three players and the eight networks among them");
  if (setting.date >= setting.rules.expiry)
    return fail(ErrorCode::kOutOfRange, fmt::format("on {} the term has ended", setting.date.to_string()),
                fmt::format("give a date before {}", setting.rules.expiry.to_string()));
  if (setting.pressing < 0 || setting.pressing > 2) return bad_input("the pressing player is not one of the three");
  const auto& levels = setting.trust_levels;
  if (levels.empty() || !std::is_sorted(levels.begin(), levels.end()) || levels.front() < 0 || levels.back() > 1)
    return bad_input("the levels of trust do not rise from 0 to 1");
  for (const BehaviourEntry& entry : behaviour()) {
    TreatyBehaviour trial;
    TRILAT_CHECK(set_behaviour(trial, entry.name, setting.behaviour.*entry.value));
  }
  return {};
}

}  // namespace

Result<TreatyClock> treaty_clock(const NetworkGame& game, const TreatySetting& setting, TreatyConcept solved_as) {
  TRILAT_CHECK(check(game, setting));
  return ClockSolver(game, setting, solved_as).run();
}

namespace {

struct Summary {
  double extended, gone, offer;
};

Result<Summary> summary_of(const NetworkGame& game, const TreatySetting& setting, TreatyConcept solved_as) {
  TRILAT_TRY(const TreatyClock clock, treaty_clock(game, setting, solved_as));
  const Date after = setting.rules.expiry.plus_months(12);
  const auto at = std::find_if(clock.outlook.begin(), clock.outlook.end(),
                               [&](const TreatyOutlook& outlook) { return outlook.date >= after; });
  return Summary{at->extended, at->split + at->none, clock.offer.total};
}

}  // namespace

Result<std::vector<TreatySensitivity>> treaty_sensitivity(const NetworkGame& game, const TreatySetting& setting,
                                                          TreatyConcept solved_as) {
  std::vector<TreatySensitivity> table;
  for (const BehaviourEntry& entry : behaviour()) {
    TreatySetting low = setting, high = setting;
    low.behaviour.*entry.value = entry.low;
    high.behaviour.*entry.value = entry.high;
    TRILAT_TRY(const Summary at_low, summary_of(game, low, solved_as));
    TRILAT_TRY(const Summary at_high, summary_of(game, high, solved_as));
    table.push_back({std::string(entry.name), entry.low, entry.high, at_low.extended, at_high.extended, at_low.gone,
                     at_high.gone, at_low.offer, at_high.offer});
  }
  return table;
}

}  // namespace trilat::game
