// What the page and the summary both say about a brief.
#pragma once

#include <string>

#include "trilat/brief.hpp"

namespace trilat::report {

std::string country_name(const std::string& code);    // "Canada"
std::string duty_words(const DutyResult& result);     // "2,750", "0 to 7,500", "prohibited", "not loaded"
std::string percent_words(const DutyResult& result);  // "27.5 %", "0 to 25 %", "" where there is no number
double percent_of(const DutyResult& result, Money amount);
bool priced(const DutyResult& result);  // a number or a bounded range

const SimulateCountry* find_country(const SimulateResult& effect, const std::string& code);
std::string sector_name(const SimulateResult& effect, const std::string& code);
// The members of the agreement in the order of the page, as economies name them.
const std::vector<std::string>& members();

}  // namespace trilat::report
