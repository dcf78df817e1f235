#include "law/duty_rate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trilat::law {
namespace {

using ::testing::HasSubstr;

std::vector<Quantity> read(const std::vector<const char*>& texts) {
  std::vector<Quantity> quantities;
  for (const char* text : texts) quantities.push_back(Quantity::parse(text).value());
  return quantities;
}

std::string priced(const char* rate, const char* value, const std::vector<const char*>& quantities = {}) {
  const auto result = price(parse_duty_rate(rate), Money::parse(value).value(), read(quantities));
  return result ? result->duty.to_string() : "error: " + result.error().to_string();
}

TEST(DutyRate, Forms_of_the_official_schedules_are_priced) {
  EXPECT_EQ(priced("Free", "10000"), "0.00");
  EXPECT_EQ(priced("2.5%", "10000"), "250.00");
  EXPECT_EQ(priced("11.2¢/kg", "10000", {"4000 kg"}), "448.00");
  EXPECT_EQ(priced("4.4¢/kg + 3.7%", "10000", {"100 kg"}), "374.40");
  EXPECT_EQ(priced("$1.70/m³", "500", {"10 m3"}), "17.00");
  EXPECT_EQ(priced("5.25¢/bbl", "10000", {"150 bbl"}), "7.88");  // 7.875, half up
  EXPECT_EQ(priced("245.5% but not less than $4.52/kg", "1000", {"1000 kg"}), "4520.00");
  EXPECT_EQ(priced("245.5% but not less than $4.52/kg", "1000", {"100 kg"}), "2455.00");
}

// By hand. Customs Tariff of Canada 2026: 0207.14.91, 0704.10.11, 0207.14.92.
TEST(DutyRate, Bounds_are_read_as_the_tariff_prints_them) {
  constexpr const char* kClamped = "5% but not less than 4.74¢/kg or more than 9.48¢/kg";
  EXPECT_EQ(priced(kClamped, "50", {"100 kg"}), "4.74");
  EXPECT_EQ(priced(kClamped, "150", {"100 kg"}), "7.50");
  EXPECT_EQ(priced(kClamped, "1000", {"100 kg"}), "9.48");
  EXPECT_EQ(priced("5% but not more than 9.48¢/kg but not less than 4.74¢/kg", "1000", {"100 kg"}), "9.48");
  constexpr const char* kOnTop = "1.88¢/kg but not less than 4% plus 4%";
  EXPECT_EQ(priced(kOnTop, "1000", {"100 kg"}), "80.00");  // 40 and 40
  EXPECT_EQ(priced(kOnTop, "100", {"1000 kg"}), "22.80");  // 18.80 and 4
  EXPECT_EQ(priced("$24.69/tonne plus 8.5%", "1000", {"2 t"}), "134.38");
  EXPECT_EQ(priced("12.28¢/litre of absolute ethyl alcohol", "100", {"50 litre of absolute ethyl alcohol"}), "6.14");
}

TEST(DutyRate, A_quantity_in_another_unit_of_the_same_kind_is_converted) {
  EXPECT_EQ(priced("11.2¢/kg", "10000", {"4 t"}), "448.00");
}

TEST(DutyRate, A_specific_rate_without_its_quantity_is_an_error_that_names_the_unit) {
  EXPECT_THAT(priced("11.2¢/kg", "10000"), HasSubstr("kg"));
  EXPECT_THAT(priced("11.2¢/kg", "10000", {"12 m3"}), HasSubstr("kg"));
}

std::string at_least(const char* rate, const std::vector<const char*>& quantities = {}) {
  const std::vector<Quantity> given = read(quantities);
  const DutyRate parsed = parse_duty_rate(rate);
  const PricedRate least = least_price(parsed, Money::whole(10'000), given);
  EXPECT_EQ(least.duty, least_duty_of(parsed, Money::whole(10'000), given));
  return least.duty.to_string();
}

// By hand on 10,000: the parts that can be priced.
TEST(DutyRate, Without_a_quantity_the_parts_that_can_be_priced_are_due_at_least) {
  EXPECT_EQ(at_least("$9.92/kg + 25%"), "2500.00");
  EXPECT_EQ(at_least("11.2¢/kg"), "0.00");
  EXPECT_EQ(at_least("245.5% but not less than $4.52/kg"), "24550.00");
  EXPECT_EQ(at_least("$1/kg but not less than 5%"), "500.00");
  EXPECT_EQ(at_least("30% but not more than $1/kg"), "0.00");
  EXPECT_EQ(at_least("$1.53 each + 6% on the case + 5%", {"10 No."}), "515.30");
}

TEST(DutyRate, Words_that_no_formula_holds_are_kept_as_text) {
  const DutyRate rate = parse_duty_rate("The rate applicable to each garment in the ensemble if separately entered");
  EXPECT_EQ(rate.kind, DutyRate::Kind::kText);
  EXPECT_FALSE(rate.is_free());
}

TEST(DutyRate, A_reference_is_not_a_rate) {
  EXPECT_EQ(parse_duty_rate("See 9823.04.01-9823.04.54 (S+)").kind, DutyRate::Kind::kReference);
}

TEST(DutyRate, Free_is_free_and_ad_valorem) {
  EXPECT_TRUE(parse_duty_rate("Free").is_free());
  EXPECT_TRUE(parse_duty_rate("Free").is_ad_valorem());
  EXPECT_TRUE(parse_duty_rate("6.5%").is_ad_valorem());
  EXPECT_FALSE(parse_duty_rate("4.4¢/kg + 3.7%").is_ad_valorem());
}

}  // namespace
}  // namespace trilat::law
