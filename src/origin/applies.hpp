// Whether an alternative speaks of this good: its kind, its use, the trade it is in.
#pragma once

#include "origin/alternative.hpp"

namespace trilat::origin {

struct Applicability {
  Verdict verdict = Verdict::kPass;
  std::vector<Question> missing;
};

Applicability applicability(const Situation& situation, const Rule& rule);

// A fact as stated: "yes" passes, "no" fails, nothing is unknown.
Verdict stated(const Product& product, const std::string& fact);
const std::string& text_of(const Product& product, const std::string& fact);  // empty where not stated

}  // namespace trilat::origin
