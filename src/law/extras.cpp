#include "law/extras.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/text.hpp"
#include "law/assess.hpp"
#include "law/rule_base.hpp"

namespace trilat::law {
namespace {

// Conditions over facts alone: what is said, what is assumed, and what is missing.
class FactsAlone final : public ConditionContext {
 public:
  FactsAlone(const RuleBase& rules, const Shipment& shipment, const FactSet& answers, std::set<std::string>& assumed)
      : rules_(rules), shipment_(shipment), answers_(answers), assumed_(assumed) {}

  Truth fact(const Condition& leaf) override {
    const FactDefinition* definition = rules_.find_fact(leaf.name);
    if (const auto said = answers_.find(leaf.name); said != answers_.end()) {
      return satisfies(leaf, definition->kind, said->second, shipment_.value) ? Truth::kYes : Truth::kNo;
    }
    if (cannot_claim(leaf)) return Truth::kNo;
    if (definition->assume_false) {
      assumed_.insert(leaf.name);
      return Truth::kNo;
    }
    if (!missing) missing = leaf.name;
    return Truth::kUnknown;
  }
  Truth column_1(const Condition&) override { return Truth::kNo; }
  Truth subject_to(const std::string&) override { return Truth::kNo; }
  Truth owes(const std::string&) override { return Truth::kNo; }

  std::optional<std::string> missing;

 private:
  // A claim that the origin does not allow is not made.
  bool cannot_claim(const Condition& leaf) const {
    if (leaf.name != "claim") return false;
    const Country origin = shipment_.preference_origin.value_or(shipment_.origin);
    return std::none_of(rules_.preferences.begin(), rules_.preferences.end(), [&](const Preference& preference) {
      const bool named = std::any_of(leaf.values.begin(), leaf.values.end(),
                                     [&](const FactValue& value) { return value.choice == preference.claim; });
      return named && preference.origins.contains(origin);
    });
  }

  const RuleBase& rules_;
  const Shipment& shipment_;
  const FactSet& answers_;
  std::set<std::string>& assumed_;
};

bool asked_for(const Fee& fee, const Shipment& shipment) {
  return std::find(shipment.options.begin(), shipment.options.end(), fee.name) != shipment.options.end();
}

const Fee::Segment* segment_on(const Fee& fee, Date date) {
  const auto found = std::find_if(fee.segments.begin(), fee.segments.end(),
                                  [&](const Fee::Segment& segment) { return segment.effect.contains(date); });
  return found == fee.segments.end() ? nullptr : &*found;
}

void add_stated(const RuleBase& rules, const Shipment& shipment, const FactSet& answers, Outcome& outcome) {
  for (const StatedDuty& duty : rules.extras.stated_duties) {
    const auto said = answers.find(duty.fact);
    if (said == answers.end()) continue;
    Charge line;
    line.heading = line.authority = duty.name;
    line.title = line.authority_title = duty.title;
    line.base = shipment.value;
    line.rate = said->second.share.to_percent_string();
    line.amount = shipment.value.times(said->second.share);
    line.working = fmt::format("{} of {} = {}", line.rate, line.base.to_display(), line.amount.to_display());
    line.citation = duty.citation;
    line.grade = duty.grade;
    line.note = "at the rate that was stated";
    outcome.duty += line.amount;
    outcome.charges.push_back(std::move(line));
  }
}

Charge price_fee(const Fee& fee, const Fee::Segment& segment, Money base) {
  Charge line;
  line.heading = line.authority = fee.name;
  line.title = line.authority_title = fee.title;
  line.fee = true;
  line.base = base;
  line.rate = segment.rate.to_percent_string();
  line.amount = base.times(segment.rate);
  line.working = fmt::format("{} of {} = {}", line.rate, base.to_display(), line.amount.to_display());
  if (segment.least && line.amount < *segment.least) {
    line.amount = *segment.least;
    line.working += fmt::format(", not less than {}", line.amount.to_display());
  }
  if (segment.greatest && line.amount > *segment.greatest) {
    line.amount = *segment.greatest;
    line.working += fmt::format(", not more than {}", line.amount.to_display());
  }
  line.citation = segment.citation;
  line.grade = segment.grade;
  line.note = segment.note;
  return line;
}

}  // namespace

const SpecialEntry* special_entry(const RuleBase& rules, const FactSet& answers) {
  const auto said = answers.find("entered_under");
  if (said == answers.end()) return nullptr;
  const auto& entries = rules.extras.special_entries;
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const SpecialEntry& entry) { return entry.provision == said->second.choice; });
  return found == entries.end() ? nullptr : &*found;
}

