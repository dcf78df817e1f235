// The service: unknown facts ask, known ones settle; the working speaks; every case of the shared collection is held.
#include "trilat/origin.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "support/engine.hpp"
#include "support/temporary_folder.hpp"

namespace trilat {
namespace {

using ::testing::HasSubstr;

// A valve of 8481.80: value content of 45 (transaction value) or 35 percent (net cost) where parts of 8481.90 are not
// originating (GN11(o), chapter 84, rule 244).
constexpr const char* kValve = R"(name = "valve"
hs = "8481.80"
system = 2012
date = 2025-07-01
from = "MX"
to = "US"
value = "100"
[facts]
use = "other"
)";

Result<OriginResult> origin_of(const std::string& text, bool improve = false, bool certify = false) {
  const testing::TemporaryFolder folder;
  OriginParams params;
  params.product = folder.write("product.toml", text);
  params.improve = improve;
  params.certify = certify;
  return engine().origin(params);
}

std::string input(const char* name, const char* hs, const char* value, const char* rest) {
  return std::string("[[input]]\nname = \"") + name + "\"\nhs = \"" + hs + "\"\nvalue = \"" + value + "\"\n" + rest +
         "\n";
}

TEST(Origin, Passes_by_value_content_to_the_point) {
  const auto exact = origin_of(kValve + input("body", "8481.90", "55", "from = \"CN\""));
  ASSERT_TRUE(exact) << exact.error().to_string();
  EXPECT_EQ(exact->status, OriginStatus::kOriginating);
  EXPECT_EQ(exact->criterion, "B");
  const auto over = origin_of(kValve + input("body", "8481.90", "55.01", "from = \"CN\""));
  ASSERT_TRUE(over);
  EXPECT_EQ(over->status, OriginStatus::kCannotTell);  // by net cost it may still pass, and no cost is stated
  EXPECT_THAT(to_text(*over), HasSubstr("What does the good cost to make"));
}

TEST(Origin, Goods_made_outside_the_territory_do_not_originate_whatever_their_inputs) {
  std::string text = kValve;
  text.replace(text.find("from = \"MX\""), 11, "from = \"CN\"");
  const auto result = origin_of(text + input("body", "8481.90", "40", "origin = \"originating\""));
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().to_string(), HasSubstr("made in China, outside the territory"));
}

TEST(Origin, An_input_of_unknown_origin_is_computed_both_ways) {
  const auto harmless = origin_of(kValve + input("body", "8481.90", "50", "from = \"US\""));
  ASSERT_TRUE(harmless);
  EXPECT_EQ(harmless->status, OriginStatus::kOriginating);  // even if it does not originate
  const auto open = origin_of(kValve + input("body", "8481.90", "60", "from = \"US\""));
  ASSERT_TRUE(open);
  EXPECT_EQ(open->status, OriginStatus::kCannotTell);
  EXPECT_THAT(to_text(*open), HasSubstr("Does 'body' originate?"));
  const auto declared = origin_of(kValve + input("body", "8481.90", "60",
                                                 "from = \"US\"\ndeclaration = { supplier = \"A\", document = \"d\", "
                                                 "since = 2025-01-01, until = 2025-12-31 }"));
  ASSERT_TRUE(declared);
  EXPECT_EQ(declared->criterion, "C");
  const auto expired = origin_of(
      kValve + input("body", "8481.90", "60",
                     "from = \"US\"\ndeclaration = { supplier = \"A\", document = \"d\", until = 2025-06-30 }"));
  ASSERT_TRUE(expired);
  EXPECT_EQ(expired->status, OriginStatus::kCannotTell);
}

TEST(Origin, A_missing_value_is_asked_for_and_not_taken_as_nothing) {
  const auto found = origin_of(std::string(kValve) + "[[input]]\nname = \"body\"\nhs = \"8481.90\"\nfrom = \"CN\"\n");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->status, OriginStatus::kCannotTell);
  EXPECT_THAT(to_text(*found), HasSubstr("What is the value of 'body'?"));
}

TEST(Origin, A_rule_that_is_not_held_says_so_with_its_reference) {
  const auto shoe =
      origin_of("hs = \"6403.19\"\ndate = 2025-07-01\n[[input]]\nhs = \"4107.11\"\nfrom = \"IT\"\nvalue = 5\n");
  ASSERT_TRUE(shoe);
  EXPECT_EQ(shoe->status, OriginStatus::kNotLoaded);
  EXPECT_THAT(to_text(*shoe), HasSubstr("chapter 64"));
  EXPECT_EQ(exit_status(shoe->status), 3);
}

