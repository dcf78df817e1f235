// What importers other than the first bring with them: evidence line by line, statistical codes, quotas, shares of a
// value.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "io/csv.hpp"
#include "law/duty_rate.hpp"
#include "law/quota.hpp"
#include "pack/container.hpp"
#include "pack/law_codec.hpp"
#include "support/duty.hpp"
#include "support/engine.hpp"
#include "support/temporary_folder.hpp"
#include "trilat/data.hpp"
#include "trilat/duty.hpp"

namespace trilat {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

DutyParams into_canada(const char* from, const char* hs, const char* date, const char* value) {
  DutyParams params;
  params.to = "CA";
  params.from = from;
  params.hs = hs;
  params.date = date;
  params.value = value;
  return params;
}

law::RuleBase canada() {
  const auto pack = pack::Container::open(TRILAT_PACK).value();
  return pack::decode_law(pack.section("law/ca").value()).value();
}

// data/ca/PROVENANCE.md: 6109.10.00 transcribed line by line, 7317.00.00 free by chapter.
TEST(LineEvidence, Grades_a_line_by_how_it_was_read) {
  const DutyResult shirt = priced(into_canada("BD", "6109.10.00", "2026-03-01", "1000"));
  EXPECT_EQ(base_line(shirt.high).grade, 'B');
  EXPECT_EQ(base_line(shirt.high).note, "");
  const DutyResult nails = priced(into_canada("BD", "7317.00.00", "2025-03-01", "1000"));
  EXPECT_EQ(base_line(nails.high).grade, 'C');
  EXPECT_THAT(base_line(nails.high).note, HasSubstr("not checked"));
}

TEST(LineEvidence, A_preference_is_no_surer_than_its_column) {
  DutyParams params = into_canada("MX", "6404.19.30", "2026-03-01", "1000");  // pref. list missing in the source
  params.claim = "usmca";
  const DutyResult shoes = priced(params);
  EXPECT_EQ(base_line(shoes.high).grade, 'C');
  EXPECT_THAT(base_line(shoes.high).note, HasSubstr("Free is assumed"));
}

TEST(LineEvidence, A_rate_that_is_not_held_is_said_so) {
  const DutyResult gelatin = priced(into_canada("DE", "3503.00.00", "2026-03-01", "1000"));
  EXPECT_EQ(gelatin.status, DutyStatus::kNotLoaded);
  EXPECT_THAT(gelatin.not_loaded, Contains(HasSubstr("not held")));
}

// SOR/2025-148 names 20 of the 25 codes of 7304.19.00.
TEST(StatisticalCodes, An_item_named_in_part_is_priced_over_its_codes) {
  DutyParams params = into_canada("KR", "7304.19.00", "2026-04-01", "10000");
  params.facts = {{"quota", "over"}, {"melt_pour_country", "KR"}};
  const DutyResult pipe = priced(params);
  EXPECT_EQ(pipe.status, DutyStatus::kRange);
  EXPECT_EQ(pipe.low.duty, Money{});
  EXPECT_EQ(pipe.high.duty, Money::whole(5000));
  ASSERT_FALSE(pipe.questions.empty());
  EXPECT_EQ(pipe.questions.front().fact, "hs");
  params.hs = "7304.19.00.23";  // line pipe
  EXPECT_EQ(priced(params).low.duty, Money::whole(5000));
  params.hs = "7304.19.00.13";  // not on the schedule of the order
  EXPECT_EQ(priced(params).high.duty, Money{});
  params.facts["quota"] = "in";
  params.hs = "7304.19.00";
  EXPECT_EQ(priced(params).status, DutyStatus::kDetermined);
}

// The same as rows of a file: one that has to be priced over its codes, and one that has not.
TEST(StatisticalCodes, A_file_of_shipments_says_that_the_code_is_open) {
  const testing::TemporaryFolder folder;
  BatchParams params;
  params.in = folder.write("in.csv",
                           "to,from,hs,date,value,quota,melt_pour_country\n"
                           "CA,KR,7304.19.00,2026-04-01,1000,over,KR\n"
                           "CA,KR,7304.19.00.23,2026-04-01,1000,over,KR\n");
  params.out = (folder.path() / "out.csv").string();
  const auto result = engine().batch(params);
  ASSERT_TRUE(result) << result.error().to_string();
  const auto rows = io::read_csv(params.out).value();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0]["status"], "range");
  EXPECT_EQ(rows[0]["duty_max"], "500.00");
  EXPECT_THAT(std::string(rows[0]["message"]), HasSubstr("Which statistical code"));
  EXPECT_EQ(rows[1]["status"], "determined");
  EXPECT_EQ(rows[1]["duty_max"], "500.00");
}

TEST(StatisticalCodes, A_code_that_is_not_printed_is_its_item) {
  const DutyResult zeros = priced(into_canada("JP", "8703.23.00.00", "2026-03-01", "30000"));
  EXPECT_EQ(zeros.low.duty, Money::whole(1830));
  EXPECT_TRUE(std::none_of(zeros.warnings.begin(), zeros.warnings.end(),
                           [](const auto& words) { return words.find("statistical") != std::string::npos; }));
  const DutyResult other = priced(into_canada("JP", "8703.23.00.77", "2026-03-01", "30000"));
  EXPECT_EQ(other.low.duty, Money::whole(1830));
  EXPECT_THAT(other.warnings, Contains(HasSubstr("no statistical code")));
}

