#include "numerics/directions.hpp"

#include <algorithm>
#include <cmath>

namespace trilat::numerics {

std::vector<std::vector<double>> circle(int count) {
  count = std::max(4, (count + 3) / 4 * 4);
  std::vector<std::vector<double>> directions;
  for (int k = 0; k < count; ++k) {
    const double angle = 2 * M_PI * k / count;
    directions.push_back({std::cos(angle), std::sin(angle)});
  }
  return directions;
}

std::vector<std::vector<double>> sphere(int count) {
  std::vector<std::vector<double>> directions;
  for (int x = -1; x <= 1; ++x) {
    for (int y = -1; y <= 1; ++y) {
      for (int z = -1; z <= 1; ++z) {
        const double length = std::sqrt(x * x + y * y + z * z);
        if (length > 0) directions.push_back({x / length, y / length, z / length});
      }
    }
  }
  const int more = std::max(0, count - 26);
  for (int k = 0; k < more; ++k) {  // a spiral of equal areas
    const double height = 1 - (2 * k + 1.0) / more, radius = std::sqrt(1 - height * height);
    const double angle = M_PI * (3 - std::sqrt(5)) * k;
    directions.push_back({radius * std::cos(angle), radius * std::sin(angle), height});
  }
  return directions;
}

}  // namespace trilat::numerics