TEST(Origin, A_code_that_the_bridge_splits_between_rules_is_asked_for) {
  // 1211.60 of 2022 stood under 1211.90, 1404.90 or 2008.99; of the last, chapter 20 asks for more
  const auto found = origin_of("hs = \"1211.60\"\ndate = 2025-07-01\nvalue = 100\n" +
                               input("fruit", "0813.40", "60", "from = \"CL\""));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->status, OriginStatus::kCannotTell);
  EXPECT_THAT(to_text(*found), HasSubstr("Under which code of the rules does the good stand?"));
}

TEST(Origin, Names_the_cheapest_change_and_shows_that_it_holds) {
  const auto found =
      origin_of(kValve + input("body", "8481.90", "50", "from = \"CN\"\nmove_cost = \"4\"") +
                    input("stem", "8481.90", "20", "from = \"CN\"\nmove_cost = \"3\"") + "[cost]\nlabour = \"20\"\n",
                true);
  ASSERT_TRUE(found) << found.error().to_string();
  EXPECT_EQ(found->status, OriginStatus::kNotOriginating);  // 30 of 45, and 20/90 of 35
  ASSERT_TRUE(found->improvement);
  EXPECT_TRUE(found->improvement->found);
  EXPECT_EQ(found->improvement->cost, "3");  // without the stem 50 of 100 is foreign: 50 of 45
  EXPECT_TRUE(found->improvement->exact);
}

TEST(Origin, Says_what_the_certification_lacks) {
  const auto found = origin_of(kValve + input("body", "8481.90", "55", "from = \"CN\"") +
                                   "[evidence]\nrole = \"producer\"\ncertifier = \"Valves SA, Puebla\"\nblanket_since "
                                   "= 2025-01-01\nblanket_until = 2025-12-31\n",
                               false, true);
  ASSERT_TRUE(found) << found.error().to_string();
  ASSERT_TRUE(found->evidence);
  EXPECT_THAT(found->evidence->missing, ::testing::ElementsAre(HasSubstr("signature")));
  const auto long_period = origin_of(
      std::string(kValve) + "[evidence]\nblanket_since = 2025-01-01\nblanket_until = 2026-01-01\n", false, true);
  ASSERT_FALSE(long_period);
  EXPECT_THAT(long_period.error().to_string(), HasSubstr("2025-12-31"));
}

TEST(Origin, Refuses_what_it_cannot_read_and_says_where) {
  for (const auto& [text, words] :
       {std::pair{"hs = \"8481.80\"\n", "date"},
        {"hs = \"84\"\ndate = 2025-07-01\n", "too short"},
        {"hs = \"8481.80\"\ndate = 2020-06-30\n", "2020-07-01"},
        {"hs = \"8481.80\"\ndate = 2025-07-01\nvalu = 3\n", "value"},
        {"hs = \"8481.80\"\ndate = 2025-07-01\n[[input]]\nhs = \"7318.15\"\norigin = \"foreign\"\n",
         "non-originating"}}) {
    const auto found = origin_of(text);
    ASSERT_FALSE(found) << text;
    EXPECT_THAT(found.error().to_string(), HasSubstr(words));
  }
}

TEST(OriginCases, Hold_every_case_of_the_shared_collection) {
  const std::filesystem::path shared = TRILAT_SHARED_DIR "/cases/origin.jsonl";
  if (!std::filesystem::exists(shared)) GTEST_SKIP() << "the shared cases are not at hand";
  std::set<std::string> held;
  for (const auto& entry : std::filesystem::directory_iterator(TRILAT_SOURCE_DIR "/tests/cases/good/origin")) {
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      if (line.starts_with("id = \"")) held.insert(line.substr(6, line.find('"', 6) - 6));
    }
  }
  std::ifstream file(shared);
  const std::regex id("\"id\": \"([A-Z]+-[0-9]+)\"");
  for (std::string line; std::getline(file, line);) {
    std::smatch match;
    if (!std::regex_search(line, match, id)) continue;
    const std::string wanted = match[1];
    const bool found = std::any_of(held.begin(), held.end(), [&](const std::string& each) {
      return each == wanted || each.starts_with(wanted + "-");
    });
    EXPECT_TRUE(found) << wanted;
  }
}

}  // namespace
}  // namespace trilat
