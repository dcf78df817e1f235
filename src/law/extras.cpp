#include "law/extras.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/country_words.hpp"
#include "core/text.hpp"
#include "law/assess.hpp"
#include "law/orders.hpp"
#include "law/rule_base.hpp"

namespace trilat::law {
const Fee::Segment* segment_on(const Fee& fee, Date date) {
  const auto found = std::find_if(fee.segments.begin(), fee.segments.end(),
                                  [&](const Fee::Segment& segment) { return segment.effect.contains(date); });
  return found == fee.segments.end() ? nullptr : &*found;
}

const SpecialEntry* special_entry(const RuleBase& rules, std::string_view provision) {
  const auto& entries = rules.extras.special_entries;
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const SpecialEntry& entry) { return entry.provision == provision; });
  return found == entries.end() ? nullptr : &*found;
}

void orders_on(const RuleBase& rules, Country origin, HsCode code, Date date, std::vector<const RemedyOrder*>& found) {
  found.clear();
  for (const RemedyOrder& order : rules.extras.orders) {
    if (!order.origins.contains(origin) || !order.effect.contains(date)) continue;
    const bool named = std::any_of(order.products.begin(), order.products.end(), [&](HsCode prefix) {
      return prefix.is_prefix_of(code) || code.is_prefix_of(prefix);
    });
    if (named) found.push_back(&order);
  }
}

std::vector<std::string> order_warnings(const RuleBase& rules, const Shipment& shipment) {
  const auto stated = [&](const StatedDuty& duty) { return shipment.facts.contains(duty.fact); };
  const auto& duties = rules.extras.stated_duties;
  if (std::any_of(duties.begin(), duties.end(), stated)) return {};
  std::vector<std::string> facts;
  for (const StatedDuty& duty : duties) facts.push_back(duty.fact);
  std::vector<const RemedyOrder*> orders;
  orders_on(rules, shipment.origin, shipment.code, shipment.date, orders);
  std::vector<std::string> warnings;
  for (const RemedyOrder* order : orders) {
    warnings.push_back(
        fmt::format("{}: an order is known to exist ({}, grade {}); its words, not this code, decide whether it covers "
                    "the goods, and its rates are not held: state {}",
                    order->title, order->citation, static_cast<char>(order->grade), fmt::join(facts, " or ")));
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
      return bad_input(fmt::format("'{}' is no fee or tax of {}", option, core::in_sentence(rules.importer)),
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
