// Importing, checking, summing and re-benchmarking economies through the public engine.
#include "trilat/economy.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "io/csv.hpp"
#include "io/json.hpp"
#include "support/engine.hpp"
#include "support/temporary_folder.hpp"

namespace trilat {
namespace {

using ::testing::HasSubstr;

// Two countries, two sectors, worked by hand; sums of rows and of columns agree with OUT.
constexpr const char* kTable =
    "V1,AAA_G,AAA_S,BBB_G,BBB_S,AAA_HFCE,AAA_INVNT,BBB_HFCE,OUT\n"
    "AAA_G,10,5,4,1,25,0,5,50\n"
    "AAA_S,8,12,0,0,40,0,0,60\n"
    "BBB_G,6,3,20,10,12,-1,50,100\n"
    "BBB_S,0,0,15,30,0,0,55,100\n"
    "TLS,1,2,3,4,0,0,0,10\n"
    "VA,25,38,58,55,0,0,0,176\n"
    "OUT,50,60,100,100,0,0,0,310\n";
constexpr const char* kTariffs = "importer,exporter,sector,rate\nAAA,BBB,G,0.1\nBBB,AAA,G,0.2\n";
constexpr const char* kElasticities = "# T: made for a test\nsector,T,T_se\nG,5,1\nS,4,0\n";

class Import : public ::testing::Test {
 protected:
  Result<EconomyMade> import(const std::string& table, const std::string& tariffs = kTariffs,
                             const std::string& elasticities = kElasticities) {
    ImportParams params;
    params.table = folder_.write("table.csv", table);
    params.tariffs = folder_.write("tariffs.csv", tariffs);
    params.elasticities = folder_.write("elasticities.csv", elasticities);
    params.output = (folder_.path() / "made").string();
    params.year = 2020;
    return import_economy(params);
  }

  std::string refusal(const std::string& from, const std::string& to) {
    std::string table = kTable;
    table.replace(table.find(from), from.size(), to);
    const auto made = import(table);
    return made ? "accepted" : made.error().to_string();
  }

  double cell(const char* file, const std::map<std::string, std::string>& key, const char* column) {
    const auto table = io::read_csv(folder_.path() / "made" / file);
    for (const io::CsvRow& row : *table) {
      bool here = true;
      for (const auto& [name, value] : key) here = here && row[name] == value;
      if (here) return row.number(column).value();
    }
    ADD_FAILURE() << "no such row in " << file;
    return 0;
  }

  testing::TemporaryFolder folder_;
};

TEST_F(Import, An_inter_country_table_becomes_an_economy_at_duty_paid_prices) {
  const auto made = import(kTable);
  ASSERT_TRUE(made) << made.error().to_string();
  EXPECT_EQ(cell("flows.csv", {{"importer", "AAA"}, {"exporter", "BBB"}, {"sector", "G"}}, "value"), 6 + 3 + 12 - 1);
  EXPECT_EQ(cell("flows.csv", {{"importer", "AAA"}, {"exporter", "BBB"}, {"sector", "G"}}, "tariff"), 0.1);
  EXPECT_EQ(cell("flows.csv", {{"importer", "BBB"}, {"exporter", "AAA"}, {"sector", "G"}}, "value"), 4 + 1 + 5);
  EXPECT_EQ(cell("flows.csv", {{"importer", "AAA"}, {"exporter", "AAA"}, {"sector", "G"}}, "value"), 10 + 5 + 25);
  const double inputs = 10 + 6 * 1.1 + 8;  // AAA_G buys goods at home and duty paid, and services
  EXPECT_NEAR(cell("inputs.csv", {{"country", "AAA"}, {"user", "G"}}, "value_added_share"), 1 - inputs / 50, 1e-15);
  EXPECT_NEAR(cell("inputs.csv", {{"country", "AAA"}, {"user", "G"}}, "input_G"), 16.6 / inputs, 1e-15);
  EXPECT_EQ(cell("sectors.csv", {{"code", "G"}}, "T_se"), 1);
  // value added is what is left: 25.4 + (60 - 5 - 3.3 - 12) and so on; revenue 2 and 2
  EXPECT_NEAR(made->economy.countries[0].value_added, (50 - inputs) + (60 - 5 - 3 * 1.1 - 12), 1e-12);
  EXPECT_NEAR(made->economy.countries[0].tariff_revenue, 0.1 * 20, 1e-12);
  EXPECT_NEAR(made->economy.countries[0].deficit, 20 - 10, 1e-12);
  const auto check = engine().economy_check({made->folder});
  ASSERT_TRUE(check) << check.error().to_string();
  EXPECT_TRUE(check->holds) << to_text(*check);
}

TEST_F(Import, Final_demand_is_the_final_columns_at_duty_paid_prices) {
  const auto made = import(kTable);
  ASSERT_TRUE(made) << made.error().to_string();
  const auto info = engine().economy_info({made->folder});
  ASSERT_TRUE(info) << info.error().to_string();
  EXPECT_NEAR(info->countries[0].income, 25 + 40 + (12 - 1) * 1.1, 1e-12);
  EXPECT_NEAR(info->countries[1].income, 5 * 1.2 + 50 + 55, 1e-12);
}

TEST_F(Import, The_parts_of_China_are_summed) {
  std::string table = kTable;
  for (std::size_t at; (at = table.find("AAA")) != std::string::npos;) table.replace(at, 3, "CN1");
  const auto made = import(table, "importer,exporter,sector,rate\nCHN,*,G,0.1\n");
  ASSERT_TRUE(made) << made.error().to_string();
  EXPECT_EQ(made->economy.countries[0].code, "CHN");
}

TEST_F(Import, A_table_whose_sums_do_not_agree_is_refused_with_the_cell_named) {
  EXPECT_THAT(refusal("25,0,5,50", "25,0,5,51"),
              HasSubstr("'sales sum to OUT' fails, worst for G in AAA: 50 against 51"));
  EXPECT_THAT(refusal("VA,25,38,58,55", "VA,25,38,57,55"),
              HasSubstr("'inputs, taxes and value added sum to OUT' fails, worst for G in BBB"));
}

TEST_F(Import, What_is_not_understood_is_refused_with_its_place) {
  EXPECT_THAT(refusal("BBB_S,0", "BBB_X,0"), HasSubstr("table.csv:5:1: row 'BBB_X'"));
  EXPECT_THAT(refusal("V1,AAA_G", "V1,AAAG"), HasSubstr("column 'AAAG'"));
  EXPECT_THAT(refusal("8,12,0,0", "8,12,none,0"), HasSubstr("'none' is not a number"));
  EXPECT_THAT(import(kTable, kTariffs, "sector,T\nG,5\n").error().to_string(), HasSubstr("elasticity T of S is 0"));
  EXPECT_THAT(import(kTable, "importer,exporter,sector,rate\nAAA,BBB,H,0.1\n").error().to_string(),
              HasSubstr("tariffs.csv:2"));
}

TEST_F(Import, Nothing_is_written_where_the_table_is_refused) {
  EXPECT_NE(refusal("VA,25", "VA,24"), "accepted");
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "made"));
}

