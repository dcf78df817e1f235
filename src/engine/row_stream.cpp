#include "engine/row_stream.hpp"

#include <algorithm>

#include "io/csv_record.hpp"

namespace trilat {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 18U;
constexpr std::size_t kLongestRow = std::size_t{1} << 16U;

}  // namespace

std::string_view without_line_end(std::string_view record) {
  while (record.ends_with('\n') || record.ends_with('\r')) record.remove_suffix(1);
  return record;
}

bool RowStream::next(std::string_view& row, int& line) {
  while (true) {
    const std::size_t length = row_length();
    if (length == 0) return false;
    row = std::string_view(buffer_).substr(at_, length);
    line = line_ + 1;
    at_ += length;
    line_ += static_cast<int>(std::count(row.begin(), row.end(), '\n'));
    if (row != "\n" && row != "\r\n") return true;
  }
}

std::size_t RowStream::row_length() {
  while (true) {
    const std::string_view rest = std::string_view(buffer_).substr(at_);
    const std::size_t length = io::record_length(rest);
    if (length != std::string_view::npos && length <= kLongestRow) return whole_or_first_line(rest.substr(0, length));
    const bool too_long = length != std::string_view::npos || rest.size() > kLongestRow;
    if (!too_long && refill()) continue;
    // the last row without a line end, or a quote that was opened and not closed
    if (!too_long && rest.find('\n') == std::string_view::npos) return rest.size();
    const std::size_t end = rest.find('\n');
    return end == std::string_view::npos ? rest.size() : end + 1;
  }
}

// A stray quote may join lines that are rows of their own.
std::size_t RowStream::whole_or_first_line(std::string_view record) {
  const std::size_t first = record.find('\n') + 1;
  if (first == record.size() || io::split_record(record, fields_, unquoted_)) return record.size();
  return first;
}

bool RowStream::refill() {
  if (!input_) return false;
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t held = buffer_.size();
  buffer_.resize(held + kBlockBytes);
  input_.read(buffer_.data() + held, static_cast<std::streamsize>(kBlockBytes));
  buffer_.resize(held + static_cast<std::size_t>(input_.gcount()));
  read_ += static_cast<std::uint64_t>(input_.gcount());
  return buffer_.size() > held;
}

bool RowBlock::read(RowStream& input) {
  std::string_view row;
  int line = 0;
  while (text_.size() < kBlockBytes && input.next(row, line)) {
    rows_.push_back({text_.size(), row.size(), line});
    text_ += row;
  }
  return !rows_.empty();
}

Result<HeaderRow> header_row(RowStream& input, const std::string& file) {
  std::string_view row;
  int line = 0;
  bool found = input.next(row, line);
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (found && row.starts_with(kByteOrderMark)) row.remove_prefix(kByteOrderMark.size());
  while (found && row.starts_with('#')) found = input.next(row, line);
  const Position where{file, line, 0};
  if (!found) return bad_input("the file has no header row", "write the names of the columns in its first line", where);
  return HeaderRow{std::string(without_line_end(row)), where};
}

}  // namespace trilat
