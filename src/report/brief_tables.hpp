// Tables of the brief that the page shows too, and their titles.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "trilat/brief.hpp"

namespace trilat::report {

inline constexpr const char* kMeasuresTitle = "Duties that began, changed or ended";
inline constexpr const char* kActsTitle = "What the governments did to each other's trust";

BriefTable events_table(const std::string& name, const std::string& title, const std::vector<BriefEvent>& events);
BriefTable sureness_table(const BriefResult& brief);
BriefTable words_table(const BriefResult& brief);     // the terms of the brief that not every reader knows
std::string opening_words(const BriefResult& brief);  // what the page is about

}  // namespace trilat::report
