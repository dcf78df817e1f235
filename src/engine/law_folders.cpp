#include "engine/law_folders.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace trilat {

namespace fs = std::filesystem;

std::vector<fs::path> entries(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

Result<std::vector<fs::path>> law_folders(const fs::path& law) {
  std::vector<fs::path> importers = entries(law);
  std::erase_if(importers, [](const fs::path& path) { return !fs::exists(path / "importer.toml"); });
  if (importers.empty()) {
    return bad_input(fmt::format("{} holds no importer's folder", law.string()),
                     "name the folder that holds us/, ca/ and mx/");
  }
  return importers;
}

}  // namespace trilat
