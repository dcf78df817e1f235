// The page of the brief, part by part.
#pragma once

#include <string>

#include "report/brief_say.hpp"
#include "trilat/brief.hpp"

namespace trilat::report {

// All but the words and sources at its end. HTML.
std::string body_html(const BriefResult& brief);
// "Effective tariff rates of the United States over time", of the part "rates".
std::string section_title(const BriefResult& brief, const std::string& part);
// The heading of a part and, below it, how sure it is.
std::string section_head(const BriefResult& brief, const std::string& part);

// Parts; empty where the brief has nothing of them.
std::string economies_html(const BriefResult& brief);
std::string deals_html(const BriefResult& brief);
std::string clock_html(const BriefResult& brief);

}  // namespace trilat::report
