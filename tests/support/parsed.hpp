// Codes and days of tests, as they are written. They must be good.
#pragma once

#include "core/date.hpp"
#include "core/hs_code.hpp"

namespace trilat::testing {

inline core::HsCode code(const char* text) { return core::HsCode::parse(text).value(); }
inline core::Date day(const char* text) { return core::Date::parse(text).value(); }

}  // namespace trilat::testing
