// The trade of the United States as committed, against sums published by others, and the reader's refusals.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "io/csv.hpp"
#include "pack/flows_csv.hpp"

namespace trilat::pack {
namespace {

namespace fs = std::filesystem;

const TradeData& trade() {
  static const TradeData read = [] {
    auto found = read_trade(TRILAT_SOURCE_DIR "/data/flows/us");
    if (!found) throw std::runtime_error(found.error().to_string());
    return std::move(*found);
  }();
  return read;
}

struct Sum {
  double value = 0, duty = 0;
};

Sum of(const std::string& partner) {
  Sum sum;
  const int wanted = trade().imports.find_partner(partner);
  for (const auto& row : trade().imports.rows) {
    if (row.partner != wanted) continue;
    sum.value += row.value;
    sum.duty += row.duty;
  }
  return sum;
}

// A public tracker of effective rates gives each partner's imports and calculated duty of 2024.
TEST(Trade, Imports_and_duty_of_2024_by_partner_equal_a_public_trackers) {
  const fs::path path = TRILAT_SHARED_DIR "/data/flows/reference/tracker_b_us_etr_by_country.csv";
  if (!fs::exists(path)) GTEST_SKIP() << "the tracker's table is not beside the checkout";
  const auto table = io::read_csv(path);
  ASSERT_TRUE(table) << table.error().to_string();
  const std::vector<std::pair<std::string, std::string>> names = {
      {"CANADA", "CA"}, {"MEXICO", "MX"}, {"CHINA", "CN"}, {"JAPAN", "JP"}, {"VIETNAM", "VN"}, {"RUSSIA", "RU"}};
  int compared = 0;
  for (const io::CsvRow& row : *table) {
    if (row["date"] != "2025-02-04") continue;
    for (const auto& [name, code] : names) {
      if (row["country_name"] != name) continue;
      const Sum sum = of(code);
      EXPECT_NEAR(sum.value / row.number("total imports").value(), 1, 1e-9) << name;
      EXPECT_NEAR(100 * sum.duty / sum.value, row.number("2024 tariff").value(), 1e-6) << name;
      ++compared;
    }
  }
  EXPECT_EQ(compared, 6);
}

// Shares of 2025 entered under USMCA as a public tracker states them from DataWeb: Canada 67 %, Mexico 68 %.
TEST(Trade, Claimed_share_of_2025_is_the_published_one) {
  for (const auto& [partner, percent] : {std::pair{"CA", 67.0}, {"MX", 68.0}}) {
    double value = 0, claimed = 0;
    const int wanted = trade().imports.find_partner(partner);
    for (const auto& row : trade().claims.rows) {
      if (row.partner != wanted || row.month < flows::month_index(Date(2025, 1, 1)) ||
          row.month > flows::month_index(Date(2025, 12, 1)))
        continue;
      value += row.value;
      claimed += row.claimed;
    }
    EXPECT_NEAR(100 * claimed / value, percent, 1) << partner;
  }
}

TEST(Trade, Survives_the_pack) {
  const auto again = decode_trade(encode_trade(trade()));
  ASSERT_TRUE(again) << again.error().to_string();
  EXPECT_EQ(again->imports.rows.size(), trade().imports.rows.size());
  EXPECT_EQ(again->imports.rows.back().code, trade().imports.rows.back().code);
  EXPECT_EQ(again->claims.rows.back().claimed, trade().claims.rows.back().claimed);
  EXPECT_EQ(again->bridge.sectors, trade().bridge.sectors);
  EXPECT_FALSE(decode_trade("damaged"));
}

class BadTrade : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("trilat-trade-" + std::to_string(::getpid()));
    fs::create_directories(folder_);
    write("partners.toml",
          "importer = \"US\"\nyear = 2024\nimports = \"i.csv\"\nclaims = \"c.csv\"\nclaim = \"usmca\"\n"
          "sectors = \"s.csv\"\n[[partner]]\ncode = \"CA\"\n");
    write("i.csv", "code,partner,value,duty\n87083050,CA,100,2\n");
    write("c.csv", "code,partner,month,value,claimed\n87083050,CA,2025-01,100,40\n");
    write("s.csv", "code,sector,share\n87083050,C29,1\n");
  }
  void TearDown() override { fs::remove_all(folder_); }
  void write(const char* name, const std::string& text) { std::ofstream(folder_ / name) << text; }
  std::string error() {
    const auto read = read_trade(folder_);
    return read ? "" : read.error().to_string();
  }
  fs::path folder_;
};

TEST_F(BadTrade, Is_refused_with_file_line_and_reason) {
  EXPECT_EQ(error(), "");
  const auto says = [&](const char* file, const std::string& text, const char* words) {
    SetUp();
    write(file, text);
    EXPECT_NE(error().find(words), std::string::npos) << error();
    EXPECT_NE(error().find(file), std::string::npos) << error();
  };
  says("i.csv", "code,partner,value,duty\n87083050,CX,100,2\n", "'CX' is not declared");
  says("i.csv", "code,partner,value,duty\n87083050,CA,-1,2\n", "below nothing");
  says("i.csv", "code,partner,value,duty\n870830,CA,1,2\n", "8 digits");
  says("i.csv", "code,partner,value,duty\n87083050,CA,1,2\n87083050,CA,1,2\n", "twice");
  says("c.csv", "code,partner,month,value,claimed\n87083050,CA,2025-01,100,140\n", "more is claimed");
  says("c.csv", "code,partner,month,value,claimed\n87083050,CA,2025-13,100,40\n", "c.csv:2");
  says("s.csv", "code,sector,share\n87083050,C29,0.5\n87088065,C29,1\n", "sum to 0.5");
  says("s.csv", "code,sector,share\n87083050,C29,1\n87088065,C29,0.25\n87088065,C28,0.5\n",
       "the last code sum to 0.75");
}

}  // namespace
}  // namespace trilat::pack
