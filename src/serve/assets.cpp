#include "serve/assets.hpp"

#include <algorithm>

namespace trilat::serve {

const Asset* find_asset(std::string_view path) {
  const std::string_view asked = path == "/" ? "/index.html" : path;
  const std::span<const Asset> all = held_assets();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Asset& asset) { return asset.path == asked; });
  return found == all.end() ? nullptr : &*found;
}

bool is_immutable(const Asset& asset) { return asset.path.starts_with("/assets/"); }

}  // namespace trilat::serve
