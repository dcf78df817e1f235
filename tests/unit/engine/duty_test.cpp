#include <gtest/gtest.h>

#include <filesystem>

#include "support/engine.hpp"

namespace trilat {
namespace {

DutyParams brake_part() {
  DutyParams params;
  params.to = "US";
  params.from = "MX";
  params.hs = "8708305090";
  params.date = "2025-08-08";
  params.value = "10000";
  return params;
}

TEST(Cases, Every_worked_case_passes_or_says_why_it_cannot_be_answered) {
  CasesParams params;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(TRILAT_SOURCE_DIR "/tests/cases/good")) {
    if (!entry.is_regular_file()) continue;
    params.files.push_back(entry.path().string());
  }
  const auto result = engine().cases(params);
  ASSERT_TRUE(result) << result.error().to_string();
  EXPECT_GT(result->passed, 0);
  EXPECT_EQ(result->failed, 0) << to_text(*result);
}

TEST(Duty, Unknown_claim_gives_the_range_and_the_money_on_the_question) {
  const auto result = engine().duty(brake_part());
  ASSERT_TRUE(result) << result.error().to_string();
  EXPECT_EQ(result->status, DutyStatus::kRange);
  EXPECT_EQ(result->low.duty, Money{});
  EXPECT_EQ(result->high.duty, Money::whole(2750));
  ASSERT_EQ(result->questions.size(), 1U);
  EXPECT_EQ(result->questions[0].fact, "claim");
  EXPECT_EQ(result->questions[0].at_stake, Money::whole(2750));
}

TEST(Duty, Displaced_duty_is_listed_with_its_reason) {
  DutyParams params = brake_part();
  params.claim = "none";
  const auto result = engine().duty(params);
  ASSERT_TRUE(result) << result.error().to_string();
  bool found = false;
  for (const DutyConsidered& entry : result->low.considered) {
    found = found || (entry.heading == "9903.01.01" && entry.why == "displaced");
  }
  EXPECT_TRUE(found) << to_text(*result);
}

TEST(Duty, Every_charge_carries_its_citation_and_grade) {
  DutyParams params = brake_part();
  params.claim = "none";
  const auto result = engine().duty(params);
  ASSERT_TRUE(result) << result.error().to_string();
  for (const DutyCharge& line : result->low.charges) {
    EXPECT_FALSE(line.citation.empty()) << line.heading;
    EXPECT_NE(std::string("ABC").find(line.grade), std::string::npos) << line.heading;
  }
}

struct Mistake {
  const char* what;
  void (*make)(DutyParams&);
  const char* words;
};

void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.what; }

class BadShipment : public testing::TestWithParam<Mistake> {};

TEST_P(BadShipment, Is_refused_with_what_would_be_right) {
  DutyParams params = brake_part();
  GetParam().make(params);
  const auto result = engine().duty(params);
  ASSERT_FALSE(result);
  EXPECT_EQ(core::exit_status(result.error().code), 2);
  EXPECT_NE(result.error().to_string().find(GetParam().words), std::string::npos) << result.error().to_string();
  EXPECT_FALSE(result.error().remedy.empty());
}

INSTANTIATE_TEST_SUITE_P(
    All, BadShipment,
    testing::Values(Mistake{"unknown_code", [](DutyParams& p) { p.hs = "8708305099"; }, "8708305090"},
                    Mistake{"short_code", [](DutyParams& p) { p.hs = "870830"; }, "too short"},
                    Mistake{"letters", [](DutyParams& p) { p.hs = "87A8"; }, "not a tariff code"},
                    Mistake{"impossible_date", [](DutyParams& p) { p.date = "2025-02-30"; }, "does not exist"},
                    Mistake{"early_date", [](DutyParams& p) { p.date = "2024-12-31"; }, "2025-01-01"},
                    Mistake{"late_date", [](DutyParams& p) { p.date = "2026-09-30"; }, "2026-09-29"},
                    Mistake{"negative_value", [](DutyParams& p) { p.value = "-5"; }, "not more than nothing"},
                    Mistake{"no_such_country", [](DutyParams& p) { p.from = "XX"; }, "not a country"},
                    Mistake{"country_by_name", [](DutyParams& p) { p.from = "Mexico"; }, "the code of Mexico is MX"},
                    Mistake{"own_goods", [](DutyParams& p) { p.from = "US"; }, "not imports"},
                    Mistake{"importer_not_held", [](DutyParams& p) { p.to = "DE"; }, "importers held"},
                    Mistake{"unknown_fact", [](DutyParams& p) { p.facts["steel_valu"] = "1"; }, "steel_value"},
                    Mistake{"content_above_value", [](DutyParams& p) { p.facts["steel_value"] = "20000"; },
                            "customs value"},
                    Mistake{"claim_of_a_stranger",
                            [](DutyParams& p) {
                              p.from = "CN";
                              p.claim = "usmca";
                            },
                            "cannot claim"}),
    [](const auto& tested) { return std::string(tested.param.what); });

}  // namespace
}  // namespace trilat
