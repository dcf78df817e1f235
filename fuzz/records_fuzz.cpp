// Rows of a batch: any bytes are cut into records that make them up again, and a record is split into the fields
// that the table reader finds in it, or refused where that refuses it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "io/csv.hpp"
#include "io/csv_record.hpp"

namespace {

// The same record through the reader of whole tables, under a header of as many columns.
bool agrees_with_the_table_reader(std::string_view record, const std::vector<std::string_view>& fields) {
  std::string text;
  for (std::size_t i = 0; i < fields.size(); ++i) text += (i == 0 ? "c" : ",c") + std::to_string(i);
  text += '\n';
  text += record;
  const auto table = trilat::io::parse_csv(text, "fuzz");
  if (!table || table->size() != 1) return !table || fields.size() == 1;  // a lone empty field is a blank line
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if ((*table)[0][i] != fields[i]) return false;
  }
  return true;
}

void written_is_read_back(const std::vector<std::string_view>& fields) {
  std::string text;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) text += ',';
    trilat::io::append_field(text, fields[i]);
  }
  std::vector<std::string_view> again;
  std::string unquoted;
  if (!trilat::io::split_record(text, again, unquoted) || again != fields) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  std::string_view rest = text;
  std::vector<std::string_view> fields;
  std::string unquoted;
  while (!rest.empty()) {
    const std::size_t found = trilat::io::record_length(rest);
    const std::size_t length = found == std::string_view::npos ? rest.size() : found;
    if (length == 0 || length > rest.size()) std::abort();
    const std::string_view record = rest.substr(0, length);
    rest.remove_prefix(length);
    const auto split = trilat::io::split_record(record, fields, unquoted);
    if (!split) {
      if (split.error().where.column < 1 || split.error().message.empty()) std::abort();
      continue;
    }
    if (fields.empty()) std::abort();
    if (!agrees_with_the_table_reader(record, fields)) std::abort();
    written_is_read_back(fields);
  }
  return 0;
}
