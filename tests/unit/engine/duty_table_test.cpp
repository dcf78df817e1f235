// One good into each of the importers from the others. Rates: HTS 6109.10.00 16.5 %, Canada's 6109.10.00 18 % (CBSA),
// both free under the agreement; Mexico's are not held for apparel.
#include "trilat/duty_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/engine.hpp"

namespace trilat {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

DutyTableParams shirts() {
  DutyTableParams params;
  params.shipment.hs = "610910";
  params.shipment.date = "2025-01-15";  // before the emergency duties
  params.shipment.value = "10000";
  return params;
}

const DutyTableRow& row_of(const DutyTableResult& result, const char* to) {
  return *std::find_if(result.rows.begin(), result.rows.end(), [&](const auto& row) { return row.to == to; });
}

const DutyTableCell& cell_of(const DutyTableResult& result, const char* to, const char* from) {
  const auto& cells = row_of(result, to).cells;
  return *std::find_if(cells.begin(), cells.end(), [&](const auto& cell) { return cell.from == from; });
}

TEST(DutyTable, Prices_each_side_from_each_other) {
  const auto result = engine().duty_table(shirts());
  ASSERT_TRUE(result) << result.error().to_string();
  ASSERT_EQ(result->rows.size(), 3U);
  for (const DutyTableRow& row : result->rows) EXPECT_EQ(row.cells.size(), 2U) << row.to;
  for (const char* from : {"CA", "MX"}) {
    const DutyTableCell& cell = cell_of(*result, "US", from);
    EXPECT_EQ(cell.unclaimed.duty_min, Money::whole(1650));
    EXPECT_EQ(cell.unclaimed.duty_max, Money::whole(1650));
    EXPECT_EQ(cell.claimed.duty_max, Money{});
  }
  for (const char* from : {"US", "MX"}) {
    EXPECT_EQ(cell_of(*result, "CA", from).unclaimed.duty_max, Money::whole(1800));
    EXPECT_EQ(words(cell_of(*result, "CA", from).unclaimed, Money::whole(10'000)), "18 %");
    EXPECT_EQ(cell_of(*result, "CA", from).claimed.duty_max, Money{});
  }
  EXPECT_EQ(cell_of(*result, "MX", "US").unclaimed.status, DutyStatus::kNotLoaded);
  EXPECT_EQ(words(cell_of(*result, "MX", "US").unclaimed, Money::whole(10'000)), "not loaded");
  EXPECT_EQ(cell_of(*result, "MX", "US").claimed.status, DutyStatus::kDetermined);
  EXPECT_EQ(cell_of(*result, "MX", "US").claimed.duty_max, Money{});
  EXPECT_EQ(exit_status(*result), 3);
}

TEST(DutyTable, Lines_of_one_subheading_that_differ_are_a_range_until_one_is_named) {
  DutyTableParams params = shirts();
  params.shipment.hs = "640399";
  params.shipment.date = "2025-06-15";
  auto result = engine().duty_table(params).value();
  const DutyTableCell& range = cell_of(result, "MX", "US");  // 6403.99.06 free, the others 35 %
  EXPECT_EQ(range.unclaimed.status, DutyStatus::kRange);
  EXPECT_EQ(range.unclaimed.duty_min, Money{});
  EXPECT_EQ(range.unclaimed.duty_max, Money::whole(3500));
  params.codes["MX"] = "6403.99.01";
  result = engine().duty_table(params).value();
  EXPECT_EQ(row_of(result, "MX").codes, std::vector<std::string>{"6403.99.01"});
  EXPECT_EQ(cell_of(result, "MX", "US").unclaimed.duty_min, Money::whole(3500));
}

TEST(DutyTable, One_currency_is_converted_for_each_importer) {
  DutyTableParams params = shirts();
  params.shipment.currency = "USD";
  EXPECT_FALSE(engine().duty_table(params));  // a rate is missing
  params.exchange_rates = {{"CAD", "1.4"}, {"MXN", "20"}};
  const auto result = engine().duty_table(params).value();
  EXPECT_EQ(row_of(result, "US").value, Money::whole(10'000));
  EXPECT_EQ(row_of(result, "CA").value, Money::whole(14'000));
  EXPECT_EQ(cell_of(result, "CA", "US").unclaimed.duty_max, Money::whole(2520));
}

TEST(DutyTable, What_names_no_good_is_refused_and_what_one_side_lacks_is_told) {
  DutyTableParams params = shirts();
  params.shipment.hs = "6109";
  EXPECT_FALSE(engine().duty_table(params));
  params = shirts();
  params.shipment.facts["steel_valu"] = "1";
  EXPECT_FALSE(engine().duty_table(params));
  params = shirts();
  params.codes["MX"] = "99999999";
  const auto result = engine().duty_table(params).value();
  EXPECT_THAT(row_of(result, "MX").problem, HasSubstr("9999"));
  EXPECT_THAT(to_text(result), HasSubstr("no line"));
  EXPECT_EQ(row_of(result, "CA").cells.size(), 2U);
}

}  // namespace
}  // namespace trilat
