// Any bytes are a tree or an error with a place; what is accepted, another reader accepts too.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "io/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const auto root = trilat::io::parse_json(text, "fuzz");
  if (!root && root.error().where.line < 1) std::abort();
  if (root && !nlohmann::json::accept(text)) std::abort();
  if (!nlohmann::json::accept(trilat::io::json_quoted(text))) std::abort();
  return 0;
}
