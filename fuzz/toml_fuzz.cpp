// Any bytes are a tree or an error with a place.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "io/toml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto root = trilat::io::parse_toml(std::string(data, data + size), "fuzz");
  if (!root && root.error().where.line < 1) std::abort();
  return 0;
}
