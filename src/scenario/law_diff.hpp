// The law before and after a scenario, as lines that are there in one alone.
#pragma once

#include <string>
#include <vector>

#include "law/rule_base.hpp"

namespace trilat::scenario {

// One provision over one span of days.
struct LawLine {
  std::string heading;    // "9903.01.10"; the word of the claim for a preference
  std::string authority;  // its title; empty for a preference
  std::string title;
  std::string origins;   // "Canada, Mexico"; "38 origins"; "all origins"
  std::string products;  // "all goods"; names of the lists of codes
  std::string effect;    // "35%", "exempt", "15% in total", "may be claimed"
  std::string when;      // the condition on facts; empty: none
  Interval days;

  friend auto operator<=>(const LawLine&, const LawLine&) = default;
};

struct LawDifference {
  bool added = false;  // else it is gone
  LawLine line;
};

// By heading, what is gone before what takes its place.
std::vector<LawDifference> compare(const law::RuleBase& before, const law::RuleBase& after);

}  // namespace trilat::scenario