TEST_F(Import, Negative_final_demand_needs_a_step_that_is_named) {
  // AAA's final purchases of goods, duty paid: 3 - 10 at home, (4 - 1) 1.1 abroad
  std::string table = kTable;
  for (const auto& [from, to] : {std::pair{"AAA_G,10,5,4,1,25,0,5,50", "AAA_G,10,5,4,1,3,-10,37,50"},
                                 std::pair{"BBB_G,6,3,20,10,12,-1,50,100", "BBB_G,6,3,20,10,4,-1,58,100"}}) {
    table.replace(table.find(from), std::string(from).size(), to);
  }
  const auto refused = import(table);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().to_string(), HasSubstr("'final demand is not negative' fails in 1 of 4 cells"));
  EXPECT_THAT(refused.error().to_string(), HasSubstr("G in AAA"));
  ImportParams params;
  params.table = folder_.write("table.csv", table);
  params.tariffs = folder_.write("tariffs.csv", kTariffs);
  params.output = (folder_.path() / "clipped").string();
  params.final_demand = "clip";
  params.year = 2020;
  const auto made = import_economy(params);
  ASSERT_TRUE(made) << made.error().to_string();
  EXPECT_THAT(to_text(*made), HasSubstr("final demand was negative in 1 of 4 cells"));
  const auto check = engine().economy_check({made->folder});
  ASSERT_TRUE(check) << check.error().to_string();
  EXPECT_TRUE(check->holds) << to_text(*check);
}

TEST_F(Import, Flows_below_nothing_are_set_to_zero_and_counted) {
  std::string table = kTable;
  const std::string from = "BBB_G,6,3,20,10,12,-1,50,100", to = "BBB_G,6,3,20,10,12,-40,89,100";
  table.replace(table.find(from), from.size(), to);
  const auto made = import(table);
  ASSERT_TRUE(made) << made.error().to_string();
  EXPECT_THAT(to_text(*made), HasSubstr("1 flows were negative (drawn from inventories), 19 million USD"));
}

