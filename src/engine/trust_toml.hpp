// Reads kinds of events, their likelihoods and the dated events themselves: data/negotiation/trust.toml.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "game/trust.hpp"

namespace trilat {

struct TrustRecord {
  game::TrustModel model;
  std::vector<game::TrustEvent> events;
};

// Errors: as of any TOML reader; a grade other than A, B, C; an event of a kind that is not declared.
Result<TrustRecord> parse_trust(std::string_view text, const std::string& file_name);

}  // namespace trilat
