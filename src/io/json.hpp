// JSON (RFC 8259) into a Node, and out again.
//
// Refused on reading: nesting deeper and texts longer than the limits, a key that an object has twice,
// numbers too large for a double, anything after the value, and what RFC 8259 does not allow. Whole
// numbers that fit 64 signed bits are integers; all others are numbers that keep their text. Errors
// have line and column, in characters.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "io/node.hpp"

namespace trilat::io {

struct JsonLimits {
  int max_depth = 64;
  std::size_t max_bytes = std::size_t{256} << 20U;
};

Result<Node> parse_json(std::string_view text, const std::string& file_name, JsonLimits limits = {});
Result<Node> read_json(const std::filesystem::path& path, JsonLimits limits = {});

// The text as a JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD.
std::string json_quoted(std::string_view text);

// The shortest text that reads back as the same double. Precondition: finite.
std::string json_number(double value);

// Writes one JSON value, piece by piece:
//
//   JsonWriter json;
//   json.begin_object().key("rate").value(0.25).key("codes").begin_array().value("7206").end().end();
//   TRILAT_TRY(const std::string text, json.finish());
//
// A misuse (a value where a key is due, an end too many, a number that is not finite) is remembered;
// finish() then gives a kInternal error and no text, so calls need no check one by one.
class JsonWriter {
 public:
  enum class Style { kPretty, kCompact };  // two blanks a level and a line an element, or no blanks at all
  explicit JsonWriter(Style style = Style::kPretty) : style_(style) {}

  JsonWriter& begin_object();
  JsonWriter& begin_array();
  JsonWriter& end();  // of the innermost object or array
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(bool truth);
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
  JsonWriter& value(std::size_t number);
  JsonWriter& value(double number);  // must be finite
  JsonWriter& null();
  // A number written elsewhere, "2750.00". Must be a number in JSON's grammar.
  JsonWriter& raw_number(std::string_view text);

  template <class T>
  JsonWriter& field(std::string_view name, const T& content) {
    return key(name).value(content);
  }
  template <class T>
  JsonWriter& list(std::string_view name, const std::vector<T>& entries) {
    key(name).begin_array();
    for (const T& entry : entries) value(entry);
    return end();
  }

  // The text, with a final line end where pretty. Every object and array must have ended.
  Result<std::string> finish() const;

 private:
  struct Level {
    bool object = false;
    bool empty = true;
    bool key_given = false;
  };

  JsonWriter& open(bool object, char bracket);
  JsonWriter& write(std::string_view text);
  void before_value();
  void new_line();
  void misuse(std::string_view what);

  Style style_;
  std::string text_;
  std::vector<Level> levels_;
  bool begun_ = false;
  std::string misuse_;
};

void write(JsonWriter& json, const std::vector<std::string>& texts);  // as an array

}  // namespace trilat::io
