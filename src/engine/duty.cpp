#include "trilat/duty.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/entry_lines.hpp"
#include "engine/impl.hpp"
#include "engine/parameter.hpp"
#include "engine/quota_fill.hpp"
#include "engine/shipment.hpp"
#include "law/assess.hpp"

namespace trilat {
namespace {

DutyOutcome translate(const law::RuleBase& rules, const law::Outcome& outcome, Money whole) {
  DutyOutcome out;
  out.duty = outcome.duty;
  out.fees = outcome.fees;
  out.total = outcome.total();
  for (const law::Charge& line : outcome.charges) {
    out.charges.push_back({line.heading, line.authority, line.authority_title, line.title, line.base, line.rate,
                           line.amount, line.exemption, line.fee, line.part, line.programme, line.at_least,
                           line.working, line.citation, static_cast<char>(line.grade), line.note, line.called});
  }
  out.lines = entry_lines(out.charges, whole);
  for (const law::Considered& entry : outcome.considered) {
    out.considered.push_back({entry.heading, entry.authority, entry.authority_title, entry.title, law::name(entry.why),
                              entry.reason, entry.citation, static_cast<char>(entry.grade)});
  }
  for (const auto& [name, value] : outcome.answers) out.answers[name] = law::to_string(*rules.find_fact(name), value);
  return out;
}

Result<DutyResult> priced(const law::LawIndex& index, const law::Shipment& shipment) {
  const law::RuleBase& rules = index.rules();
  TRILAT_TRY(const law::Assessment found, law::assess(index, shipment));
  DutyResult result;
  result.status = static_cast<DutyStatus>(found.status);
  result.to = rules.importer.to_string();
  result.from = shipment.origin.to_string();
  result.hs = shipment.code.to_printed();
  result.description = fmt::format("{}", fmt::join(rules.schedule.words(shipment.code, shipment.date), ": "));
  result.currency = rules.currency;
  result.date = shipment.date;
  result.value = found.value;
  result.low = translate(rules, found.low, found.value);
  result.high = translate(rules, found.high, found.value);
  result.bounded = found.bounded;
  for (const law::OpenFact& fact : found.open) {
    DutyQuestion question{fact.name, fact.question, fact.at_stake, {}};
    for (const law::Answer& answer : fact.answers)
      question.answers.push_back({answer.value, answer.duty_min, answer.duty_max});
    result.questions.push_back(std::move(question));
  }
  result.assumed = found.assumed;
  result.prohibited = found.high.prohibited;
  result.not_loaded = found.high.not_loaded.empty() ? found.low.not_loaded : found.high.not_loaded;
  result.unpriced = found.high.unpriced.empty() ? found.low.unpriced : found.high.unpriced;
  result.warnings = found.warnings;
  return result;
}

// By what the quota's fill decides: as one shipment, or as the two parts within and over it.
Result<DutyResult> priced(const law::LawIndex& index, law::Shipment shipment, const QuotaFill& fill) {
  if (fill.answer == QuotaFill::Answer::kPart) {
    TRILAT_TRY(DutyResult within, priced(index, quota_part(index.rules(), shipment, fill, true)));
    TRILAT_TRY(const DutyResult over, priced(index, quota_part(index.rules(), shipment, fill, false)));
    return joined(std::move(within), over);
  }
  if (fill.answer != QuotaFill::Answer::kOpen) {
    law::FactValue answer;
    answer.choice = fill.answer == QuotaFill::Answer::kIn ? "in" : "over";
    shipment.facts.emplace("quota", answer);
  }
  return priced(index, shipment);
}

}  // namespace

Result<DutyResult> Engine::duty(const DutyParams& params) const {
  TRILAT_TRY(const law::RuleBase* rules, about("to", impl_->rules_of(params.to)));
  TRILAT_TRY(const law::LawIndex* index, impl_->law.index_of(rules->importer));
  TRILAT_TRY(ReadShipment read, read_shipment(*rules, params));
  TRILAT_TRY(QuotaFill fill, quota_fill(*rules, read.shipment, params));
  TRILAT_TRY(DutyResult result, priced(*index, std::move(read.shipment), fill));
  result.value_working = std::move(read.valuation.working);
  result.quota = std::move(fill.working);
  result.warnings.insert(result.warnings.end(), read.valuation.warnings.begin(), read.valuation.warnings.end());
  result.data_hash = impl_->hash();
  return result;
}

const char* name(DutyStatus status) { return law::name(static_cast<law::AssessmentStatus>(status)); }

int exit_status(DutyStatus status) {
  if (status == DutyStatus::kDetermined) return 0;
  return status == DutyStatus::kProhibited ? 4 : 3;
}

}  // namespace trilat
