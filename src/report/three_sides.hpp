// The goods of the brief into every importer whose law is held, from each of the others.
#pragma once

#include <string>

#include "trilat/brief.hpp"

namespace trilat::report {

std::string three_sides_html(const BriefResult& brief);
std::string three_sides_text(const BriefResult& brief);

}  // namespace trilat::report
