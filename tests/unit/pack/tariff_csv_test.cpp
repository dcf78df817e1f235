#include "pack/tariff_csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temporary_folder.hpp"

namespace trilat::pack {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

law::OfficialTable columns() {
  law::OfficialTable table;
  table.code = {"TARIFF", "Tariff Item"};
  table.description = {"DESC1", "DESC2"};
  table.general = {"MFN"};
  table.units = {"UOM"};
  table.special = {{{"UST"}, {"UST"}}, {{"MXT", "MT"}, {"MXT"}}, {{"CT"}, {"CT"}}};
  table.free = {"Ex."};
  table.no_rate = {"", "N/A"};
  return table;
}

class TariffCsv : public ::testing::Test {
 protected:
  Result<TariffTable> read(const std::string& text, const law::OfficialTable& table = columns()) {
    return read_tariff_csv(folder_.write("tariff.csv", text), table, Date(2026, 7, 1));
  }
  testing::TemporaryFolder folder_;
};

TEST_F(TariffCsv, Reads_columns_by_any_of_their_names_in_any_order) {
  const auto table = read(
      "mfn,tariff item,desc1,desc2,mt,ust,ct,uom\n"
      "6.1%,8703.23.00,Cars,with engines,Free,Free,3%,NMB\n"
      "4.94¢/kg,0202.10.00,Beef,,N/A,Free,,KGM\n"
      "Ex.,0101.21.00,Horses,,,,,\n");
  ASSERT_TRUE(table) << table.error().to_string();
  ASSERT_EQ(table->rows.size(), 3U);
  EXPECT_EQ(table->rows[0].code.to_string(), "87032300");
  EXPECT_EQ(table->rows[0].general, "6.1%");
  EXPECT_EQ(table->rows[0].special, "Free (UST,MXT) 3% (CT)");
  EXPECT_EQ(table->rows[0].description, "Cars with engines");
  EXPECT_EQ(table->rows[0].effect.from, Date(2026, 7, 1));
  EXPECT_EQ(table->rows[1].special, "Free (UST)");
  EXPECT_EQ(table->rows[2].general, "Free");
  EXPECT_THAT(table->programmes, ElementsAre("UST", "MXT", "CT"));
}

TEST_F(TariffCsv, A_bare_number_is_a_percentage_where_the_law_says_so) {
  law::OfficialTable table = columns();
  table.bare_percent = true;
  EXPECT_EQ(read("TARIFF,MFN\n01012101,10\n", table)->rows[0].general, "10%");
  EXPECT_EQ(read("TARIFF,MFN\n01012101,0\n", table)->rows[0].general, "0%");
  EXPECT_FALSE(read("TARIFF,MFN\n01012101,10\n"));
}

TEST_F(TariffCsv, What_is_wrong_is_told_with_its_line) {
  for (const auto& [text, place, words] :
       {std::tuple{"code,MFN\n01012101,10%\n", "tariff.csv:1", "TARIFF, Tariff Item"},
        {"TARIFF,rate\n01012101,10%\n", "tariff.csv:1", "general rate"},
        {"TARIFF,MFN\n0101x,10%\n", "tariff.csv:2:1", "0101x"},
        {"TARIFF,MFN\n01012101,10%\n0101.21.01,5%\n", "tariff.csv:3", "also on line 2"},
        {"TARIFF,MFN\n01012101,\n", "tariff.csv:2", "no general rate"},
        {"TARIFF,MFN\n01012101,10 %%\n", "tariff.csv:2", "not a rate"},
        {"TARIFF,MFN\n", "tariff.csv:1", "no rows"}}) {
    const auto table = read(text);
    ASSERT_FALSE(table) << text;
    EXPECT_THAT(table.error().to_string(), HasSubstr(place));
    EXPECT_THAT(table.error().to_string(), HasSubstr(words));
  }
}

}  // namespace
}  // namespace trilat::pack
