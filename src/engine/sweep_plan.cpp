#include "engine/sweep_plan.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <filesystem>

#include "core/text.hpp"
#include "engine/economy_source.hpp"
#include "io/csv.hpp"
#include "io/json.hpp"
#include "pack/economy_codec.hpp"

namespace trilat {
namespace {

namespace fs = std::filesystem;
using Of = PlannedOutcome::Of;

constexpr std::size_t kMostNumbers = std::size_t{1} << 28U;  // 2 GiB of doubles

struct Named {
  const char* name;
  const char* unit;
};
constexpr const char* kMoney = "million USD";
constexpr std::array<Named, 10> kCountryOutcomes = {{{"real_income", "%"},
                                                     {"real_wage", "%"},
                                                     {"terms_of_trade", "%"},
                                                     {"volume_of_trade", "%"},
                                                     {"wage_hat", "1"},
                                                     {"consumer_price_hat", "1"},
                                                     {"income", kMoney},
                                                     {"revenue", kMoney},
                                                     {"exports", kMoney},
                                                     {"imports", kMoney}}};
constexpr std::array<Named, 6> kSectorOutcomes = {{{"output", kMoney},
                                                   {"output_volume", "%"},
                                                   {"unit_cost_hat", "1"},
                                                   {"price_index_hat", "1"},
                                                   {"exports", kMoney},
                                                   {"imports", kMoney}}};
constexpr std::array<Named, 1> kFlowOutcomes = {{{"value", kMoney}}};

template <std::size_t count>
Result<std::size_t> place(const std::array<Named, count>& names, std::string_view name) {
  std::vector<std::string> known;
  for (std::size_t at = 0; at < count; ++at) {
    if (names[at].name == name) return at;
    known.emplace_back(names[at].name);
  }
  return bad_input(fmt::format("outcome '{}' is not known here", name), fmt::format("use {}", fmt::join(known, ", ")));
}

Result<std::vector<std::size_t>> pick(const std::vector<std::string>& codes, std::string_view code,
                                      Result<std::size_t> found) {
  std::vector<std::size_t> picked;
  if (code == "*") {
    for (std::size_t at = 0; at < codes.size(); ++at) picked.push_back(at);
    return picked;
  }
  TRILAT_TRY(const std::size_t at, std::move(found));
  picked.push_back(at);
  return picked;
}

Result<std::vector<std::size_t>> countries(const economy::DataSet& data, std::string_view code) {
  return pick(data.countries, code, data.find_country(std::string(code)));
}

Result<std::vector<std::size_t>> sectors(const economy::DataSet& data, std::string_view code) {
  return pick(data.sectors, code, data.find_sector(std::string(code)));
}

Status add_flows(const economy::DataSet& data, const std::vector<std::string_view>& parts, std::size_t which,
                 std::vector<PlannedOutcome>& planned) {
  TRILAT_TRY(const auto importers, countries(data, parts[1]));
  TRILAT_TRY(const auto exporters, countries(data, parts[2]));
  TRILAT_TRY(const auto wanted, sectors(data, parts[3]));
  for (const std::size_t n : importers) {
    for (const std::size_t i : exporters) {
      for (const std::size_t j : wanted) {
        if (n != i || (parts[1] != "*" && parts[2] != "*"))
          planned.push_back({Of::kFlow, kFlowOutcomes[which].name, kFlowOutcomes[which].unit, n, i, j, which});
      }
    }
  }
  return {};
}

Status add_outcome(const economy::DataSet& data, const std::string& text, std::vector<PlannedOutcome>& planned) {
  const auto parts = core::split(text, ':');
  if (parts.size() == 2) {
    TRILAT_TRY(const std::size_t which, place(kCountryOutcomes, parts[0]));
    TRILAT_TRY(const auto picked, countries(data, parts[1]));
    for (const std::size_t n : picked)
      planned.push_back({Of::kCountry, kCountryOutcomes[which].name, kCountryOutcomes[which].unit, n, 0, 0, which});
    return {};
  }
  if (parts.size() == 3) {
    TRILAT_TRY(const std::size_t which, place(kSectorOutcomes, parts[0]));
    TRILAT_TRY(const auto picked, countries(data, parts[1]));
    TRILAT_TRY(const auto wanted, sectors(data, parts[2]));
    for (const std::size_t n : picked) {
      for (const std::size_t j : wanted)
        planned.push_back({Of::kSector, kSectorOutcomes[which].name, kSectorOutcomes[which].unit, n, 0, j, which});
    }
    return {};
  }
  if (parts.size() == 4) {
    TRILAT_TRY(const std::size_t which, place(kFlowOutcomes, parts[0]));
    return add_flows(data, parts, which, planned);
  }
  return bad_input(fmt::format("outcome '{}' is not understood", text),
                   "write NAME:COUNTRY, NAME:COUNTRY:SECTOR or value:IMPORTER:EXPORTER:SECTOR");
}

Result<std::vector<double>> errors_from_file(const economy::DataSet& data, const std::string& file) {
  TRILAT_TRY(const io::CsvTable table, io::read_csv(file, {"sector", "standard_error"}, {}));
  std::vector<double> errors(data.sector_count(), 0);
  for (const io::CsvRow& row : table) {
    TRILAT_TRY(const std::size_t j, row.placed("sector", data.find_sector(std::string(row["sector"]))));
    TRILAT_TRY(errors[j], row.number("standard_error"));
    if (errors[j] < 0) return row.refuse("standard_error", "a standard error is not negative");
  }
  return errors;
}

struct Spread {
  std::vector<double> standard_error;
  std::string words;
};

Result<Spread> spread_of(const economy::DataSet& data, const economy::Elasticities& set, const std::string& text) {
  const std::size_t J = data.sector_count();
  if (text == "none") return Spread{std::vector<double>(J, 0), "none: elasticities at their estimates"};
  if (text == "published") {
    if (set.standard_error.empty()) {
      return bad_input(fmt::format("economy {} holds no standard errors of {}", data.name, set.name),
                       fmt::format("give a share such as 0.2, a file, or add a column {}_se to sectors.csv", set.name));
    }
    return Spread{set.standard_error, "published standard errors"};
  }
  std::error_code error;
  if (fs::exists(text, error)) {
    TRILAT_TRY(auto errors, errors_from_file(data, text));
    return Spread{std::move(errors), "standard errors of " + text};
  }
  char* end = nullptr;
  const double share = std::strtod(text.c_str(), &end);
  if (text.empty() || end != text.c_str() + text.size() || !(share >= 0) || share > 2) {
    return bad_input(
        fmt::format("spread '{}' is neither a share of the estimate from 0 to 2, published, none nor a file", text),
        "give 0.2 for a standard error of 20 %");
  }
  std::vector<double> errors;
  for (const double theta : set.theta) errors.push_back(share * theta);
  return Spread{std::move(errors), fmt::format("standard error of {:g} % of each estimate, as chosen", 100 * share)};
}

Result<std::vector<std::size_t>> sets_of(const economy::DataSet& data, const std::vector<std::string>& wanted) {
  std::vector<std::size_t> sets;
  for (const std::string& name : wanted) {
    if (name == "*") {
      for (std::size_t at = 0; at < data.elasticities.size(); ++at) sets.push_back(at);
      continue;
    }
    TRILAT_TRY(const economy::Elasticities* found, data.find_elasticities(name));
    sets.push_back(static_cast<std::size_t>(found - data.elasticities.data()));
  }
  if (sets.empty()) sets.push_back(0);
  return sets;
}

Status check_numbers(const SweepParams& params, const SweepPlan& plan) {
  for (const double probability : params.quantiles) {
    if (!(probability >= 0 && probability <= 1))
      return bad_input(fmt::format("quantile {} is outside 0 to 1", probability), "give probabilities such as 0.05");
  }
  if (params.draws == 0) return bad_input("there is no draw to take", "give at least one");
  if (plan.outcomes.empty()) return bad_input("no outcome is asked for", "name one, such as real_income:*");
  if (params.draws > kMostNumbers / plan.cases.size() / plan.outcomes.size()) {
    return bad_input(fmt::format("{} draws of {} cases with {} outcomes do not fit in memory", params.draws,
                                 plan.cases.size(), plan.outcomes.size()),
                     "take fewer outcomes or draws");
  }
  return {};
}

// Everything a value depends on, as bytes; their hash is the fingerprint.
std::string describe(const SweepParams& params, const SweepPlan& plan) {
  std::string text = fmt::format("sweep 1 seed {} ", params.seed) + pack::encode_economy(plan.data);
  for (const PlannedCase& entry : plan.cases) {
    text += fmt::format("case {} {} ", entry.closure_name, entry.set) + pack::encode_shock(entry.shock);
    for (const double error : entry.standard_error) text += io::json_number(error) + " ";
  }
  for (const PlannedOutcome& outcome : plan.outcomes)
    text += fmt::format("{} {} {} {} {} ", static_cast<int>(outcome.of), outcome.name, outcome.n, outcome.i, outcome.j);
  return text;
}

}  // namespace

Result<SweepPlan> plan_sweep(const pack::Container& container, const SweepParams& params) {
  SweepPlan plan;
  TRILAT_TRY(plan.data, open_economy(container, params.economy));
  TRILAT_TRY(const auto sets, sets_of(plan.data, params.elasticities));
  for (const std::string& shock : params.shocks) {
    TRILAT_TRY(const pack::NamedShock named, open_shock(container, plan.data.name, shock));
    TRILAT_CHECK(economy::apply_tariffs(plan.data, named.shock));
    for (const std::string& closure : params.closures) {
      for (const std::size_t set : sets) {
        PlannedCase entry{named, shock, closure, {}, set, {}};
        TRILAT_TRY(entry.options, parse_regime(closure));
        entry.options.elasticities = plan.data.elasticities[set].name;
        TRILAT_TRY(Spread spread, spread_of(plan.data, plan.data.elasticities[set], params.spread));
        entry.standard_error = std::move(spread.standard_error);
        plan.spread_words = spread.words;
        plan.cases.push_back(std::move(entry));
      }
    }
  }
  for (const std::string& outcome : params.outcomes) TRILAT_CHECK(add_outcome(plan.data, outcome, plan.outcomes));
  TRILAT_CHECK(check_numbers(params, plan));
  plan.fingerprint = describe(params, plan);
  return plan;
}

double read_outcome(const PlannedOutcome& outcome, const economy::DataSet& data, const economy::Outcomes& measured,
                    const economy::Equilibrium& found) {
  if (outcome.of == Of::kFlow) return found.trade[data.flow(outcome.j, outcome.n, outcome.i)];
  if (outcome.of == Of::kSector) {
    const economy::SectorOutcome& sector = measured.sectors[data.cell(outcome.n, outcome.j)];
    const std::array<double, 6> values = {
        sector.output, 100 * sector.output_volume, sector.cost_hat, sector.price_hat, sector.exports, sector.imports};
    return values[outcome.which];
  }
  const economy::CountryOutcome& country = measured.countries[outcome.n];
  const std::array<double, 10> values = {100 * country.real_income,
                                         100 * country.real_wage,
                                         100 * country.terms_of_trade,
                                         100 * country.volume_of_trade,
                                         country.wage_hat,
                                         country.consumer_price_hat,
                                         country.income,
                                         country.revenue,
                                         country.exports,
                                         country.imports};
  return values[outcome.which];
}

}  // namespace trilat
