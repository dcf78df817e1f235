#include "origin/shift.hpp"

#include <fmt/format.h>

#include "core/text.hpp"

namespace trilat::origin {
namespace {

constexpr int kChapter = 2;
constexpr int kHeading = 4;
constexpr int kSubheading = 6;
constexpr int kItem = 8;

// Differs at that many digits: unknown where one of the codes is shorter and the rest agrees.
Verdict differs(HsCode a, HsCode b, int digits) {
  const int common = std::min({a.length(), b.length(), digits});
  if (a.prefix(common) != b.prefix(common)) return Verdict::kPass;
  return common < digits ? Verdict::kUnknown : Verdict::kFail;
}

// The change is from another good: of another code, or of the same where it is another good.
Verdict another_good(HsCode good, HsCode material, const std::string& kind, int digits) {
  const Verdict other = differs(good, material, digits);
  if (other != Verdict::kFail) return other;
  if (kind == "same good") return Verdict::kFail;
  return kind.empty() ? Verdict::kUnknown : Verdict::kPass;
}

Verdict changes(Change change, const Rule& rule, HsCode good, HsCode material, const std::string& kind) {
  Verdict verdict = Verdict::kFail;
  switch (change) {
    case Change::kNone: return Verdict::kPass;
    case Change::kChapter: verdict = differs(good, material, kChapter); break;
    case Change::kHeading: verdict = differs(good, material, kHeading); break;
    case Change::kSubheading: verdict = differs(good, material, kSubheading); break;
    case Change::kItem: verdict = differs(good, material, kItem); break;
    case Change::kGoodSubheading: verdict = another_good(good, material, kind, kSubheading); break;
    case Change::kGoodHeading: verdict = another_good(good, material, kind, kHeading); break;
    case Change::kGoodOrHeading:
      verdict = differs(good, material, kHeading);
      if (verdict == Verdict::kFail && differs(good, material, kSubheading) == Verdict::kFail)
        verdict = another_good(good, material, kind, kSubheading);
      break;
    case Change::kSpecified: {
      verdict = any_contains(rule.from, material);
      for (const CodeRanges& group : rule.from_groups) verdict = either(verdict, any_contains(group, material));
      break;
    }
  }
  if (rule.outside_group && change == rule.change) {
    const Verdict within = rule.codes.contains(material);
    verdict = both(verdict, within == Verdict::kPass   ? Verdict::kFail
                            : within == Verdict::kFail ? Verdict::kPass
                                                       : Verdict::kUnknown);
  }
  return verdict;
}

// Whether the material is of a kind of good that a text describes and its code does not tell.
Verdict is_kind(const std::string& kind, const std::string& described) {
  if (kind.empty()) return Verdict::kUnknown;
  return verdict_of(core::to_lower(kind) == core::to_lower(described));
}

Question code_question(const std::string& input, HsCode code) {
  return {fmt::format("input '{}': hs", input),
          fmt::format("Under which longer tariff code does '{}' ({}) stand?", input, code.to_printed()),
          {}};
}

Question kind_question(const std::string& input, const std::string& described) {
  return {fmt::format("input '{}': kind", input),
          fmt::format("Is '{}' of this kind: {}?", input, described),
          {described, "other"}};
}

// Text that describes a kind may say that it stands in one of these codes; then only such materials are asked of.
bool could_be(const std::string& described, HsCode material) {
  bool names_code = false;
  for (std::size_t at = 0; at + kHeading <= described.size(); ++at) {
    if (at > 0 && (std::isalnum(static_cast<unsigned char>(described[at - 1])) != 0 || described[at - 1] == '.'))
      continue;
    std::size_t end = at;
    while (end < described.size() && (std::isdigit(static_cast<unsigned char>(described[end])) != 0 ||
                                      (described[end] == '.' && end - at == kHeading)))
      ++end;
    std::string_view word = std::string_view(described).substr(at, end - at);
    if (word.ends_with('.')) word.remove_suffix(1);
    if (word.size() < kHeading) continue;
    const auto code = HsCode::parse_printed(word);
    if (!code) continue;
    names_code = true;
    const int common = std::min(code->length(), material.length());
    if (code->prefix(common) == material.prefix(common)) return true;
  }
  return !names_code;
}

ShiftFinding blocked_by(const Rule& rule, HsCode material, const std::string& kind, const std::string& input) {
  ShiftFinding finding;
  const Verdict listed = any_contains(rule.except, material);
  if (listed == Verdict::kPass) return {Verdict::kFail, fmt::format("excepted: {}", to_string(rule.except)), {}};
  if (listed == Verdict::kUnknown) {
    finding = {
        Verdict::kUnknown, "its code is too short to tell whether it is excepted", {code_question(input, material)}};
  }
  if (!rule.except_kind.empty() && could_be(rule.except_kind, material)) {
    const Verdict of_kind = is_kind(kind, rule.except_kind);
    if (of_kind == Verdict::kPass) return {Verdict::kFail, fmt::format("excepted: {}", rule.except_kind), {}};
    if (of_kind == Verdict::kUnknown) {
      finding.verdict = Verdict::kUnknown;
      finding.why = fmt::format("excepted if it is of this kind: {}", rule.except_kind);
      finding.missing.push_back(kind_question(input, rule.except_kind));
    }
  }
  return finding;
}

// The codes that the rule names as permitted; their kind may be limited by a text.
Verdict named_codes(const Rule& rule, const CodeRanges& codes, HsCode material, const std::string& kind) {
  const Verdict listed = any_contains(codes, material);
  if (listed == Verdict::kFail || rule.from_kind.empty() || !could_be(rule.from_kind, material)) return listed;
  return both(listed, is_kind(kind, rule.from_kind));
}

}  // namespace

ShiftFinding shift_of(const Rule& rule, HsCode good, HsCode material, const std::string& kind,
                      const std::string& input) {
  ShiftFinding blocked = blocked_by(rule, material, kind, input);
  if (blocked.verdict == Verdict::kFail) return blocked;
  Verdict inside = rule.inside.empty() ? Verdict::kPass : any_contains(rule.inside, material);
  Verdict change = changes(rule.change, rule, good, material, kind);
  if (rule.change == Change::kSpecified && !rule.from_kind.empty() && change != Verdict::kFail &&
      could_be(rule.from_kind, material) && any_contains(rule.from, material) != Verdict::kFail)
    change = both(change, is_kind(kind, rule.from_kind));
  Verdict verdict = both(inside, change);
  if (rule.also_change) verdict = either(verdict, changes(*rule.also_change, rule, good, material, kind));
  // a change from another chapter stands beside one from within the chapter
  verdict = either(verdict, named_codes(rule, rule.also_from, material, kind));
  ShiftFinding finding{both(blocked.verdict, verdict), {}, std::move(blocked.missing)};
  if (finding.verdict == Verdict::kPass) {
    finding.why = rule.change == Change::kNone ? "no change is required" : "it undergoes the change";
  } else if (finding.verdict == Verdict::kFail) {
    finding.why =
        fmt::format("{} does not undergo {}", material.to_printed(),
                    rule.change == Change::kSpecified ? "the change from " + to_string(rule.from) : words(rule.change));
  } else {
    finding.why = blocked.why.empty() ? "its code or kind is not told closely enough" : blocked.why;
    if (verdict == Verdict::kUnknown) {
      finding.missing.push_back(
          rule.from_kind.empty() ? (differs(good, material, kSubheading) == Verdict::kFail
                                        ? Question{fmt::format("input '{}': kind", input),
                                                   fmt::format("Is '{}' another good than the good made of it?", input),
                                                   {"another good", "same good"}}
                                        : code_question(input, material))
                                 : kind_question(input, rule.from_kind));
    }
  }
  return finding;
}

ShiftFinding shift_of(const Rule& rule, HsCode good, const Input& material) {
  if (material.codes.size() < 2) return shift_of(rule, good, material.code, material.kind, material.name);
  ShiftFinding finding = shift_of(rule, good, material.codes.front(), material.kind, material.name);
  for (const HsCode code : material.codes) {
    ShiftFinding other = shift_of(rule, good, code, material.kind, material.name);
    if (other.verdict == finding.verdict) continue;
    finding.verdict = Verdict::kUnknown;
    finding.why = "the codes that its goods had under the rules are treated differently";
    Question question{fmt::format("input '{}': rule_hs", material.name),
                      fmt::format("Under which code of the rules did '{}' stand?", material.name),
                      {}};
    for (const HsCode each : material.codes) question.answers.push_back(each.to_printed());
    finding.missing = {std::move(question)};
    return finding;
  }
  return finding;
}

}  // namespace trilat::origin
