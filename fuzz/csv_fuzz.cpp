// Any bytes are a table or an error with a place, and reading row by row says the same as reading whole.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "io/csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const auto table = trilat::io::parse_csv(text, "fuzz");
  std::istringstream input(text);
  auto reader = trilat::io::CsvReader::open(input, "fuzz");
  trilat::io::CsvRow row;
  std::size_t rows = 0;
  trilat::Result<bool> more = reader ? reader->next(row) : trilat::Result<bool>(tl::unexpected(reader.error()));
  for (; more && *more; more = reader->next(row)) ++rows;
  if (more.has_value() != table.has_value()) std::abort();
  if (table && table->size() != rows) std::abort();
  if (!table && table.error().where.line < 1) std::abort();
  return 0;
}
