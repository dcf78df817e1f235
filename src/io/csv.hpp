// Comma-separated values as RFC 4180 has them: an optional byte order mark, LF or CRLF line ends,
// quoted fields that may hold commas, line ends and doubled quotes. Lines that begin with '#' before
// the header are comments; blank lines are skipped. Every field knows its line and column (counted in
// characters), and every error says them.
//
// Refused: a quote that is never closed, a quote inside an unquoted field, text after a closing quote,
// a lone carriage return, a byte of value zero, a row with more or fewer fields than the header, a
// column named twice, and a row longer than CsvColumns::max_row_bytes.
#pragma once

#include <cstddef>
#include <filesystem>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace trilat::io {

// What the header must and may hold.
struct CsvColumns {
  std::vector<std::string> required = {};
  std::vector<std::string> optional = {};
  bool allow_others = true;  // false: a column in neither list is an error
  std::size_t max_row_bytes = std::size_t{1} << 24U;
};

namespace detail {

struct CsvField {
  std::size_t begin = 0;  // in CsvData::text
  std::size_t length = 0;
  int line = 0;
  int column = 0;
};

struct CsvData {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::string> comments;
  std::string text;  // the fields one after another, unquoted
  std::vector<CsvField> fields;
};

}  // namespace detail

// One row: a view, valid as long as the CsvTable, or until the next call of CsvReader::next.
class CsvRow {
 public:
  std::size_t size() const { return count_; }
  int line() const;  // where the row begins

  // Precondition: index < size().
  std::string_view operator[](std::size_t index) const;
  // The field of a column; empty where the header has no such column.
  std::string_view operator[](std::string_view column) const;
  // Where the field begins; where there is no such column, where the row begins.
  Position position(std::string_view column) const;

  // The field as a finite number, or as an integer; an error at the field otherwise.
  Result<double> number(std::string_view column) const;
  Result<std::int64_t> integer(std::string_view column) const;

  // An error at the field, for `return row.refuse("rate", "...")`.
  tl::unexpected<Error> refuse(std::string_view column, std::string message, std::string remedy = {}) const;
  // The result, its error placed at the field: TRILAT_TRY(auto code, row.placed("hs", HsCode::parse(row["hs"]))).
  template <class T>
  Result<T> placed(std::string_view column, Result<T> result) const {
    if (!result && result.error().where.line == 0) result.error().where = position(column);
    return result;
  }

 private:
  friend class CsvReader;
  friend class CsvTable;
  std::optional<std::size_t> index_of(std::string_view column) const;

  const detail::CsvData* data_ = nullptr;
  std::size_t first_ = 0;  // in CsvData::fields
  std::size_t count_ = 0;
};

// A file with its rows, in memory.
class CsvTable {
 public:
  const std::string& name() const { return data_->name; }
  const std::vector<std::string>& columns() const { return data_->columns; }
  bool has_column(std::string_view column) const;
  // The comment lines before the header, without '#' and surrounding blanks.
  const std::vector<std::string>& comments() const { return data_->comments; }

  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  const CsvRow& operator[](std::size_t index) const { return rows_[index]; }
  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }

 private:
  friend Result<CsvTable> parse_csv(std::string_view, const std::string&, CsvColumns);
  std::shared_ptr<detail::CsvData> data_;
  std::vector<CsvRow> rows_;
};

// Reads row by row; memory is bounded by the longest row.
class CsvReader {
 public:
  // Reads the comments and the header. `input` must outlive the reader; `name` is for messages.
  static Result<CsvReader> open(std::istream& input, const std::string& name, CsvColumns columns = {});

  const std::vector<std::string>& columns() const { return data_->columns; }
  const std::vector<std::string>& comments() const { return data_->comments; }
  // False at the end of the input. After an error the reader must not be used.
  Result<bool> next(CsvRow& row);

 private:
  friend Result<CsvTable> parse_csv(std::string_view, const std::string&, CsvColumns);
  CsvReader() = default;

  static Result<CsvReader> start(CsvReader reader, const std::string& name, CsvColumns columns);
  Status read_header();
  Status check_header() const;
  Result<bool> append_row(CsvRow& row);
  Result<bool> append_record();
  Result<int> append_field();
  Result<int> append_quoted(detail::CsvField& field);
  Result<int> end_line();
  void read_comment();
  int peek();
  int take();
  bool refill();
  Position here() const;

  std::istream* input_ = nullptr;
  std::vector<char> buffer_;
  std::string_view window_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
  CsvColumns wanted_;
  std::shared_ptr<detail::CsvData> data_;
};

Result<CsvTable> parse_csv(std::string_view text, const std::string& name, CsvColumns columns = {});
Result<CsvTable> read_csv(const std::filesystem::path& path, CsvColumns columns = {});
Result<CsvTable> read_csv(const std::filesystem::path& path, std::vector<std::string> required,
                          std::vector<std::string> optional = {});

// Builds CSV text with LF line ends; quotes only where a field needs it. What CsvReader reads back is
// what was written.
class CsvWriter {
 public:
  void comment(std::string_view text);  // precondition: before the header, no line end inside
  void row(const std::vector<std::string_view>& fields);
  void row(const std::vector<std::string>& fields);
  const std::string& text() const { return text_; }

 private:
  void field(std::string_view value, bool alone);
  std::string text_;
};

}  // namespace trilat::io
