#include "trilat/simulate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "io/csv.hpp"
#include "io/json.hpp"
#include "support/engine.hpp"
#include "support/temporary_folder.hpp"

namespace trilat {
namespace {

using ::testing::HasSubstr;

TEST(Simulate, Every_shipped_shock_is_solved_on_every_elasticity_set) {
  const auto info = engine().data_info();
  ASSERT_TRUE(info) << info.error().to_string();
  int solved = 0;
  for (const auto& economy : info->economies) {
    for (const std::string& shock : economy.shocks) {
      for (const std::string& set : economy.elasticities) {
        const auto result = engine().simulate({economy.name, shock, "fixed", set});
        ASSERT_TRUE(result) << economy.name << " " << shock << " " << set << ": " << result.error().to_string();
        EXPECT_LE(result->residual, 1e-10);
        ++solved;
      }
    }
  }
  EXPECT_GT(solved, 20);
}

TEST(Simulate, Its_json_is_valid_and_holds_every_country_and_sector) {
  const auto result = engine().simulate({"na2024", "tariffs-2025-08-08", "fixed", ""});
  ASSERT_TRUE(result) << result.error().to_string();
  const auto json = io::parse_json(to_json(*result), "simulate.json");
  ASSERT_TRUE(json) << json.error().to_string();
  EXPECT_EQ(json->array_at("countries").value()->size(), result->countries.size());
  EXPECT_EQ(json->array_at("sectors").value()->size(), result->countries.size() * result->sectors.size());
  EXPECT_EQ(json->string_at("data").value(), result->data_hash);
}

TEST(Simulate, Its_csv_reads_back) {
  const auto result = engine().simulate({"na2024", "collapse-to-mfn", "fixed", "U4"});
  ASSERT_TRUE(result) << result.error().to_string();
  const auto table = io::parse_csv(to_csv(*result), "simulate.csv");
  ASSERT_TRUE(table) << table.error().to_string();
  for (const io::CsvRow& row : *table) {
    if (row["table"] == "country" && row["country"] == "CAN" && row["outcome"] == "real_income") {
      EXPECT_EQ(row.number("value").value(), result->by_country[1].real_income_pct);
      return;
    }
  }
  FAIL() << "no row for Canada";
}

TEST(Simulate, Most_affected_sectors_come_in_order_of_their_change) {
  const auto result = engine().simulate({"na2024", "tariffs-2025-08-08", "fixed", ""});
  ASSERT_TRUE(result) << result.error().to_string();
  const auto sectors = most_affected(*result, "CAN", 4);
  ASSERT_EQ(sectors.size(), 4U);
  for (std::size_t at = 1; at < sectors.size(); ++at) {
    EXPECT_GE(std::abs(sectors[at - 1].output_volume_pct), std::abs(sectors[at].output_volume_pct));
  }
}

std::string refusal_of(const SimulateParams& params) {
  const auto result = engine().simulate(params);
  return result ? "accepted" : result.error().to_string();
}

TEST(Simulate, Bad_input_is_refused_with_what_would_be_right) {
  const testing::TemporaryFolder folder;
  EXPECT_THAT(refusal_of({"na2042", "", "fixed", ""}),
              HasSubstr("the data pack holds cp1993, cp1993-deficits, na2022, na2024, world2022"));
  EXPECT_THAT(refusal_of({"na2024", "tariffs", "fixed", ""}), HasSubstr("tariffs-2025-08-08"));
  EXPECT_THAT(refusal_of({"na2024", "", "open", ""}), HasSubstr("use fixed, share or balanced"));
  EXPECT_THAT(refusal_of({"na2024", "", "fixed", "FGQ"}), HasSubstr("did you mean 'FGO'"));
  const std::string head = "importer,exporter,sector,rate\n";
  const std::string bad = folder.write("bad.csv", head + "USA,CAN,C24,0.5\nUSA,CANA,C24,0.5\n");
  EXPECT_THAT(refusal_of({"na2024", bad, "fixed", ""}), HasSubstr("bad.csv:3"));
  EXPECT_THAT(refusal_of({"na2024", bad, "fixed", ""}), HasSubstr("did you mean 'CAN'"));
  const std::string word = folder.write("word.csv", head + "USA,CAN,C24,half\n");
  EXPECT_THAT(refusal_of({"na2024", word, "fixed", ""}), HasSubstr("word.csv:2"));
  const std::string domain = folder.write("domain.csv", head + "USA,CAN,C24,-2\n");
  EXPECT_THAT(refusal_of({"na2024", domain, "fixed", ""}), HasSubstr("outside the domain"));
}

}  // namespace
}  // namespace trilat
