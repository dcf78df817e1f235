#include "report/step_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/html.hpp"

namespace trilat::report {
namespace {

// In units of the view box, which is half as wide as a phone's page.
constexpr double kStepWidth = 240;
constexpr double kLeft = 30, kRight = 34, kTop = 18, kHeight = 80, kBottom = 16;

struct Frame {
  const StepChart& chart;

  double x(Date day) const {
    const double days = std::max(1, chart.until.days_since_1970() - chart.from.days_since_1970());
    const double at = std::clamp<double>(day.days_since_1970() - chart.from.days_since_1970(), 0, days);
    return kLeft + at / days * (kStepWidth - kLeft - kRight);
  }
  double y(double value) const { return kTop + kHeight * (1 - value / chart.high); }
};

std::string line(const Frame& frame, const std::vector<Step>& steps, const char* style) {
  std::string points;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Date end = i + 1 < steps.size() ? steps[i + 1].from : frame.chart.until;
    const double y = frame.y(steps[i].value);
    points += fmt::format("{:.1f},{:.1f} {:.1f},{:.1f} ", frame.x(steps[i].from), y, frame.x(end), y);
  }
  return fmt::format("<polyline points=\"{}\" class=\"{}\"/>", points, style);
}

std::string text(double x, double y, const char* anchor, const std::string& words) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"value\" text-anchor=\"{}\">{}</text>", x, y, anchor,
                     escape(words));
}

std::string axes(const Frame& frame) {
  std::string svg;
  for (const double value : {0.0, frame.chart.high / 2, frame.chart.high}) {
    svg += fmt::format("<line x1=\"{0:.1f}\" x2=\"{1:.1f}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\" class=\"grid\"/>", kLeft,
                       kStepWidth - kRight, frame.y(value));
    svg += text(kLeft - 3, frame.y(value) + 3, "end", fmt::format("{:g}", value));
  }
  for (int year = frame.chart.from.year(); year <= frame.chart.until.year(); ++year) {
    const Date first(year, 1, 1);
    if (first < frame.chart.from || first > frame.chart.until) continue;
    svg += text(frame.x(first), kTop + kHeight + 12, "middle", fmt::format("{}", year));
  }
  return svg;
}

}  // namespace

double axis_end(double value) {
  if (!(value > 0)) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (value <= factor * power) return factor * power;
  }
  return 10 * power;
}

std::string to_svg(const StepChart& chart) {
  const Frame frame{chart};
  std::string body = fmt::format("<text x=\"0\" y=\"11\" class=\"label\">{}</text>", escape(chart.label)) + axes(frame);
  if (!chart.dashed.empty()) body += line(frame, chart.dashed, "step dashed");
  body += line(frame, chart.steps, "step");
  if (!chart.steps.empty()) {
    const double last = chart.steps.back().value;
    body += text(kStepWidth - kRight + 3, frame.y(last) + 3, "start", fmt::format("{:.1f}", last));
  }
  return fmt::format("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">{}</svg>", kStepWidth,
                     kTop + kHeight + kBottom, escape(chart.title), body);
}

}  // namespace trilat::report