// The compact economy of 2022 was summed from the large one by other code; flows and output must agree.
TEST(Aggregate, The_world_of_2022_sums_to_the_compact_economy) {
  const std::set<std::string> alone = {"USA", "CAN", "MEX", "CHN", "GBR", "JPN",
                                       "KOR", "IND", "BRA", "VNM", "TWN", "CHE"};
  const std::set<std::string> union27 = {"AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST",
                                         "FIN", "FRA", "GRC", "HRV", "HUN", "IRL", "ITA", "LTU", "LUX",
                                         "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE"};
  const std::map<std::string, std::string> parents = {
      {"A01", "A01_02"}, {"A02", "A01_02"}, {"B05", "B05_06"}, {"B06", "B05_06"}, {"B07", "B07_08"},
      {"B08", "B07_08"}, {"C24A", "C24"},   {"C24B", "C24"},   {"C301", "C30"},   {"C302T309", "C30"}};
  std::string mapping = "table,code,group,name\ncountries,*,ROW,Rest of the World\nsectors,*,,\n";
  for (const auto& code : alone) mapping += fmt::format("countries,{0},{0},\n", code);
  for (const auto& code : union27) mapping += fmt::format("countries,{},EU27,European Union 27\n", code);
  for (const auto& [code, parent] : parents) mapping += fmt::format("sectors,{},{},\n", code, parent);
  const testing::TemporaryFolder folder;
  AggregateParams params;
  params.economy = "world2022";
  params.mapping = folder.write("mapping.csv", mapping);
  params.output = (folder.path() / "compact").string();
  const auto made = engine().economy_aggregate(params);
  ASSERT_TRUE(made) << made.error().to_string();
  const auto flows = [](const std::string& economy) {
    SimulateParams simulate;
    simulate.economy = economy;
    std::map<std::string, double> values;
    const auto result = engine().simulate(simulate);
    if (!result) throw std::runtime_error(result.error().to_string());
    for (const SimulateFlow& flow : result->flows)
      values[flow.importer + flow.exporter + flow.sector] = flow.value_base;
    for (const SimulateSector& sector : result->by_sector) values[sector.country + sector.sector] = sector.output_base;
    return values;
  };
  const auto summed = flows(params.output), held = flows("na2022");
  for (const auto& [name, value] : held) {
    ASSERT_TRUE(summed.contains(name)) << name;
    EXPECT_NEAR(summed.at(name), value, 1e-9 * value + 1e-4) << name;
  }
  EXPECT_EQ(summed.size(), held.size());
}

TEST(Aggregate, A_mapping_that_leaves_a_country_out_or_names_a_stranger_is_refused) {
  const testing::TemporaryFolder folder;
  const auto refusal = [&](const std::string& rows) {
    AggregateParams params;
    params.mapping = folder.write("mapping.csv", "table,code,group\n" + rows);
    params.output = (folder.path() / "out").string();
    const auto made = engine().economy_aggregate(params);
    return made ? "accepted" : made.error().to_string();
  };
  EXPECT_THAT(refusal("countries,USA,NA\ncountries,CAN,NA\n"), HasSubstr("leaves out 12 of the countries: MEX"));
  EXPECT_THAT(refusal("countries,USB,NA\n"), HasSubstr("mapping.csv:2"));
  EXPECT_THAT(refusal("countries,USB,NA\n"), HasSubstr("did you mean 'USA'"));
  EXPECT_THAT(refusal("sectors,C24,X\nsectors,C24,Y\n"), HasSubstr("'C24' is given twice"));
  EXPECT_THAT(refusal("regions,C24,X\n"), HasSubstr("write countries or sectors"));
}

TEST(Rebenchmarking, Balanced_trade_is_a_step_that_is_reported_and_written) {
  const testing::TemporaryFolder folder;
  RebenchmarkParams params;
  params.economy = "na2024";
  params.deficits = "balanced";
  params.output = (folder.path() / "balanced").string();
  const auto made = engine().economy_rebenchmark(params);
  ASSERT_TRUE(made) << made.error().to_string();
  ASSERT_EQ(made->moved.size(), 14U);
  EXPECT_NEAR(made->moved[0].deficit_before, 903000, 1);  // the United States, national accounts of 2024
  EXPECT_NEAR(made->moved[0].deficit, 0, 1e-3);
  EXPECT_THAT(to_text(*made), HasSubstr("balanced trade"));
  const auto check = engine().economy_check({params.output});
  ASSERT_TRUE(check) << check.error().to_string();
  EXPECT_TRUE(check->holds) << to_text(*check);
}

TEST(EconomyReports, Json_and_csv_read_back) {
  const auto info = engine().economy_info({"na2024"});
  ASSERT_TRUE(info) << info.error().to_string();
  const auto json = io::parse_json(to_json(*info), "info.json");
  ASSERT_TRUE(json) << json.error().to_string();
  EXPECT_EQ(json->array_at("elasticities").value()->size(), 9U);
  const auto csv = io::parse_csv(to_csv(*info), "info.csv");
  ASSERT_TRUE(csv) << csv.error().to_string();
  EXPECT_EQ(csv->size(), 23U);
  EXPECT_THAT(info->shocks, ::testing::Contains("collapse-to-mfn"));
  const auto check = engine().economy_check({"cp1993"});
  ASSERT_TRUE(check) << check.error().to_string();
  EXPECT_TRUE(check->holds);
  ASSERT_TRUE(io::parse_json(to_json(*check), "check.json"));
  EXPECT_EQ(io::parse_csv(to_csv(*check), "check.csv")->size(), check->identities.size());
}

}  // namespace
}  // namespace trilat
