// The structures of deals among three players as inline SVG: one box each, none on top, all three at the bottom, and in
// it who is linked and what it pays each. An arrow leads where somebody would go: whole, up, where one gains by leaving
// a deal; dashed, down, where two would sign. Boxes that nobody would change by one link have a double frame. Reads
// without colour.
#pragma once

#include <string>
#include <vector>

namespace trilat::report {

struct StructureBox {
  std::vector<bool> linked;         // first-second, first-third, second-third
  std::vector<std::string> values;  // one line a player
  bool stable = false;
  std::vector<std::string> notes;  // short lines below, such as who would leave everything
};

struct StructureArrow {
  std::size_t from = 0, to = 0;  // boxes
  std::string label;             // beside it; may be empty
  bool dashed = false;
};

struct StructureChart {
  std::string title;                 // for readers of the screen, one sentence
  std::vector<std::string> players;  // three, short
  std::vector<StructureBox> boxes;   // eight, fewest links first, as all_networks has them
  std::vector<StructureArrow> arrows;
};

std::string to_svg(const StructureChart& chart);

}  // namespace trilat::report
