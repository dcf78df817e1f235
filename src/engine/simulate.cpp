#include "trilat/simulate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "core/cancellation.hpp"
#include "economy/outcomes.hpp"
#include "engine/economy_source.hpp"
#include "engine/impl.hpp"
#include "engine/simulate_decomposition.hpp"
#include "engine/simulate_law.hpp"
#include "engine/simulate_options.hpp"
#include "engine/simulate_spread.hpp"

namespace trilat {
namespace {

constexpr double kSmallSector = 0.002;  // of a country's output

void add_country(SimulateResult& result, const economy::DataSet& data, const economy::CountryOutcome& from,
                 std::size_t n) {
  SimulateCountry to;
  to.code = data.countries[n];
  to.name = data.country_names[n];
  to.real_income_pct = 100 * from.real_income;
  to.real_wage_pct = 100 * from.real_wage;
  to.terms_of_trade_pct = 100 * from.terms_of_trade;
  to.volume_of_trade_pct = 100 * from.volume_of_trade;
  to.wage_hat = from.wage_hat;
  to.consumer_price_hat = from.consumer_price_hat;
  to.income_base = from.income_base;
  to.income = from.income;
  to.revenue_base = from.revenue_base;
  to.revenue = from.revenue;
  to.exports_base = from.exports_base;
  to.exports = from.exports;
  to.imports_base = from.imports_base;
  to.imports = from.imports;
  to.household_real_income_pct = 100 * from.household_real_income;
  to.hours_pct = 100 * (from.hours_hat - 1);
  to.deficit_base = from.deficit_base;
  to.deficit = from.deficit;
  to.tariff_rate_base_pct = 100 * from.tariff_rate_base;
  to.tariff_rate_unsubstituted_pct = 100 * from.tariff_rate_unsubstituted;
  to.tariff_rate_pct = 100 * from.tariff_rate;
  result.by_country.push_back(std::move(to));
}

void add_sector(SimulateResult& result, const economy::DataSet& data, const economy::SectorOutcome& from, std::size_t n,
                std::size_t j) {
  SimulateSector to;
  to.country = data.countries[n];
  to.sector = data.sectors[j];
  to.output_base = from.output_base;
  to.output = from.output;
  to.output_volume_pct = 100 * from.output_volume;
  to.unit_cost_hat = from.cost_hat;
  to.price_index_hat = from.price_hat;
  to.exports_base = from.exports_base;
  to.exports = from.exports;
  to.imports_base = from.imports_base;
  to.imports = from.imports;
  to.employment_pct = 100 * (from.employment_hat - 1);
  to.earnings_hat = from.earnings_hat;
  result.by_sector.push_back(std::move(to));
}

void add_partners(SimulateResult& result, const economy::DataSet& data, const economy::Outcomes& from) {
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    for (std::size_t i = 0; i < data.country_count(); ++i) {
      if (n == i) continue;
      const economy::PartnerOutcome& pair = from.partners[n * data.country_count() + i];
      result.partners.push_back({data.countries[n], data.countries[i], pair.imports_base, pair.imports,
                                 100 * pair.tariff_rate_base, 100 * pair.tariff_rate_unsubstituted,
                                 100 * pair.tariff_rate});
    }
  }
}

void add_flows(SimulateResult& result, const economy::DataSet& data, const economy::Equilibrium& found) {
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    for (std::size_t i = 0; i < data.country_count(); ++i) {
      for (std::size_t j = 0; j < data.sector_count() && i != n; ++j) {
        const std::size_t at = data.flow(j, n, i);
        if (data.trade[at] == 0) continue;
        result.flows.push_back({data.countries[n], data.countries[i], data.sectors[j], data.trade[at], found.trade[at],
                                data.tariff[at], found.tariff[at]});
      }
    }
  }
}

void add_outcomes(SimulateResult& result, const economy::DataSet& data, const economy::Equilibrium& found) {
  const economy::Outcomes outcomes = economy::measure(data, found);
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    add_country(result, data, outcomes.countries[n], n);
    for (std::size_t j = 0; j < data.sector_count(); ++j) {
      add_sector(result, data, outcomes.sectors[data.cell(n, j)], n, j);
    }
    result.countries.push_back({data.countries[n], data.country_names[n]});
  }
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    result.sectors.push_back({data.sectors[j], data.sector_names[j]});
  }
  add_partners(result, data, outcomes);
  add_flows(result, data, found);
  result.residual = found.residual;
  result.sweeps = found.sweeps;
}

}  // namespace

