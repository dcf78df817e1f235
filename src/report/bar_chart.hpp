// Horizontal bars as inline SVG: a label above each group, a value at each bar, ranges pale and
// dashed, so that the chart reads without colour, on a phone and in print.
#pragma once

#include <string>
#include <vector>

namespace trilat::report {

struct Bar {
  double low = 0;
  double high = 0;    // above low: a range
  std::string value;  // printed beside the bar
  int series = 0;     // index into BarChart::series
};

struct BarGroup {
  std::string label;
  std::vector<Bar> bars;
};

struct BarChart {
  std::string title;                // for readers of the screen, one sentence
  std::vector<std::string> series;  // names for the legend; one name: no legend
  std::vector<BarGroup> groups;
};

std::string to_svg(const BarChart& chart);

}  // namespace trilat::report
