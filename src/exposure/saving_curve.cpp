#include "exposure/saving_curve.hpp"

#include <algorithm>

namespace trilat::exposure {
namespace {

constexpr std::int64_t kStepsInOne = 2000;                // of the rate, a twentieth of a per cent each
constexpr std::int64_t kMostSteps = 2 * kStepsInOne + 1;  // up to twice the cost

}  // namespace

void SavingCurve::add(Money cost, Money saving) {
  if (steps_.empty()) steps_.resize(static_cast<std::size_t>(kMostSteps));
  const double rate = saving.to_double() / cost.to_double();
  const auto step = static_cast<std::int64_t>(std::min(rate * kStepsInOne, static_cast<double>(kMostSteps - 1)));
  Step& at = steps_[static_cast<std::size_t>(step)];
  at.cost += cost;
  at.saving += saving;
  cost_ += cost;
  saving_ += saving;
}

void SavingCurve::merge(const SavingCurve& other) {
  if (other.steps_.empty()) return;
  if (steps_.empty()) steps_.resize(other.steps_.size());
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    steps_[i].cost += other.steps_[i].cost;
    steps_[i].saving += other.steps_[i].saving;
  }
  cost_ += other.cost_;
  saving_ += other.saving_;
}

double SavingCurve::evenly(Money wanted) const {
  return wanted.is_zero() ? 0 : cost_.to_double() * wanted.to_double() / saving_.to_double();
}

double SavingCurve::best_first(Money wanted) const {
  double changed = 0;
  double left = wanted.to_double();
  for (auto step = steps_.rbegin(); step != steps_.rend() && left > 0; ++step) {
    if (step->saving.is_zero()) continue;
    const double part = std::min(1.0, left / step->saving.to_double());
    changed += part * step->cost.to_double();
    left -= part * step->saving.to_double();
  }
  return changed;
}

}  // namespace trilat::exposure
