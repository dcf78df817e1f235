#include "numerics/quadrature.hpp"

#include <cmath>
#include <numbers>

namespace trilat::numerics {
namespace {

// The Legendre polynomial of degree `count` and its slope at x in (-1, 1).
struct Legendre {
  double value = 1, slope = 0;
};

Legendre legendre(std::size_t count, double x) {
  double last = 1, value = x;
  for (std::size_t k = 2; k <= count; ++k) {
    const auto degree = static_cast<double>(k);
    const double next = ((2 * degree - 1) * x * value - (degree - 1) * last) / degree;
    last = value;
    value = next;
  }
  return {value, static_cast<double>(count) * (x * value - last) / (x * x - 1)};
}

}  // namespace

std::vector<QuadratureNode> gauss_legendre(std::size_t count, std::size_t panels) {
  std::vector<QuadratureNode> panel(count);
  for (std::size_t k = 0; k < count; ++k) {
    double x = -std::cos(std::numbers::pi * (static_cast<double>(k) + 0.75) / (static_cast<double>(count) + 0.5));
    for (int step = 0; step < 20; ++step) {
      const Legendre at = legendre(count, x);
      x -= at.value / at.slope;
    }
    const double slope = legendre(count, x).slope;
    panel[k] = {(1 + x) / 2, 1 / ((1 - x * x) * slope * slope)};
  }
  std::vector<QuadratureNode> nodes;
  const auto width = 1 / static_cast<double>(panels);
  for (std::size_t p = 0; p < panels; ++p) {
    for (const QuadratureNode& node : panel) {
      nodes.push_back({(static_cast<double>(p) + node.at) * width, node.weight * width});
    }
  }
  return nodes;
}

}  // namespace trilat::numerics
