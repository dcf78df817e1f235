// A value of a file as it would stand on the command line.
#pragma once

#include <string>

#include "io/node.hpp"

namespace trilat {

// Strings as they are, others in their text, truth as yes and no. Error: an array or a table.
Result<std::string> plain_text(const io::Node& node);

// The text with "+0.00" for each "-0.00": a sign that rounding leaves of nothing says nothing, and may be another on
// another machine.
std::string with_plain_zeros(std::string text);

}  // namespace trilat
