#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"
#include "io/csv.hpp"

namespace trilat::io {
namespace {

constexpr int kEnd = -1;
constexpr std::size_t kBlock = std::size_t{1} << 16U;

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string list(const std::vector<std::string>& names) {
  return names.empty() ? "no columns" : fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

Result<CsvReader> CsvReader::open(std::istream& input, const std::string& name, CsvColumns columns) {
  CsvReader reader;
  reader.input_ = &input;
  return start(std::move(reader), name, std::move(columns));
}

Result<CsvReader> CsvReader::start(CsvReader reader, const std::string& name, CsvColumns columns) {
  reader.wanted_ = std::move(columns);
  reader.data_ = std::make_shared<detail::CsvData>();
  reader.data_->name = name;
  TRILAT_CHECK(reader.read_header());
  return reader;
}

Result<bool> CsvReader::next(CsvRow& row) {
  data_->text.clear();
  data_->fields.clear();
  return append_row(row);
}

Status CsvReader::read_header() {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (peek() != kEnd && window_.starts_with(kByteOrderMark)) at_ += kByteOrderMark.size();
  while (peek() == '#') read_comment();
  TRILAT_TRY(const bool found, append_record());
  if (!found)
    return bad_input("the file has no header row", "write the names of the columns in its first line", here());
  for (const detail::CsvField& field : data_->fields) {
    data_->columns.emplace_back(core::trim(std::string_view(data_->text).substr(field.begin, field.length)));
  }
  return check_header();
}

Status CsvReader::check_header() const {
  const std::vector<std::string>& columns = data_->columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const detail::CsvField& field = data_->fields[i];
    const Position where{data_->name, field.line, field.column};
    if (std::find(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(i), columns[i]) !=
        columns.begin() + static_cast<std::ptrdiff_t>(i)) {
      return bad_input(fmt::format("column '{}' appears twice", columns[i]), "give every column its own name", where);
    }
    if (wanted_.allow_others || contains(wanted_.required, columns[i]) || contains(wanted_.optional, columns[i])) {
      continue;
    }
    std::vector<std::string> known = wanted_.required;
    known.insert(known.end(), wanted_.optional.begin(), wanted_.optional.end());
    return bad_input(fmt::format("column '{}' is not known", columns[i]),
                     core::did_you_mean(columns[i], known, "known columns: " + list(known)), where);
  }
  for (const std::string& name : wanted_.required) {
    if (contains(columns, name)) continue;
    const std::string meant = core::nearest(name, columns);
    return bad_input(fmt::format("column '{}' is missing; the columns are: {}", name, list(columns)),
                     meant.empty() ? fmt::format("add a column '{}'", name)
                                   : fmt::format("did you mean it by '{}'? name it '{}'", meant, name),
                     Position{data_->name, data_->fields.front().line, 1});
  }
  return {};
}

Result<bool> CsvReader::append_row(CsvRow& row) {
  row.data_ = data_.get();
  row.first_ = data_->fields.size();
  TRILAT_TRY(const bool found, append_record());
  row.count_ = data_->fields.size() - row.first_;
  if (!found || row.count_ == data_->columns.size()) return found;
  const detail::CsvField& first = data_->fields[row.first_];
  return bad_input(fmt::format("the row has {} field{}, the header {}", row.count_, row.count_ == 1 ? "" : "s",
                               data_->columns.size()),
                   "write one field for each column; a field that holds a comma needs quotes",
                   Position{data_->name, first.line, first.column});
}

// Appends the next record that is not a blank line; false at the end of the input.
Result<bool> CsvReader::append_record() {
  while (peek() == '\n' || peek() == '\r') TRILAT_CHECK(end_line());
  if (peek() == kEnd) {
    if (input_ != nullptr && input_->bad()) return bad_input("the file cannot be read to its end", {}, here());
    return false;
  }
  const std::size_t begin = data_->text.size();
  while (true) {
    TRILAT_TRY(const int after, append_field());
    if (data_->text.size() - begin > wanted_.max_row_bytes) {
      return bad_input(fmt::format("the row is longer than {} bytes", wanted_.max_row_bytes), {}, here());
    }
    if (after == kEnd) return true;
    if (after != ',') {
      TRILAT_CHECK(end_line());
      return true;
    }
    take();
  }
}

// Appends one field and returns the character after it, not taken: a comma, a line end or the end.
Result<int> CsvReader::append_field() {
  detail::CsvField field{data_->text.size(), 0, line_, column_};
  if (peek() == '"') return append_quoted(field);
  while (true) {
    const int c = peek();
    if (c == kEnd || c == ',' || c == '\n' || c == '\r') {
      field.length = data_->text.size() - field.begin;
      data_->fields.push_back(field);
      return c;
    }
    if (c == '"') {
      return bad_input("a quote stands inside a field that does not begin with one",
                       "put the whole field in quotes and double the quotes inside it", here());
    }
    if (c == 0) return bad_input("the file holds a byte of value zero", "save it as UTF-8 text", here());
    if (data_->text.size() - field.begin > wanted_.max_row_bytes) {
      return bad_input(fmt::format("the field is longer than {} bytes", wanted_.max_row_bytes), {}, here());
    }
    data_->text.push_back(static_cast<char>(take()));
  }
}

Result<int> CsvReader::append_quoted(detail::CsvField& field) {
  const Position opened = here();
  take();
  while (true) {
    const int c = take();
    const bool too_long = data_->text.size() - field.begin > wanted_.max_row_bytes;
    if (c == kEnd || too_long) {
      return bad_input(too_long ? "a quoted field does not end within the longest row allowed"
                                : "the quote that opens this field is never closed",
                       "close it with another quote; a quote inside a field is doubled", opened);
    }
    if (c == 0) return bad_input("the file holds a byte of value zero", "save it as UTF-8 text", here());
    if (c == '"') {
      if (peek() != '"') break;
      take();
    }
    data_->text.push_back(static_cast<char>(c));
  }
  const int after = peek();
  if (after != kEnd && after != ',' && after != '\n' && after != '\r') {
    return bad_input("text follows the closing quote of a field", "double a quote that stands inside a field", here());
  }
  field.length = data_->text.size() - field.begin;
  data_->fields.push_back(field);
  return after;
}

// Takes LF or CRLF.
Result<int> CsvReader::end_line() {
  const Position where = here();
  const int c = take();
  if (c != '\r') return c;
  if (peek() != '\n') {
    return bad_input("a carriage return without a line feed", "end lines with LF or CRLF", where);
  }
  return take();
}

void CsvReader::read_comment() {
  std::string text;
  take();
  for (int c = take(); c != kEnd && c != '\n'; c = take()) text.push_back(static_cast<char>(c));
  data_->comments.emplace_back(core::trim(text));
}

int CsvReader::peek() {
  if (at_ == window_.size() && !refill()) return kEnd;
  return static_cast<unsigned char>(window_[at_]);
}

int CsvReader::take() {
  const int c = peek();
  if (c == kEnd) return c;
  ++at_;
  if (c == '\n') {
    ++line_;
    column_ = 1;
  } else if ((c & 0xC0) != 0x80) {  // not inside a UTF-8 character
    ++column_;
  }
  return c;
}

bool CsvReader::refill() {
  if (input_ == nullptr || !*input_) return false;
  buffer_.resize(kBlock);
  input_->read(buffer_.data(), static_cast<std::streamsize>(kBlock));
  buffer_.resize(static_cast<std::size_t>(input_->gcount()));
  window_ = std::string_view(buffer_.data(), buffer_.size());
  at_ = 0;
  return !window_.empty();
}

Position CsvReader::here() const { return {data_->name, line_, column_}; }

}  // namespace trilat::io
