// Quotas of the law with a ledger. Levels and shares are those of SOR/2025-148 (Justice Laws, version of 2025-12-26):
// schedule 1, item 5, Steel Plate: 5,201.2 t a quarter, 36 % for one country; 50 % of the value for duty over it; goods
// of the United States and Mexico outside (s. 3).
#include "trilat/quota.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/engine.hpp"
#include "support/temporary_folder.hpp"

namespace trilat {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

class QuotaService : public ::testing::Test {
 protected:
  std::string ledger() const { return (folder_.path() / "ledger.db").string(); }

  QuotaDrawParams draw(const char* entry, const char* from, const char* quantity) const {
    return {ledger(), "CA", from, "7208510011", "2026-01-05", quantity, entry, ""};
  }

  DutyParams plate(const char* from, const char* quantity) const {
    DutyParams params;
    params.to = "CA";
    params.from = from;
    params.hs = "7208510011";
    params.date = "2026-01-05";
    params.value = "100000";
    params.quantities = {quantity};
    params.facts["melt_pour_country"] = "KR";  // a surtax on steel melted in China is apart from the quota
    if (std::string(from) == "MX") params.claim = "none";
    return params;
  }

  static Result<QuotaListResult> list(const std::string& ledger) {
    QuotaListParams params;
    params.ledger = ledger;
    return quota_list(params);
  }

  static DutyResult priced(const DutyParams& params) {
    auto result = engine().duty(params);
    EXPECT_TRUE(result) << result.error().to_string();
    return result ? *std::move(result) : DutyResult{};
  }

