#include "io/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace trilat::io {
namespace {

using ::testing::HasSubstr;

Node parsed(std::string_view text) {
  auto node = parse_json(text, "t.json");
  EXPECT_TRUE(node) << text << ": " << (node ? "" : node.error().to_string());
  return node ? *node : Node{};
}

TEST(Json, Reads_every_kind_of_value) {
  const Node root = parsed(R"({"s": "a\"\u00e9\n", "i": -42, "n": 0.10, "t": true, "f": false, "z": null,
                              "a": [1, [2], {}], "o": {"k": "v"}})");
  EXPECT_EQ(*root.string_at("s"), "a\"\xC3\xA9\n");
  EXPECT_EQ(*root.integer_at("i"), -42);
  EXPECT_EQ(*root.number_at("n"), 0.1);
  EXPECT_EQ(*root.number_text_at("n"), "0.10");
  EXPECT_EQ(*root.bool_at("t"), true);
  EXPECT_EQ(*root.bool_at("f"), false);
  EXPECT_TRUE((*root.require("z"))->is_null());
  EXPECT_EQ((*root.array_at("a"))->size(), 3U);
  EXPECT_EQ(*(*root.require("o"))->string_at("k"), "v");
}

TEST(Json, Every_value_knows_its_line_and_column) {
  const Node root = parsed("{\"a\": [1,\n  {\"b\": \"x\\\"y\"}, \"\xC3\xA9\", -2.5e3],\n \"c\": null, \"d\": [] }");
  const Array& items = **root.array_at("a");
  EXPECT_EQ(root.position().to_string(), "t.json:1:1");
  EXPECT_EQ((*root.require("a"))->position().to_string(), "t.json:1:7");
  EXPECT_EQ(items[0].position().to_string(), "t.json:1:8");
  EXPECT_EQ(items[1].position().to_string(), "t.json:2:3");
  EXPECT_EQ((*items[1].require("b"))->position().to_string(), "t.json:2:9");
  EXPECT_EQ(items[2].position().to_string(), "t.json:2:18");
  EXPECT_EQ(items[3].position().to_string(), "t.json:2:23");
  EXPECT_EQ((*root.require("c"))->position().to_string(), "t.json:3:7");
  EXPECT_EQ((*root.require("d"))->position().to_string(), "t.json:3:18");
}

TEST(Json, A_byte_order_mark_does_not_shift_positions) {
  const Node root = parsed("\xEF\xBB\xBF{\"a\": 1}");
  EXPECT_EQ((*root.require("a"))->position().to_string(), "t.json:1:7");
}

TEST(Json, A_whole_number_too_wide_for_64_bits_keeps_its_text) {
  const Node root =
      parsed("[9223372036854775807, 9223372036854775808, 123456789012345678901234567890, -9223372036854775808]");
  const Array& items = **root.as_array();
  EXPECT_EQ(*items[0].as_integer(), std::numeric_limits<std::int64_t>::max());
  EXPECT_FALSE(items[1].as_integer());
  EXPECT_EQ(*items[1].as_number_text(), "9223372036854775808");
  EXPECT_EQ(*items[2].as_number_text(), "123456789012345678901234567890");
  EXPECT_EQ(*items[3].as_integer(), std::numeric_limits<std::int64_t>::min());
}

TEST(Json, Refuses_what_is_not_JSON_and_says_where) {
  const struct {
    const char* text;
    const char* message;
    int line;
    int column;
  } table[] = {
      {"", "not JSON", 1, 1},
      {"{\"a\": 1,}", "not JSON", 1, 9},
      {"[1 2]", "not JSON", 1, 4},
      {"[1,\n2,\n]", "not JSON", 3, 1},
      {"{\"a\": 1} x", "not JSON", 1, 10},
      {"1 2", "not JSON", 1, 3},
      {"{\"a\": 1, \"b\": 2,\n \"a\": 3}", "'a' appears twice", 2, 2},
      {"[1e999]", "too large", 1, 6},
      {"[-1e999]", "too large", 1, 7},
      {"[NaN]", "not JSON", 1, 2},
      {"[01]", "not JSON", 1, 3},
      {"[.5]", "not JSON", 1, 2},
      {"['a']", "not JSON", 1, 2},
      {"[1] // note", "not JSON", 1, 5},
      {"[\"a\nb\"]", "not JSON", 1, 4},
      {"[\"\\ud800\"]", "not JSON", 1, 9},
      {"[\"\xFF\"]", "not JSON", 1, 3},
      {"{\"a\"", "not JSON", 1, 5},
  };
  for (const auto& row : table) {
    const auto result = parse_json(row.text, "t.json");
    ASSERT_FALSE(result) << row.text;
    EXPECT_THAT(result.error().message, HasSubstr(row.message)) << row.text;
    EXPECT_EQ(result.error().where.file, "t.json");
    EXPECT_EQ(result.error().where.line, row.line) << row.text;
    EXPECT_EQ(result.error().where.column, row.column) << row.text << " " << result.error().message;
  }
}

