#include "game/repeated.hpp"

#include <algorithm>

namespace trilat::game {
namespace {

// d + d^2 + ... + d^periods.
double annuity(double discount, int periods) {
  double sum = 0, power = 1;
  for (int t = 0; t < periods; ++t) sum += power *= discount;
  return sum;
}

}  // namespace

Result<std::optional<double>> critical_discount(const Temptation& stage, int periods) {
  if (periods < 0) return bad_input("a punishment cannot last a negative number of periods", "use 0 for ever");
  const double gain = stage.cheating - stage.cooperation, loss = stage.cooperation - stage.punishment;
  if (gain <= 0) return 0.0;
  if (loss <= 0) return std::nullopt;
  if (periods == 0) return gain / (gain + loss);
  if (gain >= loss * periods) return std::nullopt;
  double low = 0, high = 1;
  for (int round = 0; round < 200; ++round) {
    const double middle = (low + high) / 2;
    (loss * annuity(middle, periods) < gain ? low : high) = middle;
  }
  return high;
}

CheatingBalance cheating_balance(const Temptation& stage, double discount, int periods) {
  const double weight = periods == 0 ? discount / (1 - discount) : annuity(discount, periods);
  return {stage.cheating - stage.cooperation, weight * (stage.cooperation - stage.punishment)};
}

Result<Patience> patience(const std::vector<Temptation>& players, const std::vector<int>& lengths) {
  Patience found;
  found.lengths = lengths;
  found.finite.resize(lengths.size());
  found.needed = 0.0;
  for (const Temptation& stage : players) {
    TRILAT_TRY(const std::optional<double> grim, critical_discount(stage));
    found.grim.push_back(grim);
    if (!grim || !found.needed)
      found.needed.reset();
    else
      found.needed = std::max(*found.needed, *grim);
    for (std::size_t k = 0; k < lengths.size(); ++k) {
      TRILAT_TRY(const std::optional<double> finite, critical_discount(stage, lengths[k]));
      found.finite[k].push_back(finite);
    }
  }
  return found;
}

std::optional<double> needed_belief(const Temptation& stage, double betrayed, double discount) {
  const double risk = (1 - discount) * (stage.punishment - betrayed);
  const double reward = stage.cooperation - stage.punishment - (1 - discount) * (stage.cheating - stage.punishment);
  if (reward < 0) return std::nullopt;
  if (risk <= 0) return 0.0;
  return risk / (risk + reward);
}

}  // namespace trilat::game
