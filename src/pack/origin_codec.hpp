// The rules of origin as bytes of the pack, and back.
#pragma once

#include <string>
#include <string_view>

#include "origin/rule_book.hpp"

namespace trilat::pack {

std::string encode_rule_book(const origin::RuleBook& book);
Result<origin::RuleBook> decode_rule_book(std::string_view bytes);

}  // namespace trilat::pack
