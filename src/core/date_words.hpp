// Days as English sentences have them.
#pragma once

#include <string>

#include "core/date.hpp"

namespace trilat::core {

std::string long_date(Date date);  // "8 August 2025"

}  // namespace trilat::core
