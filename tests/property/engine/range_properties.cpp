// The range that an assessment gives with open facts is the true hull: no answers lead outside of it, and
// both ends are reached by the answers that it names.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "support/engine.hpp"

namespace trilat {
namespace {

// Goods on which many measures meet: vehicles, parts, metals, derivatives, timber, copper, chips, food.
const std::vector<const char*> kCodes = {"8703230160", "8704310140", "8708305090", "7208390090", "7601106090",
                                         "7308909590", "7408116000", "4407120019", "9403409060", "8541420010",
                                         "8471500150", "0804400040", "2709001000", "3104200010", "9018390050",
                                         "6109100012", "7318152095", "8517130000", "9401616011", "8501106000"};
const std::vector<const char*> kOrigins = {"CA", "MX", "CN", "DE", "JP", "GB", "KR", "BR", "IN", "VN", "RU", "CH"};
const std::vector<const char*> kDates = {"2025-01-15", "2025-03-05", "2025-03-20", "2025-04-06", "2025-05-20",
                                         "2025-06-10", "2025-08-08", "2025-11-14", "2026-01-10", "2026-03-01",
                                         "2026-05-01", "2026-07-15", "2026-09-10"};

DutyParams any_shipment() {
  DutyParams params;
  params.to = "US";
  params.from = *rc::gen::elementOf(kOrigins);
  params.hs = *rc::gen::elementOf(kCodes);
  params.date = *rc::gen::elementOf(kDates);
  params.value = std::to_string(*rc::gen::inRange(1, 100000));
  if (*rc::gen::arbitrary<bool>()) params.quantities = {"1000 kg", "150 bbl", "10 m3", "40 No."};
  return params;
}

// Values of a fact: those that the question lists, and for contents any amount up to the value.
std::string any_answer(const DutyQuestion& question, const std::string& value) {
  if (question.fact.ends_with("_value") && *rc::gen::arbitrary<bool>()) {
    return std::to_string(*rc::gen::inRange(0, std::stoi(value) + 1));
  }
  std::string answer = (*rc::gen::elementOf(question.answers)).value;
  std::erase(answer, ',');
  return answer;
}

bool answerable(const std::string& answer) { return answer.find("other") == std::string::npos; }

RC_GTEST_PROP(Range, no_answers_lead_outside_of_it, ()) {
  DutyParams params = any_shipment();
  const auto open = engine().duty(params);
  RC_PRE(open.has_value());
  RC_PRE(open->bounded && (open->status == DutyStatus::kRange));
  // Answer one question after another, until nothing is open.
  DutyResult now = *open;
  for (int round = 0; round < 12 && now.status == DutyStatus::kRange; ++round) {
    const DutyQuestion& question = now.questions.front();
    const std::string answer = any_answer(question, params.value);
    if (!answerable(answer)) break;
    (question.fact == "claim" ? params.claim : params.facts[question.fact]) = answer;
    const auto next = engine().duty(params);
    if (!next) break;  // two contents that exceed the value together
    RC_ASSERT(next->low.duty >= now.low.duty);
    RC_ASSERT(next->high.duty <= now.high.duty);
    now = *next;
  }
}

RC_GTEST_PROP(Range, both_ends_are_reached_by_the_answers_named, ()) {
  const DutyParams params = any_shipment();
  const auto open = engine().duty(params);
  RC_PRE(open.has_value());
  RC_PRE(open->bounded && open->status == DutyStatus::kRange);
  for (const DutyOutcome* end : {&open->low, &open->high}) {
    DutyParams said = params;
    bool can_say = true;
    for (auto [fact, answer] : end->answers) {
      std::erase(answer, ',');
      can_say = can_say && answerable(answer);
      (fact == "claim" ? said.claim : said.facts[fact]) = answer;
    }
    if (!can_say) continue;
    const auto reached = engine().duty(said);
    if (!reached) RC_FAIL(reached.error().to_string());
    RC_ASSERT(reached->low.duty == end->duty || reached->high.duty == end->duty);
  }
}

}  // namespace
}  // namespace trilat
