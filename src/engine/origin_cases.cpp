#include "engine/origin_cases.hpp"

#include <fmt/format.h>

#include "engine/origin_answer.hpp"
#include "engine/origin_product.hpp"
#include "engine/plain_text.hpp"
#include "origin/assess.hpp"

namespace trilat {
namespace {

using origin::Rational;
using origin::Rounding;

constexpr std::string_view kPrinted = "_printed";

std::string text_of(const OriginScalar& value) {
  if (const bool* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const Rational* number = std::get_if<Rational>(&value)) return number->to_string();
  return std::get<std::string>(value);
}

std::string text_of(const OriginAnswer& answer) {
  if (!answer.list && answer.values.size() == 1) return text_of(answer.values.front());
  std::string text;
  for (const OriginScalar& value : answer.values) text += (text.empty() ? "" : ", ") + text_of(value);
  return "[" + text + "]";
}

int decimals_of(const std::string& text) {
  const auto point = text.find('.');
  return point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

// One expected value against one computed; printed figures hold where the exact one rounds or truncates to them.
bool agrees(const io::Node& expected, const OriginScalar& computed, bool printed) {
  if (const bool* truth = std::get_if<bool>(&computed)) {
    const auto wanted = expected.as_bool();
    return wanted && *wanted == *truth;
  }
  const auto text = plain_text(expected);
  if (!text) return false;
  const Rational* number = std::get_if<Rational>(&computed);
  if (number == nullptr) return *text == std::get<std::string>(computed);
  const auto wanted = Rational::parse(*text);
  if (!wanted) return false;
  if (!printed) return *wanted == *number;
  const int decimals = decimals_of(*text);
  return number->rounded(decimals) == *wanted || number->rounded(decimals, Rounding::kTruncate) == *wanted;
}

bool agrees(const io::Node& expected, const OriginAnswer& computed, bool printed) {
  if (!expected.is_array())
    return !computed.list && computed.values.size() == 1 && agrees(expected, computed.values.front(), printed);
  const io::Array& wanted = **expected.as_array();
  if (wanted.size() != computed.values.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!agrees(wanted[i], computed.values[i], printed)) return false;
  }
  return true;
}

std::string written(const io::Node& node) {
  if (!node.is_array()) return plain_text(node).value_or("?");
  std::string text;
  for (const io::Node& each : **node.as_array()) text += (text.empty() ? "" : ", ") + written(each);
  return "[" + text + "]";
}

// The least demanding value content among the alternatives whose change is met.
std::vector<Rational> content_needed(const std::vector<origin::AlternativeFinding>& alternatives) {
  const origin::AlternativeFinding* least = nullptr;
  for (const auto& finding : alternatives) {
    if (finding.change != origin::Verdict::kPass || (!finding.need_tv && !finding.need_nc)) continue;
    if (least == nullptr || finding.need_nc.value_or(Rational(100)) < least->need_nc.value_or(Rational(100)))
      least = &finding;
  }
  std::vector<Rational> needed;
  if (least != nullptr && least->need_tv) needed.push_back(*least->need_tv);
  if (least != nullptr && least->need_nc) needed.push_back(*least->need_nc);
  return needed;
}

// The change alone, of the alternatives that ask for nothing but it; of all where each asks for value content too.
bool change_alone(const std::vector<origin::AlternativeFinding>& alternatives) {
  bool plain = false;
  bool met = false;
  bool any = false;
  for (const auto& finding : alternatives) {
    const bool passes = finding.change == origin::Verdict::kPass;
    any = any || passes;
    if (finding.rule->has_value_content()) continue;
    plain = true;
    met = met || passes;
  }
  return plain ? met : any;
}

OriginScalar truth_of(origin::Verdict verdict) {
  if (verdict == origin::Verdict::kUnknown) return std::string("cannot tell");
  return verdict == origin::Verdict::kPass;
}

void put_alternative(OriginAnswers& answers, const origin::Assessment& found) {
  bool de_minimis = false;
  for (const auto& finding : found.alternatives) de_minimis = de_minimis || finding.de_minimis;
  put(answers, "de_minimis", de_minimis);
  put(answers, "shift", change_alone(found.alternatives));
  put(answers, "rvc_needed", content_needed(found.alternatives));
  const origin::AlternativeFinding* chosen = decisive(found);
  if (chosen == nullptr) return;
  const bool asks = chosen->need_tv.has_value() || chosen->need_nc.has_value();
  put(answers, "rvc_required", asks && !chosen->content_waived);
  put(answers, "shift_waived", chosen->de_minimis);
  put(answers, "alternative", Rational(chosen->rule->alternative));
  if (chosen->need_nc) put(answers, "required_nc", *chosen->need_nc);
  if (chosen->need_tv) put(answers, "required_tv", *chosen->need_tv);
  if (chosen->tv) put(answers, "rvc_tv", *chosen->tv);
  if (chosen->nc) put(answers, "rvc_nc", *chosen->nc);
  const auto& reached = chosen->nc && !chosen->tv ? chosen->nc : chosen->tv;
  if (reached) put(answers, "rvc", *reached);
}

}  // namespace

void put(OriginAnswers& answers, const std::string& name, OriginScalar value) {
  answers[name] = {{std::move(value)}, false};
}

void put(OriginAnswers& answers, const std::string& name, const std::vector<Rational>& values) {
  OriginAnswer& answer = answers[name];
  answer = {{}, true};
  for (const Rational& value : values) answer.values.emplace_back(value);
}

Result<OriginAnswers> origin_of_case(const origin::RuleBook& book, const io::Node& node, std::string& working) {
  TRILAT_TRY(origin::Product product, read_product(book, node));
  settle_inputs(book, product);
  const origin::Assessment found = assess(book, product);
  working = to_text(answer_of(book, product, found));
  OriginAnswers answers;
  const bool settled = found.status == origin::Status::kOriginating || found.status == origin::Status::kNotOriginating;
  put(answers, "originating",
      settled ? OriginScalar(found.status == origin::Status::kOriginating)
              : OriginScalar(std::string(name(found.status))));
  put(answers, "status", std::string(name(found.status)));
  put(answers, "criterion", found.criterion);
  put(answers, "by_rule", truth_of(found.by_rule));
  put(answers, "ambiguous", !found.doubts.empty());
  put(answers, "fallback", found.fallback_considered && found.fallback == origin::Verdict::kPass);
  put(answers, "fallback_rvc_required", found.fallback_considered && !found.fallback_content_waived);
  if (found.bill.non_originating.settled()) put(answers, "vnm", found.bill.non_originating.low);
  if (found.bases.net_cost) put(answers, "net_cost", *found.bases.net_cost);
  if (found.bases.total_cost) put(answers, "total_cost", *found.bases.total_cost);
  if (found.bases.transaction_value) put(answers, "transaction_value", *found.bases.transaction_value);
  put_alternative(answers, found);
  OriginAnswer& asks = answers["asks"];
  asks.list = true;
  for (const auto& question : found.questions) asks.values.emplace_back(question.fact);
  return answers;
}

std::vector<std::string> differences(const io::Node& expect, const OriginAnswers& answers) {
  std::vector<std::string> found;
  const auto table = expect.as_table();
  if (!table) return {table.error().to_string()};
  for (const io::Member& member : **table) {
    std::string key = member.key;
    bool printed = false;
    auto at = answers.find(key);
    if (at == answers.end() && key.ends_with(kPrinted)) {
      key = key.substr(0, key.size() - kPrinted.size());
      at = answers.find(key);
      printed = true;
    }
    if (at == answers.end()) {
      found.push_back(
          fmt::format("{}: expected {}, nothing of that name is computed", member.key, written(member.value)));
    } else if (!agrees(member.value, at->second, printed)) {
      found.push_back(fmt::format("{}: expected {}, got {}", member.key, written(member.value), text_of(at->second)));
    }
  }
  return found;
}

Result<CaseReport> run_origin_case(const origin::RuleBook& book, const io::Node& node) {
  TRILAT_CHECK(
      node.allow_only({"id", "kind", "source", "tier", "official", "note", "given", "product", "expect", "skip"}));
  CaseReport report;
  TRILAT_TRY(report.id, node.string_at("id"));
  TRILAT_TRY(const std::string kind, node.string_at("kind"));
  TRILAT_CHECK(node.string_at("source"));
  TRILAT_TRY(const auto skip, node.maybe_string("skip"));
  TRILAT_TRY(const io::Node* expect, node.require("expect"));
  if (skip || book.empty()) {
    report.verdict = CaseVerdict::kSkipped;
    report.differences = {skip.value_or("the data hold no rules of origin")};
    return report;
  }
  const io::Node* product = node.find("product");
  if (product == nullptr) TRILAT_CHECK(node.require("given"));
  const auto answers =
      product != nullptr ? origin_of_case(book, *product, report.working) : origin_sum(book, kind, *node.find("given"));
  report.differences = answers ? differences(*expect, *answers) : std::vector<std::string>{answers.error().to_string()};
  report.verdict = report.differences.empty() ? CaseVerdict::kPassed : CaseVerdict::kFailed;
  if (report.verdict == CaseVerdict::kPassed) report.working.clear();
  if (report.verdict == CaseVerdict::kFailed && answers && product == nullptr) {
    for (const auto& [name, answer] : *answers) report.working += fmt::format("  {} = {}\n", name, text_of(answer));
  }
  return report;
}

}  // namespace trilat
