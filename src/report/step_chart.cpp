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

// So that no more dates stand below the axis than fit.
int months_between_ticks(const StepChart& chart) {
  constexpr int kMostTicks = 4, kDaysAMonth = 30;
  const int months = (chart.until.days_since_1970() - chart.from.days_since_1970()) / kDaysAMonth;
  for (const int each : {1, 2, 3, 6})
    if (months / each < kMostTicks) return each;
  return 12;
}

std::string axes(const Frame& frame) {
  std::string svg;
  for (const double value : {0.0, frame.chart.high / 2, frame.chart.high}) {
    svg += fmt::format("<line x1=\"{0:.1f}\" x2=\"{1:.1f}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\" class=\"grid\"/>", kLeft,
                       kStepWidth - kRight, frame.y(value));
    svg += text(kLeft - 3, frame.y(value) + 3, "end", fmt::format("{:g}", value));
  }
  const int months = months_between_ticks(frame.chart);
  for (Date tick(frame.chart.from.year(), 1, 1); tick <= frame.chart.until; tick = tick.plus_months(months)) {
    if (tick < frame.chart.from) continue;
    const std::string words = tick.to_string().substr(0, months < 12 ? 7 : 4);
    svg += text(frame.x(tick), kTop + kHeight + 12, "middle", words);
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
