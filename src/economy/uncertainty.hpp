// Trade elasticities as random draws, and the summary of what a sample of them gives.
//
// A draw of theta_j is log-normal with the estimate as its mean and the standard error as its standard
// deviation: theta exp(s z - s^2 / 2), s^2 = log(1 + (se / theta)^2), z standard normal. It is positive,
// sectors are independent, and a sector whose standard error is zero keeps its estimate.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace trilat::economy {

// Draw number `draw` of a seed; sector j uses index j of the stream, so that the same draw of two sets or
// scenarios moves together. Precondition: both spans have a value a sector, theta above zero.
std::vector<double> draw_theta(std::span<const double> theta, std::span<const double> standard_error,
                               std::uint64_t seed, std::uint64_t draw);

// The quantile of a sorted sample by linear interpolation between order statistics (type 7 of Hyndman and
// Fan, 1996). Precondition: not empty; 0 <= probability <= 1.
double quantile(std::span<const double> sorted, double probability);

}  // namespace trilat::economy
