// The oddities that the official export has, each as it stands in some edition of 2025 or 2026.
#include "pack/hts_json.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace trilat::pack {
namespace {

namespace fs = std::filesystem;

class HtsJson : public ::testing::Test {
 protected:
  Result<std::vector<law::ScheduleRow>> read(const std::string& text) {
    path_ = fs::temp_directory_path() / ("trilat-hts-" + std::to_string(::getpid()) + ".json");
    std::ofstream(path_) << text;
    auto rows = read_hts_json(path_, Date::parse("2026-07-01").value());
    fs::remove(path_);
    return rows;
  }
  fs::path path_;
};

TEST_F(HtsJson, Rows_are_read_and_headings_of_the_print_and_chapter_99_left_out) {
  const auto rows = read(R"j([
    {"htsno": "", "description": "Horses:", "units": [], "general": "", "special": "", "other": ""},
    {"htsno": "0101.21.00", "description": "Purebred:", "units": null, "general": "2%+5¢/kg",
     "special": "Free (A,\n S)", "other": "20%", "additionalDuties": null, "addiitionalDuties": "x"},
    {"htsno": "0101.21.00.10", "description": "Males", "units": ["<u>kg</u>", "m<sup>2</sup>"], "general": "",
     "special": "", "other": ""},
    {"htsno": "9903.01.01", "description": "Mexico", "units": [], "general": "x", "special": "", "other": ""}])j");
  ASSERT_TRUE(rows) << rows.error().to_string();
  ASSERT_EQ(rows->size(), 2U);
  const law::ScheduleRow& line = rows->at(0);
  EXPECT_EQ(line.description, "Purebred");
  EXPECT_EQ(line.general, "2% + 5¢/kg");
  EXPECT_EQ(line.special, "Free (A, S)");
  EXPECT_EQ(line.effect.from.to_string(), "2026-07-01");
  EXPECT_EQ(rows->at(1).units, (std::vector<std::string>{"kg", "m²"}));
}

TEST_F(HtsJson, Mistakes_are_refused_at_their_line) {
  const auto missing =
      read("[\n{\"htsno\": \"0101.21.00\", \"description\": \"\", \"special\": \"\", \"other\": \"\"}]");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().where.line, 2);
  EXPECT_NE(missing.error().message.find("general"), std::string::npos) << missing.error().to_string();
  EXPECT_FALSE(read("{}"));
  EXPECT_FALSE(read("[]"));
  const auto code = read(R"([{"htsno": "01x1", "description": "", "general": "", "special": "", "other": ""}])");
  ASSERT_FALSE(code);
  const auto twice = read(R"([{"htsno": "0101", "description": "", "general": "1%", "special": "", "other": ""},
                              {"htsno": "0101", "description": "", "general": "2%", "special": "", "other": ""}])");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().where.line, 2);
}

TEST(PlainPrint, Markup_blanks_and_superscripts) {
  EXPECT_EQ(plain_print("m<sup style=\"font-size: 9.75px;\">3</sup>"), "m³");
  EXPECT_EQ(plain_print("Cr<sub>2</sub>O<sub>3</sub> t"), "Cr2O3 t");
  EXPECT_EQ(plain_print(" \n a\xc2\xa0 b \t"), "a b");
  EXPECT_EQ(plain_print("86.1¢/m2of recording surface"), "86.1¢/m²of recording surface");
  EXPECT_EQ(plain_print("over 300 cm2"), "over 300 cm²");
  EXPECT_EQ(plain_print("Am241 and m20"), "Am241 and m20");
  EXPECT_EQ(plain_print("less than < 5"), "less than < 5");
}

}  // namespace
}  // namespace trilat::pack
