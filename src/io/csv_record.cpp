#include "io/csv_record.hpp"

#include <algorithm>
#include <cstring>

namespace trilat::io {
namespace {

std::string_view without_line_end(std::string_view record) {
  if (record.ends_with('\n')) record.remove_suffix(1);
  if (record.ends_with('\r')) record.remove_suffix(1);
  return record;
}

tl::unexpected<Error> refuse(std::string message, std::string remedy, std::size_t at) {
  return bad_input(std::move(message), std::move(remedy), {{}, 0, static_cast<int>(at) + 1});
}

// The quoted field that begins at `at`, which is moved behind its closing quote.
Result<std::string_view> quoted_field(std::string_view record, std::size_t& at, std::string& unquoted) {
  const std::size_t opened = at;
  const std::size_t begin = ++at;
  std::size_t kept = std::string::npos;  // where the field begins in `unquoted`, once a quote was doubled
  std::size_t copied = begin;
  while (true) {
    at = record.find('"', at);
    if (at == std::string_view::npos) {
      return refuse("the quote that opens this field is never closed",
                    "close it with another quote; a quote inside a field is doubled", opened);
    }
    if (at + 1 >= record.size() || record[at + 1] != '"') break;
    if (kept == std::string::npos) kept = unquoted.size();
    unquoted.append(record.substr(copied, at + 1 - copied));
    at += 2;
    copied = at;
  }
  const std::size_t end = at++;
  if (kept == std::string::npos) return record.substr(begin, end - begin);
  unquoted.append(record.substr(copied, end - copied));
  return std::string_view(unquoted).substr(kept);
}

}  // namespace

std::size_t record_length(std::string_view text) {
  bool quoted = false;
  std::size_t at = 0;
  while (at < text.size()) {
    if (quoted) {
      at = text.find('"', at);
      if (at == std::string_view::npos) return std::string_view::npos;
      quoted = false;
      ++at;
      continue;
    }
    const void* end = std::memchr(text.data() + at, '\n', text.size() - at);
    const std::size_t line_end =
        end == nullptr ? text.size() : static_cast<std::size_t>(static_cast<const char*>(end) - text.data());
    const void* quote = std::memchr(text.data() + at, '"', line_end - at);
    if (quote == nullptr) return end == nullptr ? std::string_view::npos : line_end + 1;
    at = static_cast<std::size_t>(static_cast<const char*>(quote) - text.data()) + 1;
    quoted = true;
  }
  return std::string_view::npos;
}

Status split_record(std::string_view record, std::vector<std::string_view>& fields, std::string& unquoted) {
  record = without_line_end(record);
  fields.clear();
  unquoted.clear();
  unquoted.reserve(record.size());  // so that views into it stay
  if (const auto zero = record.find('\0'); zero != std::string_view::npos) {
    return refuse("the record holds a byte of value zero", "save the file as UTF-8 text", zero);
  }
  std::size_t at = 0;
  while (true) {
    if (at < record.size() && record[at] == '"') {
      TRILAT_TRY(const std::string_view field, quoted_field(record, at, unquoted));
      fields.push_back(field);
      if (at < record.size() && record[at] != ',') {
        return refuse("text follows the closing quote of a field", "double a quote that stands inside a field", at);
      }
    } else {
      const std::size_t end = std::min(record.find(',', at), record.size());
      const std::string_view field = record.substr(at, end - at);
      if (const auto quote = field.find('"'); quote != std::string_view::npos) {
        return refuse("a quote stands inside a field that does not begin with one",
                      "put the whole field in quotes and double the quotes inside it", at + quote);
      }
      fields.push_back(field);
      at = end;
    }
    if (at >= record.size()) return {};
    ++at;
  }
}

void append_field(std::string& text, std::string_view field) {
  const auto ends_a_field = [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; };
  const bool plain =
      std::none_of(field.begin(), field.end(), ends_a_field) && !field.starts_with('#') && !field.starts_with('\xEF');
  if (plain) {
    text += field;
    return;
  }
  text += '"';
  for (const char c : field) {
    if (c == '"') text += '"';
    text += c;
  }
  text += '"';
}

}  // namespace trilat::io
