#include "origin/code_range.hpp"

#include <fmt/format.h>

#include "core/text.hpp"

namespace trilat::origin {

Result<CodeRange> CodeRange::parse(std::string_view text) {
  const auto dash = text.find('-');
  TRILAT_TRY(const HsCode first, HsCode::parse_printed(core::trim(text.substr(0, dash))));
  if (dash == std::string_view::npos) return CodeRange{first, first};
  TRILAT_TRY(const HsCode last, HsCode::parse_printed(core::trim(text.substr(dash + 1))));
  if (first.length() != last.length() || last < first) {
    return bad_input(fmt::format("'{}' is not a span of codes", text),
                     "write two codes of one length, 8414.59-8414.80");
  }
  return CodeRange{first, last};
}

Verdict CodeRange::contains(HsCode code) const {
  if (code.length() >= length()) {
    const HsCode prefix = code.prefix(length());
    return verdict_of(first <= prefix && prefix <= last);
  }
  const HsCode low = first.prefix(code.length());
  const HsCode high = last.prefix(code.length());
  if (code < low || high < code) return Verdict::kFail;
  return low < code && code < high ? Verdict::kPass : Verdict::kUnknown;
}

std::string CodeRange::to_string() const {
  return first == last ? first.to_printed() : first.to_printed() + "-" + last.to_printed();
}

Result<CodeRanges> parse_ranges(std::string_view text) {
  CodeRanges ranges;
  for (const std::string_view word : core::split(core::trim(text), ' ')) {
    if (core::trim(word).empty()) continue;
    TRILAT_TRY(const CodeRange range, CodeRange::parse(word));
    ranges.push_back(range);
  }
  return ranges;
}

Verdict any_contains(const CodeRanges& ranges, HsCode code) {
  Verdict found = Verdict::kFail;
  for (const CodeRange& range : ranges) found = either(found, range.contains(code));
  return found;
}

bool among(const CodeRanges& ranges, HsCode code) { return any_contains(ranges, code) == Verdict::kPass; }

std::string to_string(const CodeRanges& ranges) {
  std::string text;
  for (const CodeRange& range : ranges) text += (text.empty() ? "" : ", ") + range.to_string();
  return text;
}

}  // namespace trilat::origin
