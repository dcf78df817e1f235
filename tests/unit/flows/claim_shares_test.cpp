#include "flows/claim_shares.hpp"

#include <gtest/gtest.h>

namespace trilat::flows {
namespace {

const HsCode code(const char* text) { return HsCode::parse(text).value(); }
const Date day(const char* text) { return Date::parse(text).value(); }

// Brake parts claimed in January and March 2025, horses in February; partner 1 claims nothing.
ClaimShares shares() {
  const auto month = [](const char* first) { return month_index(day(first)); };
  Claims claims;
  claims.rows = {{code("87083050"), 0, month("2025-03-01"), 100, 90},
                 {code("87083050"), 0, month("2025-01-01"), 100, 40},
                 {code("87088065"), 0, month("2025-02-01"), 300, 150},
                 {code("01012100"), 0, month("2025-02-01"), 100, 0},
                 {code("01012100"), 1, month("2025-02-01"), 50, 0}};
  return ClaimShares(std::move(claims));
}

TEST(ClaimShares, The_codes_own_month_comes_first) {
  const ClaimShare found = shares().of(code("87083050"), 0, day("2025-01-31"));
  EXPECT_DOUBLE_EQ(found.share, 0.4);
  EXPECT_EQ(found.basis, ClaimBasis::kMonth);
  EXPECT_FALSE(found.carried);
}

TEST(ClaimShares, A_month_without_trade_takes_the_nearest_and_the_later_of_two_as_near) {
  const ClaimShare found = shares().of(code("87083050"), 0, day("2025-02-10"));
  EXPECT_DOUBLE_EQ(found.share, 0.9);
  EXPECT_EQ(found.basis, ClaimBasis::kOtherMonth);
}

TEST(ClaimShares, After_the_last_month_it_is_carried_forward_and_says_so) {
  const ClaimShare found = shares().of(code("87083050"), 0, day("2026-08-08"));
  EXPECT_DOUBLE_EQ(found.share, 0.9);
  EXPECT_TRUE(found.carried);
  EXPECT_TRUE(shares().of(code("87083050"), 0, day("2024-12-31")).carried);
}

TEST(ClaimShares, A_code_never_traded_takes_its_chapter_then_the_partner) {
  const ClaimShare chapter = shares().of(code("87089900"), 0, day("2025-02-01"));
  EXPECT_DOUBLE_EQ(chapter.share, 0.5);
  EXPECT_EQ(chapter.basis, ClaimBasis::kChapter);
  const ClaimShare partner = shares().of(code("39269099"), 0, day("2025-02-01"));
  EXPECT_DOUBLE_EQ(partner.share, 150.0 / 400);
  EXPECT_EQ(partner.basis, ClaimBasis::kPartner);
}

TEST(ClaimShares, Months_before_the_first_that_counts_are_passed_over) {
  const int march = month_index(day("2025-03-01"));
  EXPECT_DOUBLE_EQ(shares().of(code("87083050"), 0, day("2025-01-31"), march).share, 0.9);
  EXPECT_EQ(shares().of(code("87088065"), 0, day("2025-02-01"), march).basis, ClaimBasis::kChapter);
}

TEST(ClaimShares, A_partner_without_claims_has_none) {
  const ClaimShare found = shares().of(code("39269099"), 7, day("2025-02-01"));
  EXPECT_DOUBLE_EQ(found.share, 0);
  EXPECT_EQ(found.basis, ClaimBasis::kNone);
}

TEST(MonthIndex, Counts_from_1970) {
  EXPECT_EQ(month_index(day("1970-01-15")), 0);
  EXPECT_EQ(month_index(day("2025-12-01")) + 1, month_index(day("2026-01-31")));
}

}  // namespace
}  // namespace trilat::flows
