#include "engine/shipment.hpp"

#include <fmt/format.h>

#include "core/text.hpp"
#include "engine/parameter.hpp"

namespace trilat {
namespace {

tl::unexpected<Error> unknown_fact(const law::RuleBase& rules, const std::string& name) {
  std::vector<std::string> names;
  for (const law::FactDefinition& fact : rules.facts) names.push_back(fact.name);
  return bad_input(fmt::format("'{}' is not a fact", name),
                   core::did_you_mean(name, names, "`trilat facts --to` with the importer lists them"));
}

// Amounts of money among the facts are in the currency of the value.
void convert(const law::FactDefinition& definition, law::FactValue& value, CustomsValue& valuation,
             const std::string& currency) {
  if (definition.kind != law::FactKind::kContent || value.is_share || !valuation.exchange_rate) return;
  const Money given = value.money;
  value.money = given.times(*valuation.exchange_rate);
  valuation.working.push_back(
      fmt::format("{} of {} {} = {}", definition.name, given.to_display(), currency, value.money.to_display()));
}

Status read_facts(const law::RuleBase& rules, const DutyParams& params, ReadShipment& read) {
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
    const bool as_origin = definition->kind == law::FactKind::kCountry && text == "origin";
    TRILAT_TRY(auto value, about(name.c_str(), law::parse_fact(*definition, as_origin ? params.from : text)));
    convert(*definition, value, read.valuation, params.currency);
    read.shipment.facts.emplace(name, std::move(value));
  }
  return {};
}

}  // namespace

Result<ReadShipment> read_shipment(const law::RuleBase& rules, const DutyParams& params) {
  ReadShipment read;
  law::Shipment& shipment = read.shipment;
  TRILAT_TRY(shipment.origin, about("from", Country::parse(params.from)));
  TRILAT_TRY(shipment.code, about("hs", HsCode::parse_printed(params.hs)));
  TRILAT_TRY(shipment.date, about("date", Date::parse(params.date)));
  TRILAT_TRY(read.valuation, customs_value(rules, params));
  shipment.value = read.valuation.value;
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
  TRILAT_CHECK(read_facts(rules, params, read));
  return read;
}

}  // namespace trilat
