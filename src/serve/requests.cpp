#include "serve/requests.hpp"

namespace trilat::serve {
namespace {

Status read_cells(const io::Node& node, std::vector<SimulateCell>& cells) {
  SimulateCell cell;
  TRILAT_CHECK(Fields(node)
                   .read("importer", cell.importer)
                   .read("exporter", cell.exporter)
                   .read("sector", cell.sector)
                   .read("value", cell.value)
                   .finish());
  cells.push_back(std::move(cell));
  return {};
}

Status read_group(const io::Node& node, std::vector<NegotiateGroup>& groups) {
  NegotiateGroup group;
  TRILAT_CHECK(Fields(node).read("name", group.name).read("sectors", group.sectors).finish());
  groups.push_back(std::move(group));
  return {};
}

Status read_weight(const io::Node& node, std::vector<NegotiateWeight>& weights) {
  NegotiateWeight weight;
  TRILAT_CHECK(
      Fields(node).read("player", weight.player).read("sector", weight.sector).read("weight", weight.weight).finish());
  weights.push_back(std::move(weight));
  return {};
}

Status read_rule(const io::Node& node, std::vector<NegotiateRule>& rules) {
  NegotiateRule rule;
  TRILAT_CHECK(Fields(node).read("country", rule.country).read("kind", rule.kind).read("rate", rule.rate).finish());
  rules.push_back(std::move(rule));
  return {};
}

Status read_share(const io::Node& node, std::vector<NegotiateShare>& shares) {
  NegotiateShare share;
  TRILAT_CHECK(Fields(node).read("player", share.player).read("weight", share.weight).finish());
  shares.push_back(std::move(share));
  return {};
}

}  // namespace

Fields& read_law(Fields& fields, Law& law) {
  return fields.name("scenario", law.scenario).read("scenario_text", law.scenario_text);
}

Fields& read_shipment(Fields& fields, DutyParams& params) {
  return read_goods(fields.read("to", params.to).read("from", params.from).read("date", params.date), params);
}

Fields& read_goods(Fields& fields, DutyParams& params) {
  return fields.read("hs", params.hs)
      .read("value", params.value)
      .read("quantities", params.quantities)
      .read("claim", params.claim)
      .read("facts", params.facts)
      .read("known_on", params.known_on)
      .read("preference_from", params.preference_from)
      .read("options", params.options)
      .read("freight", params.freight)
      .read("insurance", params.insurance)
      .read("currency", params.currency)
      .read("exchange_rate", params.exchange_rate)
      .read("quota_fill", params.quota_fill)
      .read("beyond_horizon", params.beyond_horizon);
}

Fields& read_simulate(Fields& fields, SimulateParams& params) {
  const auto cells = [](std::vector<SimulateCell>& into) {
    return [&into](const io::Node& node) { return read_cells(node, into); };
  };
  return fields.name("economy", params.economy)
      .name("shock", params.shock)
      .read("closure", params.closure)
      .read("elasticities", params.elasticities)
      .read("revenue", params.revenue)
      .read("government_buys", params.government_buys)
      .read("labour", params.labour)
      .read("kappa", params.kappa)
      .read("labour_supply", params.labour_supply)
      .each("tariffs", cells(params.tariffs))
      .each("export_taxes", cells(params.export_taxes))
      .each("trade_costs", cells(params.trade_costs))
      .read("decompose", params.decompose)
      .read("sensitivity", params.sensitivity);
}

Fields& read_negotiate(Fields& fields, NegotiateParams& params) {
  return fields.name("economy", params.economy)
      .read("elasticities", params.elasticities)
      .read("closure", params.closure)
      .read("labour", params.labour)
      .read("kappa", params.kappa)
      .read("players", params.players)
      .each("weights", [&](const io::Node& node) { return read_weight(node, params.weights); })
      .each("rules", [&](const io::Node& node) { return read_rule(node, params.rules); })
      .read("instruments", params.instruments)
      .read("origins", params.origins)
      .each("groups", [&](const io::Node& node) { return read_group(node, params.groups); })
      .read("lowest", params.lowest)
      .read("highest", params.highest)
      .read("linked", params.linked)
      .read("joint", params.joint)
      .read("customs_union", params.customs_union)
      .read("transfers", params.transfers)
      .each("bargaining", [&](const io::Node& node) { return read_share(node, params.bargaining); })
      .read("fallback", params.fallback)
      .read("starts", params.starts)
      .read("sensitivity", params.sensitivity)
      .read("patience", params.patience)
      .read("grid", params.grid)
      .read("contract_points", params.contract_points)
      .read("global_war", params.global_war);
}

}  // namespace trilat::serve
