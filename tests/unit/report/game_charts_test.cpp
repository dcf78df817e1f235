// The pictures of deals and of the clock: what is drawn, and that it reads without colour.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/curve_chart.hpp"
#include "report/deal_words.hpp"
#include "report/stack_chart.hpp"
#include "report/structure_chart.hpp"

namespace trilat::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

StructureChart chart() {
  StructureChart chart;
  chart.title = "deals";
  chart.players = {"A", "B", "C"};
  for (unsigned k = 0; k < 8; ++k) {
    StructureBox box;
    box.linked = {false, false, false};
    box.values = {"+1 %", "-2 %", "<3"};
    chart.boxes.push_back(box);
  }
  chart.boxes[7].linked = {true, true, true};
  chart.boxes[7].stable = true;
  return chart;
}

TEST(StructureChart, Has_a_frame_a_box_and_a_second_where_nobody_would_change_it) {
  const std::string svg = to_svg(chart());
  EXPECT_EQ(count(svg, "<rect"), 9U);
  EXPECT_EQ(count(svg, "<circle"), 24U);
  EXPECT_EQ(count(svg, "<path"), 3U) << "the links of the last box";
  EXPECT_EQ(count(svg, "A +1 %"), 8U);
  EXPECT_THAT(svg, HasSubstr("C &lt;3"));
}

TEST(StructureChart, An_arrow_of_leaving_is_whole_and_named_and_one_of_signing_dashed) {
  StructureChart with = chart();
  with.arrows = {{4, 1, "B leaves", false}, {0, 1, "", true}};
  const std::string svg = to_svg(with);
  EXPECT_EQ(count(svg, "<polygon"), 2U);
  EXPECT_EQ(count(svg, "stroke-dasharray"), 1U);
  EXPECT_THAT(svg, HasSubstr("B leaves"));
}

TEST(CurveChart, Joins_its_dots_and_leaves_the_open_one_apart) {
  CurveChart curve;
  curve.title = "gains";
  curve.across = "A";
  curve.up = "B";
  curve.dots = {{1, 9}, {4, 6, "equal"}, {8, 1}, {-2, 11, "free <trade>", true}};
  const std::string svg = to_svg(curve);
  EXPECT_EQ(count(svg, "<circle"), 4U);
  EXPECT_EQ(count(svg, "fill=\"none\""), 1U);
  EXPECT_EQ(count(svg, "class=\"axis\""), 2U) << "nothing is on both axes";
  EXPECT_THAT(svg, HasSubstr("free &lt;trade&gt;"));
  const std::size_t from = svg.find("points=\"") + 8;
  EXPECT_EQ(count(svg.substr(from, svg.find('"', from) - from), ","), 3U);
}

TEST(CurveChart, Of_no_dots_and_of_one_has_axes) {
  CurveChart curve;
  EXPECT_THAT(to_svg(curve), Not(HasSubstr("nan")));
  curve.dots = {{0, 0}};
  EXPECT_THAT(to_svg(curve), Not(HasSubstr("nan")));
}

TEST(DealWords, Codes_become_names) {
  EXPECT_EQ(structure_words("USA-CAN, USA-MEX"), "US-Canada, US-Mexico");
  EXPECT_EQ(structure_words("none"), "no deal");
  EXPECT_EQ(names_of({"USA", "CAN", "MEX"}), "United States, Canada and Mexico");
  EXPECT_EQ(player_name("C0"), "C0");
  EXPECT_EQ(signed_number(12345.4), "+12,345");
  EXPECT_EQ(signed_number(-0.3), "0");
}

TEST(StackChart, Parts_that_are_nothing_are_not_drawn_and_small_ones_have_no_number) {
  StackChart stack;
  stack.title = "chances";
  stack.parts = {"stands", "gone"};
  stack.rows = {{"2026", {1.0, 0.0}}, {"2027", {0.97, 0.03}}};
  const std::string svg = to_svg(stack);
  EXPECT_EQ(count(svg, "<rect"), 2U + 1U + 2U) << "the key, one part, two parts";
  EXPECT_THAT(svg, HasSubstr(">100</text>"));
  EXPECT_THAT(svg, HasSubstr(">97</text>"));
  EXPECT_THAT(svg, Not(HasSubstr(">3</text>")));
}

}  // namespace
}  // namespace trilat::report
