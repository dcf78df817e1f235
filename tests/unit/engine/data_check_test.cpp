#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "trilat/data.hpp"

namespace trilat {
namespace {

namespace fs = std::filesystem;

const fs::path kBad = fs::path(TRILAT_SOURCE_DIR) / "tests" / "cases" / "bad" / "law";

TEST(DataCheck, Finds_nothing_wrong_with_the_law_that_is_shipped) {
  const CheckResult result = check_data({TRILAT_SOURCE_DIR "/law", TRILAT_SOURCE_DIR "/data"});
  EXPECT_TRUE(result.errors.empty()) << to_text(result);
}

TEST(DataCheck, Finds_nothing_wrong_with_the_small_law_that_the_bad_ones_start_from) {
  const CheckResult result = check_data({(kBad / "base" / "law").string(), (kBad / "base" / "data").string()});
  EXPECT_TRUE(result.errors.empty()) << to_text(result);
  EXPECT_TRUE(result.notes.empty()) << to_text(result);
}

TEST(DataCheck, Says_where_there_is_no_law) {
  const CheckResult result = check_data({(kBad / "nothing-here").string(), kBad.string()});
  ASSERT_EQ(result.errors.size(), 1U);
  EXPECT_THAT(result.errors.front(), testing::HasSubstr("holds no importer's folder"));
}

TEST(DataCheck, Notes_a_statistical_code_that_its_line_has_left_behind) {
  const fs::path folder = fs::path(testing::TempDir()) / "left-behind";
  fs::remove_all(folder);
  fs::copy(kBad / "base", folder, fs::copy_options::recursive);
  std::ofstream(folder / "law/us/lists/plates.csv") << "# title: Plates\n# cite: a note\n# grade: A\n"
                                                       "code,from,until\n7208510030,2025-03-12,\n";
  const CheckResult result = check_data({(folder / "law").string(), (folder / "data").string()});
  EXPECT_TRUE(result.errors.empty()) << to_text(result);
  ASSERT_EQ(result.notes.size(), 1U);
  EXPECT_THAT(result.notes.front(), testing::HasSubstr("plates.csv:5: 7208510030 is missing from its line in the "
                                                       "schedule from 2025-07-01"));
}

// A folder under tests/cases/bad/law holds the files that replace those of `base`. The first line of one of
// them says what the one error must contain.
class BadLaw : public testing::TestWithParam<std::string> {};

std::string expectation(const fs::path& folder) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    std::string line;
    std::ifstream file(entry.path());
    constexpr std::string_view kMark = "# expect: ";
    if (entry.is_regular_file() && std::getline(file, line) && line.starts_with(kMark))
      return line.substr(kMark.size());
  }
  return "an expectation in the first line of a file";
}

TEST_P(BadLaw, Is_found_with_its_file_and_line) {
  const fs::path folder = fs::path(testing::TempDir()) / ("bad-law-" + GetParam());
  fs::remove_all(folder);
  fs::copy(kBad / "base", folder, fs::copy_options::recursive);
  fs::copy(kBad / GetParam(), folder, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  const CheckResult result = check_data({(folder / "law").string(), (folder / "data").string()});
  ASSERT_EQ(result.errors.size(), 1U) << to_text(result);
  EXPECT_THAT(result.errors.front(), testing::HasSubstr(expectation(kBad / GetParam())));
  EXPECT_THAT(result.errors.front(), testing::ContainsRegex("(toml|csv):[0-9]+"));
}

std::vector<std::string> bad_laws() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kBad)) {
    if (entry.path().filename() != "base") names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, BadLaw, testing::ValuesIn(bad_laws()), [](const auto& tested) {
  std::string name = tested.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace trilat
