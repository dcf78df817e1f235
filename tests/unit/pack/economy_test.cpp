// Economies read from tables: what is refused and how, the steps of re-benchmarking, writing and reading back.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>

#include "economy/identities.hpp"
#include "economy/rebenchmark.hpp"
#include "io/csv.hpp"
#include "io/file.hpp"
#include "pack/economy_csv.hpp"
#include "pack/economy_mapping.hpp"
#include "pack/economy_writer.hpp"
#include "support/small_economy.hpp"
#include "support/temporary_folder.hpp"

namespace trilat::pack {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

const fs::path kEconomies = fs::path(TRILAT_SOURCE_DIR) / "data" / "economies";

// A small economy as a folder, one of its tables changed.
class Tables {
 public:
  Tables() {
    EconomyTables tables;
    tables.data = economy::testing::make_economy({});
    tables.data.title = tables.data.source = "made for a test";
    EXPECT_TRUE(economy::complete(tables.data));
    tables.data.stated_output = tables.data.output;
    EXPECT_TRUE(write_economy(folder_.path(), tables));
  }
  const fs::path& path() const { return folder_.path(); }

  void change(const char* file, const std::function<void(std::string&)>& how) {
    std::string text = io::read_file(path() / file).value();
    how(text);
    folder_.write(file, text);
  }

  std::string refusal() const {
    const auto read = read_economy(path());
    return read ? "accepted" : read.error().to_string();
  }

 private:
  testing::TemporaryFolder folder_;
};

void replace_field(std::string& text, const std::string& row, std::size_t field, const std::string& with) {
  std::size_t at = text.find(row);
  ASSERT_NE(at, std::string::npos) << row;
  for (; field > 0; --field) at = text.find(',', at) + 1;
  const std::size_t end = text.find_first_of(",\n", at);
  text.replace(at, end - at, with);
}

TEST(EconomyTables, What_is_written_reads_back_the_same) {
  const Tables tables;
  const auto read = read_economy(tables.path());
  ASSERT_TRUE(read) << read.error().to_string();
  economy::DataSet made = economy::testing::make_economy({});
  ASSERT_TRUE(economy::complete(made));
  EXPECT_EQ(read->trade, made.trade);
  EXPECT_EQ(read->tariff, made.tariff);
  EXPECT_EQ(read->elasticities[0].theta, made.elasticities[0].theta);
  for (std::size_t at = 0; at < made.gamma.size(); ++at) EXPECT_NEAR(read->gamma[at], made.gamma[at], 1e-15);
}

TEST(EconomyTables, A_flow_that_breaks_an_identity_is_refused_with_the_cell_named) {
  Tables tables;
  tables.change("flows.csv", [](std::string& text) { replace_field(text, "C2,C1,S0", 3, "12.5"); });
  EXPECT_THAT(tables.refusal(), HasSubstr("'gross output as stated = sum of sales' fails"));
  EXPECT_THAT(tables.refusal(), HasSubstr("S0 in C1"));
}

TEST(EconomyTables, A_negative_share_is_refused_with_its_place) {
  Tables tables;
  tables.change("inputs.csv", [](std::string& text) { replace_field(text, "C0,S1", 4, "-0.1"); });
  EXPECT_THAT(tables.refusal(), HasSubstr("inputs.csv:3"));
  EXPECT_THAT(tables.refusal(), HasSubstr("a share of -0.1 is negative"));
}

TEST(EconomyTables, Shares_that_do_not_sum_to_one_are_refused_with_the_cell_named) {
  Tables tables;
  tables.change("inputs.csv", [](std::string& text) { replace_field(text, "C1,S1", 4, "0.9"); });
  EXPECT_THAT(tables.refusal(), HasSubstr("'input shares sum to one' fails for S1 in C1"));
}

TEST(EconomyTables, A_zero_elasticity_is_refused_with_its_place) {
  Tables tables;
  tables.change("sectors.csv", [](std::string& text) { replace_field(text, "S1,", 2, "0"); });
  EXPECT_THAT(tables.refusal(), HasSubstr("sectors.csv:3"));
  EXPECT_THAT(tables.refusal(), HasSubstr("elasticity 0 is not positive"));
}

TEST(EconomyTables, A_missing_sector_is_refused_by_name) {
  Tables tables;
  tables.change("inputs.csv", [](std::string& text) { text.erase(text.find("C1,S1")); });
  EXPECT_THAT(tables.refusal(), HasSubstr("there is no row for sector S1 of C1"));
  Tables others;
  others.change("flows.csv", [](std::string& text) { replace_field(text, "C2,C1,S0", 2, "S7"); });
  EXPECT_THAT(others.refusal(), HasSubstr("sector 'S7' is not in sectors.csv"));
}

TEST(EconomyTables, A_negative_flow_is_refused_with_its_place) {
  Tables tables;
  tables.change("flows.csv", [](std::string& text) { replace_field(text, "C0,C0,S0", 3, "-1"); });
  EXPECT_THAT(tables.refusal(), HasSubstr("flows.csv:2"));
}

TEST(EconomyTables, The_embedded_ones_hold_every_identity_to_1e_9) {
  for (const char* name : {"na2022", "na2024", "world2022"}) {
    const auto data = read_economy(kEconomies / name);
    ASSERT_TRUE(data) << data.error().to_string();
    ASSERT_FALSE(data->stated_output.empty());
    for (const economy::Identity& identity : economy::identities(*data)) {
      EXPECT_LE(identity.error, 1e-9) << name << ": " << identity.name << " at " << identity.cell;
    }
  }
}

TEST(Rebenchmark, Negative_final_demand_is_refused_without_the_step_and_reported_with_it) {
  const auto tables = read_tables(kEconomies / "cp1993");
  ASSERT_TRUE(tables) << tables.error().to_string();
  const auto refused = economy::rebenchmark(tables->data, {});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("'final demand is not negative' fails in 185 of 1240 cells"));
  const auto taken = economy::rebenchmark(tables->data, *tables->rebenchmark);
  ASSERT_TRUE(taken) << taken.error().to_string();
  EXPECT_EQ(taken->report.clipped, 185U);                    // as the data's own account says
  EXPECT_NEAR(taken->report.clipped_share, 0.035564, 5e-7);  // 3.5564 % of world final demand, ditto
  EXPECT_EQ(taken->data.steps.size(), 2U);
}

