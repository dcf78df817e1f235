// Gauss-Legendre quadrature on [0, 1]: nodes are the roots of the Legendre polynomial, found by Newton; exact for
// polynomials up to degree 2 count - 1.
#pragma once

#include <cstddef>
#include <vector>

namespace trilat::numerics {

struct QuadratureNode {
  double at = 0, weight = 0;
};

// `panels` equal intervals of `count` nodes each, in rising order; the weights sum to one.
std::vector<QuadratureNode> gauss_legendre(std::size_t count, std::size_t panels);

}  // namespace trilat::numerics