TEST(Json, Depth_is_limited_exactly) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(parse_json(nested(64), "t.json"));
  const auto deep = parse_json(nested(65), "t.json");
  ASSERT_FALSE(deep);
  EXPECT_THAT(deep.error().message, HasSubstr("more than 64 deep"));
  EXPECT_EQ(deep.error().where.column, 65);
  EXPECT_TRUE(parse_json(nested(3), "t.json", {.max_depth = 3}));
  EXPECT_FALSE(parse_json(nested(4), "t.json", {.max_depth = 3}));
}

TEST(Json, A_million_levels_are_refused_without_harm) {
  std::string objects;
  for (int i = 0; i < 1'000'000; ++i) objects += "{\"a\":";
  EXPECT_FALSE(parse_json(objects, "t.json"));
  EXPECT_FALSE(parse_json(std::string(1'000'000, '['), "t.json"));
}

TEST(Json, Size_is_limited) {
  EXPECT_TRUE(parse_json("[1,2]", "t.json", {.max_bytes = 5}));
  const auto result = parse_json("[1,2]", "t.json", {.max_bytes = 4});
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("longer than 4 bytes"));
}

TEST(Json, A_wide_object_still_finds_and_guards_its_keys) {
  std::string text = "{";
  for (int i = 0; i < 1000; ++i) text += "\"k" + std::to_string(i) + "\":" + std::to_string(i) + ",";
  const Node root = parsed(text + "\"end\":1}");
  EXPECT_EQ(*root.integer_at("k999"), 999);
  EXPECT_EQ(*root.integer_at("k3"), 3);
  EXPECT_EQ(root.find("k1000"), nullptr);
  EXPECT_FALSE(parse_json(text + "\"k7\":1}", "t.json"));
}

TEST(JsonWriter, Writes_pretty_and_compact) {
  const auto write = [](JsonWriter json) {
    json.begin_object().field("a", 1).key("b").begin_array().value(true).null().value("x").end();
    json.key("c").begin_object().end().key("d").begin_array().end().key("e").raw_number("2750.00").end();
    return *json.finish();
  };
  EXPECT_EQ(write(JsonWriter(JsonWriter::Style::kCompact)), R"({"a":1,"b":[true,null,"x"],"c":{},"d":[],"e":2750.00})");
  EXPECT_EQ(write(JsonWriter()),
            "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null,\n    \"x\"\n  ],\n  \"c\": {},\n  \"d\": [],\n"
            "  \"e\": 2750.00\n}\n");
}

TEST(JsonWriter, Escapes_what_must_be_escaped) {
  EXPECT_EQ(json_quoted("a\"b\\c\n\r\t\x01/\x7F"), "\"a\\\"b\\\\c\\n\\r\\t\\u0001/\\u007f\"");
  EXPECT_EQ(json_quoted("\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"), "\"\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80\"");
  EXPECT_EQ(json_quoted("x\xFFy"), "\"x\xEF\xBF\xBDy\"");
  EXPECT_EQ(json_quoted("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");  // a surrogate
}

TEST(JsonWriter, Doubles_are_as_short_as_they_can_be) {
  EXPECT_EQ(json_number(0.1), "0.1");
  EXPECT_EQ(json_number(1.0 / 3.0), "0.3333333333333333");
  EXPECT_EQ(json_number(-2750.0), "-2750");
  EXPECT_EQ(json_number(1e300), "1e+300");
}

TEST(JsonWriter, Misuse_gives_an_error_and_no_text) {
  const auto problem = [](const auto& use) {
    JsonWriter json;
    use(json);
    const auto text = json.finish();
    return text ? *text : std::string(name(text.error().code)) + ": " + text.error().message;
  };
  EXPECT_THAT(problem([](JsonWriter& j) { j.value(std::nan("")); }),
              HasSubstr("internal: JSON cannot be written: a number that is not finite"));
  EXPECT_THAT(problem([](JsonWriter& j) { j.value(HUGE_VAL); }), HasSubstr("not finite"));
  EXPECT_THAT(problem([](JsonWriter& j) { j.raw_number("1,000"); }), HasSubstr("'1,000', which is not a number"));
  for (const char* text : {"", "01", ".5", "5.", "+1", "1e", "NaN", "-", "1 "}) {
    EXPECT_THAT(problem([&](JsonWriter& j) { j.raw_number(text); }), HasSubstr("not a number")) << text;
  }
  EXPECT_THAT(problem([](JsonWriter& j) { j.begin_object().value(1).end(); }), HasSubstr("where a key is due"));
  EXPECT_THAT(problem([](JsonWriter& j) { j.begin_object().key("a").end(); }), HasSubstr("an end after a key"));
  EXPECT_THAT(problem([](JsonWriter& j) { j.begin_array().key("a"); }), HasSubstr("a key where none is due"));
  EXPECT_THAT(problem([](JsonWriter& j) { j.begin_array().end().end(); }), HasSubstr("an end without a begin"));
  EXPECT_THAT(problem([](JsonWriter& j) { j.begin_array(); }), HasSubstr("not complete"));
  EXPECT_THAT(problem([](JsonWriter&) {}), HasSubstr("not complete"));
  EXPECT_THAT(problem([](JsonWriter& j) { j.value(1).value(2); }), HasSubstr("a second value"));
}

}  // namespace
}  // namespace trilat::io
