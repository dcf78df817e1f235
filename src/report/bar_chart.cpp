#include "report/bar_chart.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/html.hpp"

namespace trilat::report {
namespace {

// In units of the view box, which is as wide as a phone; the page scales it.
constexpr double kWidth = 360;
constexpr double kLeastRoom = 96, kMostRoom = 200;  // for the value beside the longest bar
constexpr double kLetterWidth = 6;                  // of the widest fonts that stand in for the system's
constexpr double kLabelHeight = 15;
constexpr double kBarHeight = 13;
constexpr double kGroupGap = 8;
constexpr double kLegendHeight = 18;

struct Scale {
  double low = 0, high = 0;
  double left = 0, right = kWidth;
  double at(double value) const { return left + (value - low) / (high - low) * (right - left); }
};

// Some value stands to the left of its bar.
bool leftward(const BarChart& chart) {
  return std::any_of(chart.groups.begin(), chart.groups.end(), [](const BarGroup& group) {
    return std::any_of(group.bars.begin(), group.bars.end(),
                       [](const Bar& bar) { return bar.high <= 0 && bar.low < 0; });
  });
}

Scale scale_of(const BarChart& chart) {
  Scale scale;
  for (const BarGroup& group : chart.groups) {
    for (const Bar& bar : group.bars) {
      scale.low = std::min(scale.low, bar.low);
      scale.high = std::max(scale.high, bar.high);
    }
  }
  std::size_t letters = 0;
  for (const BarGroup& group : chart.groups)
    for (const Bar& bar : group.bars) letters = std::max(letters, bar.value.size());
  const double room = std::clamp(kLetterWidth * static_cast<double>(letters) + 8, kLeastRoom, kMostRoom);
  if (scale.low == scale.high) scale.high = 1;
  scale.left = scale.low < 0 && leftward(chart) ? room : 0;
  scale.right = scale.high > 0 || !leftward(chart) ? kWidth - room : kWidth;
  return scale;
}

std::string rectangle(double from, double to, double y, const std::string& style) {
  return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" class=\"{}\"/>",
                     std::min(from, to), y, std::abs(to - from), kBarHeight - 3, style);
}

std::string draw(const Bar& bar, const Scale& scale, double y) {
  std::string svg;
  const double zero = scale.at(0), low = scale.at(bar.low), high = scale.at(bar.high);
  const bool range = bar.high > bar.low;
  // Of a range, what is sure is solid: up to the end that is nearer to nothing.
  const double solid = !range ? high : bar.high <= 0 ? high : std::max(low, zero);
  if (std::abs(solid - zero) > 0.05) svg += rectangle(zero, solid, y, fmt::format("s{}", bar.series));
  if (range) svg += rectangle(low, high, y, fmt::format("s{} open", bar.series));
  const bool left = bar.high <= 0 && bar.low < 0;
  svg += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"value\" text-anchor=\"{}\">{}</text>",
                     left ? low - 4 : std::max(high, zero) + 4, y + kBarHeight - 4.5, left ? "end" : "start",
                     escape(bar.value));
  return svg;
}

std::string legend(const BarChart& chart, double y) {
  std::string svg;
  double x = 0;
  for (std::size_t at = 0; at < chart.series.size(); ++at) {
    svg += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"10\" height=\"10\" class=\"s{}\"/>", x, y, at);
    svg += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"value\">{}</text>", x + 14, y + 9,
                       escape(chart.series[at]));
    x += 26 + 5.6 * static_cast<double>(chart.series[at].size());
  }
  return svg;
}

}  // namespace

std::string to_svg(const BarChart& chart) {
  const Scale scale = scale_of(chart);
  std::string body;
  double y = 0;
  if (chart.series.size() > 1) {
    body += legend(chart, y);
    y += kLegendHeight;
  }
  const double top = y;
  for (const BarGroup& group : chart.groups) {
    body +=
        fmt::format("<text x=\"0\" y=\"{:.1f}\" class=\"label\">{}</text>", y + kLabelHeight - 4, escape(group.label));
    y += kLabelHeight;
    for (const Bar& bar : group.bars) {
      body += draw(bar, scale, y);
      y += kBarHeight;
    }
    y += kGroupGap;
  }
  const double zero = scale.at(0);
  body +=
      fmt::format("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\" class=\"axis\"/>", zero, top, y);
  return fmt::format("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">{}</svg>", kWidth, y,
                     escape(chart.title), body);
}

}  // namespace trilat::report