// Wages, prices and incomes of the step as two other solvers took it.
TEST(Rebenchmark, The_two_bases_of_1993_agree_with_the_reference) {
  const fs::path file = fs::path(TRILAT_SHARED_DIR) / "data/economy/reference/cp2015_rebenchmark.csv";
  if (!fs::exists(file)) GTEST_SKIP() << "the reference solutions are not beside the project";
  const auto table = io::read_csv(file);
  ASSERT_TRUE(table) << table.error().to_string();
  std::map<std::string, economy::Rebenchmarked> bases;
  for (const char* name : {"cp1993", "cp1993-deficits"}) {
    const auto tables = read_tables(kEconomies / name);
    ASSERT_TRUE(tables) << tables.error().to_string();
    auto done = economy::rebenchmark(tables->data, *tables->rebenchmark);
    ASSERT_TRUE(done) << done.error().to_string();
    bases.emplace(tables->rebenchmark->balance_trade ? "D0" : "Dfix", *std::move(done));
  }
  int rows = 0;
  for (const io::CsvRow& row : *table) {
    for (const auto& country : bases.at(std::string(row["base"])).report.countries) {
      if (country.code != row["country"]) continue;
      const auto expect = [&](double found, const char* column) {
        const double wanted = row.number(column).value();
        EXPECT_NEAR(found, wanted, 1e-7 * std::max(1.0, std::abs(wanted))) << row["base"] << country.code << column;
      };
      expect(country.wage_hat, "wage_hat_vs_raw");
      expect(country.consumer_price_hat, "consumer_price_hat_vs_raw");
      expect(country.value_added_before, "va_raw");
      expect(country.value_added, "va_base");
      expect(country.revenue, "tariff_revenue");
      EXPECT_NEAR(country.deficit, row.number("deficit").value(), 1e-7 * country.income);
      expect(country.income, "income");
      ++rows;
    }
  }
  EXPECT_EQ(rows, 62);
}

}  // namespace
}  // namespace trilat::pack
