// What the brief says of the negotiation and of the pact's clock: three pictures, a sentence under each, and how sure
// it is.
#pragma once

#include <string>

#include "trilat/brief.hpp"

namespace trilat::report {

std::string game_section(const BriefResult& brief);  // HTML; empty without a negotiation
std::string game_text(const BriefResult& brief);     // for a terminal

}  // namespace trilat::report
