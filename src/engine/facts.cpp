#include "trilat/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/unique.hpp"
#include "engine/impl.hpp"
#include "engine/parameter.hpp"
#include "law/asked.hpp"

namespace trilat {
namespace {

const char* kind_name(law::FactKind kind) {
  constexpr std::array kNames = {"flag", "content", "share", "country", "date", "choice", "rate"};
  return kNames[static_cast<std::size_t>(kind)];
}

FactMatter described(const law::AskedFact& asked) {
  FactMatter matter;
  matter.name = asked.fact->name;
  matter.kind = kind_name(asked.fact->kind);
  matter.question = asked.fact->question;
  matter.choices = asked.fact->choices;
  matter.unsaid = asked.fact->assume_false ? "assume_false" : "ask";
  for (const law::Asker& by : asked.by) {
    matter.asked_by.push_back({by.heading, by.authority, by.authority_title, by.title, by.condition, by.citation,
                               static_cast<char>(by.grade)});
  }
  return matter;
}

std::vector<std::string> shares_to_try(const law::AskedFact& asked) {
  std::vector<std::string> texts = {"0%", "100%"};
  for (const law::FactValue& literal : asked.literals) {
    if (asked.fact->kind == law::FactKind::kContent && !literal.is_share) continue;
    for (const std::int64_t step : {-1, 0, 1}) {
      const Rate share = Rate::from_raw(std::clamp<std::int64_t>(literal.share.raw() + step, 0, Rate::kScale));
      core::add_unique(texts, share.to_percent_string());
    }
  }
  return texts;
}

// Answers as a user would say them, on both sides of what conditions compare the fact with.
std::vector<std::string> answers_to_try(const law::AskedFact& asked) {
  std::vector<std::string> texts;
  switch (asked.fact->kind) {
    case law::FactKind::kFlag: return {"no", "yes"};
    case law::FactKind::kChoice: return asked.fact->choices;
    case law::FactKind::kShare:
    case law::FactKind::kContent: return shares_to_try(asked);
    case law::FactKind::kRate: return {};  // what it adds is the rate itself
    case law::FactKind::kCountry:
      for (const law::FactValue& literal : asked.literals) core::add_unique(texts, literal.country.to_string());
      texts.emplace_back("other");
      break;
    case law::FactKind::kDate:
      for (const law::FactValue& literal : asked.literals) {
        for (const int days : {-1, 0, 1}) core::add_unique(texts, literal.date.plus_days(days).to_string());
      }
      break;
  }
  return texts;
}

struct Hull {
  Money min, max;
};

Money spread(const Hull& a, const Hull& b) {
  const auto distance = [](Money x, Money y) { return x < y ? y - x : x - y; };
  return std::max(distance(a.min, b.min), distance(a.max, b.max));
}

// Says each answer in turn, everything else left as it is. An answer that the law refuses for the
// goods is left out. What holds unsaid counts too: for it is what an answer would change.
void weigh(const Engine& engine, const DutyParams& shipment, const DutyResult& unsaid, const law::AskedFact& asked,
           FactMatter& matter) {
  std::vector<Hull> hulls;
  if (!matter.open) hulls.push_back({unsaid.low.duty, unsaid.high.duty});
  for (const std::string& text : answers_to_try(asked)) {
    DutyParams said = shipment;
    (matter.name == "claim" ? said.claim : said.facts[matter.name]) = text;
    const auto duty = engine.duty(said);
    if (!duty) continue;
    matter.answers.push_back({text, duty->low.duty, duty->high.duty});
    hulls.push_back({duty->low.duty, duty->high.duty});
  }
  for (const Hull& one : hulls) {
    for (const Hull& other : hulls) matter.at_stake = std::max(matter.at_stake, spread(one, other));
  }
}

// True: every declared fact is meant. Otherwise the good must be given in full.
Result<bool> asks_for_all(const DutyParams& shipment) {
  const std::array given = {!shipment.hs.empty(), !shipment.from.empty(), !shipment.date.empty()};
  if (std::none_of(given.begin(), given.end(), [](bool one) { return one; })) return true;
  constexpr std::array kNames = {"hs", "from", "date"};
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (given[i]) continue;
    return bad_input(fmt::format("{} is missing", kNames[i]),
                     "give hs, from and date for the facts of a good, or none of them for all facts");
  }
  return false;
}

}  // namespace

Result<FactsResult> Engine::facts(const FactsParams& params) const {
  TRILAT_TRY(const law::RuleBase* rules, about("to", impl_->rules_of(params.shipment.to)));
  TRILAT_TRY(const bool all, asks_for_all(params.shipment));
  FactsResult result;
  result.all = all;
  result.to = rules->importer.to_string();
  result.currency = rules->currency;
  result.data_hash = impl_->hash();
  if (all) {
    for (const law::AskedFact& asked : law::all_facts(*rules)) result.facts.push_back(described(asked));
    return result;
  }
  DutyParams shipment = params.shipment;
  if (shipment.value.empty()) shipment.value = "10000";
  TRILAT_TRY(const DutyResult unsaid, duty(shipment));
  law::ChangeScope scope;
  TRILAT_TRY(scope.origin, Country::parse(shipment.from));
  TRILAT_TRY(scope.code, HsCode::parse_printed(shipment.hs));
  law::LawState state{unsaid.date, std::nullopt};
  if (!shipment.known_on.empty()) {
    TRILAT_TRY(state.known_on, Date::parse(shipment.known_on));
  }
  for (const law::AskedFact& asked : law::asked_facts(*rules, scope, state, shipment.options)) {
    FactMatter matter = described(asked);
    matter.unsaid_here = matter.name == "claim" ? shipment.claim.empty() : !shipment.facts.contains(matter.name);
    const auto& questions = unsaid.questions;
    matter.open = std::any_of(questions.begin(), questions.end(),
                              [&](const DutyQuestion& question) { return question.fact == matter.name; });
    if (matter.unsaid_here) weigh(*this, shipment, unsaid, asked, matter);
    result.facts.push_back(std::move(matter));
  }
  std::stable_sort(result.facts.begin(), result.facts.end(),
                   [](const FactMatter& a, const FactMatter& b) { return a.at_stake > b.at_stake; });
  result.from = unsaid.from;
  result.hs = unsaid.hs;
  result.description = unsaid.description;
  result.date = unsaid.date;
  result.value = unsaid.value;
  result.status = name(unsaid.status);
  result.duty_min = unsaid.low.duty;
  result.duty_max = unsaid.high.duty;
  result.bounded = unsaid.bounded;
  return result;
}

}  // namespace trilat
