#include "flows/rate_change.hpp"

#include <bit>

namespace trilat::flows {

std::array<double, kFactors> divide_change(const RateCorners& rates) {
  // orders in which s factors come before and the other 2 - s after, of 3! in all
  constexpr std::array<double, kFactors> kWeight{2.0 / 6, 1.0 / 6, 2.0 / 6};
  std::array<double, kFactors> parts{};
  for (std::size_t factor = 0; factor < kFactors; ++factor) {
    const std::size_t bit = std::size_t{1} << factor;
    for (std::size_t before = 0; before < rates.size(); ++before) {
      if ((before & bit) != 0) continue;
      const auto switched = static_cast<std::size_t>(std::popcount(before));
      parts[factor] += kWeight[switched] * (rates[before | bit] - rates[before]);
    }
  }
  return parts;
}

}  // namespace trilat::flows
