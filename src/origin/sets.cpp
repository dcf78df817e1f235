#include "origin/sets.hpp"

#include <fmt/format.h>

#include "origin/rational.hpp"
#include "origin/value_content.hpp"

namespace trilat::origin {
namespace {}  // namespace

SetFinding set_test(const Provisions& provisions, const Rational& value, const Rational& non_originating) {
  SetFinding finding;
  finding.share = non_originating / value * Rational(kPercent);
  finding.verdict = verdict_of(finding.share <= provisions.set_share);
  const Rational off = finding.share - provisions.set_share;
  finding.step = {"Non-originating goods of the set",
                  provisions.cite("sets"),
                  {{"value of the set", value.to_string()},
                   {"non-originating", non_originating.to_string()},
                   {"at most", provisions.set_share.to_string() + " %"}},
                  "non-originating / value x 100",
                  percent_words(finding.share),
                  fmt::format("{} points {}", (off.negative() ? -off : off).to_decimal(2),
                              finding.verdict == Verdict::kPass ? "to spare" : "too many"),
                  true,
                  finding.verdict,
                  {},
                  0};
  return finding;
}

}  // namespace trilat::origin
