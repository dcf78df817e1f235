#include "law/asked.hpp"

#include <algorithm>
#include <map>

#include "law/goods_scope.hpp"

namespace trilat::law {
namespace {

class Gathering {
 public:
  explicit Gathering(const RuleBase& rules) : rules_(rules) {}

  void add(const std::string& fact, const std::vector<FactValue>& literals, const Asker& by) {
    AskedFact& asked = found_[fact];
    asked.fact = rules_.find_fact(fact);
    for (const FactValue& value : literals) {
      if (std::find(asked.literals.begin(), asked.literals.end(), value) == asked.literals.end())
        asked.literals.push_back(value);
    }
    const bool known = std::any_of(asked.by.begin(), asked.by.end(), [&](const Asker& other) {
      return other.heading == by.heading && other.title == by.title && other.authority == by.authority;
    });
    if (!known) asked.by.push_back(by);
  }

  void add_condition(const Condition& condition, const Asker& by) {
    std::vector<const Condition*> leaves;
    collect_facts(condition, leaves);
    for (const Condition* leaf : leaves) add(leaf->name, leaf->values, by);
  }

  void add_measure(const Measure& measure, const Segment& segment) {
    const Authority& authority = rules_.authorities[static_cast<std::size_t>(measure.authority)];
    Asker by{measure.heading,   authority.id,     authority.title, measure.title,
             measure.when_text, segment.citation, segment.grade};
    add_condition(measure.when, by);
    by.condition = "its duty depends on this part of the value";
    if (!segment.base_content.empty()) add(segment.base_content, {}, by);
  }

  void add_special_entries() {
    for (const SpecialEntry& entry : rules_.extras.special_entries) {
      Asker by{entry.provision, {},         "Chapter 98", entry.title, "entered_under = " + entry.provision,
               entry.citation,  entry.grade};
      if (rules_.find_fact("entered_under") != nullptr) add("entered_under", {}, by);
    }
  }

  void add_fee(const Fee& fee) {
    const Grade grade = fee.segments.empty() ? Grade::kC : fee.segments.front().grade;
    add_condition(fee.free_when, {fee.name, {}, "Fees", fee.title, fee.free_when_text, fee.free_citation, grade});
  }

  void add_preference(const Preference& preference, const std::string& heading) {
    add("claim", {},
        {heading,
         {},
         preference.title,
         "Rate of the special column",
         "claim = " + preference.claim,
         preference.citation,
         preference.grade});
  }

  // In the order of declaration.
  std::vector<AskedFact> take() {
    std::vector<AskedFact> facts;
    for (const FactDefinition& fact : rules_.facts) {
      if (const auto at = found_.find(fact.name); at != found_.end()) facts.push_back(std::move(at->second));
    }
    return facts;
  }

 private:
  const RuleBase& rules_;
  std::map<std::string, AskedFact> found_;
};

}  // namespace

std::vector<AskedFact> asked_facts(const RuleBase& rules, const ChangeScope& scope, const LawState& state,
                                   const std::vector<std::string>& fees) {
  Gathering gathering(rules);
  for (const Preference& preference : rules.preferences) {
    if (!may_claim(preference, *scope.origin, state.entry)) continue;
    const auto line = rules.schedule.find(*scope.code, state.entry);
    if (line && special_rate(line->special, preference.programmes) && !line->general.is_free())
      gathering.add_preference(preference, line->rate_code.to_printed());
  }
  for (const Measure& measure : rules.measures) {
    if (!measure.origins.contains(*scope.origin)) continue;
    const Segment* segment = segment_in_force(measure, state.entry, state.known_on);
    if (segment != nullptr && names_goods(rules, measure.products, scope.code, state.entry))
      gathering.add_measure(measure, *segment);
  }
  gathering.add_special_entries();
  for (const Fee& fee : rules.extras.fees) {
    if (std::find(fees.begin(), fees.end(), fee.name) != fees.end()) gathering.add_fee(fee);
  }
  return gathering.take();
}

std::vector<AskedFact> all_facts(const RuleBase& rules) {
  Gathering gathering(rules);
  for (const Preference& preference : rules.preferences) gathering.add_preference(preference, {});
  for (const Measure& measure : rules.measures) {
    for (const Segment& segment : measure.segments) gathering.add_measure(measure, segment);
  }
  gathering.add_special_entries();
  for (const Fee& fee : rules.extras.fees) gathering.add_fee(fee);
  std::vector<AskedFact> asked = gathering.take();
  std::vector<AskedFact> facts;
  for (const FactDefinition& fact : rules.facts) {
    const auto at = std::find_if(asked.begin(), asked.end(), [&](const AskedFact& one) { return one.fact == &fact; });
    facts.push_back(at == asked.end() ? AskedFact{&fact, {}, {}} : std::move(*at));
    std::vector<Asker>& by = facts.back().by;
    std::vector<std::string> seen;
    std::erase_if(by, [&](const Asker& asker) {
      if (std::find(seen.begin(), seen.end(), asker.authority_title) != seen.end()) return true;
      seen.push_back(asker.authority_title);
      return false;
    });
  }
  return facts;
}

}  // namespace trilat::law
