#include "io/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace trilat::io {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

CsvTable table_of(std::string_view text, CsvColumns columns = {}) {
  auto table = parse_csv(text, "t.csv", std::move(columns));
  EXPECT_TRUE(table) << (table ? "" : table.error().to_string());
  return table ? *table : *parse_csv("broken\n", "broken");
}

std::vector<std::vector<std::string>> cells_of(const CsvTable& table) {
  std::vector<std::vector<std::string>> cells;
  for (const CsvRow& row : table) {
    cells.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) cells.back().emplace_back(row[i]);
  }
  return cells;
}

TEST(Csv, Reads_what_RFC_4180_allows) {
  const struct {
    const char* text;
    std::vector<std::vector<std::string>> cells;
  } table[] = {
      {"a,b\n1,2\n", {{"1", "2"}}},
      {"a,b\n1,2", {{"1", "2"}}},        // no line end at the end
      {"a,b\r\n1,2\r\n", {{"1", "2"}}},  // CRLF
      {"\xEF\xBB\xBF"
       "a,b\n1,2\n",
       {{"1", "2"}}},                                          // byte order mark
      {"a,b\n,\n", {{"", ""}}},                                // empty fields
      {"a,b\n\"x,y\",2\n", {{"x,y", "2"}}},                    // comma in quotes
      {"a,b\n\"say \"\"hi\"\"\",2\n", {{"say \"hi\"", "2"}}},  // doubled quotes
      {"a,b\n\"one\ntwo\",2\n", {{"one\ntwo", "2"}}},          // line end in quotes
      {"a,b\n\"one\r\ntwo\",2\r\n", {{"one\r\ntwo", "2"}}},    // CRLF in quotes stays
      {"a,b\n\"\",\"\"\n", {{"", ""}}},                        // quoted and empty
      {"a,b\n\"\"\"\",2\n", {{"\"", "2"}}},                    // one quote
      {"a,b\n1, 2 \n", {{"1", " 2 "}}},                        // blanks belong to the field
      {"a,b\n\n1,2\n\n\n3,4\n\n", {{"1", "2"}, {"3", "4"}}},   // blank lines
      {"a\n\"\"\nx\n", {{""}, {"x"}}},                         // one empty field, quoted
      {"a,b\n#1,2\n", {{"#1", "2"}}},                          // no comments after the header
      {"a,b\n", {}},
      {"a,b", {}},
      {"\"a\",\"b\"\n1,2\n", {{"1", "2"}}},  // quoted header
  };
  for (const auto& row : table) EXPECT_EQ(cells_of(table_of(row.text)), row.cells) << row.text;
}

TEST(Csv, Refuses_broken_text_and_says_where) {
  const struct {
    const char* text;
    const char* message;
    int line;
    int column;
  } table[] = {
      {"", "no header", 1, 1},
      {"# only a comment\n", "no header", 2, 1},
      {"a,b\n1,\"2\n3,4\n", "never closed", 2, 3},
      {"a,b\n\"", "never closed", 2, 1},
      {"a,b\n1,x\"y\n", "quote stands inside", 2, 4},
      {"a,b\n1,\"x\"y\n", "follows the closing quote", 2, 6},
      {"a,b\n1,2,3\n", "the row has 3 fields, the header 2", 2, 1},
      {"a,b\n1\n", "the row has 1 field, the header 2", 2, 1},
      {"a,b\n1,2\n\n3\n", "the row has 1 field", 4, 1},
      {"a,b\n\"one\ntwo\",2\n3\n", "the row has 1 field", 4, 1},
      {"a,b\n1,2\r3,4\n", "carriage return", 2, 4},
      {"a,b,a\n", "'a' appears twice", 1, 5},
      {"a,b\n\xC3\xA9,x\"\n", "quote stands inside", 2, 4},  // a letter of two bytes is one column
  };
  for (const auto& row : table) {
    const auto result = parse_csv(row.text, "t.csv");
    ASSERT_FALSE(result) << row.text;
    EXPECT_THAT(result.error().message, HasSubstr(row.message)) << row.text;
    EXPECT_EQ(result.error().code, ErrorCode::kBadInput);
    EXPECT_EQ(result.error().where.file, "t.csv");
    EXPECT_EQ(result.error().where.line, row.line) << row.text;
    EXPECT_EQ(result.error().where.column, row.column) << row.text;
  }
}

TEST(Csv, A_byte_of_value_zero_is_refused_in_and_out_of_quotes) {
  for (const std::string_view text : {std::string_view("a\nx\0y\n", 6), std::string_view("a\n\"x\0y\"\n", 8)}) {
    const auto result = parse_csv(text, "t.csv");
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().message, HasSubstr("byte of value zero"));
  }
}

TEST(Csv, Quoted_newline_keeps_line_numbers_right) {
  const CsvTable table = table_of("hs,text\n1,\"a\nb\nc\"\n2,d\n");
  EXPECT_EQ(table[0].line(), 2);
  EXPECT_EQ(table[1].line(), 5);
  EXPECT_EQ(table[0].position("text").to_string(), "t.csv:2:3");
  EXPECT_EQ(table[1].position("text").to_string(), "t.csv:5:3");
}

TEST(Csv, A_field_after_a_quoted_newline_has_the_line_it_stands_on) {
  const CsvTable table = table_of("a,b\n\"x\ny\",z\n");
  EXPECT_EQ(table[0].position("b").to_string(), "t.csv:3:4");
}

