// One answer over several statistical codes of an item: the hull of their assessments, and the code as a question.
#pragma once

#include <vector>

#include "law/assess.hpp"

namespace trilat::law {

struct CodeAssessment {
  HsCode code;             // stands for those that measures treat alike
  std::size_t others = 0;  // how many more those are
  Assessment assessment;
};

// Precondition: at least one. Where all come to the same, the first as it is.
Assessment hull(const std::vector<CodeAssessment>& codes);

}  // namespace trilat::law
