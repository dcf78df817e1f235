#include "io/csv_record.hpp"

#include <gtest/gtest.h>

namespace trilat::io {
namespace {

std::vector<std::string> split(std::string_view record) {
  std::vector<std::string_view> fields;
  std::string unquoted;
  const auto done = split_record(record, fields, unquoted);
  EXPECT_TRUE(done) << done.error().to_string();
  return {fields.begin(), fields.end()};
}

// Expected values: RFC 4180, section 2.
TEST(CsvRecord, Fields_are_those_of_rfc_4180) {
  EXPECT_EQ(split("aaa,bbb,ccc\r\n"), (std::vector<std::string>{"aaa", "bbb", "ccc"}));
  EXPECT_EQ(split("\"aaa\",\"b\r\nbb\",\"ccc\"\n"), (std::vector<std::string>{"aaa", "b\r\nbb", "ccc"}));
  EXPECT_EQ(split("\"aaa\",\"b\"\"bb\",\"ccc\""), (std::vector<std::string>{"aaa", "b\"bb", "ccc"}));
  EXPECT_EQ(split("\"\"\"\",\"x\"\"\"\"y\""), (std::vector<std::string>{"\"", "x\"\"y"}));
  EXPECT_EQ(split(",,\n"), (std::vector<std::string>{"", "", ""}));
}

TEST(CsvRecord, A_record_ends_where_no_quote_is_open) {
  EXPECT_EQ(record_length("a,b\nc,d\n"), 4U);
  EXPECT_EQ(record_length("\"a\nb\",c\nd\n"), 8U);
  EXPECT_EQ(record_length("a,b"), std::string_view::npos);
  EXPECT_EQ(record_length("\"a\nb"), std::string_view::npos);
  EXPECT_EQ(record_length("\"a\"\"\n\"\nb\n"), 7U);
}

TEST(CsvRecord, A_slip_is_refused_with_its_column) {
  struct Slip {
    const char* record;
    int column;
    const char* words;
  };
  for (const Slip& slip :
       {Slip{"a,\"b", 3, "never closed"}, Slip{"ab\"c,d", 3, "inside a field"}, Slip{"\"a\"b,c", 4, "closing quote"}}) {
    std::vector<std::string_view> fields;
    std::string unquoted;
    const auto done = split_record(slip.record, fields, unquoted);
    ASSERT_FALSE(done) << slip.record;
    EXPECT_EQ(done.error().where.column, slip.column) << slip.record;
    EXPECT_NE(done.error().message.find(slip.words), std::string::npos) << done.error().message;
  }
}

}  // namespace
}  // namespace trilat::io
