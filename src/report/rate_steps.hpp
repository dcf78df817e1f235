// The effective rate of one group, or of all goods, over the days of a span: with claims, and dashed without.
#pragma once

#include <string>

#include "trilat/rates.hpp"

namespace trilat::report {

const RatesRow* find_row(const RatesDay& day, const std::string& code);  // null where the day has none

// An SVG; `code` empty: all goods. `high`: end of the axis in per cent. Precondition: the span has a day.
std::string rate_steps(const RatesResult& result, const std::string& code, const std::string& label, double high);

}  // namespace trilat::report
