// Words of the pages on the negotiation and the treaty's clock.
#pragma once

#include <string>
#include <vector>

#include "trilat/deals.hpp"

namespace trilat::report {

// Codes are those of the economy, ISO 3166-1 alpha-3; one that is none stays as it is.
std::string player_name(const std::string& code);             // "United States"
std::string short_name(const std::string& code);              // "US"
std::string names_of(const std::vector<std::string>& codes);  // "United States, Canada and Mexico"
std::string structure_words(const std::string& structure);    // "US-Canada, US-Mexico" of "USA-CAN, USA-MEX"
std::string move_words(const DealMove& move);                 // "Canada would cut its deal with Mexico"
std::string signed_number(double number);                     // "+12,345"; "0" where it rounds to nothing

// A table of every conclusion, with names for codes. HTML.
std::string conclusion_table(const std::vector<std::string>& players, const std::vector<DealConclusion>& conclusions);

}  // namespace trilat::report
