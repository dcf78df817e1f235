#include "trilat/brief.hpp"

#include "engine/impl.hpp"
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

}  // namespace

Result<BriefResult> Engine::brief(const BriefParams& params) const {
  TRILAT_TRY(const auto bytes, impl_->container.section("brief"));
  TRILAT_TRY(const pack::BriefPlan plan, pack::decode_brief_plan(bytes));
  BriefResult result;
  std::vector<pack::PlannedEffect> effects = plan.effects;
  if (impl_->scenario) effects = {{impl_->scenario_name, params.against}};
  if (impl_->scenario && params.date.empty()) {
    result.date = impl_->scenario->date;
  } else {
    TRILAT_TRY(result.date, Date::parse(params.date));
  }
  const std::string date = result.date.to_string();
  result.importer = plan.importer;
  for (const pack::PlannedGood& planned : plan.goods) {
    BriefGood good{planned.name, planned.note, {}, {}};
    TRILAT_TRY(good.all_sides, duty_table(on_all_sides(planned, date)));
    for (const std::string& origin : planned.origins) {
      DutyParams asked = shipment(plan, planned, origin, date);
      BriefDuty row;
      row.origin = origin;
      asked.claim = "none";
      TRILAT_TRY(row.unclaimed, duty(asked));
      asked.claim = "usmca";
      TRILAT_TRY(row.claimed, duty(asked));
      good.duties.push_back(std::move(row));
    }
    result.goods.push_back(std::move(good));
  }
  for (const pack::PlannedEffect& planned : effects) {
    SimulateParams asked;
    asked.scenario = planned.scenario;
    asked.against = planned.against;
    TRILAT_TRY(SimulateResult effect, simulate(asked));
    result.effects.push_back(std::move(effect));
  }
  result.data_hash = impl_->hash();
  return result;
}

}  // namespace trilat
