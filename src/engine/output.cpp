#include "trilat/output.hpp"

#include "io/file.hpp"

namespace trilat {

Status write_output(const std::string& path, std::string_view text) { return io::write_file_atomic(path, text); }

}  // namespace trilat
