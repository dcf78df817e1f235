#include "trilat/data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "engine/impl.hpp"
#include "pack/law_codec.hpp"
#include "pack/law_toml.hpp"

namespace trilat {
namespace {

namespace fs = std::filesystem;

DataInfo::Importer describe(const law::RuleBase& rules) {
  DataInfo::Importer info;
  info.code = rules.importer.to_string();
  info.title = rules.importer.name();
  info.recorded = rules.recorded.to_string();
  info.schedule = rules.schedule.title();
  info.schedule_rows = rules.schedule.rows().size();
  info.measures = rules.measures.size();
  for (const law::Measure& measure : rules.measures) info.segments += measure.segments.size();
  info.lists = rules.lists.size();
  for (const law::CodeList& list : rules.lists) info.listed_codes += list.rows.size();
  info.rules = rules.precedence.size();
  info.facts = rules.facts.size();
  return info;
}

}  // namespace

Status compile_data(const CompileParams& params) {
  std::map<std::string, std::string> sections;
  std::vector<fs::path> importers;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(params.law, error)) {
    if (fs::exists(entry.path() / "importer.toml")) importers.push_back(entry.path());
  }
  if (importers.empty()) {
    return bad_input(fmt::format("{} holds no importer's folder", params.law),
                     "name the folder that holds us/, ca/ and mx/");
  }
  std::sort(importers.begin(), importers.end());
  for (const fs::path& folder : importers) {
    const std::string name = folder.filename().string();
    TRILAT_TRY(const law::RuleBase rules, pack::read_law(folder, fs::path(params.data) / name / "schedule.csv"));
    sections.emplace("law/" + name, pack::encode_law(rules));
  }
  return pack::write_container(params.output, sections);
}

Result<DataInfo> Engine::data_info() const {
  DataInfo info;
  info.path = impl_->container.path().string();
  info.hash = impl_->container.hash();
  for (const auto& [country, rules] : impl_->law) info.importers.push_back(describe(rules));
  return info;
}

std::string to_text(const DataInfo& info) {
  std::string text = fmt::format("data pack  {}\nhash       {}\n", info.path, info.hash);
  for (const auto& importer : info.importers) {
    text += fmt::format("\nlaw of {} ({}), entry dates {}\n", importer.title, importer.code, importer.recorded);
    text += fmt::format("  schedule    {} rows: {}\n", importer.schedule_rows, importer.schedule);
    text += fmt::format("  measures    {} with {} dated segments\n", importer.measures, importer.segments);
    text += fmt::format("  code lists  {} with {} codes\n", importer.lists, importer.listed_codes);
    text += fmt::format("  precedence  {} relations;  facts {}\n", importer.rules, importer.facts);
  }
  for (const std::string& economy : info.economies) text += "\neconomy  " + economy;
  return text;
}

}  // namespace trilat
