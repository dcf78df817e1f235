#include "trilat/economy.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "economy/identities.hpp"
#include "engine/economy_source.hpp"
#include "engine/impl.hpp"
#include "pack/economy_icio.hpp"
#include "pack/economy_mapping.hpp"
#include "pack/economy_writer.hpp"

namespace trilat {
namespace {

namespace fs = std::filesystem;

EconomyInfo describe(const economy::DataSet& data) {
  EconomyInfo info;
  info.name = data.name;
  info.title = data.title;
  info.source = data.source;
  info.year = data.year;
  for (std::size_t n = 0; n < data.country_count(); ++n) {
    double output = 0;
    for (std::size_t j = 0; j < data.sector_count(); ++j) output += data.output[data.cell(n, j)];
    info.countries.push_back({data.countries[n], data.country_names[n], output, data.value_added[n], data.revenue[n],
                              data.deficit[n], data.income[n]});
  }
  for (std::size_t j = 0; j < data.sector_count(); ++j) info.sectors.push_back({data.sectors[j], data.sector_names[j]});
  for (const auto& set : data.elasticities)
    info.elasticities.push_back({set.name, set.citation, set.theta, set.standard_error});
  info.steps = data.steps;
  return info;
}

bool is_folder(const pack::Container& container, const std::string& name) {
  if (!container.reads_files()) return false;
  std::error_code error;
  return fs::exists(fs::path(name) / "economy.toml", error);
}

// Tables as they stand, so that their faults can be listed; what the pack holds is complete.
Result<pack::EconomyTables> open_tables(const pack::Container& container, const std::string& name) {
  if (is_folder(container, name)) return pack::read_tables(name);
  pack::EconomyTables tables;
  TRILAT_TRY(tables.data, open_economy(container, name));
  return tables;
}

// How far the base is from solving the model's own equations.
Result<EconomyIdentity> equilibrium_at_base(const economy::DataSet& data) {
  economy::SolveOptions options;
  options.tolerance = economy::kIdentityTolerance;
  TRILAT_TRY(const economy::Equilibrium found, economy::solve(data, {}, options));
  EconomyIdentity identity{
      "without a shock every equation of the model holds at the base", found.residual, {}, 0, 0, {}};
  identity.cells = data.country_count() * (1 + 2 * data.sector_count());
  identity.holds = found.residual <= economy::kIdentityTolerance && found.sweeps <= 1;
  return identity;
}

Result<EconomyMade> written(const pack::EconomyTables& tables, const economy::DataSet& data,
                            const std::string& folder) {
  EconomyMade made;
  made.economy = describe(data);
  made.folder = folder;
  if (!folder.empty()) TRILAT_CHECK(pack::write_economy(folder, tables));
  return made;
}

std::string name_for(const std::string& wanted, const std::string& folder) {
  return wanted.empty() ? fs::path(folder).lexically_normal().filename().string() : wanted;
}

Result<economy::RebenchmarkOptions> steps_of(const std::string& final_demand, const std::string& deficits) {
  economy::RebenchmarkOptions options;
  TRILAT_TRY(options.clip_final_demand, pack::parse_final_demand(final_demand));
  TRILAT_TRY(options.balance_trade, pack::parse_deficits(deficits));
  return options;
}

}  // namespace

Result<EconomyInfo> Engine::economy_info(const EconomyParams& params) const {
  const pack::Container& container = impl_->container;
  TRILAT_TRY(const economy::DataSet data, open_economy(container, params.economy));
  EconomyInfo info = describe(data);
  if (is_folder(container, params.economy)) return info;
  const std::string prefix = fmt::format("shock/{}/", data.name);
  for (const auto& [name, bytes] : container.sections()) {
    if (name.starts_with(prefix)) info.shocks.push_back(name.substr(prefix.size()));
  }
  info.data_hash = container.hash();
  return info;
}

Result<EconomyCheck> Engine::economy_check(const EconomyParams& params) const {
  TRILAT_TRY(pack::EconomyTables tables, open_tables(impl_->container, params.economy));
  if (tables.rebenchmark) {
    TRILAT_TRY(economy::DataSet base, pack::build_economy(std::move(tables)));
    tables = {std::move(base), {}, {}};
  }
  EconomyCheck check;
  check.name = tables.data.name;
  check.title = tables.data.title;
  check.tolerance = economy::kIdentityTolerance;
  check.holds = true;
  for (const economy::Identity& found : economy::identities(tables.data)) {
    check.identities.push_back({found.name, found.error, found.cell, found.cells, found.broken, found.holds()});
    check.holds = check.holds && found.holds();
  }
  if (!check.holds) return check;  // the model is not defined on what is not an economy
  TRILAT_CHECK(economy::complete(tables.data));
  TRILAT_TRY(EconomyIdentity base, equilibrium_at_base(tables.data));
  check.holds = base.holds;
  check.identities.push_back(std::move(base));
  return check;
}

Result<EconomyMade> Engine::economy_aggregate(const AggregateParams& params) const {
  TRILAT_TRY(const economy::DataSet data, open_economy(impl_->container, params.economy));
  TRILAT_TRY(const pack::EconomyMapping mapping, pack::read_mapping(params.mapping, data));
  TRILAT_TRY(economy::Aggregated summed, economy::aggregate(data, mapping.countries, mapping.sectors));
  pack::EconomyTables tables;
  tables.data = std::move(summed.data);
  tables.data.name = name_for(params.name, params.output);
  return written(tables, tables.data, params.output);
}

Result<EconomyMade> Engine::economy_rebenchmark(const RebenchmarkParams& params) const {
  TRILAT_TRY(pack::EconomyTables tables, open_tables(impl_->container, params.economy));
  TRILAT_TRY(economy::RebenchmarkOptions options, steps_of(params.final_demand, params.deficits));
  options.elasticities = params.elasticities;
  TRILAT_TRY(economy::Rebenchmarked base, economy::rebenchmark(std::move(tables.data), options));
  pack::EconomyTables done;
  done.data = base.data;
  if (!params.output.empty()) done.data.name = name_for("", params.output);
  TRILAT_TRY(EconomyMade made, written(done, done.data, params.output));
  for (const auto& country : base.report.countries) {
    made.moved.push_back({country.code, country.wage_hat, country.consumer_price_hat, country.value_added_before,
                          country.value_added, country.revenue, country.deficit_before, country.deficit,
                          country.income});
  }
  return made;
}

Result<EconomyMade> import_economy(const ImportParams& params) {
  TRILAT_TRY(const economy::RebenchmarkOptions options, steps_of(params.final_demand, params.deficits));
  pack::IcioSource source;
  source.table = params.table;
  source.tariffs = params.tariffs;
  source.elasticities = params.elasticities;
  source.name = name_for(params.name, params.output);
  source.title = params.title;
  source.source = params.source;
  source.year = params.year;
  source.tolerance = params.tolerance;
  TRILAT_TRY(pack::EconomyTables tables, pack::read_icio(source));
  if (options.clip_final_demand || options.balance_trade) tables.rebenchmark = options;
  TRILAT_TRY(const economy::DataSet data, pack::build_economy(tables));  // refused before anything is written
  return written(tables, data, params.output);
}

}  // namespace trilat
