// A figure that changes on some days and stays between them, as inline SVG: one or two lines, the second dashed, so
// that the chart reads without colour. Charts that share their axes may stand side by side as small multiples.
#pragma once

#include <string>
#include <vector>

#include "core/date.hpp"

namespace trilat::report {

struct Step {
  Date from;  // the value holds from here
  double value = 0;
};

struct StepChart {
  std::string title;              // for readers of the screen, one sentence
  std::string label;              // printed above
  Date from, until;               // of the axis
  double high = 0;                // of the axis, which begins at nothing
  std::vector<Step> steps;        // in order of days
  std::vector<Step> dashed = {};  // a second line; none where empty
};

std::string to_svg(const StepChart& chart);

// An end of the axis for values up to `value`: 1, 2 or 5 times a power of ten.
double axis_end(double value);

}  // namespace trilat::report
