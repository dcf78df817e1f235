#include "flows/assumptions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"

namespace trilat::flows {
namespace {

bool bears_on(const StandardAnswer& answer, HsCode code, const Partner& partner) {
  const auto& codes = answer.codes;
  const auto& partners = answer.partners;
  const bool goods = codes.empty() ||
                     std::any_of(codes.begin(), codes.end(), [&](HsCode prefix) { return prefix.is_prefix_of(code); });
  return goods && (partners.empty() || std::find(partners.begin(), partners.end(), partner.code) != partners.end());
}

}  // namespace

Result<Answers> Answers::make(const law::LawIndex& index, const Assumptions& assumptions) {
  Answers made;
  for (const StandardAnswer& said : assumptions.answers) {
    Answer answer{&said, index.find_fact(said.fact), false, {}};
    if (answer.fact < 0) {
      std::vector<std::string> known;
      for (const law::FactDefinition& fact : index.rules().facts) known.push_back(fact.name);
      const std::string near = core::nearest(said.fact, known);
      return bad_input(fmt::format("a standard answer is for the fact '{}', which the law does not declare", said.fact),
                       near.empty() ? "name a fact of the law" : fmt::format("did you mean '{}'?", near));
    }
    if (answer.fact == index.claim())
      return bad_input("a standard answer is for the claim", "give claims as shares of the value");
    const law::FactDefinition& fact = index.fact(answer.fact);
    answer.origin = fact.kind == law::FactKind::kCountry && said.value == "origin";
    if (!answer.origin) {
      TRILAT_TRY(answer.value, law::parse_fact(fact, said.value));
    }
    made.answers_.push_back(std::move(answer));
  }
  return made;
}

std::vector<law::KnownFact> Answers::of(HsCode code, const Partner& partner) const {
  std::vector<law::KnownFact> facts;
  for (const Answer& answer : answers_) {
    if (!bears_on(*answer.said, code, partner)) continue;
    law::KnownFact known{answer.fact, answer.value};
    if (answer.origin) known.value.country = partner.law;
    const auto at = std::lower_bound(facts.begin(), facts.end(), known.fact,
                                     [](const law::KnownFact& a, int fact) { return a.fact < fact; });
    if (at != facts.end() && at->fact == known.fact) {
      *at = std::move(known);
    } else {
      facts.insert(at, std::move(known));
    }
  }
  return facts;
}

}  // namespace trilat::flows
