// Rates of duty that hang on a quantity, as percentages of the value.
//
// The statistics that are held give no quantities. A line whose printed rate is not a percentage (specific,
// compound, in words, or standing elsewhere) gets its ad valorem equivalent,
//
//   duty of the year / value of the year,
//
// over the partners that paid the column in full: no claim or agreement of theirs, and no measure in force on the
// first recorded day that charges them and not everyone. Where none of them sold the line, its heading (four
// digits) stands for it, and then its chapter. Column 2 likewise over the partners that meet it.
#pragma once

#include <vector>

#include "flows/imports.hpp"
#include "law/rule_base.hpp"

namespace trilat::flows {

struct AdValorem {
  law::RuleBase rules;        // the law with percentages in place of such rates
  std::vector<HsCode> lines;  // rows of the schedule whose column 1 was replaced, in order, each once

  bool replaced(HsCode code) const;  // such a row prices the code or a line under it
};

AdValorem with_ad_valorem_equivalents(const law::RuleBase& rules, const Imports& imports);

}  // namespace trilat::flows