TEST(DeclaredValue, Takes_the_shipment_in) {
  DutyParams params = into_canada("KR", "7304.19.00.23", "2025-10-01", "6000");
  params.facts = {{"quota", "in"}, {"melt_pour_country", "CN"}, {"declared_value", "5000"}};
  const auto refused = engine().duty(params);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().to_string(), HasSubstr("below the customs value"));
}

// SOR/2025-148 Sch. 2 items 5 and 3, and SOR/2026-119 s. 8 and 9.
TEST(Quotas, Levels_are_found_by_origin_code_and_day) {
  const law::RuleBase rules = canada();
  const auto levels = [&](const char* origin, const char* code, const char* date) {
    return law::quota_levels(rules, Country::parse(origin).value(), HsCode::parse(code).value(),
                             Date::parse(date).value());
  };
  const auto plate = levels("KR", "7208510011", "2026-04-01");
  ASSERT_EQ(plate.size(), 1U);
  EXPECT_EQ(plate[0]->goods, "Steel Plate");
  EXPECT_EQ(plate[0]->quantity->to_string(), "54354.9 t");
  EXPECT_EQ(plate[0]->country_share->to_percent_string(), "30%");
  EXPECT_EQ(levels("KR", "7208510011", "2026-06-28").at(0)->quantity->to_string(), "38517.7 t");
  EXPECT_EQ(levels("TR", "7208510011", "2026-06-27").at(0)->quantity->to_string(), "5201.2 t");
  EXPECT_EQ(levels("KR", "7225500010", "2026-06-27").at(0)->goods, "Hot-Rolled Sheet");
  EXPECT_EQ(levels("KR", "7225500010", "2026-06-28").at(0)->goods, "Cold-Rolled Sheet");
  EXPECT_FALSE(levels("KR", "7208510011", "2025-09-01").at(0)->quantity);
  EXPECT_TRUE(levels("KR", "7208510011", "2025-07-01").empty());
  EXPECT_EQ(levels("TR", "7208510011", "2025-07-01").at(0)->quantity->to_string(), "186856 t");
  EXPECT_TRUE(levels("MX", "7208510011", "2026-04-01").empty());
  EXPECT_TRUE(levels("KR", "8703230010", "2026-04-01").empty());
}

// The MFN rates that two partners meet at when the agreement lapses are simple averages over the subheadings of a
// sector, made apart from the schedule held here. Sectors whose rates are percentages agree.
TEST(Importers, Averages_of_the_schedule_are_the_rates_at_which_partners_meet) {
  const law::RuleBase rules = canada();
  const auto bridge = io::read_csv(TRILAT_SOURCE_DIR "/data/flows/us/sectors.csv").value();
  std::map<std::string, std::map<std::string, double>> sectors;  // by subheading
  for (const io::CsvRow& row : bridge)
    sectors[std::string(row["code"].substr(0, 6))][std::string(row["sector"])] += row.number("share").value();
  std::map<std::string, std::pair<double, int>> subheadings;
  for (const law::ScheduleRow& row : rules.schedule.rows()) {
    const law::DutyRate rate = law::parse_duty_rate(row.general);
    if (row.code.length() != 8 || !rate.is_ad_valorem()) continue;
    auto& [sum, lines] = subheadings[row.code.prefix(6).to_string()];
    sum += law::percentage(rate).to_double();
    ++lines;
  }
  std::map<std::string, std::pair<double, double>> means;
  for (const auto& [code, rates] : subheadings) {
    double all = 0;
    for (const auto& [sector, share] : sectors[code]) all += share;
    for (const auto& [sector, share] : sectors[code]) {
      means[sector].first += share / all * rates.first / rates.second;
      means[sector].second += share / all;
    }
  }
  int compared = 0;
  const auto shock = io::read_csv(TRILAT_SOURCE_DIR "/data/shocks/na2024/collapse-to-mfn.csv").value();
  for (const io::CsvRow& row : shock) {
    const std::string sector(row["sector"]);
    if (row["importer"] != "CAN" || row["exporter"] != "USA" || sector == "A01_02" || sector == "C10T12") continue;
    EXPECT_NEAR(means[sector].first / means[sector].second, row.number("rate").value(), 5e-5) << sector;
    ++compared;
  }
  EXPECT_GT(compared, 15);
}

TEST(Importers, Each_is_told_by_what_is_held) {
  const auto info = engine().data_info();
  ASSERT_TRUE(info) << info.error().to_string();
  const auto at = std::find_if(info->importers.begin(), info->importers.end(),
                               [](const auto& importer) { return importer.code == "CA"; });
  ASSERT_NE(at, info->importers.end());
  EXPECT_GE(at->schedule_rows, 7'327U + 10'672U);  // items and statistical codes
  EXPECT_EQ(at->rated_lines.at('B'), 3'359U + 124U + 30U);
  EXPECT_EQ(at->rated_lines.at('C'), 3'797U + 3U + 1U + 13U);
}

}  // namespace
}  // namespace trilat
