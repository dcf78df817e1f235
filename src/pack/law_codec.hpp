// The law of an importer as bytes of the pack, and back. Conditions and rates travel as their text.
#pragma once

#include <string>
#include <string_view>

#include "core/error.hpp"
#include "law/rule_base.hpp"

namespace trilat::pack {

std::string encode_law(const law::RuleBase& rules);
// kDataDamaged where the bytes are not what encode_law writes.
Result<law::RuleBase> decode_law(std::string_view bytes);

}  // namespace trilat::pack
