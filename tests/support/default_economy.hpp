// The economies of data/, read once a program, for tests of layers that read no files.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "pack/economy_csv.hpp"

namespace trilat::testing {

inline const economy::DataSet& economy_named(const std::string& name) {
  static std::map<std::string, economy::DataSet> read;
  const auto at = read.find(name);
  if (at != read.end()) return at->second;
  auto found = pack::read_economy(std::filesystem::path(TRILAT_SOURCE_DIR) / "data" / "economies" / name);
  if (!found) ADD_FAILURE() << found.error().to_string();
  return read.emplace(name, found ? *std::move(found) : economy::DataSet{}).first->second;
}

}  // namespace trilat::testing
