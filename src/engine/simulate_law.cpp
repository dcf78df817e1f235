#include "engine/simulate_law.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/country_words.hpp"
#include "core/text.hpp"
#include "engine/scenario_law.hpp"

namespace trilat {
namespace {

void set_if_open(std::string& setting, const std::string& value) {
  if (setting.empty()) setting = value;
}

void add_cells(const economy::DataSet& data, const LawShock& shock, SimulateResult& result) {
  for (const LawTariff& cell : shock.tariffs.cells) {
    const std::size_t at = data.flow(cell.sector, cell.importer, cell.exporter);
    SimulateLaw row;
    row.importer = data.countries[cell.importer];
    row.exporter = data.countries[cell.exporter];
    row.sector = data.sectors[cell.sector];
    row.imports_base = data.trade[at];
    row.tariff_before = shock.compared.empty() ? cell.base : shock.compared[at];
    row.tariff = cell.tariff;
    row.rate = cell.rate;
    row.reference = cell.reference;
    row.statutory = cell.statutory;
    row.claim_share = cell.claim_share;
    row.coverage = cell.coverage;
    result.law.push_back(std::move(row));
  }
  result.law_notes = shock.tariffs.notes;
}

}  // namespace

Result<SimulateParams> with_settings(const pack::Container& container, const std::string& engine_scenario,
                                     SimulateParams params) {
  if (params.shock.empty()) set_if_open(params.scenario, engine_scenario);
  if (!params.scenario.empty()) {
    TRILAT_TRY(const scenario::Scenario scenario, open_scenario(container, params.scenario));
    set_if_open(params.economy, scenario.economy.economy);
    set_if_open(params.closure, scenario.economy.closure);
    set_if_open(params.elasticities, scenario.economy.elasticities);
  }
  set_if_open(params.economy, "na2024");
  set_if_open(params.closure, "fixed");
  return params;
}

Result<LawShock> law_shock(const pack::Container& container, const std::map<Country, law::RuleBase>& law,
                           const economy::DataSet& data, const SimulateParams& params, SimulateResult& result) {
  LawShock shock;
  if (params.scenario.empty()) {
    if (!params.against.empty()) return bad_input("there is nothing to set against it", "name a scenario too");
    return shock;
  }
  if (!params.shock.empty()) return bad_input("a shock and a scenario both say the tariffs", "give one of them");
  TRILAT_TRY(LawToEconomy translator, LawToEconomy::make(container, law, data));
  if (!params.against.empty()) {
    TRILAT_TRY(const scenario::Scenario against, open_scenario(container, params.against));
    TRILAT_TRY(LawTariffs compared, translator.under(against));
    shock.compared = std::move(compared.tariff);
    result.against = against.title;
  } else {
    result.against = fmt::format("the tariffs of {}", data.year);
  }
  TRILAT_TRY(const scenario::Scenario scenario, open_scenario(container, params.scenario));
  TRILAT_TRY(shock.tariffs, translator.under(scenario));
  result.scenario = scenario.title;
  for (const auto& [importer, rules] : law) {
    if (scenario.date < rules.recorded.until || translator.trade_of(importer) == nullptr) continue;
    shock.tariffs.notes.push_back(fmt::format(
        "the law of {} is recorded up to {}: what it then had for later days holds, as the scenario changes it",
        core::in_sentence(importer), rules.recorded.until.plus_days(-1).to_string()));
  }
  result.shock_note = core::trim(scenario.summary);
  std::replace(result.shock_note.begin(), result.shock_note.end(), '\n', ' ');
  while (result.shock_note.ends_with('.')) result.shock_note.pop_back();
  add_cells(data, shock, result);
  return shock;
}

void describe(const SimulateResult& result, pack::NamedShock& shock) {
  shock.title = fmt::format("{}, against {}", result.scenario, core::in_midst(result.against));
  shock.note = result.shock_note;
  shock.approximation =
      "tariffs of the United States change by the effective rate of its law on the imports of 2024, with the claims "
      "of the month held or as the scenario assumes; tariffs of others are those of the base year, but for retaliation "
      "and lapsed links";
  shock.citation = "the dated law of the data; US Census imports for consumption 2024; USITC claims by month";
}

}  // namespace trilat
