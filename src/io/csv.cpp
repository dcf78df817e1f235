#include "io/csv.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "io/csv_record.hpp"
#include "io/file.hpp"

namespace trilat::io {

int CsvRow::line() const { return data_->fields[first_].line; }

std::string_view CsvRow::operator[](std::size_t index) const {
  const detail::CsvField& field = data_->fields[first_ + index];
  return std::string_view(data_->text).substr(field.begin, field.length);
}

std::string_view CsvRow::operator[](std::string_view column) const {
  const auto index = index_of(column);
  return index ? (*this)[*index] : std::string_view{};
}

Position CsvRow::position(std::string_view column) const {
  const detail::CsvField& field = data_->fields[first_ + index_of(column).value_or(0)];
  return {data_->name, field.line, field.column};
}

Result<double> CsvRow::number(std::string_view column) const {
  const std::string_view text = (*this)[column];
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
    return refuse(column, fmt::format("{} '{}' is not a number", column, text), "write digits, such as 12.5");
  }
  return value;
}

Result<std::int64_t> CsvRow::integer(std::string_view column) const {
  const std::string_view text = (*this)[column];
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size()) {
    return refuse(column, fmt::format("{} '{}' is not a whole number", column, text), "write digits, such as 12");
  }
  return value;
}

tl::unexpected<Error> CsvRow::refuse(std::string_view column, std::string message, std::string remedy) const {
  return bad_input(std::move(message), std::move(remedy), position(column));
}

std::optional<std::size_t> CsvRow::index_of(std::string_view column) const {
  for (std::size_t i = 0; i < data_->columns.size(); ++i) {
    if (data_->columns[i] == column) return i;
  }
  return std::nullopt;
}

bool CsvTable::has_column(std::string_view column) const {
  for (const std::string& name : data_->columns) {
    if (name == column) return true;
  }
  return false;
}

Result<CsvTable> parse_csv(std::string_view text, const std::string& name, CsvColumns columns) {
  CsvReader source;
  source.window_ = text;
  TRILAT_TRY(CsvReader reader, CsvReader::start(std::move(source), name, std::move(columns)));
  CsvTable table;
  table.data_ = reader.data_;
  while (true) {
    CsvRow row;
    TRILAT_TRY(const bool found, reader.append_row(row));
    if (!found) return table;
    table.rows_.push_back(row);
  }
}

Result<CsvTable> read_csv(const std::filesystem::path& path, CsvColumns columns) {
  TRILAT_TRY(const std::string text, read_file(path));
  return parse_csv(text, path.string(), std::move(columns));
}

Result<CsvTable> read_csv(const std::filesystem::path& path, std::vector<std::string> required,
                          std::vector<std::string> optional) {
  CsvColumns columns;
  columns.required = std::move(required);
  columns.optional = std::move(optional);
  return read_csv(path, std::move(columns));
}

void CsvWriter::comment(std::string_view text) {
  text_ += "# ";
  text_ += text;
  text_ += '\n';
}

void CsvWriter::row(const std::vector<std::string_view>& fields) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) text_ += ',';
    field(fields[i], fields.size() == 1);
  }
  text_ += '\n';
}

void CsvWriter::row(const std::vector<std::string>& fields) {
  row(std::vector<std::string_view>(fields.begin(), fields.end()));
}

// A lone empty field is quoted, or its line would be blank.
void CsvWriter::field(std::string_view value, bool alone) {
  if (alone && value.empty()) {
    text_ += "\"\"";
  } else {
    append_field(text_, value);
  }
}

}  // namespace trilat::io
