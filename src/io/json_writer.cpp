#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "io/json.hpp"

namespace trilat::io {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

// The length of the UTF-8 character at `at`, or 0 where the bytes are none (RFC 3629, section 4).
std::size_t character_length(std::string_view text, std::size_t at) {
  const unsigned first = byte_at(text, at);
  const unsigned second = byte_at(text, at + 1);
  const auto follows = [&](std::size_t offset) { return (byte_at(text, at + offset) & 0xC0U) == 0x80U; };
  if (first < 0x80U) return 1;
  if (first >= 0xC2U && first <= 0xDFU) return follows(1) ? 2 : 0;
  if (first >= 0xE0U && first <= 0xEFU) {
    const bool overlong = first == 0xE0U && second < 0xA0U;
    const bool surrogate = first == 0xEDU && second > 0x9FU;
    return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xF0U && first <= 0xF4U) {
    const bool overlong = first == 0xF0U && second < 0x90U;
    const bool beyond = first == 0xF4U && second > 0x8FU;
    return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  const auto code = static_cast<unsigned char>(c);
  if (code < 0x20U || code == 0x7FU) {
    out += fmt::format("\\u{:04x}", code);
  } else {
    out += c;
  }
}

std::string_view digits(std::string_view& text) {
  const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view run = text.substr(0, count);
  text.remove_prefix(count);
  return run;
}

// The grammar of RFC 8259, section 6.
bool is_json_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::string_view whole = digits(text);
  if (whole.empty() || (whole.size() > 1 && whole.front() == '0')) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (digits(text).empty()) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (digits(text).empty()) return false;
  }
  return text.empty();
}

// Bytes at the beginning that stand in JSON as they are.
std::size_t plain_run(std::string_view text) {
  const auto end = std::find_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte >= 0x7f || c == '"' || c == '\\';
  });
  return static_cast<std::size_t>(end - text.begin());
}

}  // namespace

std::string json_quoted(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 2);
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t plain = plain_run(text.substr(at));
    out += text.substr(at, plain);
    at += plain;
    if (at == text.size()) break;
    const std::size_t length = character_length(text, at);
    if (length == 1) {
      append_escaped(out, text[at]);
    } else {
      out += length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(at, length);
    }
    at += std::max<std::size_t>(length, 1);
  }
  out += '"';
  return out;
}

std::string json_number(double value) {
  char buffer[32];
  const auto [end, problem] = std::to_chars(std::begin(buffer), std::end(buffer), value);
  return problem == std::errc{} ? std::string(buffer, end) : std::string{};
}

JsonWriter& JsonWriter::begin_object() { return open(true, '{'); }
JsonWriter& JsonWriter::begin_array() { return open(false, '['); }

JsonWriter& JsonWriter::open(bool object, char bracket) {
  before_value();
  text_ += bracket;
  levels_.push_back({object, true, false});
  return *this;
}

JsonWriter& JsonWriter::end() {
  if (levels_.empty()) {
    misuse("an end without a begin");
    return *this;
  }
  const Level level = levels_.back();
  if (level.key_given) misuse("an end after a key");
  levels_.pop_back();
  if (!level.empty) new_line();
  text_ += level.object ? '}' : ']';
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  if (levels_.empty() || !levels_.back().object || levels_.back().key_given) {
    misuse("a key where none is due");
    return *this;
  }
  Level& level = levels_.back();
  if (!level.empty) text_ += ',';
  level.empty = false;
  level.key_given = true;
  new_line();
  text_ += json_quoted(name);
  text_ += style_ == Style::kPretty ? ": " : ":";
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) { return write(json_quoted(text)); }
JsonWriter& JsonWriter::value(bool truth) { return write(truth ? "true" : "false"); }
JsonWriter& JsonWriter::value(std::int64_t number) { return write(std::to_string(number)); }
JsonWriter& JsonWriter::value(std::size_t number) { return write(std::to_string(number)); }

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) misuse("a number that is not finite");
  return write(json_number(number));
}

JsonWriter& JsonWriter::null() { return write("null"); }

JsonWriter& JsonWriter::raw_number(std::string_view text) {
  if (!is_json_number(text)) misuse(fmt::format("'{}', which is not a number", text));
  return write(text);
}

JsonWriter& JsonWriter::write(std::string_view text) {
  before_value();
  text_ += text;
  return *this;
}

void JsonWriter::before_value() {
  if (levels_.empty()) {
    if (begun_) misuse("a second value at the top");
    begun_ = true;
    return;
  }
  Level& level = levels_.back();
  if (level.object) {
    if (!level.key_given) misuse("a value where a key is due");
    level.key_given = false;
    return;
  }
  if (!level.empty) text_ += ',';
  level.empty = false;
  new_line();
}

void JsonWriter::new_line() {
  if (style_ == Style::kCompact) return;
  text_ += '\n';
  text_.append(2 * levels_.size(), ' ');
}

void JsonWriter::misuse(std::string_view what) {
  if (misuse_.empty()) misuse_ = what;
}

Result<std::string> JsonWriter::finish() const {
  if (!misuse_.empty()) return fail(ErrorCode::kInternal, "JSON cannot be written: " + misuse_);
  if (!levels_.empty() || !begun_) return fail(ErrorCode::kInternal, "JSON cannot be written: it is not complete");
  return style_ == Style::kPretty ? text_ + '\n' : text_;
}

void write(JsonWriter& json, const std::vector<std::string>& texts) {
  json.begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end();
}

}  // namespace trilat::io
