#include "exposure/tally.hpp"

#include <gtest/gtest.h>

#include <random>

namespace trilat::exposure {
namespace {

const Date kAsOf(2026, 1, 1);
constexpr std::size_t kTop = 5;

// A made-up line; what it holds hangs on its number alone.
struct Made {
  std::string supplier;
  Line line;
};

Made make_line(int number) {
  std::mt19937 dice(static_cast<unsigned>(number));
  const auto below = [&](unsigned count) { return static_cast<std::int64_t>(dice() % count); };
  Made made;
  made.supplier = "S" + std::to_string(below(20));
  Line& line = made.line;
  line.number = number;
  line.month = static_cast<int>(660 + below(12));
  line.importer = Country::parse("US").value();
  line.origin = Country::parse(below(2) == 0 ? "MX" : "CA").value();
  line.code = HsCode::parse("870830" + std::to_string(1000 + below(50))).value();
  line.cost = Money::whole(1 + below(1000));
  for (PricedLine* priced : {&line.before, &line.now}) {
    const Money base = Money::from_cents(below(5000)), more = Money::from_cents(below(5000));
    priced->low = {{-1, base}};
    priced->high = {{3, more}, {-1, base}};
    priced->duty = {base, base + more};
  }
  line.claimable = true;
  line.claimed = below(2) == 0;
  line.origination = static_cast<Origination>(below(3));
  line.claim_amount = Money::from_cents(below(3000));
  line.entered = line.recorded = true;
  line.claim_until = Date(2025, 6, 1).plus_days(static_cast<int>(below(400)));
  line.late_claim = Money::whole(below(10));
  return made;
}

Tally tally_of(int first, int last) {
  Tally tally(kAsOf, kTop);
  for (int number = first; number < last; ++number) {
    Made made = make_line(number);
    made.line.supplier = made.supplier;
    tally.add(made.line);
  }
  return tally;
}

void expect_same(const Sum& a, const Sum& b) {
  EXPECT_EQ(a.lines, b.lines);
  EXPECT_EQ(a.cost, b.cost);
  EXPECT_EQ(a.before, b.before);
  EXPECT_EQ(a.now, b.now);
}

TEST(Tally, Parts_merged_in_any_order_are_the_whole) {
  const Tally whole = tally_of(0, 900);
  Tally merged(kAsOf, kTop);
  for (const auto& [first, last] : {std::pair{400, 900}, {0, 1}, {1, 400}}) merged.merge(tally_of(first, last));
  expect_same(whole.all, merged.all);
  ASSERT_EQ(whole.goods.size(), merged.goods.size());
  for (const auto& [goods, sum] : whole.goods) expect_same(sum.sum, merged.goods.at(goods).sum);
  ASSERT_EQ(whole.late.size(), merged.late.size());
  for (const auto& [month, late] : whole.late) {
    EXPECT_EQ(late.lapsed, merged.late.at(month).lapsed);
    EXPECT_EQ(late.first, merged.late.at(month).first);
  }
  EXPECT_EQ(whole.claims.saving(), merged.claims.saving());
  ASSERT_EQ(merged.top.size(), kTop);
  for (std::size_t i = 0; i < kTop; ++i) EXPECT_EQ(whole.top[i].number, merged.top[i].number);
}

TEST(Tally, Every_table_sums_to_the_whole) {
  const Tally tally = tally_of(0, 500);
  Sum by_country, by_month;
  for (const auto& [country, sum] : tally.countries) by_country += sum;
  for (const auto& [month, sum] : tally.months) by_month += sum;
  expect_same(by_country, tally.all);
  expect_same(by_month, tally.all);
  Range by_authority;
  for (const auto& [authority, sum] : tally.now) by_authority += sum.duty;
  EXPECT_EQ(by_authority, tally.all.now);
}

SupplierTally suppliers_of(int first, int last) {
  SupplierTally tally;
  Made made = make_line(1);
  for (int i = first; i < last; ++i) {
    const std::string name = std::to_string(i);
    made.line.supplier = name;
    tally.add(made.line);
  }
  return tally;
}

TEST(SupplierTally, Suppliers_beyond_the_first_ten_thousand_are_one) {
  constexpr int kMost = static_cast<int>(kMostSuppliers);
  SupplierTally tally = suppliers_of(0, kMost - 3);
  tally.merge(suppliers_of(kMost - 10, kMost + 7));  // seven known ones, three new, seven too many
  EXPECT_EQ(tally.by_name.size(), kMostSuppliers);
  EXPECT_EQ(tally.others.lines, 7U);
  EXPECT_EQ(tally.by_name.at(std::to_string(kMost - 5)).lines, 2U);
}

TEST(Tally, A_claim_that_may_no_longer_be_made_has_lapsed) {
  Tally tally(kAsOf, kTop);
  Made made = make_line(1);
  made.line.origination = Origination::kShown;
  made.line.late_claim = Money::whole(5);
  made.line.claim_until = kAsOf;  // the last day itself still counts
  tally.add(made.line);
  made.line.claim_until = kAsOf.plus_days(-1);
  tally.add(made.line);
  const LateSum& late = tally.late.at(*made.line.month);
  EXPECT_EQ(late.shown, Money::whole(5));
  EXPECT_EQ(late.lapsed, Money::whole(5));
  EXPECT_TRUE(late.open.is_zero());
}

}  // namespace
}  // namespace trilat::exposure
