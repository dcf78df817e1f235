// The structures of a negotiation of three players as a chart, in whatever words the page is written.
#pragma once

#include <functional>
#include <string>

#include "report/structure_chart.hpp"
#include "trilat/negotiate.hpp"

namespace trilat::report {

struct DealChartWords {
  std::string title;                                        // for readers of the screen, one sentence
  std::function<std::string(const std::string&)> player;    // a short name of a code
  std::function<std::string(double)> value;                 // a change of real income in per cent
  std::function<std::string(int)> lasts;                    // nobody changes it in so many cases, above 0
  std::function<std::string(std::string, int)> leaves;      // by name, beside an arrow; in so many cases
  std::function<std::string(std::string, int)> leaves_all;  // by name, below a box
  std::function<std::string(int)> signs;                    // beside an arrow; may be empty
};

// Precondition: told(game). Boxes have the double frame where nobody changes them in any case tried.
StructureChart deal_chart(const NegotiateResult& game, const DealChartWords& words);

}  // namespace trilat::report
