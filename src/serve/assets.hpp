// The files of the web application, held in the program.
#pragma once

#include <span>
#include <string_view>

namespace trilat::serve {

struct Asset {
  std::string_view path;  // "/assets/index-1a2b.js"
  std::string_view type;  // "text/javascript; charset=utf-8"
  std::string_view bytes;
};

// All of them; none where the program was built without npm.
std::span<const Asset> held_assets();
// The file of a path, the start page for "/"; null where there is none.
const Asset* find_asset(std::string_view path);
// Files under /assets/ carry a digest in their names: they never change.
bool is_immutable(const Asset& asset);

}  // namespace trilat::serve
