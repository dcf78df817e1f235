// A country's name within a sentence.
#pragma once

#include <string>

#include "core/country.hpp"

namespace trilat::core {

// "the United States", "the Netherlands", "Canada".
std::string in_sentence(Country country);

}  // namespace trilat::core
