#include "law/hull.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/unique.hpp"

namespace trilat::law {
namespace {

AssessmentStatus status_of(const std::vector<CodeAssessment>& codes, bool one_total) {
  const auto all = [&](AssessmentStatus status) {
    return std::all_of(codes.begin(), codes.end(),
                       [&](const CodeAssessment& each) { return each.assessment.status == status; });
  };
  const auto any = [&](AssessmentStatus status) {
    return std::any_of(codes.begin(), codes.end(),
                       [&](const CodeAssessment& each) { return each.assessment.status == status; });
  };
  if (all(AssessmentStatus::kProhibited)) return AssessmentStatus::kProhibited;
  if (any(AssessmentStatus::kNotLoaded)) return AssessmentStatus::kNotLoaded;
  return one_total && all(AssessmentStatus::kDetermined) ? AssessmentStatus::kDetermined : AssessmentStatus::kRange;
}

void add_question(std::vector<OpenFact>& open, const OpenFact& question) {
  const auto at =
      std::find_if(open.begin(), open.end(), [&](const OpenFact& known) { return known.name == question.name; });
  if (at == open.end()) {
    open.push_back(question);
    return;
  }
  at->at_stake = std::max(at->at_stake, question.at_stake);
  for (const Answer& answer : question.answers) {
    const auto same = std::find_if(at->answers.begin(), at->answers.end(),
                                   [&](const Answer& known) { return known.value == answer.value; });
    if (same == at->answers.end()) {
      at->answers.push_back(answer);
      continue;
    }
    same->duty_min = std::min(same->duty_min, answer.duty_min);
    same->duty_max = std::max(same->duty_max, answer.duty_max);
  }
}

// The code itself as an open question, with what each answer leaves possible.
OpenFact code_question(const std::vector<CodeAssessment>& codes) {
  OpenFact question{"hs", "Which statistical code of the item is it?", {}, {}};
  const Assessment& first = codes.front().assessment;
  Money least_min = first.low.total(), greatest_min = least_min;
  Money least_max = first.high.total(), greatest_max = least_max;
  for (const CodeAssessment& each : codes) {
    const Money low = each.assessment.low.total(), high = each.assessment.high.total();
    least_min = std::min(least_min, low);
    greatest_min = std::max(greatest_min, low);
    least_max = std::min(least_max, high);
    greatest_max = std::max(greatest_max, high);
    const std::string words = each.others == 0 ? each.code.to_printed()
                                               : fmt::format("{} and {} like it", each.code.to_printed(), each.others);
    question.answers.push_back({words, low, high});
  }
  question.at_stake = std::max(greatest_min - least_min, greatest_max - least_max);
  return question;
}

}  // namespace

Assessment hull(const std::vector<CodeAssessment>& codes) {
  Assessment all = codes.front().assessment;
  const OpenFact question = code_question(codes);
  for (const CodeAssessment& each : codes) {
    const Assessment& one = each.assessment;
    if (one.low.total() < all.low.total()) all.low = one.low;
    if (one.high.total() > all.high.total()) all.high = one.high;
    all.bounded = all.bounded && one.bounded;
    for (const OpenFact& fact : one.open) add_question(all.open, fact);
    core::add_all_unique(all.assumed, one.assumed);
    core::add_all_unique(all.warnings, one.warnings);
  }
  all.status = status_of(codes, all.low.total() == all.high.total());
  if (!question.at_stake.is_zero()) all.open.push_back(question);
  std::stable_sort(all.open.begin(), all.open.end(),
                   [](const OpenFact& a, const OpenFact& b) { return a.at_stake > b.at_stake; });
  return all;
}

}  // namespace trilat::law
