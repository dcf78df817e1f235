#include "engine/origin_answer.hpp"

#include "core/text.hpp"

namespace trilat {
namespace {

std::string fraction(const std::optional<origin::Rational>& number) {
  return number ? number->to_fraction() : std::string{};
}
std::string decimal(const std::optional<origin::Rational>& number) {
  return number ? number->to_string() : std::string{};
}

OriginAlternative alternative_of(const origin::AlternativeFinding& finding) {
  OriginAlternative out;
  out.number = finding.rule->alternative;
  out.rule = finding.rule->to_string();
  out.reference = finding.rule->reference();
  out.verdict = origin::name(finding.verdict);
  out.change = origin::name(finding.change);
  out.de_minimis = finding.de_minimis;
  out.content_waived = finding.content_waived;
  out.need_tv = decimal(finding.need_tv);
  out.need_nc = decimal(finding.need_nc);
  out.tv = fraction(finding.tv);
  out.nc = fraction(finding.nc);
  out.doubt = finding.rule->doubt;
  out.grade = finding.rule->grade;
  return out;
}

}  // namespace

OriginStep step_of(const origin::Step& step) {
  return {step.what,
          step.reference,
          step.formula,
          step.result,
          step.margin,
          step.inputs,
          step.test ? origin::name(step.verdict) : "",
          step.missing,
          step.depth};
}

OriginResult answer_of(const origin::RuleBook& book, const origin::Product& product,
                       const origin::Assessment& assessment) {
  OriginResult out;
  out.status = static_cast<OriginStatus>(assessment.status);
  out.product = product.name;
  out.hs = product.printed_code.empty() ? product.code.to_printed() : product.printed_code;
  out.rule_hs = product.code.to_printed();
  out.agreement = book.provisions.name;
  out.trade = product.trade;
  out.date = product.date;
  out.criterion = assessment.criterion;
  out.reference = assessment.reference;
  out.by_rule = origin::name(assessment.by_rule);
  if (assessment.bill.non_originating.settled()) out.vnm = assessment.bill.non_originating.low.to_fraction();
  out.net_cost = fraction(assessment.bases.net_cost);
  out.total_cost = fraction(assessment.bases.total_cost);
  out.transaction_value = fraction(assessment.bases.transaction_value);
  out.fallback = assessment.fallback_considered && assessment.fallback == origin::Verdict::kPass;
  out.fallback_content_waived = assessment.fallback_content_waived;
  for (const auto& finding : assessment.alternatives) out.alternatives.push_back(alternative_of(finding));
  for (const auto& step : assessment.steps) out.steps.push_back(step_of(step));
  for (const auto& question : assessment.questions)
    out.questions.push_back({question.fact, question.question, question.answers});
  out.notes = assessment.notes;
  out.doubts = assessment.doubts;
  out.inputs = product.inputs.size();
  return out;
}

}  // namespace trilat
