// Spans of tariff codes as rules of origin write them: "8414.59-8414.80", "54", "8466.93.15".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/hs_code.hpp"
#include "origin/verdict.hpp"

namespace trilat::origin {

// Both ends count, with all that begins with them. They have the same length.
struct CodeRange {
  HsCode first;
  HsCode last;

  // "54", "8429.11", "8414.59-8414.80".
  static Result<CodeRange> parse(std::string_view text);
  int length() const { return first.length(); }
  // Unknown where the code is shorter than the range and may or may not lie in it.
  Verdict contains(HsCode code) const;
  std::string to_string() const;
  friend bool operator==(const CodeRange&, const CodeRange&) = default;
};

using CodeRanges = std::vector<CodeRange>;

Result<CodeRanges> parse_ranges(std::string_view text);  // separated by blanks; may be empty
Verdict any_contains(const CodeRanges& ranges, HsCode code);
bool among(const CodeRanges& ranges, HsCode code);  // certainly: any_contains() says pass
std::string to_string(const CodeRanges& ranges);    // "8466.93.15, 8537.10"

}  // namespace trilat::origin
