// The case format tells right from wrong: every kind of expectation, met and not met. The shipment is bolts of
// China with part of their value in steel, whose charges tests/cases/good/us-metals-and-fentanyl.toml sources.
#include "trilat/cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/engine.hpp"

namespace trilat {
namespace {

constexpr const char* kShipment = R"([[case]]
id = "steel-of-china"
source = "tests/cases/good"
to = "US"
from = "CN"
hs = "7326908688"
date = 2025-09-20
value = "14172.49"
facts = { steel_value = "5000" }
[case.expect]
)";

CaseReport report_on(const std::string& name, const std::string& text) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / (name + ".toml");
  std::ofstream(file) << text;
  CasesParams params;
  params.files = {file.string()};
  auto result = engine().cases(params);
  EXPECT_TRUE(result) << result.error().to_string();
  return result && result->reports.size() == 1 ? std::move(result->reports.front()) : CaseReport{};
}

struct Expected {
  const char* name;
  const char* lines;       // of [case.expect]
  const char* difference;  // empty: the case passes
};

void PrintTo(const Expected& expected, std::ostream* out) { *out << expected.name; }

class CaseFormat : public testing::TestWithParam<Expected> {};

TEST_P(CaseFormat, Holds_the_answer_to_what_it_expects) {
  const Expected& expected = GetParam();
  const CaseReport report = report_on(expected.name, std::string(kShipment) + expected.lines);
  if (*expected.difference == '\0') {
    EXPECT_EQ(report.verdict, CaseVerdict::kPassed) << testing::PrintToString(report.differences);
    return;
  }
  EXPECT_EQ(report.verdict, CaseVerdict::kFailed);
  EXPECT_THAT(report.differences, testing::Contains(testing::HasSubstr(expected.difference)));
}

INSTANTIATE_TEST_SUITE_P(
    All, CaseFormat,
    testing::Values(
        Expected{"all_of_it", R"(status = "determined"
duty = "10205.59"
charges = { "9903.88.03" = "3543.00", "9903.01.24" = "2834.40", "9903.81.90" = "2500.00", base = "410.99" }
absent = ["9903.01.63"]
order = ["9903.88.03", "9903.01.24", "9903.81.90", "7326.90.86.88"]
)",
                 ""},
        Expected{"duty_as_a_range", "duty_min = \"10205.59\"\nduty_max = \"10205.59\"\n", ""},
        Expected{"a_heading_not_filed_is_nothing", "charges = { \"9903.01.63\" = \"0.00\" }\n", ""},
        Expected{"status", "status = \"range\"\n", "status: expected range, got determined"},
        Expected{"duty", "duty = \"10205.60\"\n", "duty: expected 10205.60, got 10205.59"},
        Expected{"duty_min", "duty_min = \"1.00\"\n", "duty_min: expected 1.00, got 10205.59"},
        Expected{"duty_max", "duty_max = \"99999.00\"\n", "duty_max: expected 99999.00, got 10205.59"},
        Expected{"charge", "charges = { \"9903.88.03\" = \"3543.13\" }\n", "9903.88.03: expected 3543.13, got 3543.00"},
        Expected{"base", "charges = { base = \"0.00\" }\n", "base: expected 0.00, got 410.99"},
        Expected{"charge_of_another", "charges = { \"9903.88.01\" = \"3543.00\" }\n",
                 "9903.88.01: expected 3543.00, not charged"},
        Expected{"absent", "absent = [\"9903.88.03\"]\n", "9903.88.03: must not be charged, got 3543.00"},
        Expected{"order", "order = [\"9903.01.24\", \"9903.88.03\"]\n", "order: expected 9903.01.24 9903.88.03"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(CaseVerdicts, Tells_a_prohibited_and_a_not_loaded_answer) {
  const CaseReport barred = report_on("barred", R"([[case]]
id = "whey"
source = "PP 11062"
to = "US"
from = "CA"
hs = "0404100500"
date = 2026-09-29
value = "10000"
claim = "none"
[case.expect]
status = "prohibited"
)");
  EXPECT_EQ(barred.verdict, CaseVerdict::kPassed) << testing::PrintToString(barred.differences);
  const CaseReport beef = report_on("beef", R"([[case]]
id = "beef-in-quota"
source = "PP 11059: the quantity is not held"
to = "US"
from = "AR"
hs = "0202305097"
date = 2026-09-20
value = "10000"
quantity = "1000 kg"
facts = { quota = "in" }
[case.expect]
status = "not_loaded"
)");
  EXPECT_EQ(beef.verdict, CaseVerdict::kPassed) << testing::PrintToString(beef.differences);
}

TEST(CaseTiers, Refuses_a_tier_that_is_none) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "tiers.toml";
  for (const char* tier : {"A", "A*", "B", "C+", "soft"}) {
    std::ofstream(file) << kShipment << "duty = \"10205.59\"\n[[case]]\ntier = \"" << tier << '"' << (kShipment + 8)
                        << "duty = \"10205.59\"\n";
    EXPECT_TRUE(engine().cases({{file.string()}})) << tier;
  }
  for (const char* tier : {"D", "primary", "A1"}) {
    std::ofstream(file) << "[[case]]\ntier = \"" << tier << '"' << (kShipment + 8) << "duty = \"10205.59\"\n";
    const auto result = engine().cases({{file.string()}});
    ASSERT_FALSE(result) << tier;
    EXPECT_THAT(result.error().to_string(), testing::HasSubstr("no tier"));
    EXPECT_THAT(result.error().to_string(), testing::HasSubstr(":2:"));
  }
}

TEST(CaseVerdicts, Skips_what_the_data_cannot_answer_and_says_why) {
  const CaseReport later = report_on("later", R"([[case]]
id = "later"
source = "none"
to = "US"
from = "CA"
hs = "6109100004"
date = 2031-01-01
value = "10000"
[case.expect]
duty = "0"
)");
  EXPECT_EQ(later.verdict, CaseVerdict::kSkipped);
  EXPECT_THAT(later.differences, testing::Contains(testing::HasSubstr("2031-01-01")));
}

}  // namespace
}  // namespace trilat
