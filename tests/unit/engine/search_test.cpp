#include <gtest/gtest.h>

#include "core/cancellation.hpp"
#include "support/engine.hpp"

namespace trilat {
namespace {

SearchResult found(const std::string& query, const std::string& to = "US", const std::string& date = "2026-09-29") {
  SearchParams params;
  params.to = to;
  params.query = query;
  params.date = date;
  return engine().search(params).value();
}

bool has(const SearchResult& result, const std::string& code, std::size_t among) {
  for (std::size_t i = 0; i < std::min(among, result.hits.size()); ++i)
    if (result.hits[i].hs.starts_with(code)) return true;
  return false;
}

// Headings of the Harmonized System as the World Customs Organization names them.
TEST(Search, Words_of_everyday_goods_find_their_heading_first) {
  for (const auto& [query, heading] :
       std::vector<std::pair<std::string, std::string>>{{"brake parts for cars", "8708.30"},
                                                        {"avocado", "0804.40"},
                                                        {"syringes", "9018.31"},
                                                        {"potassium chloride", "3104.20"},
                                                        {"bicycles", "8712"},
                                                        {"maple syrup", "1702.20"},
                                                        {"aluminium foil", "7607"},
                                                        {"tomatoes fresh", "0702"}}) {
    EXPECT_TRUE(has(found(query), heading, 3)) << query;
  }
}

TEST(Search, Order_case_and_plurals_do_not_matter) {
  const auto first = found("brake parts");
  const auto second = found("Parts BRAKES");
  ASSERT_FALSE(first.hits.empty());
  EXPECT_EQ(first.hits.front().hs, second.hits.front().hs);
  EXPECT_EQ(first.found, second.found);
}

TEST(Search, Digits_find_every_line_that_they_begin) {
  const auto result = found("8708.30.50");
  EXPECT_EQ(result.found, 4U);  // 8708.30.50 of the HTS: drums, rotors, mounted linings, other
  for (const SearchHit& hit : result.hits) EXPECT_TRUE(hit.hs.starts_with("8708.30.50"));
  EXPECT_EQ(found("8708305").found, found("8708.30").found) << "a half pair is left off";
}

TEST(Search, Each_importer_has_its_own_lines) {
  EXPECT_TRUE(has(found("brakes", "CA"), "8708.30", 5));
  EXPECT_TRUE(has(found("frenos", "MX"), "8708.30", 5));
  EXPECT_TRUE(found("frenos", "US").hits.empty());
}

TEST(Search, What_is_no_question_is_refused) {
  for (const char* query : {"", "  ", "the of", "?!"}) {
    const auto refused = engine().search({"US", query, "2026-09-29", 5});
    ASSERT_FALSE(refused) << query;
    EXPECT_EQ(refused.error().code, ErrorCode::kBadInput);
  }
  EXPECT_EQ(engine().search({"US", std::string(300, 'a'), "", 5}).error().code, ErrorCode::kBadInput);
  EXPECT_EQ(engine().search({"XX", "brakes", "", 5}).error().code, ErrorCode::kBadInput);
}

TEST(Search, What_no_line_says_finds_nothing) { EXPECT_EQ(found("qwertyuiop").found, 0U); }

TEST(Stopped, Long_work_says_that_it_was_stopped) {
  core::Cancellation work;
  work.cancel();
  const core::CancellationScope scope(work);
  NegotiateParams deals;
  deals.starts = 1;
  EXPECT_EQ(engine().negotiate(deals).error().code, ErrorCode::kCancelled);
  RatesParams rates;
  rates.on = "2025-08-08";
  EXPECT_EQ(engine().rates(rates).error().code, ErrorCode::kCancelled);
  SimulateParams shock;
  shock.tariffs = {{"USA", "CAN", "*", 0.25}};
  EXPECT_EQ(engine().simulate(shock).error().code, ErrorCode::kCancelled);
}

}  // namespace
}  // namespace trilat
