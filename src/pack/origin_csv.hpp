// Rules of origin from CSV: product rules, the bridge of codes, parts of motor vehicles, subheadings.
#pragma once

#include <filesystem>

#include "origin/rule_book.hpp"

namespace trilat::pack {

// Rows of law/usmca/product-rules.csv, in order of their codes. Errors name file, line and column.
Result<std::vector<origin::Rule>> read_origin_rules(const std::filesystem::path& path);
Result<std::vector<origin::BridgeRow>> read_code_bridge(const std::filesystem::path& path);
Result<std::vector<origin::PartEntry>> read_automotive_parts(const std::filesystem::path& path);
Result<std::vector<HsCode>> read_subheadings(const std::filesystem::path& path);

}  // namespace trilat::pack
