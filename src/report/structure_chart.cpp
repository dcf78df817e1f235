#include "report/structure_chart.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "report/html.hpp"

namespace trilat::report {
namespace {

// In units of the view box, which is as wide as a phone; the page scales it.
constexpr double kPictureWidth = 360, kBoxWidth = 112, kBoxHeight = 84, kRowGap = 40, kMargin = 4;
constexpr std::array<int, 8> kRow = {0, 1, 1, 1, 2, 2, 2, 3};
constexpr std::array<double, 8> kColumn = {1, 0, 1, 2, 0, 1, 2, 1};

struct Point {
  double x = 0, y = 0;
};

// The upper left corner of a box.
Point corner(std::size_t box) {
  const double step = (kPictureWidth - 2 * kMargin - kBoxWidth) / 2;
  return {kMargin + kColumn[box] * step, kMargin + kRow[box] * (kBoxHeight + kRowGap)};
}

std::string frame(const StructureBox& box, Point at) {
  const auto one = [](Point from, double inset) {
    return fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"4\" fill=\"none\" class=\"axis\"/>",
        from.x + inset, from.y + inset, kBoxWidth - 2 * inset, kBoxHeight - 2 * inset);
  };
  return box.stable ? one(at, 0) + one(at, 2.5) : one(at, 0);
}

// Three dots, joined where there is a deal.
std::string links(const StructureBox& box, const std::vector<std::string>& players, Point at) {
  const std::array<Point, 3> dots = {Point{at.x + 20, at.y + 44}, Point{at.x + 20, at.y + 14},
                                     Point{at.x + 20, at.y + 74}};
  const std::array<std::array<std::size_t, 2>, 3> ends = {{{0, 1}, {0, 2}, {1, 2}}};
  std::string svg;
  for (std::size_t k = 0; k < box.linked.size() && k < ends.size(); ++k) {
    if (!box.linked[k]) continue;
    const Point a = dots[ends[k][0]], b = dots[ends[k][1]];
    // The outer two are joined in an arc around the middle one.
    const double bend = k == 2 ? -16 : 0;
    svg += fmt::format(
        "<path d=\"M{:.1f} {:.1f} Q{:.1f} {:.1f} {:.1f} {:.1f}\" fill=\"none\" class=\"axis\" stroke-width=\"2.4\" "
        "style=\"stroke-width:2.4\"/>",
        a.x, a.y, (a.x + b.x) / 2 + bend, (a.y + b.y) / 2, b.x, b.y);
  }
  for (std::size_t k = 0; k < dots.size(); ++k) {
    svg += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.5\" class=\"s1\"/>", dots[k].x, dots[k].y);
    svg += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"value\">{} {}</text>", dots[k].x + 8, dots[k].y + 3.5,
                       escape(players[k]), escape(box.values[k]));
  }
  return svg;
}

std::string draw(const StructureBox& box, const std::vector<std::string>& players, Point at) {
  std::string svg = frame(box, at) + links(box, players, at);
  double y = at.y + kBoxHeight + 10;
  for (const std::string& note : box.notes) {
    svg += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"value\" text-anchor=\"middle\">{}</text>",
                       at.x + kBoxWidth / 2, y, escape(note));
    y += 11;
  }
  return svg;
}

std::string head(Point tip, Point from) {
  const double length = std::hypot(tip.x - from.x, tip.y - from.y);
  const double ux = (tip.x - from.x) / length, uy = (tip.y - from.y) / length;
  const auto side = [&](double turn) {
    return fmt::format("{:.1f},{:.1f}", tip.x - 7 * ux + turn * 3.5 * uy, tip.y - 7 * uy - turn * 3.5 * ux);
  };
  return fmt::format("<polygon points=\"{:.1f},{:.1f} {} {}\" fill=\"currentColor\"/>", tip.x, tip.y, side(1),
                     side(-1));
}

// Between the facing edges of two boxes of neighbouring rows, moved aside so that both ways fit.
std::string draw(const StructureArrow& arrow) {
  const Point from = corner(arrow.from), to = corner(arrow.to);
  const bool down = to.y > from.y;
  const double aside = down ? 9 : -9;
  const double lean = (to.x - from.x) / 6;
  const Point start{from.x + kBoxWidth / 2 + lean + aside, down ? from.y + kBoxHeight : from.y};
  const Point end{to.x + kBoxWidth / 2 - lean + aside, down ? to.y : to.y + kBoxHeight};
  std::string svg =
      fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" class=\"axis\" style=\"{}\"/>",
                  start.x, start.y, end.x, end.y, arrow.dashed ? "stroke-dasharray:3 3" : "stroke-width:2");
  svg += head(end, start);
  if (arrow.label.empty()) return svg;
  const Point at{start.x + (end.x - start.x) * 0.35, start.y + (end.y - start.y) * 0.35 + 3};
  const bool right = down || at.x < kPictureWidth / 2;  // where there is room beside it
  return svg + fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"value\" text-anchor=\"{}\">{}</text>",
                           at.x + (right ? 4 : -4), at.y, right ? "start" : "end", escape(arrow.label));
}

}  // namespace

std::string to_svg(const StructureChart& chart) {
  std::string body;
  for (const StructureArrow& arrow : chart.arrows) body += draw(arrow);
  for (std::size_t k = 0; k < chart.boxes.size(); ++k) body += draw(chart.boxes[k], chart.players, corner(k));
  const double height = 4 * kBoxHeight + 3 * kRowGap + 2 * kMargin + 24;
  return fmt::format("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">{}</svg>", kPictureWidth,
                     height, escape(chart.title), body);
}

}  // namespace trilat::report
