// An economy and a shock as bytes of the pack, and back.
#pragma once

#include <string>
#include <string_view>

#include "pack/economy_csv.hpp"

namespace trilat::pack {

std::string encode_economy(const economy::DataSet& data);
// Derives what the bytes leave out. kDataDamaged where they are not what encode_economy writes.
Result<economy::DataSet> decode_economy(std::string_view bytes);

std::string encode_shock(const NamedShock& shock);
Result<NamedShock> decode_shock(std::string_view bytes);

}  // namespace trilat::pack
