// Mexico as an importer. Expected rates were read in the transcription of the LIGIE 2022 (after April 2024), in the
// tariff of 2014 and in the excerpt of the reform of 2026, not in our schedule; the table of all lines is read where it
// is at hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "io/csv.hpp"
#include "support/duty.hpp"
#include "support/engine.hpp"

namespace trilat {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

DutyParams into_mexico(const char* from, const std::string& hs, const char* date, const char* claim = "none") {
  DutyParams params;
  params.to = "MX";
  params.from = from;
  params.hs = hs;
  params.date = date;
  params.value = "10000";
  params.claim = claim;
  return params;
}

struct Spot {
  const char* hs;
  const char* date;
  std::int64_t duty;  // on 10,000
  char grade;
  const char* words;  // of the evidence
};

TEST(Mexico, Lines_pay_what_their_source_prints_and_say_how_old_it_is) {
  for (const Spot& spot : {
           Spot{"01012101", "2025-06-01", 1000, 'B', "April 2024"},  // purebred horses 10 %
           Spot{"64039901", "2025-06-01", 3500, 'B', "April 2024"},  // footwear 35 % since the decree of April 2024
           Spot{"02071101", "2026-06-01", 7500, 'C', "April 2024"},  // whole poultry 75 %
           Spot{"33041001", "2025-12-31", 1000, 'C', "2014"},        // lip make-up 10 % in 2014
           Spot{"33041001", "2026-01-01", 3600, 'C', "DOF"},         // 36 % by the reform
           Spot{"33061001", "2026-01-01", 3000, 'C', "DOF"},         // toothpaste 30 %
           Spot{"87032399", "2025-06-01", 2000, 'C', "2014"},        // cars 20 % in 2014
           Spot{"84713001", "2026-06-01", 0, 'C', "2014"},           // portable computers free in 2014
       }) {
    const DutyResult result = priced(into_mexico("CN", spot.hs, spot.date));
    EXPECT_EQ(result.status, DutyStatus::kDetermined) << spot.hs;
    EXPECT_EQ(result.low.duty, Money::whole(spot.duty)) << spot.hs << " " << spot.date;
    EXPECT_EQ(base_line(result.low).grade, spot.grade) << spot.hs;
    EXPECT_THAT(base_line(result.low).citation, HasSubstr(spot.words)) << spot.hs;
    EXPECT_FALSE(base_line(result.low).note.empty()) << spot.hs;
  }
}

TEST(Mexico, What_is_known_to_be_out_of_date_is_not_loaded_and_free_under_the_agreement) {
  for (const auto& [hs, date] : {std::pair{"72083901", "2025-02-01"},
                                 {"76061101", "2026-02-01"},
                                 {"61091003", "2025-02-01"},
                                 {"87032399", "2026-01-01"},
                                 {"87083099", "2026-01-01"},
                                 {"64039901", "2026-01-01"},
                                 {"95030099", "2026-01-01"},
                                 {"94036099", "2026-03-01"}}) {
    const DutyResult without = priced(into_mexico("CN", hs, date));
    EXPECT_EQ(without.status, DutyStatus::kNotLoaded) << hs << " " << date;
    EXPECT_THAT(without.not_loaded, Contains(HasSubstr("not held"))) << hs;
    const DutyResult claimed = priced(into_mexico("US", hs, date, "usmca"));
    EXPECT_EQ(claimed.status, DutyStatus::kDetermined) << hs;
    EXPECT_EQ(claimed.low.duty, Money{}) << hs;
  }
}

TEST(Mexico, A_line_that_succeeds_several_is_a_range_with_its_question) {
  // electric-petrol pickup 8704.41.99: the 34 lines of heading 8704 in 2014 ran from free to 50 %
  const DutyResult range = priced(into_mexico("CN", "87044199", "2025-06-01"));
  EXPECT_EQ(range.status, DutyStatus::kRange);
  EXPECT_EQ(range.low.duty, Money{});
  EXPECT_EQ(range.high.duty, Money::whole(5000));
  ASSERT_EQ(range.questions.size(), 1U);
  EXPECT_EQ(range.questions[0].fact, "line_rate");
  DutyParams settled = into_mexico("CN", "87044199", "2025-06-01");
  settled.facts["line_rate"] = "greatest";
  EXPECT_EQ(priced(settled).low.duty, Money::whole(5000));
  EXPECT_EQ(priced(into_mexico("US", "87044199", "2025-06-01", "usmca")).high.duty, Money{});
}

TEST(Mexico, Dairy_of_Canada_stays_outside_the_agreement_and_that_of_the_United_States_within) {
  EXPECT_EQ(priced(into_mexico("US", "04069099", "2025-06-01", "usmca")).low.duty, Money{});
  EXPECT_EQ(priced(into_mexico("CA", "04069099", "2025-06-01", "usmca")).low.duty, Money::whole(4500));
  EXPECT_EQ(priced(into_mexico("CA", "01012101", "2025-06-01", "usmca")).low.duty, Money{});
}

TEST(Mexico, Other_agreements_are_told_where_they_may_lower_the_duty) {
  EXPECT_THAT(priced(into_mexico("DE", "01012101", "2025-06-01")).warnings, Contains(HasSubstr("European Union")));
  EXPECT_THAT(priced(into_mexico("CN", "01012101", "2025-06-01")).warnings, Not(Contains(HasSubstr("European Union"))));
}

TEST(Mexico, Freight_and_insurance_are_part_of_the_value) {
  DutyParams params = into_mexico("CN", "01012101", "2025-06-01");
  params.freight = "500";
  params.insurance = "50";
  const DutyResult result = priced(params);
  EXPECT_EQ(result.value, Money::whole(10'550));
  EXPECT_EQ(result.low.duty, Money::whole(1055));
  EXPECT_THAT(result.value_working, Contains(HasSubstr("10,000.00 + 500.00 = 10,500.00 MXN")));
  EXPECT_THAT(priced(into_mexico("CN", "01012101", "2025-06-01")).warnings,
              Contains(HasSubstr("freight and insurance")));
  params.to = "US";  // valued at the place of export
  params.hs = "0101210010";
  EXPECT_EQ(priced(params).value, Money::whole(10'000));
}

TEST(Mexico, The_processing_fee_and_the_tax_stand_on_what_is_paid_before_them) {
  // 10 % of 10,000; fee 0.8 % of 10,000 = 80; tax 16 % of 10,000 + 1,000 + 80
  DutyParams params = into_mexico("CN", "01012101", "2025-06-01");
  params.options = {"dta", "iva"};
  EXPECT_EQ(priced(params).low.fees, Money::from_cents(8000 + 177'280));
  params.options = {"iva"};
  EXPECT_EQ(priced(params).low.fees, Money::whole(1760));
  params.facts["iva_zero_rated"] = "yes";
  EXPECT_EQ(priced(params).low.fees, Money{});
  DutyParams originating = into_mexico("US", "01012101", "2025-06-01", "usmca");
  originating.options = {"dta", "iva"};
  EXPECT_EQ(priced(originating).low.fees, Money::whole(1600));  // no fee, and tax on the value alone
}

// Every line of the transcription of 2024 that the nomenclature has, priced in 2025. Chapters known to be out of date
// apart.
TEST(Mexico, Every_line_of_the_transcription_of_2024_is_priced_as_it_prints) {
  const std::filesystem::path path = std::filesystem::path(TRILAT_SHARED_DIR) / "data/mx/mx_ligie2022_partial_hs8.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not beside the checkout";
  const io::CsvTable table = io::read_csv(path).value();
  std::size_t compared = 0, absent = 0;
  for (const io::CsvRow& row : table) {
    if (row["mfn_ad_valorem"].empty()) continue;
    const auto result = engine().duty(into_mexico("CN", std::string(row["hs8"]), "2025-06-01"));
    if (!result) {
      ++absent;  // about 75 codes of the transcription are not in the nomenclature
      continue;
    }
    const Rate rate = Rate::parse(std::string(row["mfn_ad_valorem"]) + "%").value();
    EXPECT_EQ(result->status, DutyStatus::kDetermined) << row["hs8"];
    EXPECT_EQ(result->low.duty, Money::whole(10'000).times(rate)) << row["hs8"];
    ++compared;
  }
  EXPECT_GT(compared, 1700U);
  EXPECT_LT(absent, 120U);
}

}  // namespace
}  // namespace trilat
