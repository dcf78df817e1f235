// Sets under general interpretative rule 3, SOR/2020-155 section 6: a set originates where each of its goods does, or
// where those that do not are 10 percent of its value at most.
#pragma once

#include <optional>

#include "origin/rule_book.hpp"
#include "origin/working.hpp"

namespace trilat::origin {

struct SetFinding {
  Verdict verdict = Verdict::kFail;
  Rational share;  // percent
  Step step;
};

// Precondition: value is above zero.
SetFinding set_test(const Provisions& provisions, const Rational& value, const Rational& non_originating);

}  // namespace trilat::origin
