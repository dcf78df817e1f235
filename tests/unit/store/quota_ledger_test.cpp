#include "store/quota_ledger.hpp"

#include <gtest/gtest.h>

#include "support/temporary_folder.hpp"

namespace trilat::store {
namespace {

Quantity amount(const char* text) { return Quantity::parse(text).value(); }
Country country(const char* code) { return Country::parse(code).value(); }
Rate share(const char* text) { return Rate::parse(text).value(); }

// Steel plate of countries without an agreement, first quarter (SOR/2025-148, schedule 1, item 5).
QuotaLimit plate() {
  return {
      "CA",        "steel_quota", "Steel Plate", "non-FTA", {Date(2025, 12, 26), Date(2026, 3, 26)}, amount("5201.2 t"),
      share("36%")};
}

DrawRequest request(const char* entry, const char* from, const char* quantity, bool whole = false) {
  return {entry, country(from), Date(2026, 1, 5), amount(quantity), whole};
}

class QuotaLedgerTest : public ::testing::Test {
 protected:
  QuotaLedger open() { return QuotaLedger::open(path(), OpenMode::kCreate).value(); }
  std::string path() const { return (folder_.path() / "ledger.db").string(); }
  testing::TemporaryFolder folder_;
};

TEST_F(QuotaLedgerTest, A_country_may_draw_its_share_of_the_volume_to_the_gram) {
  // 36 % of 5,201.2 t = 1,872.432 t; 97 % of 5.6 t = 5.432 t
  EXPECT_EQ(country_volume(plate()).to_string(), "1872.432 t");
  QuotaLimit ingots = plate();
  ingots.volume = amount("5.6 t");
  ingots.country_share = share("97%");
  EXPECT_EQ(country_volume(ingots).to_string(), "5.432 t");
  ingots.volume = amount("0.000001 t");  // 97 % of a gram is less than a gram
  EXPECT_EQ(country_volume(ingots).raw, 0);
}

TEST_F(QuotaLedgerTest, What_fits_is_within_and_the_rest_is_over) {
  QuotaLedger ledger = open();
  const auto first = ledger.draw(plate(), request("A-1", "TR", "1800 t"));
  ASSERT_TRUE(first.has_value()) << first.error().to_string();
  EXPECT_EQ(first->draw.within.to_string(), "1800 t");
  EXPECT_EQ(first->draw.over().raw, 0);
  const auto second = ledger.draw(plate(), request("A-2", "TR", "100000 kg")).value();
  EXPECT_EQ(second.draw.within.to_string(), "72.432 t");
  EXPECT_EQ(second.draw.over().to_string(), "27.568 t");
  EXPECT_EQ(ledger.room(plate(), country("TR"))->raw, 0);
  // another country is bound by the volume alone: 5,201.2 - 1,872.432 = 3,328.768, of which its share is 1,872.432
  EXPECT_EQ(ledger.room(plate(), country("IN"))->to_string(), "1872.432 t");
  const auto third = ledger.draw(plate(), request("A-3", "TR", "1 t")).value();
  EXPECT_EQ(third.draw.within.raw, 0);
}

TEST_F(QuotaLedgerTest, Countries_together_stop_at_the_volume) {
  QuotaLedger ledger = open();
  ASSERT_TRUE(ledger.draw(plate(), request("1", "TR", "1872.432 t")));
  ASSERT_TRUE(ledger.draw(plate(), request("2", "IN", "1872.432 t")));
  const auto last = ledger.draw(plate(), request("3", "CN", "1872.432 t")).value();
  EXPECT_EQ(last.draw.within.to_string(), "1456.336 t");  // 5,201.2 - 2 x 1,872.432
  const QuotaUse use = ledger.use(plate()).value();
  EXPECT_EQ(use.drawn.to_string(), "5201.2 t");
  ASSERT_EQ(use.countries.size(), 3U);
  EXPECT_EQ(use.countries[0].country, country("CN"));
  EXPECT_TRUE(ledger.verify());
}

TEST_F(QuotaLedgerTest, Pools_periods_and_classes_are_apart) {
  QuotaLedger ledger = open();
  ASSERT_TRUE(ledger.draw(plate(), request("1", "TR", "1872.432 t")));
  for (int other = 0; other < 4; ++other) {
    QuotaLimit limit = plate();
    if (other == 0) limit.pool = "FTA";
    if (other == 1) limit.quota = "Floor Plate";
    if (other == 2) limit.period = {Date(2026, 3, 26), Date(2026, 6, 28)};
    if (other == 3) limit.importer = "US";
    EXPECT_EQ(ledger.room(limit, country("TR"))->to_string(), "1872.432 t") << other;
  }
}

TEST_F(QuotaLedgerTest, An_entry_draws_once) {
  QuotaLedger ledger = open();
  ASSERT_TRUE(ledger.draw(plate(), request("A-1", "TR", "100 t")));
  const auto again = ledger.draw(plate(), request("A-1", "TR", "100000 kg"));
  ASSERT_TRUE(again) << again.error().to_string();
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(again->draw.number, 1);
  EXPECT_EQ(ledger.use(plate())->drawn.to_string(), "100 t");
  const auto other = ledger.draw(plate(), request("A-1", "TR", "101 t"));
  ASSERT_FALSE(other);
  EXPECT_NE(other.error().message.find("has drawn already: 100 t"), std::string::npos) << other.error().message;
}

TEST_F(QuotaLedgerTest, A_cancelled_draw_gives_its_quantity_back_and_stays_on_the_list) {
  QuotaLedger ledger = open();
  ASSERT_TRUE(ledger.draw(plate(), request("A-1", "TR", "1872.432 t")));
  EXPECT_TRUE(ledger.cancel("A-1")->cancelled);
  EXPECT_TRUE(ledger.cancel("A-1")->cancelled);  // again changes nothing
  EXPECT_EQ(ledger.room(plate(), country("TR"))->to_string(), "1872.432 t");
  EXPECT_TRUE(ledger.draws({}).value().empty());
  EXPECT_EQ(ledger.draws({.cancelled = true})->size(), 1U);
  EXPECT_FALSE(ledger.draw(plate(), request("A-1", "TR", "1 t")));  // its reference is used up
  EXPECT_FALSE(ledger.cancel("A-2"));
}

TEST_F(QuotaLedgerTest, A_draw_of_the_whole_is_refused_where_it_does_not_fit) {
  QuotaLedger ledger = open();
  const auto refused = ledger.draw(plate(), request("A-1", "TR", "1872.432001 t", true));
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("1872.432 t are left"), std::string::npos) << refused.error().message;
  EXPECT_TRUE(ledger.draws({.cancelled = true})->empty());
  EXPECT_TRUE(ledger.draw(plate(), request("A-1", "TR", "1872.432 t", true)));
}

TEST_F(QuotaLedgerTest, Lists_narrow_by_what_is_asked) {
  QuotaLedger ledger = open();
  ASSERT_TRUE(ledger.draw(plate(), request("1", "TR", "1 t")));
  ASSERT_TRUE(ledger.draw(plate(), request("2", "IN", "2 t")));
  EXPECT_EQ(ledger.draws({})->size(), 2U);
  EXPECT_EQ(ledger.draws({.country = country("IN")})->front().entry, "2");
  EXPECT_EQ(ledger.draws({.date = Date(2026, 3, 25)})->size(), 2U);
  EXPECT_TRUE(ledger.draws({.date = Date(2026, 3, 26)})->empty());
  EXPECT_TRUE(ledger.draws({.pool = "FTA"})->empty());
}

TEST_F(QuotaLedgerTest, A_smaller_volume_by_amendment_leaves_nothing_and_takes_nothing_back) {
  QuotaLedger ledger = open();
  ASSERT_TRUE(ledger.draw(plate(), request("1", "TR", "1800 t")));
  QuotaLimit lower = plate();
  lower.volume = amount("1000 t");
  EXPECT_EQ(ledger.room(lower, country("TR"))->raw, 0);
  EXPECT_EQ(ledger.draw(lower, request("2", "IN", "5 t"))->draw.within.raw, 0);
  EXPECT_TRUE(ledger.verify());
}

TEST_F(QuotaLedgerTest, What_cannot_be_drawn_is_refused) {
  QuotaLedger ledger = open();
  EXPECT_FALSE(ledger.draw(plate(), request("1", "TR", "0 t")));
  EXPECT_FALSE(ledger.draw(plate(), request("", "TR", "1 t")));
  EXPECT_FALSE(ledger.draw(plate(), request("1", "TR", "5 No")));
  EXPECT_FALSE(ledger.draw(plate(), request("1", "TR", "0.0001 kg")));  // finer than a gram
  DrawRequest late = request("1", "TR", "1 t");
  late.date = Date(2026, 3, 26);
  EXPECT_FALSE(ledger.draw(plate(), late));
  QuotaLimit in_kilograms = plate();
  ASSERT_TRUE(ledger.draw(plate(), request("1", "TR", "1 t")));
  in_kilograms.volume = amount("5201200 kg");
  EXPECT_FALSE(ledger.draw(in_kilograms, request("2", "TR", "1 t")));
  EXPECT_EQ(ledger.draws({.cancelled = true})->size(), 1U);
}

TEST_F(QuotaLedgerTest, The_file_itself_refuses_to_be_exceeded_rewritten_or_emptied) {
  { ASSERT_TRUE(open().draw(plate(), request("1", "TR", "1872.432 t"))); }
  const auto file = Database::open(path(), OpenMode::kExisting).value();
  const std::string row =
      "INSERT INTO draw (importer, entry, authority, quota, pool, period_from, period_until, country, entered, unit, "
      "asked, "
      "within, volume, country_volume) SELECT importer, 'x', authority, quota, pool, period_from, period_until, "
      "country, entered, "
      "unit, asked, ";
  EXPECT_FALSE(file->execute(row + "1, volume, country_volume FROM draw"));
  EXPECT_TRUE(file->execute(row + "0, volume, country_volume FROM draw"));
  EXPECT_FALSE(file->execute("UPDATE draw SET within = 0"));
  EXPECT_FALSE(file->execute("DELETE FROM draw"));
  EXPECT_TRUE(file->execute("UPDATE draw SET cancelled = 1"));
  EXPECT_FALSE(file->execute("UPDATE draw SET cancelled = 0"));
}

TEST_F(QuotaLedgerTest, A_file_of_another_kind_is_told_and_left_alone) {
  const std::string text = folder_.write("notes.txt",
                                         "no ledger, but something longer than the header of a database "
                                         "has to be, so that it is looked at");
  const auto opened = QuotaLedger::open(text, OpenMode::kCreate);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kDataDamaged);
  EXPECT_EQ(opened.error().where.file, text);
  const std::string other = (folder_.path() / "other.db").string();
  {
    const auto database = Database::open(other, OpenMode::kCreate).value();
    ASSERT_TRUE(database->execute("CREATE TABLE mine (a)"));
  }
  EXPECT_FALSE(QuotaLedger::open(other, OpenMode::kCreate));
  EXPECT_FALSE(QuotaLedger::open((folder_.path() / "none.db").string(), OpenMode::kExisting));
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "none.db"));
  EXPECT_FALSE(QuotaLedger::open((folder_.path() / "no/such/folder.db").string(), OpenMode::kCreate));
}

}  // namespace
}  // namespace trilat::store