TEST(Csv, Fields_are_read_by_the_name_of_their_column) {
  const CsvTable table = table_of("hs, rate \n7206,0.25\n");
  EXPECT_EQ(table[0]["hs"], "7206");
  EXPECT_EQ(table[0]["rate"], "0.25");
  EXPECT_EQ(table[0]["absent"], "");
  EXPECT_TRUE(table.has_column("rate"));
  EXPECT_FALSE(table.has_column("absent"));
  EXPECT_THAT(table.columns(), ElementsAre("hs", "rate"));
}

TEST(Csv, Comments_before_the_header_are_kept) {
  const CsvTable table = table_of("# source: https://example.org/x\n#retrieved 2025-08-08\r\na\n1\n");
  EXPECT_THAT(table.comments(), ElementsAre("source: https://example.org/x", "retrieved 2025-08-08"));
  EXPECT_EQ(table[0].line(), 4);
}

TEST(Csv, A_missing_column_is_named_with_the_one_that_was_meant) {
  const auto result = parse_csv("# c\nhs,rates\n1,2\n", "t.csv", {.required = {"hs", "rate"}});
  ASSERT_FALSE(result);
  const std::string text = result.error().to_string();
  EXPECT_THAT(text, HasSubstr("t.csv:2:1: column 'rate' is missing"));
  EXPECT_THAT(text, HasSubstr("hs, rates"));
  EXPECT_THAT(text, HasSubstr("did you mean it by 'rates'"));
}

TEST(Csv, An_unknown_column_is_refused_only_on_request) {
  const std::string_view text = "hs,optonal\n1,2\n";
  EXPECT_TRUE(parse_csv(text, "t.csv", {.required = {"hs"}, .optional = {"optional"}}));
  const auto result = parse_csv(text, "t.csv", {.required = {"hs"}, .optional = {"optional"}, .allow_others = false});
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().to_string(), HasSubstr("t.csv:1:4: column 'optonal' is not known"));
  EXPECT_THAT(result.error().to_string(), HasSubstr("did you mean 'optional'"));
}

TEST(Csv, Numbers_are_read_whole_or_refused_at_their_field) {
  const CsvTable table = table_of("a,b\n12.5,7\n1e999,7.5\nnan,\n-3, 4\n");
  EXPECT_EQ(table[0].number("a"), 12.5);
  EXPECT_EQ(table[0].integer("b"), 7);
  EXPECT_EQ(table[3].number("a"), -3.0);
  for (const auto& wrong : {table[1].number("a"), table[2].number("a"), table[2].number("b"), table[3].number("b")}) {
    EXPECT_FALSE(wrong);
  }
  const auto wrong = table[1].integer("b");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().where.to_string(), "t.csv:3:7");
  EXPECT_THAT(wrong.error().message, HasSubstr("b '7.5' is not a whole number"));
}

TEST(Csv, An_error_is_placed_at_its_field_once) {
  const CsvTable table = table_of("hs,rate\n1,x\n");
  const Result<int> far = bad_input("no", {}, {"other", 9, 9});
  EXPECT_EQ(table[0].placed("rate", Result<int>(bad_input("no"))).error().where.to_string(), "t.csv:2:3");
  EXPECT_EQ(table[0].placed("rate", far).error().where.to_string(), "other:9:9");
  EXPECT_EQ(*table[0].placed("rate", Result<int>(4)), 4);
}

TEST(Csv, Rows_outlive_a_moved_table) {
  CsvTable first = table_of("a\nx\n");
  const CsvTable second = std::move(first);
  EXPECT_EQ(second[0]["a"], "x");
}

TEST(CsvReader, Reads_row_by_row_what_the_table_reads) {
  std::string text = "# note\nn,text\n";
  for (int i = 0; i < 40'000; ++i) text += std::to_string(i) + ",\"line\n" + std::to_string(i) + "\"\n";
  std::istringstream input(text);
  auto reader = CsvReader::open(input, "s.csv", {.required = {"n"}});
  ASSERT_TRUE(reader);
  EXPECT_THAT(reader->comments(), ElementsAre("note"));
  CsvRow row;
  for (int i = 0; i < 40'000; ++i) {
    const auto more = reader->next(row);
    ASSERT_TRUE(more && *more) << i;
    ASSERT_EQ(row["n"], std::to_string(i));
    ASSERT_EQ(row["text"], "line\n" + std::to_string(i));
    ASSERT_EQ(row.line(), 3 + 2 * i);
  }
  EXPECT_EQ(reader->next(row), false);
}

TEST(CsvReader, A_row_longer_than_the_limit_is_refused_quoted_or_not) {
  for (const std::string& field :
       {std::string(200, 'x'), "\"" + std::string(200, 'x') + "\"", "\"" + std::string(200, '\n')}) {
    std::istringstream input("a\n" + field + "\n");
    auto reader = CsvReader::open(input, "s.csv", {.max_row_bytes = 100});
    ASSERT_TRUE(reader);
    CsvRow row;
    const auto more = reader->next(row);
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().where.line, 2);
  }
}

TEST(CsvWriter, Quotes_only_where_needed) {
  CsvWriter writer;
  writer.comment("made by hand");
  writer.row(std::vector<std::string>{"a", "b c", "d,e", "f\"g", "h\ni", ""});
  writer.row(std::vector<std::string_view>{""});
  writer.row(std::vector<std::string>{"#x"});
  EXPECT_EQ(writer.text(), "# made by hand\na,b c,\"d,e\",\"f\"\"g\",\"h\ni\",\n\"\"\n\"#x\"\n");
}

TEST(Csv, A_file_that_does_not_exist_is_named) {
  const auto result = read_csv("/nowhere/x.csv", {"a"});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kNotFound);
  EXPECT_THAT(result.error().to_string(), HasSubstr("/nowhere/x.csv"));
}

}  // namespace
}  // namespace trilat::io
