// Text for HTML, and figures as readers expect them.
#pragma once

#include <string>
#include <string_view>

#include "core/money.hpp"

namespace trilat::report {

std::string escape(std::string_view text);

std::string with_commas(long long number);               // "12,345"
std::string money(Money amount);                         // "2,750" or "7.88" where there are cents
std::string signed_percent(double percent, int digits);  // "+0.02 %", "0.00 %" where it rounds to nothing

}  // namespace trilat::report
