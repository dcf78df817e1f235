// Expected values are worked by hand beside each.
#include "exposure/saving_curve.hpp"

#include <gtest/gtest.h>

namespace trilat::exposure {
namespace {

// 100 that saves 50, 300 that saves 30: 80 in all on 400.
SavingCurve two_goods() {
  SavingCurve curve;
  curve.add(Money::whole(100), Money::whole(50));
  curve.add(Money::whole(300), Money::whole(30));
  return curve;
}

TEST(SavingCurve, Equal_shares_are_in_proportion) {
  const SavingCurve curve = two_goods();
  EXPECT_EQ(curve.saving(), Money::whole(80));
  EXPECT_EQ(curve.cost(), Money::whole(400));
  EXPECT_DOUBLE_EQ(curve.evenly(Money::whole(40)), 200);  // half of everything saves half
  EXPECT_DOUBLE_EQ(curve.evenly(Money{}), 0);
}

TEST(SavingCurve, Best_first_takes_the_goods_that_save_most_a_unit_of_cost) {
  const SavingCurve curve = two_goods();
  EXPECT_DOUBLE_EQ(curve.best_first(Money::whole(25)), 50);         // half of the first
  EXPECT_DOUBLE_EQ(curve.best_first(Money::whole(65)), 100 + 150);  // all of it, and half of the second
  EXPECT_DOUBLE_EQ(curve.best_first(Money::whole(80)), 400);
}

TEST(SavingCurve, Merged_curves_are_the_curve_of_all_their_goods) {
  SavingCurve first, second;
  first.add(Money::whole(100), Money::whole(50));
  second.add(Money::whole(300), Money::whole(30));
  SavingCurve merged;
  merged.merge(second);
  merged.merge(first);
  merged.merge(SavingCurve{});
  EXPECT_DOUBLE_EQ(merged.best_first(Money::whole(65)), two_goods().best_first(Money::whole(65)));
  EXPECT_EQ(merged.saving(), Money::whole(80));
}

TEST(SavingCurve, A_saving_above_the_cost_itself_is_held) {
  SavingCurve curve;
  curve.add(Money::whole(100), Money::whole(900));
  curve.add(Money::whole(100), Money::whole(10));
  EXPECT_DOUBLE_EQ(curve.best_first(Money::whole(450)), 50);
}

}  // namespace
}  // namespace trilat::exposure
