// The tariff shift: does one non-originating material undergo the change that a rule asks for?
#pragma once

#include <string>
#include <vector>

#include "origin/product.hpp"
#include "origin/rule.hpp"
#include "origin/working.hpp"

namespace trilat::origin {

struct ShiftFinding {
  Verdict verdict = Verdict::kPass;
  std::string why;                // in words
  std::vector<Question> missing;  // where unknown
};

// `kind` is the kind of the material where a code cannot tell ("sewing thread"); empty: not said.
// Blocks come first (except), then what is permitted beside the change, then the change itself.
ShiftFinding shift_of(const Rule& rule, HsCode good, HsCode material, const std::string& kind,
                      const std::string& input_name);

// Over all the codes that the material may have under the rules: unknown where they differ.
ShiftFinding shift_of(const Rule& rule, HsCode good, const Input& material);

}  // namespace trilat::origin
