#include "game/trust.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace trilat::game {
namespace {

TrustModel model() {
  TrustModel made;
  made.kinds = {{"visit", 0.6, 0.3, ""}, {"slight", 0.2, 0.6, ""}};
  return made;
}

TrustEvent event(Date date, const char* kind, char grade = 'A') { return {date, "USA", kind, "", "", grade}; }

TEST(Trust, Odds_are_multiplied_by_the_likelihood_ratio) {
  // Even odds, times 2, times 1/3: 2 to 3.
  const auto path =
      trust_path(model(), {event({2025, 1, 1}, "visit"), event({2025, 2, 1}, "slight")}, "USA", {2026, 1, 1});
  ASSERT_TRUE(path);
  ASSERT_EQ(path->steps.size(), 2U);
  EXPECT_NEAR(path->steps[0].after, 2.0 / 3, 1e-12);
  EXPECT_NEAR(path->belief, 0.4, 1e-12);
}

TEST(Trust, The_order_of_dates_counts_and_not_the_order_of_the_list) {
  const auto path =
      trust_path(model(), {event({2025, 2, 1}, "slight"), event({2025, 1, 1}, "visit")}, "USA", {2026, 1, 1});
  ASSERT_TRUE(path);
  EXPECT_EQ(path->steps.front().event, 1U);
}

TEST(Trust, What_is_less_sure_moves_less_and_what_is_later_or_about_others_not_at_all) {
  TrustEvent other = event({2025, 1, 1}, "slight");
  other.by = "MEX";
  const auto path = trust_path(model(), {event({2025, 1, 1}, "visit", 'C'), event({2027, 1, 1}, "visit"), other}, "USA",
                               {2026, 1, 1});
  ASSERT_TRUE(path);
  EXPECT_NEAR(path->belief, 1.75 / 2.75, 1e-12);  // 0.75 x 2 + 0.25
}

TEST(Trust, Old_events_fade_to_the_prior) {
  TrustModel fading = model();
  fading.half_life = 1;
  const auto path = trust_path(fading, {event({2025, 1, 1}, "visit")}, "USA", Date(2025, 1, 1).plus_days(731));
  ASSERT_TRUE(path);
  const double odds = path->belief / (1 - path->belief);
  EXPECT_NEAR(std::log(odds), std::log(2) / 4, 1e-3);  // two half-lives, within half a day
}

TEST(Trust, Events_that_tell_the_same_thing_can_be_given_less_weight) {
  TrustModel halved = model();
  halved.weight = 0.5;
  const std::vector<TrustEvent> twice = {event({2025, 1, 1}, "visit"), event({2025, 1, 2}, "visit")};
  const auto path = trust_path(halved, twice, "USA", {2026, 1, 1});
  ASSERT_TRUE(path);
  EXPECT_NEAR(path->belief, 2.0 / 3, 1e-12);  // two at half the weight are one
}

TEST(Trust, A_kind_without_likelihoods_is_refused) {
  const auto path = trust_path(model(), {event({2025, 1, 1}, "rumour")}, "USA", {2026, 1, 1});
  ASSERT_FALSE(path);
  EXPECT_NE(path.error().message.find("rumour"), std::string::npos);
  TrustModel certain = model();
  certain.prior = 1;
  EXPECT_FALSE(trust_path(certain, {}, "USA", {2026, 1, 1}));
}

}  // namespace
}  // namespace trilat::game
