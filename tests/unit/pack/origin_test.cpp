// Rules of origin from law/usmca: they load, survive the pack, and cover what their source counts
// (hs6 coverage of the sources: 5,158 of 5,205 subheadings, 4,878 read in full).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "pack/origin_codec.hpp"
#include "pack/origin_csv.hpp"
#include "pack/origin_toml.hpp"

namespace trilat::pack {
namespace {

const origin::RuleBook& book() {
  static const auto read = read_rule_book(TRILAT_SOURCE_DIR "/law/usmca");
  if (!read) throw std::runtime_error(read.error().to_string());
  return *read;
}

HsCode code(const char* text) { return HsCode::parse_printed(text).value_or(HsCode{}); }

TEST(RuleBook, Covers_what_the_sources_count) {
  std::size_t loaded = 0;
  std::size_t parsed = 0;
  for (const HsCode each : book().subheadings) {
    loaded += book().coverage(each).loaded ? 1U : 0U;
    parsed += book().coverage(each).parsed ? 1U : 0U;
  }
  EXPECT_EQ(book().subheadings.size(), 5205U);
  EXPECT_EQ(loaded, 5158U);
  EXPECT_NEAR(static_cast<double>(parsed), 4878.0, 5205 * 0.01);
}

TEST(RuleBook, Survives_the_pack) {
  const std::string bytes = encode_rule_book(book());
  const auto back = decode_rule_book(bytes);
  ASSERT_TRUE(back) << back.error().to_string();
  EXPECT_EQ(encode_rule_book(*back), bytes);
  EXPECT_FALSE(decode_rule_book(std::string_view(bytes).substr(0, bytes.size() / 2)));
}

TEST(RuleBook, Follows_dates_and_trade) {
  EXPECT_EQ(book().rules_for(code("8504.22"), Date(2025, 6, 30), "MX-US").size(), 2U);
  const auto later = book().rules_for(code("8504.22"), Date(2025, 7, 1), "MX-US");
  ASSERT_EQ(later.size(), 2U);
  EXPECT_EQ(origin::to_string(later.front()->except), "7225-7226, 7326");
  for (const origin::Rule* rule : book().rules_for(code("6110.30"), Date(2024, 1, 1), "MX-US"))
    EXPECT_EQ(rule->trade, "MX-US");
  for (const origin::Rule* rule : book().rules_for(code("6110.30"), Date(2024, 1, 1), "CA-US"))
    EXPECT_EQ(rule->trade, "other");
}

TEST(RuleBook, Chapters_without_a_text_are_not_covered) {
  EXPECT_FALSE(book().covers(code("6403.19")));
  EXPECT_TRUE(book().covers(code("9503.00")));
}

TEST(RuleBook, Bridges_codes_of_later_systems) {
  const origin::BridgeRow* row = book().bridged(2022, code("0403.20"));
  ASSERT_NE(row, nullptr);
  EXPECT_FALSE(row->same_rule);
  EXPECT_EQ(row->old.size(), 2U);
  EXPECT_EQ(book().bridged(2022, code("0101.21")), nullptr);
}

struct Slip {
  const char* change;  // what replaces a good row
  const char* message;
};

TEST(RuleTable, Tells_the_line_and_what_is_wrong) {
  const std::string head =
      "codes,alternative,rule,trade,use,goods,not_goods,since,until,change,group,also_change,from,from_groups,from_"
      "kind,"
      "also_from,inside,except,except_groups,except_kind,tv,nc,quantity,process,marks,parsed,grade,source,doubt,note\n";
  for (const Slip& slip :
       {Slip{"8501x,1,,,,,,,,CC,,,,,,,,,,,,,,,,yes,A,,,", "8501x"},
        Slip{"8501,1,,,,,,,,CX,,,,,,,,,,,,,,,,yes,A,,,", "no change of classification"},
        Slip{"8501,1,,,,,,,,specified,,,,,,,,,,,,,,,,yes,A,,,", "names none"},
        Slip{"8501,1,,,,,,,,CC,,,,,,,,,,,101,,,,,yes,A,,,", "no percentage"},
        Slip{"8501,1,,,,,,2024-01-01,2023-01-01,CC,,,,,,,,,,,,,,,,yes,A,,,", "ends before it begins"},
        Slip{"8501,1,,,,,,,,CC,,,,,,,,,,,,,weight 50,,,yes,A,,,", "no quantity test"},
        Slip{"8501,1,,,,,,,,CC,,,,,,,,,,,,,,,,maybe,A,,,", "maybe"},
        Slip{"8501,1,,,,,,,,CC,,,,,,,,,,,,,,,,yes,D,,,", "grade of evidence"}}) {
    const auto path = std::filesystem::path(::testing::TempDir()) / "rules.csv";
    std::ofstream(path) << head << slip.change << "\n";
    const auto read = read_origin_rules(path);
    ASSERT_FALSE(read) << slip.change;
    EXPECT_THAT(read.error().to_string(), ::testing::HasSubstr(slip.message));
    EXPECT_THAT(read.error().to_string(), ::testing::HasSubstr("rules.csv:2"));
  }
}

}  // namespace
}  // namespace trilat::pack