namespace {

// A solver at the changed policy, on the base that the closure and the state compared with leave.
struct Solved {
  std::unique_ptr<const economy::DataSet> data;  // the solver points to it
  economy::Solver solver;
  economy::Policy policy;
};

Result<Solved> solved(economy::DataSet data, const SimulateParams& params, const economy::Shock& shock,
                      const std::vector<double>& compared) {
  TRILAT_TRY(economy::SolveOptions options, solve_options(params, data));
  if (options.closure == economy::Closure::kZeroDeficit) {
    TRILAT_TRY(const economy::Equilibrium balanced, economy::solve(data, {}, options));
    TRILAT_TRY(data, economy::rebase(data, balanced));
    TRILAT_TRY(options.government_basket, government_basket(params, data));
  }
  if (!compared.empty()) {
    economy::Shock before;
    before.tariff = compared;
    TRILAT_TRY(const economy::Equilibrium found, economy::solve(data, before, options));
    TRILAT_TRY(data, economy::rebase(data, found));
    TRILAT_TRY(options.government_basket, government_basket(params, data));
  }
  auto base = std::make_unique<const economy::DataSet>(std::move(data));
  TRILAT_TRY(economy::Solver solver, economy::Solver::make(*base, options));
  TRILAT_TRY(economy::Policy policy, economy::resolve(*base, with_cells(shock, params)));
  TRILAT_CHECK(solver.set_policy(policy));
  TRILAT_CHECK(solver.solve());
  return Solved{std::move(base), std::move(solver), std::move(policy)};
}

// The same change under every set of elasticities, deficits fixed and balanced.
Status add_spread(const economy::DataSet& data, const SimulateParams& params, const economy::Shock& shock,
                  const std::vector<double>& compared, SimulateResult& result) {
  Spread spread(data, result);
  for (const auto& set : data.elasticities) {
    for (const char* closure : {"fixed", "balanced"}) {
      if (set.name == result.elasticities && closure == params.closure) continue;
      SimulateParams other = params;
      other.elasticities = set.name;
      other.closure = closure;
      TRILAT_CHECK(core::still_wanted());
      const Result<Solved> found = solved(data, other, shock, compared);
      spread.add(fmt::format("{}, {}", set.name, closure),
                 found ? std::optional(economy::measure(*found->data, found->solver.equilibrium())) : std::nullopt);
    }
  }
  result.spread = spread.take();
  return core::still_wanted();
}

}  // namespace

Result<SimulateResult> Engine::simulate(const SimulateParams& asked) const {
  const pack::Container& container = impl_->container;
  TRILAT_TRY(const SimulateParams params, with_settings(container, impl_->scenario_name, asked));
  TRILAT_TRY(const economy::DataSet data, open_economy(container, params.economy));
  TRILAT_TRY(pack::NamedShock named, open_shock(container, data.name, params.shock));
  TRILAT_CHECK(solve_options(params, data));
  TRILAT_TRY(const economy::Elasticities* set, data.find_elasticities(params.elasticities));
  SimulateResult result;
  result.elasticities = set->name;
  result.elasticities_citation = set->citation;
  TRILAT_TRY(const auto* recorded, impl_->law.all_recorded());
  TRILAT_TRY(LawShock law, law_shock(container, *recorded, data, params, result));
  if (!params.scenario.empty()) {
    named.shock.tariff = std::move(law.tariffs.tariff);
    describe(result, named);
  }
  TRILAT_TRY(Solved found, solved(data, params, named.shock, law.compared));
  result.economy = data.name;
  result.title = data.title;
  result.source = data.source;
  result.year = data.year;
  result.shock = params.shock;
  result.shock_title = shock_words(named.title, params);
  result.shock_note = named.note;
  result.shock_approximation = named.approximation;
  result.shock_citation = named.citation;
  result.closure = params.closure;
  result.revenue = revenue_words(params);
  result.labour = labour_words(params);
  add_outcomes(result, *found.data, found.solver.equilibrium());
  if (params.decompose) TRILAT_CHECK(add_decomposition(found.solver, found.policy, result));
  if (params.sensitivity) TRILAT_CHECK(add_spread(data, params, named.shock, law.compared, result));
  result.data_hash = container.hash();
  return result;
}

std::vector<std::string> focus_codes(const SimulateResult& result) {
  std::vector<std::string> found, all;
  for (const NamedCode& country : result.countries) all.push_back(country.code);
  for (const char* code : {"USA", "CAN", "MEX"}) {
    if (std::find(all.begin(), all.end(), code) != all.end()) found.emplace_back(code);
  }
  return found.empty() ? all : found;
}

std::vector<SimulateSector> most_affected(const SimulateResult& result, const std::string& country, std::size_t count) {
  std::vector<SimulateSector> sectors;
  double total = 0;
  for (const SimulateSector& sector : result.by_sector) {
    if (sector.country != country) continue;
    sectors.push_back(sector);
    total += sector.output_base;
  }
  std::erase_if(sectors, [&](const auto& sector) { return sector.output_base < kSmallSector * total; });
  std::stable_sort(sectors.begin(), sectors.end(), [](const auto& a, const auto& b) {
    return std::abs(a.output_volume_pct) > std::abs(b.output_volume_pct);
  });
  if (sectors.size() > count) sectors.resize(count);
  return sectors;
}

}  // namespace trilat
