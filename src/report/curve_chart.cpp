#include "report/curve_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/html.hpp"
#include "report/step_chart.hpp"

namespace trilat::report {
namespace {

// In units of the view box, which is half as wide as a phone's page.
constexpr double kCurveWidth = 240, kCurveHeight = 150;
constexpr double kCurveLeft = 30, kCurveRight = 14, kCurveTop = 30, kCurveBottom = 26;
constexpr int kTicks = 4;

// One axis: nothing is always on it.
struct Scale {
  double low = 0, high = 0, step = 1;

  Scale(const std::vector<CurveDot>& dots, double CurveDot::*of) {
    for (const CurveDot& dot : dots) {
      low = std::min(low, dot.*of);
      high = std::max(high, dot.*of);
    }
    step = axis_end((high - low) / kTicks);
    low = step * std::floor(low / step);
    high = step * std::max(std::ceil(high / step), std::floor(low / step) + 1);
  }
  double share(double value) const { return (value - low) / (high - low); }
};

class CurveFrame {
 public:
  explicit CurveFrame(const CurveChart& chart)
      : chart_(chart), x_(chart.dots, &CurveDot::x), y_(chart.dots, &CurveDot::y) {}

  std::string write() const {
    std::string svg = words(0, 11, "start", "label", chart_.label) + axes();
    std::string line;
    for (const CurveDot& dot : chart_.dots)
      if (!dot.open) line += fmt::format("{:.1f},{:.1f} ", x(dot.x), y(dot.y));
    svg += fmt::format("<polyline points=\"{}\" class=\"step\"/>", line);
    for (const CurveDot& dot : chart_.dots) svg += mark(dot);
    return svg;
  }

 private:
  double x(double value) const { return kCurveLeft + x_.share(value) * (kCurveWidth - kCurveLeft - kCurveRight); }
  double y(double value) const {
    return kCurveHeight - kCurveBottom - y_.share(value) * (kCurveHeight - kCurveBottom - kCurveTop);
  }

  static std::string words(double x, double y, const char* anchor, const char* style, const std::string& text) {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"{}\" text-anchor=\"{}\">{}</text>", x, y, style, anchor,
                       escape(text));
  }

  static std::string rule(double x1, double y1, double x2, double y2, bool zero) {
    return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" class=\"{}\"/>", x1, y1, x2, y2,
                       zero ? "axis" : "grid");
  }

  std::string axes() const {
    std::string svg;
    const auto ticks = [](const Scale& scale) {
      return static_cast<int>(std::lround((scale.high - scale.low) / scale.step));
    };
    const auto value_at = [](const Scale& scale, int k) {
      const double value = scale.low + k * scale.step;
      return std::abs(value) < 1e-9 * scale.step ? 0.0 : value;
    };
    for (int k = 0; k <= ticks(x_); ++k) {
      const double value = value_at(x_, k);
      svg += rule(x(value), y(y_.low), x(value), y(y_.high), value == 0);
      svg += words(x(value), y(y_.low) + 11, "middle", "value", fmt::format("{:g}", value));
    }
    for (int k = 0; k <= ticks(y_); ++k) {
      const double value = value_at(y_, k);
      svg += rule(x(x_.low), y(value), x(x_.high), y(value), value == 0);
      svg += words(kCurveLeft - 3, y(value) + 3, "end", "value", fmt::format("{:g}", value));
    }
    svg += words(kCurveWidth - kCurveRight, kCurveHeight - 3, "end", "value", chart_.across + " \u2192");
    return svg + words(0, kCurveTop - 8, "start", "value", "\u2191 " + chart_.up);
  }

  std::string mark(const CurveDot& dot) const {
    const double radius = dot.label.empty() ? 1.8 : 3.5;
    std::string svg = dot.open ? fmt::format(
                                     "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"none\" "
                                     "stroke=\"var(--ink)\" stroke-width=\"1.4\"/>",
                                     x(dot.x), y(dot.y), radius)
                               : fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" class=\"s1\"/>",
                                             x(dot.x), y(dot.y), radius);
    const bool left = x(dot.x) > kCurveWidth * 0.6;
    if (!dot.label.empty())
      svg += words(x(dot.x) + (left ? -6 : 6), y(dot.y) + (left ? 11 : -4), left ? "end" : "start", "value", dot.label);
    return svg;
  }

  const CurveChart& chart_;
  Scale x_, y_;
};

}  // namespace

std::string to_svg(const CurveChart& chart) {
  return fmt::format("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">{}</svg>", kCurveWidth,
                     kCurveHeight, escape(chart.title), CurveFrame(chart).write());
}

}  // namespace trilat::report
