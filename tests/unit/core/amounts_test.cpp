// Rates, money and quantities. Expected values are worked out by hand beside each line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/money.hpp"
#include "core/quantity.hpp"
#include "core/rate.hpp"

namespace trilat::core {
namespace {

using ::testing::HasSubstr;

TEST(Rate, Reads_percent_and_decimals) {
  const struct {
    const char* text;
    std::int64_t raw;  // ten decimals
  } table[] = {
      {"25%", 2'500'000'000},
      {"2.5 %", 250'000'000},
      {"0.25", 2'500'000'000},
      {"0", 0},
      {"0%", 0},
      {"1", 10'000'000'000},
      {"-10%", -1'000'000'000},
      {" 35% ", 3'500'000'000},
      {"0.0000000001", 1},
      {"0.00000001%", 1},
      {"0.25000000000000", 2'500'000'000},
  };
  for (const auto& row : table) {
    const auto rate = Rate::parse(row.text);
    ASSERT_TRUE(rate) << row.text;
    EXPECT_EQ(rate->raw(), row.raw) << row.text;
  }
}

TEST(Rate, Refuses_what_is_no_exact_rate) {
  for (const char* text : {"", "%", "x", "1,5", ".5", "5.", "1e3", "+5%", "--1", "5%%", "1 000", "0.00000000001",
                           "0.000000001%", "99999999999999999999", "1.5.2", "25 % of value"}) {
    EXPECT_FALSE(Rate::parse(text)) << text;
  }
}

TEST(Rate, Prints_the_shortest_text) {
  EXPECT_EQ(Rate::percent(25).to_string(), "0.25");
  EXPECT_EQ(Rate::percent(25).to_percent_string(), "25%");
  EXPECT_EQ(Rate::from_raw(-5'000'000).to_percent_string(), "-0.05%");
  EXPECT_EQ(Rate::from_raw(1).to_string(), "0.0000000001");
  EXPECT_EQ(Rate::zero().to_percent_string(), "0%");
}

TEST(Rate, A_product_is_rounded_half_up_at_the_tenth_decimal) {
  EXPECT_EQ(Rate::percent(25) * Rate::percent(40), Rate::percent(10));
  EXPECT_EQ(Rate::from_raw(1) * Rate::percent(50), Rate::from_raw(1));    // 0.5 units: up
  EXPECT_EQ(Rate::from_raw(1) * Rate::percent(49), Rate::from_raw(0));    // 0.49 units
  EXPECT_EQ(Rate::from_raw(-1) * Rate::percent(50), Rate::from_raw(0));   // -0.5 units: up is towards zero
  EXPECT_EQ(Rate::from_raw(-3) * Rate::percent(50), Rate::from_raw(-1));  // -1.5 units
}

TEST(Money, Reads_at_most_two_decimals) {
  EXPECT_EQ(Money::parse("10000")->cents(), 1'000'000);
  EXPECT_EQ(Money::parse("1234.56")->cents(), 123'456);
  EXPECT_EQ(Money::parse("-0.05")->cents(), -5);
  EXPECT_EQ(Money::parse("7.5")->cents(), 750);
  EXPECT_EQ(Money::parse("7.5000")->cents(), 750);
  for (const char* text : {"", "1.005", "1,000", "$5", "5 USD", "ten", "1e5", "99999999999999999999"}) {
    EXPECT_FALSE(Money::parse(text)) << text;
  }
}

TEST(Money, Prints_with_and_without_separators) {
  const struct {
    std::int64_t cents;
    const char* plain;
    const char* display;
  } table[] = {
      {0, "0.00", "0.00"},
      {5, "0.05", "0.05"},
      {-5, "-0.05", "-0.05"},
      {99'999, "999.99", "999.99"},
      {100'000, "1000.00", "1,000.00"},
      {-100'000, "-1000.00", "-1,000.00"},
      {-99'999, "-999.99", "-999.99"},
      {123'456'789'012, "1234567890.12", "1,234,567,890.12"},
  };
  for (const auto& row : table) {
    EXPECT_EQ(Money::from_cents(row.cents).to_string(), row.plain);
    EXPECT_EQ(Money::from_cents(row.cents).to_display(), row.display);
  }
}

TEST(Money, A_duty_is_rounded_half_up_to_the_cent) {
  EXPECT_EQ(Money::whole(10'000).times(Rate::percent(25)), Money::whole(2'500));
  EXPECT_EQ(Money::from_cents(10).times(*Rate::parse("25%")).cents(), 3);            // 2.5 cents
  EXPECT_EQ(Money::from_cents(10).times(*Rate::parse("24.9%")).cents(), 2);          // 2.49 cents
  EXPECT_EQ(Money::from_cents(-10).times(*Rate::parse("25%")).cents(), -2);          // -2.5 cents
  EXPECT_EQ(Money::from_cents(99'999).times(*Rate::parse("0.3464%")).cents(), 346);  // 346.396536 cents
}

TEST(Money, Whole_units_and_shares_round_half_up) {
  EXPECT_EQ(Money::from_cents(150).rounded_to_whole(), Money::whole(2));
  EXPECT_EQ(Money::from_cents(149).rounded_to_whole(), Money::whole(1));
  EXPECT_EQ(Money::from_cents(-150).rounded_to_whole(), Money::whole(-1));
  EXPECT_EQ(Money::whole(1).share_of(Money::whole(3)).raw(), 3'333'333'333);
  EXPECT_EQ(Money::whole(2).share_of(Money::whole(3)).raw(), 6'666'666'667);
}

TEST(Quantity, Reads_an_amount_and_a_unit) {
  const struct {
    const char* text;
    std::int64_t raw;  // six decimals
    const char* printed;
  } table[] = {
      {"100 kg", 100'000'000, "100 kg"},
      {"12.5 t", 12'500'000, "12.5 t"},
      {"40 doz", 40'000'000, "40 doz"},
      {"40 dozen", 40'000'000, "40 doz"},
      {"3 kg of lead", 3'000'000, "3 kg of lead"},
      {"3 kg of Lead", 3'000'000, "3 kg of lead"},
      {"5 No.", 5'000'000, "5 No"},
      {"7 liters", 7'000'000, "7 liter"},
      {"0 kg", 0, "0 kg"},
      {"0.000001 g", 1, "0.000001 g"},
  };
  for (const auto& row : table) {
    const auto quantity = Quantity::parse(row.text);
    ASSERT_TRUE(quantity) << row.text;
    EXPECT_EQ(quantity->raw, row.raw) << row.text;
    EXPECT_EQ(quantity->to_string(), row.printed);
  }
}

TEST(Quantity, Refuses_what_has_no_amount_or_no_known_unit) {
  const struct {
    const char* text;
    const char* message;
  } table[] = {
      {"", "is not a quantity"},
      {"100", "write an amount and a unit"},
      {"kg", "is not a quantity"},
      {"-3 kg", "is negative"},
      {"3 parsecs", "'parsecs' is not a unit of quantity"},
      {"1.2.3 kg", "is not an amount"},
      {"0.0000001 kg", "more than 6 decimals"},
  };
  for (const auto& row : table) {
    const auto quantity = Quantity::parse(row.text);
    ASSERT_FALSE(quantity) << row.text;
    EXPECT_THAT(quantity.error().to_string(), HasSubstr(row.message)) << row.text;
  }
}

TEST(Quantity, Is_priced_in_any_unit_of_its_dimension) {
  const struct {
    const char* quantity;
    const char* price;
    const char* per;
    std::int64_t cents;
  } table[] = {
      {"100 kg", "0.017", "kg", 170},    // 1.70
      {"2 t", "0.017", "kg", 3'400},     // 2000 kg
      {"250 kg", "4", "t", 100},         // 0.25 t
      {"3 doz", "0.5", "No", 1'800},     // 36 pieces
      {"18 No", "1", "doz", 150},        // 1.5 dozen
      {"5 carat", "10", "g", 1'000},     // a carat is 0.2 g
      {"1 m3", "0.01", "liter", 1'000},  // 1000 liters
      {"1 kg", "0.005", "kg", 1},        // half a cent: up
      {"3 kg of lead", "0.02", "kg of lead", 6},
  };
  for (const auto& row : table) {
    const auto duty = Quantity::parse(row.quantity)->times(*Rate::parse(row.price), *Unit::parse(row.per));
    ASSERT_TRUE(duty) << row.quantity << " per " << row.per;
    EXPECT_EQ(duty->cents(), row.cents) << row.quantity << " at " << row.price << " per " << row.per;
  }
}

TEST(Quantity, Units_of_other_dimensions_or_subjects_do_not_convert) {
  for (const char* per : {"liter", "No", "kg of lead", "clean kg", "pr"}) {
    const auto duty = Quantity::parse("1 kg")->times(Rate::one(), *Unit::parse(per));
    ASSERT_FALSE(duty) << per;
    EXPECT_THAT(duty.error().to_string(), HasSubstr("cannot be priced per"));
    EXPECT_THAT(duty.error().remedy, HasSubstr(Unit::parse(per)->to_string()));
  }
}

}  // namespace
}  // namespace trilat::core
