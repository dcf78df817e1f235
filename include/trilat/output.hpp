// Writing what a service gave to a file.
#pragma once

#include <string>
#include <string_view>

#include "core/error.hpp"

namespace trilat {

// The file is whole or as it was before. Errors: a folder that does not exist or may not be written.
Status write_output(const std::string& path, std::string_view text);

}  // namespace trilat
