#include "trilat/data.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "engine/impl.hpp"
#include "engine/law_folders.hpp"
#include "engine/origin_coverage.hpp"
#include "engine/scenario_law.hpp"
#include "engine/trust_toml.hpp"
#include "io/file.hpp"
#include "io/json.hpp"
#include "pack/brief_plan.hpp"
#include "pack/economy_codec.hpp"
#include "pack/flows_csv.hpp"
#include "pack/law_codec.hpp"
#include "pack/law_toml.hpp"
#include "pack/origin_codec.hpp"
#include "pack/origin_toml.hpp"

namespace trilat {
namespace {

namespace fs = std::filesystem;

DataInfo::Importer describe(const law::RuleBase& rules) {
  DataInfo::Importer info;
  info.code = rules.importer.to_string();
  info.title = rules.importer.name();
  info.recorded = rules.recorded.to_string();
  info.recorded_days = rules.recorded;
  info.schedule = rules.schedule.title();
  info.schedule_rows = rules.schedule.rows().size();
  info.measures = rules.measures.size();
  for (const law::Measure& measure : rules.measures) info.segments += measure.segments.size();
  info.lists = rules.lists.size();
  for (const law::CodeList& list : rules.lists) info.listed_codes += list.rows.size();
  info.rules = rules.precedence.size();
  info.facts = rules.facts.size();
  info.quota_levels = rules.quotas.size();
  for (const law::ScheduleRow& row : rules.schedule.rows()) {
    if (!row.has_rate()) continue;
    const law::Grade grade =
        row.evidence < 0 ? rules.schedule_grade : rules.evidence[static_cast<std::size_t>(row.evidence)].grade;
    ++info.rated_lines[static_cast<char>(grade)];
  }
  return info;
}

using Sections = std::map<std::string, std::string>;

// Places in the sources as they stand below the two folders, so that a pack does not depend on where they lie.
void make_relative(std::string& source, std::string root, const char* name) {
  while (root.ends_with('/')) root.pop_back();
  if (source.starts_with(root)) source = name + source.substr(root.size());
}

Status compile_law(const CompileParams& params, Sections& sections) {
  TRILAT_TRY(const std::vector<fs::path> importers, law_folders(params.law));
  for (const fs::path& folder : importers) {
    const std::string name = folder.filename().string();
    TRILAT_TRY(law::RuleBase rules, pack::read_law(folder, fs::path(params.data) / name / "schedule.csv"));
    for (law::Measure& measure : rules.measures) make_relative(measure.source, params.law, "law");
    for (law::Precedence& rule : rules.precedence) make_relative(rule.source, params.law, "law");
    sections.emplace("law/" + name, pack::encode_law(rules));
  }
  return {};
}

// A folder of law with an agreement holds rules of origin.
Status compile_origin(const CompileParams& params, Sections& sections) {
  for (const fs::path& folder : entries(params.law)) {
    if (!fs::exists(folder / "agreement.toml")) continue;
    TRILAT_TRY(const origin::RuleBook book, pack::read_rule_book(folder));
    if (!sections.emplace(kOriginSection, pack::encode_rule_book(book)).second)
      return bad_input("two folders of law hold an agreement", "leave one out", {folder.string(), 0, 0});
  }
  return {};
}

Status compile_economies(const CompileParams& params, Sections& sections) {
  for (const fs::path& folder : entries(fs::path(params.data) / "economies")) {
    if (!fs::exists(folder / "economy.toml")) continue;
    TRILAT_TRY(pack::EconomyTables tables, pack::read_tables(folder));
    const fs::path shocks = fs::path(params.data) / "shocks" / tables.shocks;
    TRILAT_TRY(const economy::DataSet data, pack::build_economy(std::move(tables)));
    sections.emplace("economy/" + data.name, pack::encode_economy(data));
    for (const fs::path& file : entries(shocks)) {
      if (file.extension() != ".csv") continue;
      TRILAT_TRY(pack::NamedShock named, pack::read_shock(file));
      TRILAT_CHECK(economy::apply_tariffs(data, named.shock));
      for (auto& cell : named.shock.tariffs) make_relative(cell.where.file, params.data, "data");
      sections.emplace(fmt::format("shock/{}/{}", data.name, named.name), pack::encode_shock(named));
    }
  }
  return {};
}

Status compile_trade(const CompileParams& params, Sections& sections) {
  for (const fs::path& folder : entries(fs::path(params.data) / "flows")) {
    if (!fs::exists(folder / "partners.toml")) continue;
    TRILAT_TRY(const pack::TradeData trade, pack::read_trade(folder));
    sections.emplace("flows/" + folder.filename().string(), pack::encode_trade(trade));
  }
  return {};
}

Status compile_brief(const CompileParams& params, Sections& sections) {
  const fs::path path = fs::path(params.data) / "brief" / "brief.toml";
  if (!fs::exists(path)) return {};
  TRILAT_TRY(const pack::BriefPlan plan, pack::read_brief_plan(path));
  for (const pack::PlannedEffect& effect : plan.effects) {
    for (const std::string& scenario : {effect.scenario, effect.against}) {
      if (!scenario.empty() && !sections.contains(kScenarioSections + scenario))
        return bad_input(fmt::format("there is no ready scenario '{}'", scenario),
                         "name a file of scenarios/, and give its folder (--scenarios)", {path.string(), 0, 0});
    }
  }
  sections.emplace("brief", pack::encode_brief_plan(plan));
  return {};
}

// Each is applied to every law first, so that a pack holds none that cannot be.
Status compile_scenarios(const CompileParams& params, Sections& sections) {
  if (params.scenarios.empty()) return {};
  std::vector<law::RuleBase> laws;
  for (const auto& [name, bytes] : sections) {
    if (!name.starts_with("law/")) continue;
    TRILAT_TRY(law::RuleBase rules, pack::decode_law(bytes));
    laws.push_back(std::move(rules));
  }
  for (const fs::path& file : entries(params.scenarios)) {
    if (file.extension() != ".toml") continue;
    TRILAT_TRY(const scenario::Scenario scenario, scenario::read_scenario(file));
    for (const law::RuleBase& rules : laws) TRILAT_CHECK(law_under(rules, scenario));
    TRILAT_TRY(std::string text, io::read_file(file));
    sections.emplace(kScenarioSections + scenario.name, std::move(text));
  }
  return {};
}

Status compile_trust(const CompileParams& params, Sections& sections) {
  const fs::path path = fs::path(params.data) / "negotiation" / "trust.toml";
  if (!fs::exists(path)) return {};
  TRILAT_TRY(std::string text, io::read_file(path));
  TRILAT_TRY(const TrustRecord record, parse_trust(text, path.string()));
  TRILAT_CHECK(game::trust_path(record.model, record.events, "", Date::min()));
  sections.emplace("trust", std::move(text));
  return {};
}

DataInfo::Economy describe(const economy::DataSet& data, const Sections::key_type& prefix,
                           const std::map<std::string, std::string_view>& sections) {
  DataInfo::Economy info;
  info.name = data.name;
  info.title = data.title;
  info.source = data.source;
  info.countries = data.country_count();
  info.sectors = data.sector_count();
  for (const auto& set : data.elasticities) info.elasticities.push_back(set.name);
  for (const auto& [name, bytes] : sections) {
    if (name.starts_with(prefix)) info.shocks.push_back(name.substr(prefix.size()));
  }
  return info;
}

}  // namespace

Status compile_data(const CompileParams& params) {
  Sections sections;
  TRILAT_CHECK(compile_law(params, sections));
  TRILAT_CHECK(compile_origin(params, sections));
  TRILAT_CHECK(compile_economies(params, sections));
  TRILAT_CHECK(compile_trade(params, sections));
  TRILAT_CHECK(compile_scenarios(params, sections));
  TRILAT_CHECK(compile_brief(params, sections));
  TRILAT_CHECK(compile_trust(params, sections));
  return pack::write_container(params.output, sections);
}

Result<DataInfo> Engine::data_info() const {
  DataInfo info;
  info.path = impl_->container.path().string();
  info.hash = impl_->container.hash();
  TRILAT_TRY(const auto* law, impl_->law.all());
  for (const auto& [country, rules] : *law) info.importers.push_back(describe(rules));
  constexpr int kSystemOfTrade = 2022;
  TRILAT_TRY(const origin::RuleBook* rules_of_origin, impl_->rules_of_origin());
  if (!rules_of_origin->empty()) info.origin.push_back(coverage_of(*rules_of_origin));
  for (const auto& [name, bytes] : impl_->container.sections()) {
    if (!name.starts_with("flows/")) continue;
    TRILAT_TRY(const pack::TradeData trade, pack::decode_trade(bytes));
    info.trade.push_back({std::string(trade.imports.importer.name()), trade.imports.source, trade.claims.source,
                          trade.imports.year, trade.imports.rows.size(), trade.imports.partners.size(),
                          trade.claims.rows.size()});
    for (auto& origin : info.origin)
      origin.trade.push_back(coverage_of(*rules_of_origin, trade.imports, kSystemOfTrade));
  }
  for (const auto& [name, bytes] : impl_->container.sections()) {
    if (!name.starts_with("economy/")) continue;
    TRILAT_TRY(const economy::DataSet data, pack::decode_economy(bytes));
    info.economies.push_back(describe(data, fmt::format("shock/{}/", data.name), impl_->container.sections()));
  }
  return info;
}

std::string to_text(const DataInfo& info) {
  std::string text = fmt::format("data pack  {}\nhash       {}\n", info.path, info.hash);
  for (const auto& importer : info.importers) {
    text += fmt::format("\nlaw of {} ({}), entry dates {}\n", importer.title, importer.code, importer.recorded);
    text += fmt::format("  schedule    {} rows: {}\n", importer.schedule_rows, importer.schedule);
    std::vector<std::string> graded;
    for (const auto& [grade, lines] : importer.rated_lines) graded.push_back(fmt::format("{} {}", lines, grade));
    text += fmt::format("  evidence    lines with a rate by grade: {}\n", fmt::join(graded, ", "));
    text += fmt::format("  measures    {} with {} dated segments\n", importer.measures, importer.segments);
    text += fmt::format("  code lists  {} with {} codes\n", importer.lists, importer.listed_codes);
    text += fmt::format("  precedence  {} relations;  facts {}\n", importer.rules, importer.facts);
    if (importer.quota_levels > 0) text += fmt::format("  quotas      {} levels\n", importer.quota_levels);
  }
  for (const auto& origin : info.origin) text += to_text(origin);
  for (const auto& trade : info.trade) {
    text += fmt::format("\ntrade of {}, {}\n", trade.importer, trade.year);
    text += fmt::format("  imports       {} rows, {} partners: {}\n", trade.rows, trade.partners, trade.imports_source);
    text += fmt::format("  claims        {} rows: {}\n", trade.claim_rows, trade.claims_source);
  }
  for (const auto& economy : info.economies) {
    text += fmt::format("\neconomy {}: {}\n", economy.name, economy.title);
    text += fmt::format("  size          {} countries, {} sectors\n", economy.countries, economy.sectors);
    text += fmt::format("  elasticities  {}\n", fmt::join(economy.elasticities, ", "));
    text += fmt::format("  shocks        {}\n", fmt::join(economy.shocks, ", "));
    text += fmt::format("  source        {}\n", economy.source);
  }
  return text;
}

std::string to_json(const DataInfo& info) {
  io::JsonWriter json;
  json.begin_object().field("hash", info.hash).key("importers").begin_array();
  for (const auto& importer : info.importers) {
    json.begin_object().field("code", importer.code).field("title", importer.title);
    json.field("recorded_from", importer.recorded_days.from.to_string());
    json.field("recorded_until", importer.recorded_days.until.to_string());
    json.field("schedule", importer.schedule).field("schedule_rows", importer.schedule_rows);
    json.field("measures", importer.measures).field("segments", importer.segments);
    json.key("rated_lines").begin_object();
    for (const auto& [grade, lines] : importer.rated_lines) json.field(std::string(1, grade), lines);
    json.end().end();
  }
  json.end().key("trade").begin_array();
  for (const auto& trade : info.trade) {
    json.begin_object().field("importer", trade.importer).field("year", trade.year).field("rows", trade.rows);
    json.field("partners", trade.partners).field("imports_source", trade.imports_source);
    json.field("claims_source", trade.claims_source).end();
  }
  json.end().key("economies").begin_array();
  for (const auto& economy : info.economies) {
    json.begin_object().field("name", economy.name).field("title", economy.title).field("source", economy.source);
    json.field("countries", economy.countries).field("sectors", economy.sectors).key("elasticities");
    write(json, economy.elasticities);
    json.end();
  }
  return json.end().end().finish().value_or("{}\n");  // the writer is used as its header asks
}

}  // namespace trilat
