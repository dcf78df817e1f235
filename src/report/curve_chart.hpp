// Points of two quantities joined by a line, as inline SVG, with some that stand out: dots large or open, with a word.
// Reads without colour.
#pragma once

#include <string>
#include <vector>

namespace trilat::report {

struct CurveDot {
  double x = 0, y = 0;
  std::string label = {};  // beside it; may be empty
  bool open = false;       // a ring, apart from the line
};

struct CurveChart {
  std::string title;           // for readers of the screen, one sentence
  std::string label;           // printed above
  std::string across, up;      // what the axes are of
  std::vector<CurveDot> dots;  // those that are not open are joined in their order
};

std::string to_svg(const CurveChart& chart);

}  // namespace trilat::report
