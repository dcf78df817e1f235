#include "game/treaty_model.hpp"

#include <algorithm>
#include <cmath>

namespace trilat::game {
namespace {

double years_between(Date from, Date until) { return (until.days_since_1970() - from.days_since_1970()) / 365.25; }

std::size_t place(const NetworkGame& game, const Network& network) {
  return static_cast<std::size_t>(std::find(game.networks.begin(), game.networks.end(), network) -
                                  game.networks.begin());
}

}  // namespace

TreatyModel::TreatyModel(const NetworkGame& game, const TreatySetting& setting)
    : game_(game), setting_(setting), interest_(-std::log(setting.behaviour.discount)) {
  for (std::size_t i = 0; i < 3; ++i) {
    double least = HUGE_VAL, most = -HUGE_VAL;
    for (const auto& row : game.payoffs) {
      least = std::min(least, row[i]);
      most = std::max(most, row[i]);
    }
    range_[i] = most > least ? most - least : 1;
    surplus_[i] = std::max(game.payoffs.back()[i] - game.payoffs.front()[i], 0.0);
  }
  pact_.actions = {3, 3, 3};
  announce_.actions = {4, 4, 4};
  moves_.resize(kExtended);
  for (std::size_t mode = 0; mode < kNetworks; ++mode)
    for (std::size_t profile = 0; profile < announce_.profiles(); ++profile)
      moves_[mode].push_back(announced(mode, profile));
  for (std::size_t profile = 0; profile < pact_.profiles(); ++profile) moves_[kPact].push_back(on_the_pact(profile));
  lay_out();
}

void TreatyModel::lay_out() {
  const TreatyRules& rules = setting_.rules;
  const Date horizon = rules.expiry.plus_months(12 * 16);
  std::vector<Date> dates = {std::max(setting_.date, rules.first_review)};
  for (int months = 0;; months += rules.review_months) {
    const Date review = rules.first_review.plus_months(months);
    if (review >= rules.expiry) break;
    if (review > dates.back()) dates.push_back(review);
  }
  for (int months = 0; months <= 12 * 16; months += 12) dates.push_back(rules.expiry.plus_months(months));
  for (std::size_t k = 0; k < dates.size(); ++k) {
    if (dates[k] == rules.expiry) expiry_ = k;
    Stretch stretch{dates[k], k + 1 < dates.size() ? years_between(dates[k], dates[k + 1]) : 0, 0, 0};
    const auto inaugurated = [&](int year) {
      const Date day(year + 1, 1, 20);
      return dates[k] < day && dates[k] < horizon && day <= dates[k + 1];
    };
    const TreatyBehaviour& b = setting_.behaviour;
    const bool fresh = std::any_of(setting_.election_years.begin(), setting_.election_years.end(), inaugurated);
    stretches_.push_back(stretch);
    stretches_.back().soften = fresh ? 1 - b.election : within(k, b.softening);
    stretches_.back().harden = fresh ? b.election : within(k, b.hardening);
  }
}

double TreatyModel::years_until(std::size_t at) const {
  return years_between(stretches_.front().date, stretches_[at].date);
}

double TreatyModel::discounted(double years) const { return std::exp(-interest_ * years); }

double TreatyModel::annuity(double years) const { return (1 - discounted(years)) / interest_; }

double TreatyModel::within(std::size_t at, double yearly) const {
  return 1 - std::pow(1 - yearly, stretches_[at].years);
}

std::vector<int> TreatyModel::actions(std::size_t mode) const {
  return mode == kPact ? pact_.actions : announce_.actions;
}

// A player's announcement has a bit for each of the two others, in order.
bool TreatyModel::names(std::size_t profile, int player, int other) const {
  const int said = announce_.action(profile, static_cast<std::size_t>(player));
  const int bit = other < player ? other : other - 1;
  return (static_cast<unsigned>(said) >> static_cast<unsigned>(bit)) & 1U;
}

Move TreatyModel::announced(std::size_t mode, std::size_t profile) const {
  const Network& now = game_.networks[mode];
  Network kept = now;
  std::vector<Pair> sought;
  Move move;
  for (const auto& [a, b] : pairs(3)) {
    const bool first = names(profile, a, b), second = names(profile, b, a);
    if (now.linked(a, b)) {
      if (!first || !second) kept = kept.without(a, b);
      continue;
    }
    // Whoever names a partner it has no deal with prepares for talks, met or not.
    move.preparing[static_cast<std::size_t>(a)] += first ? 1 : 0;
    move.preparing[static_cast<std::size_t>(b)] += second ? 1 : 0;
    if (first && second) sought.emplace_back(a, b);
  }
  move.before = mode;
  move.after = place(game_, kept);
  move.mood = kept == now ? kCalm : kBroken;
  for (unsigned done = 0; done < (1U << sought.size()); ++done) {
    Network next = kept;
    for (std::size_t k = 0; k < sought.size(); ++k)
      if ((done >> k) & 1U) next = next.with(sought[k].first, sought[k].second);
    move.reached.push_back(place(game_, next));
  }
  return move;
}

Move TreatyModel::on_the_pact(std::size_t profile) const {
  Network left = Network::complete(3);
  bool confirmed = true;
  for (int i = 0; i < 3; ++i) {
    const int action = pact_.action(profile, static_cast<std::size_t>(i));
    confirmed = confirmed && action == kConfirm;
    if (action == kWithdraw) left = left.without(i);
  }
  const bool refused = pact_.action(profile, static_cast<std::size_t>(setting_.pressing)) != kConfirm;
  Move move{kNetworks - 1, place(game_, left), refused ? kSlighted : kCalm, {kPact}, {}};
  if (confirmed) move.reached = {kExtended};
  if (move.after != move.before) {
    move.mood = kBroken;
    move.reached = {move.after};
  }
  return move;
}

std::vector<Branch> TreatyModel::branches(std::size_t at, std::size_t mode, std::size_t level,
                                          std::size_t profile) const {
  const Move& move = moves_[mode][profile];
  if (move.reached.size() == 1) {
    const bool lapsed = move.reached.front() == kPact && at + 1 == expiry_;
    return {{lapsed ? 0 : move.reached.front(), move.mood, 1}};
  }
  const double chance = within(at, setting_.behaviour.signing * setting_.trust_levels[level]);
  std::vector<Branch> found;
  for (std::size_t done = 0; done < move.reached.size(); ++done) {
    double weight = 1;
    for (std::size_t bit = 1; bit < move.reached.size(); bit *= 2) weight *= (done & bit) != 0 ? chance : 1 - chance;
    if (weight > 0) found.push_back({move.reached[done], move.mood, weight});
  }
  return found;
}

Three TreatyModel::doubt(std::size_t at, std::size_t level) const {
  const TreatyRules& rules = setting_.rules;
  const double term = rules.added_years;
  const double run = std::clamp(1 - years_between(stretches_[at].date, rules.expiry) / term, 0.0, 1.0);
  Three lost{};
  for (std::size_t i = 0; i < 3; ++i)
    lost[i] = setting_.behaviour.uncertainty * (1 - setting_.trust_levels[level]) * run * surplus_[i];
  return lost;
}

Three TreatyModel::conceded(bool pressed) const {
  Three given{};
  const auto presser = static_cast<std::size_t>(setting_.pressing);
  for (std::size_t j = 0; j < 3 && pressed; ++j) {
    if (j == presser) continue;
    given[j] = setting_.behaviour.leverage * surplus_[j];
    given[presser] -= given[j];
  }
  return given;
}

Three TreatyModel::paid(std::size_t at, std::size_t mode, std::size_t level, bool pressed, std::size_t profile) const {
  const Move& move = moves_[mode][profile];
  const double years = stretches_[at].years, notice = std::min(setting_.rules.notice_months / 12.0, years);
  const double until_then = annuity(notice), from_then = annuity(years) - until_then;
  const std::vector<double>&first = game_.payoffs[move.before], &then = game_.payoffs[move.after];
  Three lost{}, given{}, sum{};
  if (mode == kPact) {
    lost = doubt(at, level);
    given = conceded(pressed);
  }
  for (std::size_t i = 0; i < 3; ++i) {
    const double early = first[i] - lost[i] - given[i], late = move.after == move.before ? early : then[i];
    sum[i] =
        early * until_then + late * from_then - setting_.behaviour.signing_cost * range_[i] * years * move.preparing[i];
  }
  return sum;
}

std::vector<double> TreatyModel::levels_after(std::size_t at, std::size_t level, Mood mood) const {
  std::vector<double> chances(levels(), 0);
  if (mood == kBroken) {
    chances[0] = 1;
    return chances;
  }
  const double move = mood == kSlighted ? setting_.behaviour.slight : within(at, setting_.behaviour.mending);
  const std::size_t next = mood == kSlighted ? (level == 0 ? 0 : level - 1) : std::min(level + 1, levels() - 1);
  chances[next] += move;
  chances[level] += 1 - move;
  return chances;
}

double TreatyModel::pressed_after(std::size_t at, bool pressed) const {
  return pressed ? 1 - stretches_[at].soften : stretches_[at].harden;
}

Three TreatyModel::extended(std::size_t at, const Three& fallback) const {
  const TreatyRules& rules = setting_.rules;
  const Date now = stretches_[at].date, from = rules.from_expiry ? rules.expiry : now;
  const double term = years_between(now, from.plus_months(12 * rules.added_years));
  const double h = -std::log(1 - std::min(setting_.behaviour.breakdown, 0.999));
  const double reach = 1 - (1 - setting_.behaviour.renewal) * std::exp(-(interest_ + h) * term);
  Three value{};
  for (std::size_t i = 0; i < 3; ++i)
    value[i] = fallback[i] / interest_ + (complete()[i] - fallback[i]) / (interest_ + h) * reach;
  return value;
}

std::size_t TreatyModel::nearest_level(double trust) const {
  std::size_t best = 0;
  for (std::size_t k = 1; k < levels(); ++k)
    if (std::abs(setting_.trust_levels[k] - trust) < std::abs(setting_.trust_levels[best] - trust)) best = k;
  return best;
}

}  // namespace trilat::game
