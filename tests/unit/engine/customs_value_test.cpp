#include "engine/customs_value.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/engine.hpp"

namespace trilat {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

law::RuleBase law_in(const char* currency, bool with_freight) {
  law::RuleBase rules;
  rules.currency = currency;
  rules.value_with_freight = with_freight;
  return rules;
}

DutyParams worth(const char* value, const char* currency = "", const char* rate = "") {
  DutyParams params;
  params.value = value;
  params.currency = currency;
  params.exchange_rate = rate;
  return params;
}

TEST(CustomsValue, Is_converted_at_the_rate_given_to_the_cent_half_up) {
  const auto found = customs_value(law_in("CAD", false), worth("7299.27", "USD", "1.37"));
  ASSERT_TRUE(found) << found.error().to_string();
  EXPECT_EQ(found->value, Money::from_cents(1'000'000));  // 7,299.27 x 1.37 = 9,999.9999
  EXPECT_THAT(found->working, ElementsAre("value of 7,299.27 USD at 1.37 CAD for one USD = 10,000.00 CAD"));
  EXPECT_EQ(customs_value(law_in("CAD", false), worth("0.01", "USD", "1.5"))->value, Money::from_cents(2));
  EXPECT_EQ(customs_value(law_in("CAD", false), worth("100", "CAD"))->value, Money::whole(100));
}

TEST(CustomsValue, Takes_freight_in_where_the_law_does) {
  DutyParams params = worth("1000", "USD", "18.5");
  params.freight = "100";
  EXPECT_EQ(customs_value(law_in("MXN", true), params)->value, Money::whole(20'350));
  EXPECT_EQ(customs_value(law_in("MXN", false), params)->value, Money::whole(18'500));
  EXPECT_EQ(customs_value(law_in("MXN", true), worth("1000"))->warnings.size(), 1U);
}

TEST(CustomsValue, What_cannot_be_converted_is_told_with_what_would_be_right) {
  const law::RuleBase rules = law_in("CAD", true);
  for (const auto& [params, remedy] : {std::pair{worth("100", "USD"), "--fx with the CAD for one USD"},
                                       {worth("100", "", "1.37"), "--currency"},
                                       {worth("100", "USD", "0"), "above zero"},
                                       {worth("100", "USD", "-1"), "above zero"},
                                       {worth("100", "USD", "137%"), "above zero"},
                                       {worth("100", "dollars", "1"), "ISO code"}}) {
    const auto found = customs_value(rules, params);
    ASSERT_FALSE(found) << remedy;
    EXPECT_THAT(found.error().to_string(), HasSubstr(remedy));
  }
  DutyParams negative = worth("100");
  negative.freight = "-1";
  EXPECT_FALSE(customs_value(rules, negative));
}

TEST(CustomsValue, Contents_are_converted_with_the_value) {
  // a car of 40,000 CAD with 12,000 of Canadian and Mexican content pays a surtax of 25 % on the other 28,000: 7,000
  DutyParams car;
  car.to = "CA";
  car.from = "US";
  car.hs = "8703230021";
  car.date = "2025-06-02";
  car.claim = "usmca";
  car.value = "32000";
  car.currency = "USD";
  car.exchange_rate = "1.25";
  car.facts["ca_mx_content_value"] = "9600";
  const auto result = engine().duty(car);
  ASSERT_TRUE(result) << result.error().to_string();
  EXPECT_EQ(result->value, Money::whole(40'000));
  EXPECT_EQ(result->high.duty, Money::whole(7000));
}

}  // namespace
}  // namespace trilat