  testing::TemporaryFolder folder_;
};

TEST_F(QuotaService, Status_shows_what_the_law_allows_and_what_is_left) {
  const auto before = engine().quota_status({"", "CA", "2026-01-05", "TR", "7208510011", ""}).value();
  ASSERT_EQ(before.rows.size(), 1U);
  EXPECT_EQ(before.rows[0].goods, "Steel Plate");
  EXPECT_EQ(display(*before.rows[0].volume), "5,201.2 t");
  EXPECT_EQ(before.rows[0].country_share, "36%");
  EXPECT_EQ(before.rows[0].period.to_string(), "2025-12-26 to 2026-03-25");
  EXPECT_EQ(display(before.rows[0].countries.at(0).left), "1,872.432 t");
  ASSERT_TRUE(engine().quota_draw(draw("1", "TR", "1000 t")));
  const auto after = engine().quota_status({ledger(), "CA", "2026-01-05", "TR", "7208510011", ""}).value();
  EXPECT_EQ(display(after.rows[0].countries.at(0).left), "872.432 t");
  EXPECT_EQ(display(after.rows[0].left), "4,201.2 t");
  // every class of both pools of the quarter: 23 items in each schedule of the order
  EXPECT_EQ(engine().quota_status({"", "CA", "2026-01-05", "", "", ""})->rows.size(), 46U);
}

TEST_F(QuotaService, A_shipment_is_priced_by_what_is_left_in_the_ledger) {
  ASSERT_TRUE(engine().quota_draw(draw("1", "TR", "1000 t")));
  DutyParams params = plate("TR", "100 t");
  params.ledger = ledger();
  DutyResult result = priced(params);
  EXPECT_EQ(result.status, DutyStatus::kDetermined);
  EXPECT_EQ(result.high.duty, Money{});
  EXPECT_THAT(result.quota, Contains(HasSubstr("872.432 t is left")));
  // of 1,000 t at 100,000 dollars 872.432 t fit; 127.568 t are over: 50 % of 12,756.80
  params.quantities = {"1000 t"};
  result = priced(params);
  EXPECT_EQ(result.status, DutyStatus::kDetermined);
  EXPECT_EQ(result.value, Money::whole(100'000));
  EXPECT_EQ(result.high.duty, Money::from_cents(637'840));
  ASSERT_TRUE(engine().quota_draw(draw("2", "TR", "872.432 t")));
  EXPECT_EQ(priced(params).high.duty, Money::whole(50'000));
}

TEST_F(QuotaService, An_entry_that_drew_is_priced_by_its_draw) {
  ASSERT_TRUE(engine().quota_draw(draw("1", "TR", "1800 t")));
  const auto second = engine().quota_draw(draw("2", "TR", "100 t")).value();
  EXPECT_EQ(display(second.draw.within), "72.432 t");
  EXPECT_EQ(display(second.draw.over), "27.568 t");
  DutyParams params = plate("TR", "100000 kg");
  params.ledger = ledger();
  params.entry = "2";
  EXPECT_EQ(priced(params).high.duty, Money::whole(13'784));  // 50 % of 27,568
  params.entry = "1";                                         // drew another quantity
  EXPECT_FALSE(engine().duty(params));
  params.entry = "3";
  EXPECT_FALSE(engine().duty(params));
}

TEST_F(QuotaService, A_stated_fill_prices_and_nothing_said_asks) {
  DutyParams params = plate("TR", "100 t");
  const DutyResult open = priced(params);
  EXPECT_EQ(open.status, DutyStatus::kRange);
  EXPECT_EQ(open.low.duty, Money{});
  EXPECT_EQ(open.high.duty, Money::whole(50'000));
  ASSERT_EQ(open.questions.size(), 1U);
  EXPECT_EQ(open.questions[0].fact, "quota");
  params.quota_fill = "100%";
  EXPECT_EQ(priced(params).high.duty, Money::whole(50'000));
  params.quota_fill = "50%";
  EXPECT_EQ(priced(params).high.duty, Money{});
  params.quota_fill = "5151.2 t";  // 50 t are left: half of the shipment
  EXPECT_EQ(priced(params).high.duty, Money::whole(25'000));
}

TEST_F(QuotaService, Goods_that_no_quota_covers_pay_nothing_over_one) {
  DutyParams params = plate("MX", "1000000 t");
  params.quota_fill = "100%";
  const DutyResult result = priced(params);
  EXPECT_EQ(result.high.duty, Money{});
  EXPECT_THAT(result.quota, Contains(HasSubstr("no quota covers these goods of Mexico")));
  EXPECT_FALSE(engine().quota_draw(draw("1", "MX", "1 t")));
  EXPECT_FALSE(std::filesystem::exists(ledger()));  // a draw that is refused makes no file
}

TEST_F(QuotaService, What_contradicts_itself_or_is_not_held_is_refused) {
  ASSERT_TRUE(engine().quota_draw(draw("1", "TR", "1 t")));
  DutyParams params = plate("TR", "100 t");
  params.quota_fill = "50%";
  params.ledger = ledger();
  EXPECT_FALSE(engine().duty(params));
  params.ledger.clear();
  params.facts["quota"] = "in";
  EXPECT_FALSE(engine().duty(params));
  params.facts.clear();
  params.quantities.clear();
  const auto without = engine().duty(params);
  ASSERT_FALSE(without);
  EXPECT_THAT(without.error().to_string(), HasSubstr("--quantity"));
  // the tonnes of August to December 2025 are known by title alone
  QuotaDrawParams autumn = draw("2", "TR", "1 t");
  autumn.date = "2025-10-01";
  const auto unheld = engine().quota_draw(autumn);
  ASSERT_FALSE(unheld);
  EXPECT_THAT(unheld.error().message, HasSubstr("not held"));
}

TEST_F(QuotaService, Lists_and_cancels_without_law) {
  ASSERT_TRUE(engine().quota_draw(draw("1", "TR", "1 t")));
  EXPECT_TRUE(engine().quota_draw(draw("1", "TR", "1000 kg"))->repeated);
  EXPECT_EQ(list(ledger())->draws.size(), 1U);
  EXPECT_TRUE(quota_cancel({ledger(), "1"})->cancelled);
  EXPECT_TRUE(list(ledger())->draws.empty());
  EXPECT_FALSE(quota_cancel({ledger(), "9"}));
  EXPECT_FALSE(list((folder_.path() / "none.db").string()));
}

}  // namespace
}  // namespace trilat
