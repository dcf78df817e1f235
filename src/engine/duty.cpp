#include "trilat/duty.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/text.hpp"
#include "engine/entry_lines.hpp"
#include "engine/impl.hpp"
#include "engine/parameter.hpp"
#include "law/assess.hpp"

namespace trilat {
namespace {

tl::unexpected<Error> unknown_fact(const law::RuleBase& rules, const std::string& name) {
  std::vector<std::string> names;
  for (const law::FactDefinition& fact : rules.facts) names.push_back(fact.name);
  return bad_input(fmt::format("'{}' is not a fact", name),
                   core::did_you_mean(name, names, "`trilat facts --to` with the importer lists them"));
}

Status read_facts(const law::RuleBase& rules, const DutyParams& params, law::Shipment& shipment) {
  auto facts = params.facts;
  if (!params.claim.empty()) {
    const auto [claim, fresh] = facts.try_emplace("claim", params.claim);
    if (!fresh && claim->second != params.claim) {
      return bad_input(fmt::format("the claim is said twice: '{}', and as a fact '{}'", params.claim, claim->second),
                       "say it once");
    }
  }
  for (const auto& [name, text] : facts) {
    const law::FactDefinition* definition = rules.find_fact(name);
    if (definition == nullptr) return unknown_fact(rules, name);
    TRILAT_TRY(auto value, about(name.c_str(), law::parse_fact(*definition, text)));
    shipment.facts.emplace(name, std::move(value));
  }
  return {};
}

Result<law::Shipment> read_shipment(const law::RuleBase& rules, const DutyParams& params) {
  law::Shipment shipment;
  TRILAT_TRY(shipment.origin, about("from", Country::parse(params.from)));
  TRILAT_TRY(shipment.code, about("hs", HsCode::parse_printed(params.hs)));
  TRILAT_TRY(shipment.date, about("date", Date::parse(params.date)));
  TRILAT_TRY(shipment.value, about("value", Money::parse(params.value)));
  if (!params.preference_from.empty()) {
    TRILAT_TRY(shipment.preference_origin, about("preference-from", Country::parse(params.preference_from)));
  }
  shipment.options = params.options;
  shipment.beyond_horizon = params.beyond_horizon;
  if (!params.known_on.empty()) {
    TRILAT_TRY(shipment.known_on, about("known-on", Date::parse(params.known_on)));
  }
  for (const std::string& text : params.quantities) {
    TRILAT_TRY(Quantity quantity, about("quantity", Quantity::parse(text)));
    shipment.quantities.push_back(std::move(quantity));
  }
  TRILAT_CHECK(read_facts(rules, params, shipment));
  return shipment;
}

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

}  // namespace

Result<DutyResult> Engine::duty(const DutyParams& params) const {
  TRILAT_TRY(const law::RuleBase* rules, about("to", impl_->rules_of(params.to)));
  TRILAT_TRY(const law::LawIndex* index, impl_->law.index_of(rules->importer));
  TRILAT_TRY(const law::Shipment shipment, read_shipment(*rules, params));
  TRILAT_TRY(const law::Assessment found, law::assess(*index, shipment));
  DutyResult result;
  result.status = static_cast<DutyStatus>(found.status);
  result.to = rules->importer.to_string();
  result.from = shipment.origin.to_string();
  result.hs = shipment.code.to_printed();
  result.description = fmt::format("{}", fmt::join(rules->schedule.words(shipment.code, shipment.date), ": "));
  result.currency = rules->currency;
  result.date = shipment.date;
  result.value = found.value;
  result.low = translate(*rules, found.low, found.value);
  result.high = translate(*rules, found.high, found.value);
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
  result.data_hash = impl_->hash();
  return result;
}

const char* name(DutyStatus status) { return law::name(static_cast<law::AssessmentStatus>(status)); }

int exit_status(DutyStatus status) {
  if (status == DutyStatus::kDetermined) return 0;
  return status == DutyStatus::kProhibited ? 4 : 3;
}

}  // namespace trilat
