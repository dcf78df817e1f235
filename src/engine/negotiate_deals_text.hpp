// What a negotiation says of deals, as text and as JSON.
#pragma once

#include <string>

#include "io/json.hpp"
#include "trilat/negotiate.hpp"

namespace trilat {

// Empty lines first; ends with a line end.
std::string deals_text(const NegotiateResult& result);
// One value each: an array, an object.
void write_conclusions(io::JsonWriter& json, const std::vector<DealConclusion>& conclusions);
void write_deals(io::JsonWriter& json, const NegotiateDeals& deals);

}  // namespace trilat
