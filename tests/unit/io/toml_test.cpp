#include "io/toml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trilat::io {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Node parsed_toml(std::string_view text) {
  auto node = parse_toml(text, "t.toml");
  EXPECT_TRUE(node) << text << ": " << (node ? "" : node.error().to_string());
  return node ? *node : Node{};
}

TEST(Toml, Reads_every_kind_of_value) {
  const Node root = parsed_toml(
      "name = \"x\"\ncount = 1_000\nrate = +0.250\nwide = 1_0.5e3\nyes = true\nday = 2025-08-08\n"
      "list = [1, 2]\nwords = ['a', 'b']\n[sub]\nkey = 'v'\n[[measure]]\nid = 1\n[[measure]]\nid = 2\n");
  EXPECT_EQ(*root.string_at("name"), "x");
  EXPECT_EQ(*root.integer_at("count"), 1000);
  EXPECT_EQ(*root.number_at("rate"), 0.25);
  EXPECT_EQ(*root.number_text_at("rate"), "0.250");
  EXPECT_EQ(*root.number_text_at("wide"), "10.5e3");
  EXPECT_EQ(*root.number_text_at("count"), "1000");
  EXPECT_EQ(*root.bool_at("yes"), true);
  EXPECT_EQ(*root.date_at("day"), core::Date(2025, 8, 8));
  EXPECT_EQ((*root.array_at("list"))->size(), 2U);
  EXPECT_THAT(*root.strings_at("words"), ElementsAre("a", "b"));
  EXPECT_THAT(*root.strings_at("name"), ElementsAre("x"));
  EXPECT_EQ(*(*root.require("sub"))->string_at("key"), "v");
  EXPECT_EQ(*(**root.array_at("measure"))[1].integer_at("id"), 2);
}

TEST(Toml, Keys_keep_the_order_of_the_file) {
  const Node root = parsed_toml("zebra = 1\napple = 2\n[mango]\nb.d = 1\nb.c = 2\n[banana]\n");
  std::vector<std::string> keys;
  for (const Member& member : **root.as_table()) keys.push_back(member.key);
  EXPECT_THAT(keys, ElementsAre("zebra", "apple", "mango", "banana"));
}

TEST(Toml, Every_value_knows_its_line_and_column) {
  const Node root = parsed_toml("# c\na = 'x'\n  b = [1,\n       2.5]\n'\xC3\xA9' = 1.50\n");
  EXPECT_EQ((*root.require("a"))->position().to_string(), "t.toml:2:5");
  const Array& items = **root.array_at("b");
  EXPECT_EQ(items[0].position().to_string(), "t.toml:3:8");
  EXPECT_EQ(items[1].position().to_string(), "t.toml:4:8");
  EXPECT_EQ((*root.require("\xC3\xA9"))->position().to_string(), "t.toml:5:7");
  EXPECT_EQ(*root.number_text_at("\xC3\xA9"), "1.50");
}

TEST(Toml, Refuses_what_is_not_TOML_or_has_no_meaning) {
  const struct {
    const char* text;
    const char* message;
    int line;
  } table[] = {
      {"a = ", "not TOML", 1},
      {"a = 1\na = 2\n", "not TOML", 2},
      {"a = 1\n[a]\n", "not TOML", 2},
      {"a = 'x\n", "not TOML", 1},
      {"a = 2025-02-30\n", "not TOML", 1},
      {"a = \"\xFF\"\n", "not TOML", 1},
      {"\na = 2025-08-08T12:00:00Z\n", "write the date alone, such as 2025-08-08", 2},
      {"a = 2025-08-08 12:00:00\n", "write the date alone", 1},
      {"a = 12:00:00\n", "time of day", 1},
      {"a = inf\n", "not finite", 1},
      {"x = 1\na = [1.0, -nan]\n", "not finite", 2},
      {"a = 0000-01-01\n", "years 1 to 9999", 1},
  };
  for (const auto& row : table) {
    const auto result = parse_toml(row.text, "t.toml");
    ASSERT_FALSE(result) << row.text;
    EXPECT_THAT(result.error().to_string(), HasSubstr(row.message)) << row.text;
    EXPECT_EQ(result.error().where.file, "t.toml");
    EXPECT_EQ(result.error().where.line, row.line) << row.text;
    EXPECT_GT(result.error().where.column, 0) << row.text;
  }
}

TEST(Toml, Deep_nesting_is_refused_without_harm) {
  EXPECT_FALSE(parse_toml("a = " + std::string(100'000, '['), "t.toml"));
}

TEST(Toml, A_file_that_does_not_exist_is_named) {
  const auto result = read_toml("/nowhere/x.toml");
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().to_string(), HasSubstr("/nowhere/x.toml"));
}

}  // namespace
}  // namespace trilat::io
