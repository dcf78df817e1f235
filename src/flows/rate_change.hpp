// The change of a rate between two points, divided among law, claims and trade mix.
//
// With r(l, c, w) the rate under a law, claim shares and weights, each taken before (0) or after (1), the part of a
// factor is the average over the 3! orders of switching the factors one after another of what the rate moves when that
// factor is switched: the Shapley value. The parts sum exactly to r(1,1,1) - r(0,0,0), and none depends on an order.
#pragma once

#include <array>
#include <cstddef>

namespace trilat::flows {

enum class Factor : std::size_t { kLaw, kClaims, kMix };
constexpr std::size_t kFactors = 3;

// Rates by which factors are switched: bit 0 law, bit 1 claims, bit 2 mix.
using RateCorners = std::array<double, std::size_t{1} << kFactors>;

// By factor.
std::array<double, kFactors> divide_change(const RateCorners& rates);

}  // namespace trilat::flows
