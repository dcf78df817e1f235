#include "io/node.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/json.hpp"
#include "io/toml.hpp"

namespace trilat::io {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const char* const kText = "name = 'x'\ncount = 3\nrate = 0.5\nday = 2025-08-08\nmixed = ['a', 2]\n[sub]\nkey = 1\n";

TEST(Node, A_value_of_another_kind_is_refused_with_its_key_and_place) {
  const Node root = *parse_toml(kText, "t.toml");
  const struct {
    Error error;
    const char* text;
  } table[] = {
      {root.string_at("count").error(), "t.toml:2:9: 'count': expected a string, found a whole number"},
      {root.integer_at("name").error(), "t.toml:1:8: 'name': expected a whole number, found a string"},
      {root.integer_at("rate").error(), "t.toml:3:8: 'rate': expected a whole number, found a number"},
      {root.bool_at("count").error(), "'count': expected true or false, found a whole number"},
      {root.number_at("name").error(), "'name': expected a number, found a string"},
      {root.date_at("count").error(), "'count': expected a date, found a whole number; write year-month-day"},
      {root.date_at("name").error(), "t.toml:1:8: 'name': 'x' is not a date"},
      {root.array_at("sub").error(), "'sub': expected an array, found a table"},
      {root.table_at("day").error(), "'day': expected a table, found a date"},
      {root.strings_at("mixed").error(), "t.toml:5:15: 'mixed': expected a string, found a whole number"},
      {root.strings_at("count").error(), "'count': expected a string or an array of strings"},
      {root.maybe_string("count").error(), "'count': expected a string, found a whole number"},
  };
  for (const auto& row : table) EXPECT_THAT(row.error.to_string(), HasSubstr(row.text));
}

TEST(Node, A_missing_key_is_named_with_the_one_that_was_meant) {
  const Node root = *parse_toml("effective_form = 2025-08-08\n", "t.toml");
  EXPECT_THAT(root.date_at("effective_from").error().to_string(),
              HasSubstr("'effective_from' is missing; did you mean it by 'effective_form'?"));
  EXPECT_THAT(root.date_at("other").error().to_string(), HasSubstr("'other' is missing; add 'other'"));
}

TEST(Node, An_unknown_key_is_refused_at_the_key) {
  const Node root = *parse_toml("name = 1\n  rats = 2\n", "t.toml");
  EXPECT_TRUE(root.allow_only({"name", "rats"}));
  EXPECT_THAT(root.allow_only({"name", "rate"}).error().to_string(),
              HasSubstr("t.toml:2:3: 'rats' is not known here; did you mean 'rate'?"));
  EXPECT_THAT(root.allow_only({"name", "heading"}).error().to_string(), HasSubstr("known are: name, heading"));
}

TEST(Node, What_may_be_missing_is_nothing_when_it_is) {
  const Node root = *parse_toml(kText, "t.toml");
  EXPECT_EQ(*root.maybe_string("absent"), std::nullopt);
  EXPECT_EQ(*root.maybe_string("name"), "x");
  EXPECT_EQ(*root.maybe_date("day"), core::Date(2025, 8, 8));
  EXPECT_EQ(*root.maybe_date("absent"), std::nullopt);
  EXPECT_EQ(*root.maybe_bool("absent"), std::nullopt);
  EXPECT_EQ(*root.maybe_integer("count"), 3);
  EXPECT_EQ(*root.maybe_number("count"), 3.0);
  EXPECT_EQ(*root.maybe_number_text("rate"), "0.5");
  EXPECT_THAT(*root.maybe_strings("absent"), IsEmpty());
  EXPECT_THAT(*root.maybe_strings("name"), ElementsAre("x"));
  EXPECT_EQ(*root.maybe_array("absent"), nullptr);
  EXPECT_EQ((*root.maybe_array("mixed"))->size(), 2U);
}

TEST(Node, Null_in_JSON_counts_as_missing_where_a_value_may_be_missing) {
  const Node root = *parse_json(R"({"a": null})", "t.json");
  EXPECT_EQ(*root.maybe_string("a"), std::nullopt);
  EXPECT_FALSE(root.string_at("a"));
}

TEST(Node, A_string_that_is_a_date_reads_as_a_date) {
  const Node root = *parse_json(R"({"day": "2025-08-08", "bad": "2025-02-30"})", "t.json");
  EXPECT_EQ(*root.date_at("day"), core::Date(2025, 8, 8));
  EXPECT_THAT(root.date_at("bad").error().to_string(), HasSubstr("t.json:1:30: 'bad': 2025-02-30 does not exist"));
}

TEST(Node, Asking_a_value_that_is_no_table_for_a_key_is_an_error) {
  const Node root = *parse_json("[1]", "t.json");
  EXPECT_EQ(root.find("a"), nullptr);
  EXPECT_THAT(root.require("a").error().to_string(), HasSubstr("t.json:1:1: expected a table, found an array"));
  EXPECT_FALSE(root.maybe_string("a"));
  EXPECT_FALSE(root.allow_only({}));
}

TEST(Node, An_error_is_placed_at_the_node_once) {
  const Node root = *parse_json("  7", "t.json");
  EXPECT_EQ(root.placed(Result<int>(bad_input("no"))).error().where.to_string(), "t.json:1:3");
  EXPECT_EQ(root.placed(Result<int>(bad_input("no", {}, {"o", 1, 1}))).error().where.to_string(), "o:1:1");
  EXPECT_EQ(root.refuse("no").value().where.to_string(), "t.json:1:3");
}

}  // namespace
}  // namespace trilat::io
