// Parts of a whole, one bar a row, as inline SVG: every part has its own shading and its letter or number inside, so
// that the chart reads without colour.
#pragma once

#include <string>
#include <vector>

namespace trilat::report {

struct StackRow {
  std::string label;
  std::vector<double> parts;  // fractions of the whole, in the order of StackChart::parts
};

struct StackChart {
  std::string title;               // for readers of the screen, one sentence
  std::vector<std::string> parts;  // names, at most five
  std::vector<StackRow> rows;
};

std::string to_svg(const StackChart& chart);

}  // namespace trilat::report
