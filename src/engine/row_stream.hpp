// A CSV file of any length, cut into rows with their line numbers, and into blocks of whole rows.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace trilat {

// Cuts a stream into rows. A quote that is never closed, or is closed by a stray one, ends with its line, so that
// the rows after it are read.
class RowStream {
 public:
  explicit RowStream(std::istream& input) : input_(input) {}

  // The next row, which stays until the next call; false at the end. Blank lines are passed over.
  bool next(std::string_view& row, int& line);
  std::uint64_t bytes_read() const { return read_; }

 private:
  std::size_t row_length();
  std::size_t whole_or_first_line(std::string_view record);
  bool refill();

  std::istream& input_;
  std::vector<std::string_view> fields_;
  std::string unquoted_;
  std::string buffer_;
  std::size_t at_ = 0;
  int line_ = 0;
  std::uint64_t read_ = 0;
};

// Whole rows, for a thread to work on.
class RowBlock {
 public:
  // The next rows of a stream, about 256 KiB of them; false at its end.
  bool read(RowStream& input);
  std::size_t size() const { return rows_.size(); }
  std::string_view row(std::size_t i) const { return std::string_view(text_).substr(rows_[i].begin, rows_[i].length); }
  int line(std::size_t i) const { return rows_[i].line; }

 private:
  struct Row {
    std::size_t begin = 0;
    std::size_t length = 0;
    int line = 0;
  };
  std::string text_;
  std::vector<Row> rows_;
};

struct HeaderRow {
  std::string text;  // without its line end
  Position where;
};

// The first row, after a byte order mark and comments. An error where there is none.
Result<HeaderRow> header_row(RowStream& input, const std::string& file);

std::string_view without_line_end(std::string_view record);

}  // namespace trilat
