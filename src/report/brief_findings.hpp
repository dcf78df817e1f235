// What the brief comes to, in a few sentences: nothing that flips between cases is said without saying so.
#pragma once

#include <string>
#include <vector>

#include "trilat/brief.hpp"

namespace trilat::report {

std::vector<std::string> opening_words(const BriefResult& brief);  // what the page is about
std::vector<std::string> findings(const BriefResult& brief);
std::string clock_lead(const BriefResult& brief);    // the range of the chance of extension
std::string shares_words(const BriefResult& brief);  // who gets what all deals are worth

}  // namespace trilat::report
