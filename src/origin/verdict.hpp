// Three-valued answers: a fact that nobody has stated neither passes nor fails.
#pragma once

namespace trilat::origin {

enum class Verdict { kFail, kUnknown, kPass };

constexpr Verdict verdict_of(bool truth) { return truth ? Verdict::kPass : Verdict::kFail; }
// All must pass: the worst of the two.
constexpr Verdict both(Verdict a, Verdict b) { return a < b ? a : b; }
// One must pass: the best of the two.
constexpr Verdict either(Verdict a, Verdict b) { return a > b ? a : b; }

constexpr const char* name(Verdict verdict) {
  switch (verdict) {
    case Verdict::kFail: return "fail";
    case Verdict::kUnknown: return "cannot tell";
    case Verdict::kPass: return "pass";
  }
  return "fail";
}

}  // namespace trilat::origin
