// Counter-based random numbers: Philox 4x32 with ten rounds (Salmon, Moraes, Dror and Shaw, 2011, "Parallel
// random numbers: as easy as 1, 2, 3").
//
// A number is a function of seed, stream and index alone. Whoever computes it, in whatever order, on
// however many workers, gets the same.
#pragma once

#include <array>
#include <cstdint>

namespace trilat::numerics {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

// The bijection itself: 128 random bits of a counter under a key.
PhiloxCounter philox(PhiloxCounter counter, PhiloxKey key);

// A standard normal number (Box and Muller) of a seed, a stream (a draw) and an index within it.
double standard_normal(std::uint64_t seed, std::uint64_t stream, std::uint64_t index);

}  // namespace trilat::numerics
