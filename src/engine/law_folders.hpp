// The folders of law, one an importer.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/error.hpp"

namespace trilat {

// What a folder holds, in the order of names; empty where there is no such folder.
std::vector<std::filesystem::path> entries(const std::filesystem::path& folder);

// The folders under `law` that hold an importer.toml, in the order of names. Error: there is none.
Result<std::vector<std::filesystem::path>> law_folders(const std::filesystem::path& law);

}  // namespace trilat
