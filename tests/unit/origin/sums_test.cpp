// Sums beside the case files: what must be refused, and laws that hold for any figures.
#include <gtest/gtest.h>

#include "origin/allocation.hpp"
#include "origin/interest.hpp"
#include "origin/inventory.hpp"
#include "origin/material_value.hpp"
#include "origin/vehicle.hpp"

namespace trilat::origin {
namespace {

Movement receipt(Date date, long units, bool originating, const Rational& value) {
  return {date, Rational(units), true, originating, value, 0};
}
Movement shipment(Date date, long units, std::size_t lot = 0) { return {date, Rational(units), false, false, {}, lot}; }

TEST(Inventory, A_shipment_of_more_than_is_there_is_an_error) {
  const std::vector<Movement> movements{receipt(Date(2021, 1, 1), 100, true, 1), shipment(Date(2021, 1, 2), 101)};
  for (const InventoryMethod method :
       {InventoryMethod::kFifo, InventoryMethod::kLifo, InventoryMethod::kAverage, InventoryMethod::kSpecific})
    EXPECT_FALSE(ship(method, movements));
}

TEST(Inventory, Every_method_ships_all_value_in_the_end) {
  const std::vector<Movement> movements{receipt(Date(2021, 1, 1), 100, true, 1),
                                        receipt(Date(2021, 1, 2), 50, false, 2), shipment(Date(2021, 1, 3), 60),
                                        shipment(Date(2021, 1, 4), 90)};
  for (const InventoryMethod method : {InventoryMethod::kFifo, InventoryMethod::kLifo, InventoryMethod::kAverage}) {
    const auto shipped = ship(method, movements);
    ASSERT_TRUE(shipped);
    EXPECT_EQ(shipped->at(0).value + shipped->at(1).value, Rational(200));
    EXPECT_EQ(shipped->at(0).originating + shipped->at(1).originating, Rational(100));
  }
}

TEST(Inventory, Specific_identification_takes_the_lot_that_is_named) {
  const std::vector<Movement> movements{receipt(Date(2021, 1, 1), 10, true, 1), receipt(Date(2021, 1, 1), 10, false, 3),
                                        shipment(Date(2021, 1, 2), 4, 1)};
  const auto shipped = ship(InventoryMethod::kSpecific, movements);
  ASSERT_TRUE(shipped);
  EXPECT_EQ(shipped->front().vnm, Rational(12));
}

TEST(Inventory, Order_within_a_day_is_as_asked) {
  std::vector<Movement> movements{receipt(Date(2021, 1, 1), 1, true, 1), shipment(Date(2021, 1, 1), 1)};
  EXPECT_FALSE(in_order(movements, true).front().receipt);
  EXPECT_TRUE(in_order(movements, false).front().receipt);
}

TEST(Allocation, Exact_shares_sum_to_the_amount) {
  const Allocation shares = allocate(1000, {Rational(1), Rational(2), Rational(4)}, 3);
  Rational exact;
  Rational printed;
  for (const Rational& share : shares.exact) exact += share;
  for (const Rational& share : shares.printed) printed += share;
  EXPECT_EQ(exact, Rational(1000));
  EXPECT_EQ(printed, Rational(1000));
}

TEST(Interest, Above_the_cap_the_excess_is_told) {
  Loan loan;
  loan.principal = 1000;
  loan.rate = 20;
  loan.payment = 1200;
  loan.years = 1;
  loan.yields = {{Rational(1), Rational(3)}};
  const auto found = interest_test(loan);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->non_allowable);
  EXPECT_EQ(found->excess, Rational(10));  // 20 less 3 and 7
  loan.yields = {{Rational(2), Rational(3)}};
  EXPECT_FALSE(interest_test(loan));  // no yield on both sides of one year
}

TEST(MaterialValue, Two_prices_with_the_same_number_of_units_decide_nothing) {
  EXPECT_FALSE(unit_price({{Rational(10), Rational(5)}, {Rational(9), Rational(5)}}).price);
  EXPECT_EQ(unit_price({{Rational(10), Rational(5)}, {Rational(9), Rational(5)}, {Rational(9), Rational(1)}}).price,
            Rational(9));
}

TEST(Vehicle, The_first_averaging_period_ends_with_a_fiscal_year) {
  const Interval whole = first_averaging_period(Date(2020, 7, 1), Date(2020, 7, 1));
  EXPECT_EQ(months_of(whole), 12);
  EXPECT_EQ(months_of(first_averaging_period(Date(2020, 7, 1), Date(2019, 10, 1))), 15);
}

TEST(Vehicle, All_core_parts_as_one_may_hold_where_one_alone_does_not) {
  PartThreshold threshold;
  threshold.nc = 75;
  const std::vector<CorePart> parts{{"engine", 100, 40}, {"body", 300, 30}};
  EXPECT_EQ(core_parts_test(parts, false, threshold).verdict, Verdict::kFail);
  EXPECT_EQ(core_parts_test(parts, true, threshold).verdict, Verdict::kPass);  // 330 of 400
}

}  // namespace
}  // namespace trilat::origin
