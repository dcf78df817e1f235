// Unit vectors spread over all directions, those along the axes among them.
#pragma once

#include <vector>

namespace trilat::numerics {

// Of the plane, evenly spaced: `count` rounded up to a multiple of four.
std::vector<std::vector<double>> circle(int count);

// Of space: the 26 to the corners, edges and faces of a cube, and from there to `count` along a spiral of equal areas.
std::vector<std::vector<double>> sphere(int count);

}  // namespace trilat::numerics
