// Reads law/<importer>/extras.toml: stated duties, fees, special entries, known orders (law/extras.hpp).
#pragma once

#include <filesystem>

#include "law/rule_base.hpp"
#include "pack/toml_words.hpp"

namespace trilat::pack {

// Facts and authorities must have been read. A file that is missing means that there are none.
Status read_extras(const std::filesystem::path& path, law::RuleBase& rules);

}  // namespace trilat::pack
