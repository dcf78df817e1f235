#include "trilat/simulate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>

#include "io/csv.hpp"
#include "io/json.hpp"
#include "support/engine.hpp"

namespace trilat {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class TemporaryFolder {
 public:
  TemporaryFolder() : path_(fs::temp_directory_path() / ("trilat_simulate_" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
  }
  ~TemporaryFolder() { fs::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
    return (path_ / name).string();
  }

 private:
  fs::path path_;
};

// The reference solutions come from two solvers that share no code with this one; percentages agree to
// 1e-7 absolute, levels to 1e-7 relative.
class Reference : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(folder_)) GTEST_SKIP() << "the reference solutions are not beside the project";
  }

  std::string shock_file(const std::string& name, const std::string& wanted, const char* file, const char* rate) {
    std::string text = "importer,exporter,sector,rate\n";
    const auto table = io::read_csv(file);
    EXPECT_TRUE(table) << table.error().to_string();
    for (const io::CsvRow& row : *table) {
      if (!wanted.empty() && row["scenario"] != wanted) continue;
      if (row["importer"] == row["exporter"]) continue;
      text += fmt_row(row, rate);
    }
    return temporary_.write(name, text);
  }

  const SimulateResult& solution(const SimulateParams& params) {
    const std::string key = params.economy + params.shock + params.closure + params.elasticities;
    const auto at = solutions_.find(key);
    if (at != solutions_.end()) return at->second;
    auto result = engine().simulate(params);
    if (!result) throw std::runtime_error(result.error().to_string());
    return solutions_.emplace(key, *std::move(result)).first->second;
  }

  static std::string fmt_row(const io::CsvRow& row, const char* rate) {
    return std::string(row["importer"]) + "," + std::string(row["exporter"]) + "," + std::string(row["sector"]) + "," +
           std::string(row[rate]) + "\n";
  }

  const fs::path folder_ = fs::path(TRILAT_SHARED_DIR) / "data" / "economy" / "reference";
  TemporaryFolder temporary_;
  std::map<std::string, SimulateResult> solutions_;
};

void expect_near(double found, const io::CsvRow& row, const char* column, double scale) {
  const double wanted = row.number(column).value();
  EXPECT_NEAR(found, wanted, 1e-7 * std::max(1.0, std::abs(wanted) * scale))
      << row["scenario"] << " " << row["elasticity"] << " " << row["closure"] << " " << row["country"] << " "
      << row["sector"] << " " << column;
}

void expect_country(const SimulateResult& result, const io::CsvRow& row) {
  for (const SimulateCountry& country : result.by_country) {
    if (country.code != row["country"]) continue;
    expect_near(country.real_income_pct, row, "real_income_pct", 0);
    expect_near(country.real_wage_pct, row, "real_wage_pct", 0);
    expect_near(country.terms_of_trade_pct, row, "tot_cp_pct", 0);
    expect_near(country.volume_of_trade_pct, row, "vot_cp_pct", 0);
    expect_near(country.wage_hat, row, "wage_hat", 0);
    expect_near(country.income, row, "income_new", 1);
    expect_near(country.revenue, row, "tariff_revenue_new", 1);
    expect_near(country.exports, row, "exports_new", 1);
    expect_near(country.imports, row, "imports_new", 1);
  }
}

void expect_sector(const SimulateResult& result, const io::CsvRow& row) {
  for (const SimulateSector& sector : result.by_sector) {
    if (sector.country != row["country"] || sector.sector != row["sector"]) continue;
    expect_near(sector.output, row, "output_new", 1);
    expect_near(sector.output_volume_pct, row, "output_volume_pct", 1);
    expect_near(sector.unit_cost_hat, row, "unit_cost_hat", 0);
    expect_near(sector.price_index_hat, row, "price_index_hat", 0);
    expect_near(sector.exports, row, "exports_new", 1);
    expect_near(sector.imports, row, "imports_new", 1);
  }
}

