#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "io/csv.hpp"
#include "io/json.hpp"
#include "io/toml.hpp"

namespace trilat::io {
namespace {

std::string any_field() {
  return *rc::gen::container<std::string>(
      rc::gen::element('a', 'Z', '0', ' ', ',', '"', '\n', '\r', '#', '\t', '\xEF', '\xBB', '\xBF', '\'', ';'));
}

std::vector<std::vector<std::string>> any_rows(std::size_t columns) {
  std::vector<std::vector<std::string>> rows(*rc::gen::inRange<std::size_t>(0, 6));
  for (auto& row : rows) {
    for (std::size_t i = 0; i < columns; ++i) row.push_back(any_field());
  }
  return rows;
}

RC_GTEST_PROP(CsvLaw, What_is_written_is_read_back, ()) {
  const auto columns = *rc::gen::inRange<std::size_t>(1, 5);
  const auto rows = any_rows(columns);
  std::vector<std::string> header;
  for (std::size_t i = 0; i < columns; ++i) header.push_back("c" + std::to_string(i));
  CsvWriter writer;
  writer.row(header);
  for (const auto& row : rows) writer.row(row);

  const auto table = parse_csv(writer.text(), "law.csv");
  RC_ASSERT(table.has_value());
  RC_ASSERT(table->size() == rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < columns; ++c) RC_ASSERT((*table)[r][c] == rows[r][c]);
  }
}

RC_GTEST_PROP(CsvLaw, Streaming_and_whole_reading_agree_on_any_text, ()) {
  const std::string text = "a,b\n" + any_field() + any_field();
  const auto table = parse_csv(text, "law.csv");
  std::istringstream input(text);
  auto reader = CsvReader::open(input, "law.csv");
  RC_ASSERT(reader.has_value());
  CsvRow row;
  std::size_t count = 0;
  auto more = reader->next(row);
  for (; more && *more; more = reader->next(row)) {
    if (table) RC_ASSERT(row[std::size_t{1}] == (*table)[count][1]);
    ++count;
  }
  RC_ASSERT(more.has_value() == table.has_value());
  if (!more) RC_ASSERT(more.error().to_string() == table.error().to_string());
  if (table) RC_ASSERT(table->size() == count);
}

RC_GTEST_PROP(JsonLaw, A_quoted_string_is_what_another_reader_reads, (const std::vector<std::uint32_t>& points)) {
  std::string text;
  for (const std::uint32_t any : points) {
    const std::uint32_t point = any % 0xD800U;  // up to three bytes, no surrogates
    if (point < 0x80U) {
      text += static_cast<char>(point);
    } else if (point < 0x800U) {
      text += static_cast<char>(0xC0U | (point >> 6U));
      text += static_cast<char>(0x80U | (point & 0x3FU));
    } else {
      text += static_cast<char>(0xE0U | (point >> 12U));
      text += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
      text += static_cast<char>(0x80U | (point & 0x3FU));
    }
  }
  RC_ASSERT(nlohmann::json::parse(json_quoted(text)).get<std::string>() == text);
  RC_ASSERT(*parse_json(json_quoted(text), "law")->as_string() == text);
  RC_ASSERT(*parse_json(nlohmann::json(text).dump(), "law")->as_string() == text);
  RC_ASSERT(*parse_json(nlohmann::json(text).dump(-1, ' ', true), "law")->as_string() == text);
}

RC_GTEST_PROP(JsonLaw, Any_bytes_become_valid_text, (const std::string& bytes)) {
  RC_ASSERT(nlohmann::json::accept(json_quoted(bytes)));
}

RC_GTEST_PROP(JsonLaw, A_double_reads_back_the_same, (double value)) {
  if (!std::isfinite(value)) RC_DISCARD("not finite");
  const auto node = parse_json(json_number(value), "law");
  RC_ASSERT(node.has_value());
  RC_ASSERT(*node->as_number() == value);
}

// Positions are found by walking over the text a second time; this holds the walk to the parser.
RC_GTEST_PROP(JsonLaw, Every_position_is_where_the_value_stands, ()) {
  const auto words = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("1", "-2.5e3", "true", "null", "\"a\\\"]\"", "{\"k\":[7]}", "[]", "\"\\\\\""));
  const std::string blank = *rc::gen::element<std::string>("", " ", "\n", "\t \n  ");
  std::string text = "[";
  std::vector<std::size_t> starts;
  for (const std::string& word : words) {
    if (!starts.empty()) text += blank + "," + blank;
    starts.push_back(text.size());
    text += word;
  }
  const auto root = parse_json(text + "]", "law");
  RC_ASSERT(root.has_value());
  const Array& items = **root->as_array();
  RC_ASSERT(items.size() == words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string before = text.substr(0, starts[i]);
    const auto lines = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    const std::size_t last = before.rfind('\n');
    const std::size_t column = last == std::string::npos ? before.size() + 1 : before.size() - last;
    RC_ASSERT(items[i].position().line == lines + 1);
    RC_ASSERT(items[i].position().column == static_cast<int>(column));
  }
}

RC_GTEST_PROP(TomlLaw, Any_text_is_a_tree_or_an_error_with_a_place, ()) {
  const auto text = *rc::gen::container<std::string>(
      rc::gen::element('a', '=', '1', '.', '"', '\'', '[', ']', '\n', ' ', '-', ':', '{', '}', ',', '#', 'T'));
  const auto root = parse_toml(text, "law.toml");
  if (!root) RC_ASSERT(root.error().where.line > 0);
}

}  // namespace
}  // namespace trilat::io
