#include "report/stack_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/html.hpp"

namespace trilat::report {
namespace {

constexpr double kWidth = 360, kLabelRoom = 34, kBarHeight = 15, kRowHeight = 18, kLegendHeight = 15;
constexpr double kLeastLabelled = 0.07;  // of the whole, where a number fits

// Fill and outline of each part: full, pale, hatched by dashes, bare, and grey.
constexpr std::array<const char*, 5> kShades = {
    "class=\"s1\"", "class=\"s1\" style=\"fill-opacity:.3\"", "class=\"s0\" style=\"fill-opacity:.75\"",
    "class=\"s0\" style=\"fill-opacity:.25;stroke:currentColor;stroke-width:.8;stroke-dasharray:2 2\"",
    "fill=\"none\" class=\"axis\""};
// Numbers on full shades are in the colour of the page.
constexpr std::array<const char*, 5> kInk = {"style=\"fill:var(--back)\"", "", "style=\"fill:var(--back)\"", "", ""};

std::string rectangle(double x, double y, double width, double height, std::size_t part) {
  return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" {}/>", x, y, width, height,
                     kShades[std::min(part, kShades.size() - 1)]);
}

std::string draw(const StackRow& row, double y) {
  std::string svg = fmt::format("<text x=\"0\" y=\"{:.1f}\" class=\"value\">{}</text>", y + 11, escape(row.label));
  double x = kLabelRoom;
  for (std::size_t part = 0; part < row.parts.size(); ++part) {
    const double width = row.parts[part] * (kWidth - kLabelRoom - 1);
    if (width > 0.05) svg += rectangle(x, y, width, kBarHeight, part);
    if (row.parts[part] >= kLeastLabelled)
      svg += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"value\" text-anchor=\"middle\" {}>{:.0f}</text>",
                         x + width / 2, y + 11, kInk[std::min(part, kInk.size() - 1)], 100 * row.parts[part]);
    x += width;
  }
  return svg;
}

}  // namespace

std::string to_svg(const StackChart& chart) {
  std::string body;
  double y = 0;
  for (std::size_t part = 0; part < chart.parts.size(); ++part) {
    body += rectangle(kLabelRoom, y + 1, 18, 10, part);
    body += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"value\">{}</text>", kLabelRoom + 24, y + 10,
                        escape(chart.parts[part]));
    y += kLegendHeight;
  }
  y += 4;
  for (const StackRow& row : chart.rows) {
    body += draw(row, y);
    y += kRowHeight;
  }
  return fmt::format("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">{}</svg>", kWidth, y,
                     escape(chart.title), body);
}

}  // namespace trilat::report
