// TOML 1.0 into a Node. Local dates become core::Date; dates with a time, times, and numbers that are
// infinite or not a number are refused. Keys keep the order of the file.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "io/node.hpp"

namespace trilat::io {

// The root table. `file_name` is for messages.
Result<Node> parse_toml(std::string_view text, const std::string& file_name);
Result<Node> read_toml(const std::filesystem::path& path);

}  // namespace trilat::io
