// Fees, warnings, lines of the entry and the horizon. Amounts are sums by hand from the text of the law;
// more of them are in tests/cases/good/us-fees-and-special-entries.toml.
#include <gtest/gtest.h>

#include "support/engine.hpp"

namespace trilat {
namespace {

DutyParams shipment(const char* from, const char* hs, const char* date, const char* claim) {
  DutyParams params;
  params.to = "US";
  params.from = from;
  params.hs = hs;
  params.date = date;
  params.value = "40000";
  params.claim = claim;
  return params;
}

// CSMS 65649652: the remainder with the quantity under 9903.94.03, the approved content with none under .02.
TEST(EntryLines, Approved_content_of_a_vehicle_stands_on_a_second_line_without_quantity) {
  DutyParams params = shipment("MX", "8703230190", "2025-06-10", "usmca");
  params.facts = {{"commerce_approved", "yes"}, {"non_us_content_value", "24000"}};
  const auto result = engine().duty(params);
  ASSERT_TRUE(result) << result.error().to_string();
  const auto& lines = result->low.lines;
  ASSERT_EQ(lines.size(), 2U) << to_text(*result);
  EXPECT_EQ(lines[0].value, Money::whole(24000));
  EXPECT_TRUE(lines[0].carries_quantity);
  EXPECT_EQ(lines[0].programme, "S");
  EXPECT_EQ(lines[1].value, Money::whole(16000));
  EXPECT_FALSE(lines[1].carries_quantity);
  const auto amount = [](const EntryLine& line, const std::string& heading) {
    for (const auto& each : line.headings) {
      if (each.heading == heading) return each.amount;
    }
    return Money::whole(-1);
  };
  EXPECT_EQ(amount(lines[0], "9903.94.03"), Money::whole(6000));
  EXPECT_EQ(amount(lines[1], "9903.94.02"), Money{});
}

TEST(EntryLines, Amounts_over_the_lines_sum_to_the_duty) {
  DutyParams params = shipment("CN", "7326908688", "2025-08-08", "none");
  for (const char* steel : {"0", "1", "12345", "39999", "40000"}) {
    params.facts = {{"steel_value", steel}, {"aluminum_value", "0"}};
    const auto result = engine().duty(params);
    ASSERT_TRUE(result) << result.error().to_string();
    for (const DutyOutcome* outcome : {&result->low, &result->high}) {
      Money sum, value;
      for (const EntryLine& line : outcome->lines) {
        value += line.value;
        for (const auto& heading : line.headings) sum += heading.amount;
      }
      EXPECT_EQ(sum, outcome->duty) << to_text(*result);
      EXPECT_EQ(value, Money::whole(40000)) << steel;
    }
  }
}

TEST(Warnings, A_known_order_is_named_until_its_rate_is_stated) {
  DutyParams params = shipment("CA", "4407120019", "2025-08-08", "usmca");
  const auto silent = engine().duty(params);
  ASSERT_TRUE(silent) << silent.error().to_string();
  ASSERT_EQ(silent->warnings.size(), 1U);
  EXPECT_NE(silent->warnings[0].find("A-122-857"), std::string::npos);
  params.facts["add_rate"] = "20.56%";
  const auto stated = engine().duty(params);
  ASSERT_TRUE(stated) << stated.error().to_string();
  EXPECT_TRUE(stated->warnings.empty());
  EXPECT_EQ(stated->low.duty, Money::whole(8224));  // 20.56 % of 40,000; nothing else is due under USMCA
}

// HTS 6109.10.00: 16.5 % in general, Free (KR). What is not modelled is said.
TEST(Warnings, An_agreement_that_is_not_modelled_is_named_where_it_would_give_a_rate) {
  const auto korea = engine().duty(shipment("KR", "6109100012", "2025-02-01", ""));
  ASSERT_TRUE(korea) << korea.error().to_string();
  EXPECT_EQ(korea->low.duty, Money::whole(6600));
  ASSERT_EQ(korea->warnings.size(), 1U);
  EXPECT_NE(korea->warnings[0].find("Korea"), std::string::npos);
  EXPECT_NE(korea->warnings[0].find("pay Free"), std::string::npos) << korea->warnings[0];
  const auto germany = engine().duty(shipment("DE", "6109100012", "2025-02-01", ""));
  ASSERT_TRUE(germany);
  EXPECT_TRUE(germany->warnings.empty());
}

// The fentanyl order on China was raised by EO 14228 of March 2025: in January nobody knew of it.
TEST(KnownOn, Law_that_was_not_yet_in_force_is_not_known) {
  DutyParams params = shipment("CN", "8471300100", "2025-06-01", "");
  params.known_on = "2025-01-15";
  const auto result = engine().duty(params);
  ASSERT_TRUE(result) << result.error().to_string();
  for (const DutyCharge& line : result->high.charges) EXPECT_NE(line.heading.substr(0, 7), "9903.01") << line.heading;
}

TEST(Horizon, Last_recorded_law_holds_on_only_when_asked_and_says_so) {
  DutyParams params = shipment("MX", "8708305090", "2026-11-24", "usmca");
  EXPECT_EQ(engine().duty(params).error().code, ErrorCode::kOutOfRange);
  params.beyond_horizon = true;
  const auto result = engine().duty(params);
  ASSERT_TRUE(result) << result.error().to_string();
  ASSERT_EQ(result->warnings.size(), 1U);
  EXPECT_NE(result->warnings[0].find("2026-09-29"), std::string::npos) << result->warnings[0];
  params.date = "2024-12-31";
  EXPECT_EQ(engine().duty(params).error().code, ErrorCode::kOutOfRange);
}

TEST(Fees, An_unknown_fee_is_refused_with_those_that_there_are) {
  DutyParams params = shipment("MX", "8708305090", "2025-08-08", "usmca");
  params.options = {"gst"};
  const auto result = engine().duty(params);
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().to_string().find("mpf, hmf"), std::string::npos) << result.error().to_string();
}

TEST(Description, Names_the_goods_from_the_heading_down) {
  const auto result = engine().duty(shipment("MX", "8708305090", "2025-08-08", "usmca"));
  ASSERT_TRUE(result) << result.error().to_string();
  // HTS 2025: 8708 / 8708.30 / 8708.30.50 / 8708.30.50.90
  EXPECT_EQ(result->description,
            "Parts and accessories of the motor vehicles of headings 8701 to 8705: Brakes and servo-brakes; parts "
            "thereof: For other vehicles: Other");
}

}  // namespace
}  // namespace trilat
