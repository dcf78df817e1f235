// The three-letter codes of ISO 3166-1, by which input-output tables name countries.
#pragma once

#include <optional>
#include <string_view>

#include "core/country.hpp"

namespace trilat::core {

std::string_view alpha3(Country country);  // "CAN"
std::optional<Country> country_of_alpha3(std::string_view code);

}  // namespace trilat::core

namespace trilat {
using core::alpha3;
using core::country_of_alpha3;
}  // namespace trilat
