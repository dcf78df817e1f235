#include "numerics/philox.hpp"

#include <cmath>
#include <numbers>

namespace trilat::numerics {
namespace {

constexpr int kRounds = 10;
constexpr std::uint64_t kMultiplier0 = 0xD2511F53, kMultiplier1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9, kWeyl1 = 0xBB67AE85;

std::uint32_t low(std::uint64_t value) { return static_cast<std::uint32_t>(value); }
std::uint32_t high(std::uint64_t value) { return static_cast<std::uint32_t>(value >> 32U); }

// 53 random bits in the middle of their interval: never 0, never 1.
double open_unit(std::uint32_t a, std::uint32_t b) {
  const std::uint64_t bits = ((std::uint64_t{a} << 32U) | b) >> 11U;
  return (static_cast<double>(bits) + 0.5) * 0x1p-53;
}

}  // namespace

PhiloxCounter philox(PhiloxCounter counter, PhiloxKey key) {
  for (int round = 0; round < kRounds; ++round) {
    const std::uint64_t product0 = kMultiplier0 * counter[0], product1 = kMultiplier1 * counter[2];
    counter = {high(product1) ^ counter[1] ^ key[0], low(product1), high(product0) ^ counter[3] ^ key[1],
               low(product0)};
    key[0] += kWeyl0;
    key[1] += kWeyl1;
  }
  return counter;
}

double standard_normal(std::uint64_t seed, std::uint64_t stream, std::uint64_t index) {
  const PhiloxCounter bits = philox({low(index), high(index), low(stream), high(stream)}, {low(seed), high(seed)});
  const double radius = std::sqrt(-2 * std::log(open_unit(bits[0], bits[1])));
  return radius * std::cos(2 * std::numbers::pi * open_unit(bits[2], bits[3]));
}

}  // namespace trilat::numerics