std::optional<std::string> add_extras(const RuleBase& rules, const Shipment& shipment, const FactSet& answers,
                                      Outcome& outcome, std::set<std::string>& assumed) {
  FactsAlone context(rules, shipment, answers, assumed);
  std::vector<Charge> lines;
  add_stated(rules, shipment, answers, outcome);
  for (const Fee& fee : rules.extras.fees) {
    if (!asked_for(fee, shipment)) continue;
    const Fee::Segment* segment = segment_on(fee, shipment.date);
    const Truth free = fee.free_when.always() ? Truth::kNo : evaluate(fee.free_when, context);
    if (free == Truth::kUnknown) return context.missing;
    const Money base = fee.base == Fee::Base::kCustomsValue ? shipment.value : shipment.value + outcome.duty;
    Charge line = price_fee(fee, *segment, base);
    if (free == Truth::kYes) {
      line.amount = Money{};
      line.rate = "free";
      line.working = fmt::format("not due on {}", fee.free_for);
      line.citation = fee.free_citation;
    }
    outcome.fees += line.amount;
    outcome.charges.push_back(std::move(line));
  }
  return std::nullopt;
}

std::vector<std::string> order_warnings(const RuleBase& rules, const Shipment& shipment) {
  const auto stated = [&](const StatedDuty& duty) { return shipment.facts.contains(duty.fact); };
  const auto& duties = rules.extras.stated_duties;
  if (std::any_of(duties.begin(), duties.end(), stated)) return {};
  std::vector<std::string> warnings;
  for (const RemedyOrder& order : rules.extras.orders) {
    const bool named = std::any_of(order.products.begin(), order.products.end(), [&](HsCode prefix) {
      return prefix.is_prefix_of(shipment.code) || shipment.code.is_prefix_of(prefix);
    });
    if (!named || !order.origins.contains(shipment.origin) || !order.effect.contains(shipment.date)) continue;
    std::vector<std::string> facts;
    for (const StatedDuty& duty : duties) facts.push_back(duty.fact);
    warnings.push_back(
        fmt::format("{}: an order is known to exist ({}, grade {}); its words, not this code, decide whether it covers "
                    "the goods, and its rates are not held: state {}",
                    order.title, order.citation, static_cast<char>(order.grade), fmt::join(facts, " or ")));
  }
  return warnings;
}

Status check_options(const RuleBase& rules, const Shipment& shipment) {
  std::vector<std::string> names;
  for (const Fee& fee : rules.extras.fees) names.push_back(fee.name);
  for (const std::string& option : shipment.options) {
    const auto fee = std::find_if(rules.extras.fees.begin(), rules.extras.fees.end(),
                                  [&](const Fee& each) { return each.name == option; });
    if (fee == rules.extras.fees.end()) {
      return bad_input(fmt::format("'{}' is no fee or tax of {}", option, rules.importer.name()),
                       names.empty() ? "none is held: leave it out" : fmt::format("use {}", fmt::join(names, ", ")));
    }
    if (segment_on(*fee, shipment.date) == nullptr) {
      return fail(ErrorCode::kOutOfRange,
                  fmt::format("{}: no rate is held for {}", fee->title, shipment.date.to_string()), "leave it out");
    }
  }
  return {};
}

}  // namespace trilat::law
