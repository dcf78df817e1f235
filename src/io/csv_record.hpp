// CSV in pieces, for files of any length: where a record ends, and its fields.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace trilat::io {

// The length of the first record of `text` with its line end; npos where the record does not end in `text`. A
// quoted field may hold line ends.
std::size_t record_length(std::string_view text);

// Fields of one record, as RFC 4180 has them: views into the record, or into `unquoted` where a quote was
// doubled. Errors as those of CsvReader, with the column.
Status split_record(std::string_view record, std::vector<std::string_view>& fields, std::string& unquoted);

// Appends a field, quoted where it must be; one that begins with "#" too, since that could open a comment.
void append_field(std::string& text, std::string_view field);

}  // namespace trilat::io
