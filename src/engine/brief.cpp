#include "trilat/brief.hpp"

#include <algorithm>

#include "engine/brief_events.hpp"
#include "engine/impl.hpp"
#include "engine/parameter.hpp"
#include "engine/rates_model.hpp"
#include "engine/treaty_service.hpp"
#include "pack/brief_plan.hpp"

namespace trilat {
namespace {

DutyParams shipment(const pack::BriefPlan& plan, const pack::PlannedGood& good, const std::string& origin,
                    const std::string& date) {
  DutyParams params;
  params.to = plan.importer;
  params.from = origin;
  params.hs = good.hs;
  params.date = date;
  params.value = good.value;
  params.quantities = good.quantities;
  for (const auto& [name, value] : good.facts) params.facts[name] = value;
  return params;
}

// The good into every importer that is held, from each of the others.
DutyTableParams on_all_sides(const pack::PlannedGood& good, const std::string& date) {
  DutyTableParams params;
  params.shipment.hs = good.hs;
  params.shipment.date = date;
  params.shipment.value = good.value;
  params.shipment.quantities = good.quantities;
  for (const auto& [name, value] : good.facts) params.shipment.facts[name] = value;
  for (const auto& [importer, code] : good.codes) params.codes[importer] = code;
  return params;
}

// Nothing where the payoffs are not known, or the term is over on the day.
Result<std::optional<TreatyResult>> clock_of(const pack::Container& container, const scenario::GameSettings* settings,
                                             const BriefResult& brief) {
  TreatyParams params;
  const std::vector<std::string>& players = brief.negotiation->players;
  const bool playable = brief.negotiation->deals.judged && players.size() == 3 &&
                        std::find(players.begin(), players.end(), params.presser) != players.end() &&
                        brief.date < game::TreatyRules{}.expiry;
  if (!playable) return std::optional<TreatyResult>();
  TRILAT_TRY(const TreatyPayoffs payoffs, treaty_payoffs(*brief.negotiation));
  params.date = brief.date.to_string();
  TRILAT_TRY(TreatyResult treaty, solve_treaty(container, settings, params, payoffs));
  return std::optional<TreatyResult>(std::move(treaty));
}

// One good from each of its origins, without and with a claim.
Result<std::vector<BriefDuty>> duties_of(const Engine& engine, const pack::BriefPlan& plan,
                                         const pack::PlannedGood& good, const std::string& date) {
  std::vector<BriefDuty> rows;
  for (const std::string& origin : good.origins) {
    DutyParams asked = shipment(plan, good, origin, date);
    BriefDuty row;
    row.origin = origin;
    asked.claim = "none";
    TRILAT_TRY(row.unclaimed, engine.duty(asked));
    asked.claim = "usmca";
    TRILAT_TRY(row.claimed, engine.duty(asked));
    rows.push_back(std::move(row));
  }
  return rows;
}

// Of all partners, since the total is of all imports.
Result<std::optional<RatesResult>> rates_of(const Engine& engine, const BriefResult& brief) {
  RatesParams asked;
  asked.to = brief.importer;
  asked.since = brief.since.to_string();
  asked.until = brief.date.plus_days(1).to_string();
  TRILAT_TRY(RatesResult rates, engine.rates(asked));
  return std::optional<RatesResult>(std::move(rates));
}

Result<std::map<Country, pack::TradeData>> trades_of(const pack::Container& container,
                                                     const std::map<Country, law::RuleBase>& laws) {
  std::map<Country, pack::TradeData> trades;
  for (const auto& [importer, rules] : laws) {
    TRILAT_TRY(auto trade, open_trade(container, importer));
    if (trade) trades.emplace(importer, std::move(*trade));
  }
  return trades;
}

// What the names of the cases stand for.
Status add_elasticities(const Engine& engine, BriefResult& brief) {
  if (brief.effects.empty()) return {};
  EconomyParams asked;
  asked.economy = brief.effects.front().economy;
  TRILAT_TRY(const EconomyInfo info, engine.economy_info(asked));
  for (const auto& set : info.elasticities) brief.elasticities.push_back({set.name, set.citation});
  return {};
}

// The economies under each planned change, over all elasticities.
Status add_effects(const Engine& engine, const std::vector<pack::PlannedEffect>& planned, BriefResult& brief) {
  for (const pack::PlannedEffect& each : planned) {
    SimulateParams asked;
    asked.scenario = each.scenario.empty() ? brief.date.to_string() : each.scenario;
    asked.against = each.against;
    asked.sensitivity = true;
    TRILAT_TRY(SimulateResult effect, engine.simulate(asked));
    brief.effects.push_back(std::move(effect));
  }
  return {};
}

}  // namespace

Result<BriefResult> Engine::brief(const BriefParams& params) const {
  TRILAT_TRY(const auto bytes, impl_->container.section("brief"));
  TRILAT_TRY(pack::BriefPlan plan, pack::decode_brief_plan(bytes));
  BriefResult result;
  result.texts = std::move(plan.texts);
  std::vector<pack::PlannedEffect> effects = plan.effects;
  if (impl_->scenario) effects = {{impl_->scenario_name, params.against}};
  if (impl_->scenario && params.date.empty()) {
    result.date = impl_->scenario->date;
  } else {
    TRILAT_TRY(result.date, Date::parse(params.date));
  }
  const std::string date = result.date.to_string();
  result.importer = plan.importer;
  TRILAT_TRY(const Country importer, Country::parse(plan.importer));
  TRILAT_TRY(const auto* laws, impl_->law.all());
  result.since = laws->at(importer).recorded.from;
  std::optional<Engine> before;
  if (impl_->scenario && !params.against.empty()) {
    TRILAT_TRY(before, about("against",
                             open({impl_->container.path().string(), params.against, impl_->container.reads_files()})));
    result.against = before->impl_->scenario->title;
    result.since = before->impl_->scenario->date;
  }
  if (impl_->scenario) result.scenario = impl_->scenario->title;
  if (result.since < result.date) {
    TRILAT_TRY(const auto trades, trades_of(impl_->container, *laws));
    result.measures = law_events(*laws, trades, result.since, result.date);
  }
  for (const pack::PlannedGood& planned : plan.goods) {
    BriefGood good;
    good.name = planned.name;
    good.note = planned.note;
    TRILAT_TRY(good.all_sides, duty_table(on_all_sides(planned, date)));
    TRILAT_TRY(good.duties, duties_of(*this, plan, planned, date));
    if (result.since < result.date) {
      TRILAT_TRY(good.before, duties_of(before ? *before : *this, plan, planned, result.since.to_string()));
    }
    result.goods.push_back(std::move(good));
  }
  TRILAT_CHECK(add_effects(*this, effects, result));
  TRILAT_CHECK(add_elasticities(*this, result));
  if (params.game) {
    NegotiateParams asked;
    asked.starts = 1;
    asked.sensitivity = true;
    asked.contract_points = 1;  // the even split
    // Under a scenario what stands between partners is its law, which no deal is made for.
    if (impl_->scenario && impl_->scenario->game.linked.empty()) asked.linked = "zero";
    TRILAT_TRY(result.negotiation, negotiate(asked));
    const scenario::GameSettings* settings = impl_->scenario ? &impl_->scenario->game : nullptr;
    TRILAT_TRY(result.treaty, clock_of(impl_->container, settings, result));
    if (result.treaty) result.acts = pact_events(*result.treaty, result.since, result.date);
  }
  if (params.rates && result.since < result.date) {
    TRILAT_TRY(result.rates, rates_of(*this, result));
  }
  result.data_hash = impl_->hash();
  return result;
}

}  // namespace trilat
