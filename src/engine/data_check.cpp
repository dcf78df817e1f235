#include <fmt/format.h>

#include <filesystem>

#include "engine/law_folders.hpp"
#include "law/check.hpp"
#include "pack/law_toml.hpp"
#include "trilat/data.hpp"

namespace trilat {

CheckResult check_data(const CheckParams& params) {
  CheckResult result;
  const auto folders = law_folders(params.law);
  if (!folders) {
    result.errors.push_back(folders.error().to_string());
    return result;
  }
  for (const std::filesystem::path& folder : *folders) {
    const auto schedule = std::filesystem::path(params.data) / folder.filename() / "schedule.csv";
    const auto rules = pack::read_law(folder, schedule);
    if (!rules) {
      result.errors.push_back(rules.error().to_string());
      continue;
    }
    for (const law::Finding& finding : law::check_law(*rules, folder.string())) {
      (finding.error ? result.errors : result.notes).push_back(finding.to_string());
    }
  }
  return result;
}

std::string to_text(const CheckResult& result) {
  std::string text;
  for (const std::string& note : result.notes) text += fmt::format("note: {}\n", note);
  for (const std::string& error : result.errors) text += fmt::format("error: {}\n", error);
  return text + fmt::format("{} errors, {} notes\n", result.errors.size(), result.notes.size());
}

}  // namespace trilat