TEST_F(Reference, The_default_economy_agrees_in_every_scenario) {
  std::map<std::string, std::string> shocks;
  const std::string scenarios = (folder_ / "icio2022_na_scenarios.csv").string();
  int rows = 0;
  for (const char* name : {"icio2022_na_country.csv", "icio2022_na_sector.csv"}) {
    const auto table = io::read_csv(folder_ / name);
    ASSERT_TRUE(table) << table.error().to_string();
    for (const io::CsvRow& row : *table) {
      const std::string scenario(row["scenario"]);
      if (row["dataset"] != "icio2022_na/rescaled2024" || scenario == "base_zero_deficit") continue;
      if (!shocks.contains(scenario)) shocks[scenario] = shock_file(scenario, scenario, scenarios.c_str(), "rate_new");
      const auto& result =
          solution({"na2024", shocks[scenario], row["closure"] == "zero_deficit" ? "balanced" : "fixed",
                    std::string(row["elasticity"])});
      std::string_view(name).find("sector") == std::string_view::npos ? expect_country(result, row)
                                                                      : expect_sector(result, row);
      ++rows;
    }
  }
  EXPECT_GT(rows, 100);
}

TEST_F(Reference, The_economy_of_1993_agrees_in_both_scenarios) {
  const std::string tariffs = (folder_.parent_path() / "cp2015" / "tariff.csv").string();
  const std::string world = shock_file("world_2005", "", tariffs.c_str(), "t2005");
  int rows = 0;
  for (const char* name : {"cp2015_country.csv", "cp2015_sector.csv"}) {
    const auto table = io::read_csv(folder_ / name);
    ASSERT_TRUE(table) << table.error().to_string();
    for (const io::CsvRow& row : *table) {
      if (row["closure"] != "zero_deficit") continue;
      const auto& result = solution({"cp1993", row["scenario"] == "nafta" ? "nafta-2005" : world, "fixed", "CP99"});
      std::string_view(name).find("sector") == std::string_view::npos ? expect_country(result, row)
                                                                      : expect_sector(result, row);
      ++rows;
    }
  }
  EXPECT_GT(rows, 100);
}

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

std::string refusal(const SimulateParams& params) {
  const auto result = engine().simulate(params);
  return result ? "accepted" : result.error().to_string();
}

TEST(Simulate, Bad_input_is_refused_with_what_would_be_right) {
  const TemporaryFolder folder;
  EXPECT_THAT(refusal({"na2042", "", "fixed", ""}), HasSubstr("the data pack holds cp1993, na2024"));
  EXPECT_THAT(refusal({"na2024", "tariffs", "fixed", ""}), HasSubstr("tariffs-2025-08-08"));
  EXPECT_THAT(refusal({"na2024", "", "open", ""}), HasSubstr("use fixed or balanced"));
  EXPECT_THAT(refusal({"na2024", "", "fixed", "FGQ"}), HasSubstr("did you mean 'FGO'"));
  const std::string head = "importer,exporter,sector,rate\n";
  const std::string bad = folder.write("bad.csv", head + "USA,CAN,C24,0.5\nUSA,CANA,C24,0.5\n");
  EXPECT_THAT(refusal({"na2024", bad, "fixed", ""}), HasSubstr("bad.csv:3"));
  EXPECT_THAT(refusal({"na2024", bad, "fixed", ""}), HasSubstr("did you mean 'CAN'"));
  const std::string word = folder.write("word.csv", head + "USA,CAN,C24,half\n");
  EXPECT_THAT(refusal({"na2024", word, "fixed", ""}), HasSubstr("word.csv:2"));
  const std::string domain = folder.write("domain.csv", head + "USA,CAN,C24,-2\n");
  EXPECT_THAT(refusal({"na2024", domain, "fixed", ""}), HasSubstr("outside the domain"));
}

}  // namespace
}  // namespace trilat
