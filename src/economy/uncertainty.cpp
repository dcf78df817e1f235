#include "economy/uncertainty.hpp"

#include <cmath>

#include "numerics/philox.hpp"

namespace trilat::economy {

std::vector<double> draw_theta(std::span<const double> theta, std::span<const double> standard_error,
                               std::uint64_t seed, std::uint64_t draw) {
  std::vector<double> drawn(theta.begin(), theta.end());
  for (std::size_t j = 0; j < drawn.size(); ++j) {
    if (!(standard_error[j] > 0)) continue;
    const double variation = standard_error[j] / theta[j];
    const double variance = std::log1p(variation * variation);
    drawn[j] *= std::exp(std::sqrt(variance) * numerics::standard_normal(seed, draw, j) - variance / 2);
  }
  return drawn;
}

double quantile(std::span<const double> sorted, double probability) {
  const double place = probability * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= sorted.size()) return sorted.back();
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

}  // namespace trilat::economy
