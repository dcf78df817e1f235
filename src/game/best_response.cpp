#include "game/best_response.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numerics/philox.hpp"

namespace trilat::game {
namespace {

constexpr double kSameValue = 1e-12;  // of two local bests
constexpr double kRounding = 10;      // of a value, in tolerances of the equilibrium
constexpr double kLongestStep = 0.2;  // of a rate in one iteration

double uniform(std::uint64_t seed, std::uint64_t stream, std::uint64_t index) {
  const auto bits = numerics::philox({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32),
                                      static_cast<std::uint32_t>(stream), static_cast<std::uint32_t>(stream >> 32)},
                                     {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
  return (static_cast<double>(bits[0]) + 0.5) / 4294967296.0;
}

void keep_local(std::vector<double>& local, double value) {
  const bool known = std::any_of(local.begin(), local.end(), [&](double other) {
    return std::abs(other - value) <= kSameValue * (1 + std::abs(value));
  });
  if (!known) local.push_back(value);
}

}  // namespace

std::vector<double> start_of(const Position& position, std::span<const double> given, std::uint64_t seed, int start) {
  if (start == 0) return {given.begin(), given.end()};
  std::vector<double> x = position.base();
  if (start == 1) return x;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double lower = position.lower()[i], upper = position.upper()[i];
    const double farthest = std::max(lower, std::min(upper, kFarthestDraw));
    const double drawn = lower + (farthest - lower) * uniform(seed, static_cast<std::uint64_t>(start), i);
    x[i] = start == 2 ? std::clamp(0.0, lower, upper) : drawn;
  }
  return x;
}

Response best_response(Position& position, std::size_t decider, const std::vector<double>& x,
                       const ResponseOptions& options, numerics::ProjectedQuasiNewton* kept) {
  const std::size_t first = position.first(decider), count = position.count(decider);
  const numerics::Box box{position.lower().subspan(first, count), position.upper().subspan(first, count)};
  const auto curvature = position.curvature().subspan(first, count);
  numerics::ProjectedQuasiNewton fresh(kept == nullptr ? count : 0, 30);
  numerics::ProjectedQuasiNewton& solver = kept == nullptr ? fresh : *kept;
  std::vector<double> all = x;
  const auto loss = [&](std::span<const double> own, std::span<double> slope) {
    std::copy(own.begin(), own.end(), all.begin() + static_cast<std::ptrdiff_t>(first));
    if (!position.solve(all) || !position.slope(decider, slope)) return std::nan("");
    for (double& value : slope) value = -value;
    return -position.value(decider);
  };
  numerics::QuasiNewtonOptions numeric;
  numeric.tolerance = options.tolerance;
  numeric.max_iterations = options.max_iterations;
  numeric.longest_step = kLongestStep;
  numeric.rounding = kRounding * position.game().options().solve.tolerance;
  numeric.remember = kept != nullptr;
  Response best;
  best.value = -std::numeric_limits<double>::infinity();
  for (int start = 0; start < std::max(1, options.starts); ++start) {
    const std::vector<double> from = start_of(position, x, options.seed, start);
    std::vector<double> own(from.begin() + static_cast<std::ptrdiff_t>(first),
                            from.begin() + static_cast<std::ptrdiff_t>(first + count));
    const auto found = solver.run(loss, own, curvature, box, numeric);
    best.evaluations += found.evaluations;
    if (!std::isfinite(found.value)) continue;
    keep_local(best.local, -found.value);
    if (!best.rates.empty() && -found.value <= best.value + kSameValue) {
      if (-found.value < best.value - kSameValue) continue;
      for (std::size_t i = 0; i < count; ++i) best.spread = std::max(best.spread, std::abs(own[i] - best.rates[i]));
      if (!(found.converged && !best.converged)) continue;
    } else {
      best.spread = 0;
    }
    best.value = -found.value;
    best.rates = std::move(own);
    best.kkt = found.residual;
    best.converged = found.converged;
  }
  std::sort(best.local.rbegin(), best.local.rend());
  return best;
}

}  // namespace trilat::game
