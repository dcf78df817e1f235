// Amendments on a small law by hand: one duty of 25 % on Canada and Mexico, one exemption, one agreement.
#include "scenario/amend.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "scenario/law_diff.hpp"

namespace trilat::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Date day(const char* text) { return Date::parse(text).value(); }
const Country country(const char* code) { return Country::parse(code).value(); }

law::Measure measure(const char* heading, law::Effect effect, const char* rate) {
  law::Measure made;
  made.heading = heading;
  made.effect = effect;
  made.origins.add(country("CA"));
  made.origins.add(country("MX"));
  law::Segment segment;
  segment.effect = {day("2025-03-04"), day("2026-02-24")};
  if (*rate != '\0') segment.rate = law::parse_duty_rate(rate);
  made.segments = {segment};
  return made;
}

law::RuleBase rules() {
  law::RuleBase made;
  made.importer = country("US");
  made.authorities = {{"fentanyl", "Fentanyl", "statute", 0, law::Several::kSum}};
  made.measures = {measure("9903.01.10", law::Effect::kCharge, "25%"), measure("9903.01.14", law::Effect::kExempt, "")};
  law::Preference preference;
  preference.claim = "usmca";
  preference.origins.add(country("CA"));
  preference.origins.add(country("MX"));
  made.preferences = {preference};
  return made;
}

class Scenarios : public ::testing::Test {
 protected:
  Result<Scenario> read(const std::string& text) {
    const auto path =
        std::filesystem::temp_directory_path() / ("trilat-scenario-" + std::to_string(::getpid()) + ".toml");
    std::ofstream(path) << "title = \"A test\"\ndate = 2025-08-08\n" << text;
    auto scenario = read_scenario(path);
    std::filesystem::remove(path);
    return scenario;
  }
  law::RuleBase amended(const std::string& text) {
    const auto scenario = read(text);
    if (!scenario) throw std::runtime_error(scenario.error().to_string());
    auto law = amend(rules(), *scenario);
    if (!law) throw std::runtime_error(law.error().to_string());
    return std::move(*law);
  }
  std::string refused(const std::string& text) {
    const auto scenario = read(text);
    if (!scenario) return scenario.error().to_string();
    const auto law = amend(rules(), *scenario);
    return law ? "" : law.error().to_string();
  }
};

std::vector<std::string> spans(const law::Measure& measure) {
  std::vector<std::string> texts;
  for (const law::Segment& segment : measure.segments) {
    texts.push_back(segment.rate.text + " " + segment.effect.from.to_string() + " " + segment.effect.until.to_string());
  }
  return texts;
}

const std::string kAmend = "[[amend]]\nimporter = \"US\"\nheadings = [\"9903.01.10\"]\n";

TEST_F(Scenarios, A_rate_changes_within_its_dates_alone) {
  const auto law = amended(kAmend + "action = \"rate\"\nrate = \"30%\"\nuntil = 2025-12-01\n");
  EXPECT_THAT(spans(law.measures[0]),
              ElementsAre("25% 2025-03-04 2025-08-08", "30% 2025-08-08 2025-12-01", "25% 2025-12-01 2026-02-24"));
  EXPECT_EQ(law.measures[1].segments.size(), 1U);
}

TEST_F(Scenarios, A_repeal_ends_and_a_suspension_interrupts) {
  EXPECT_THAT(spans(amended(kAmend + "action = \"repeal\"\n").measures[0]), ElementsAre("25% 2025-03-04 2025-08-08"));
  EXPECT_THAT(spans(amended(kAmend + "action = \"suspend\"\nfrom = 2025-09-01\nuntil = 2025-10-01\n").measures[0]),
              ElementsAre("25% 2025-03-04 2025-09-01", "25% 2025-10-01 2026-02-24"));
}

TEST_F(Scenarios, One_origin_can_be_amended_alone) {
  const auto law = amended(kAmend + "action = \"repeal\"\norigins = [\"CA\"]\n");
  ASSERT_EQ(law.measures.size(), 3U);
  EXPECT_FALSE(law.measures[0].origins.contains(country("CA")));
  EXPECT_THAT(spans(law.measures[0]), ElementsAre("25% 2025-03-04 2026-02-24"));
  EXPECT_TRUE(law.measures[2].origins.contains(country("CA")));
  EXPECT_THAT(spans(law.measures[2]), ElementsAre("25% 2025-03-04 2025-08-08"));
}

TEST_F(Scenarios, A_link_of_an_agreement_lapses_without_the_other) {
  const auto law =
      amended("[[amend]]\naction = \"lapse\"\nagreement = \"usmca\"\nlinks = [[\"US\", \"CA\"], [\"CA\", \"MX\"]]\n");
  ASSERT_EQ(law.preferences.size(), 2U);
  EXPECT_EQ(law.preferences[0].effect.until, day("2025-08-08"));
  EXPECT_TRUE(law.preferences[0].origins.contains(country("CA")));
  EXPECT_EQ(law.preferences[1].effect.from, day("2025-08-08"));
  EXPECT_FALSE(law.preferences[1].origins.contains(country("CA")));
  EXPECT_TRUE(law.preferences[1].origins.contains(country("MX")));
}

TEST_F(Scenarios, An_agreement_that_lapses_whole_leaves_no_preference_after) {
  const auto law = amended("[[amend]]\naction = \"lapse\"\nagreement = \"usmca\"\nfrom = 2026-01-01\n");
  ASSERT_EQ(law.preferences.size(), 1U);
  EXPECT_EQ(law.preferences[0].effect.until, day("2026-01-01"));
}

TEST_F(Scenarios, Narrowing_excepts_codes_from_the_date_on) {
  const auto law = amended(kAmend + "action = \"narrow\"\ncodes = [\"8708\"]\n");
  ASSERT_EQ(law.measures[0].products.except_lists.size(), 1U);
  const auto& list = law.lists[static_cast<std::size_t>(law.measures[0].products.except_lists[0])];
  const HsCode brake = HsCode::parse("8708305090").value();
  EXPECT_FALSE(law::membership(list, brake, day("2025-08-07")).member);
  EXPECT_TRUE(law::membership(list, brake, day("2025-08-08")).member);
}

TEST_F(Scenarios, Mistakes_are_refused_with_line_and_the_nearest_name) {
  EXPECT_THAT(refused("[[amend]]\nimporter = \"US\"\naction = \"repeal\"\nheadings = [\"9903.01.11\"]\n"),
              HasSubstr("did you mean '9903.01.10'?"));
  EXPECT_THAT(refused("[[amend]]\nimporter = \"US\"\naction = \"repeal\"\nauthority = \"fentanil\"\n"),
              HasSubstr("did you mean 'fentanyl'?"));
  EXPECT_THAT(refused(kAmend + "action = \"repel\"\n"), HasSubstr("did you mean 'repeal'?"));
  EXPECT_THAT(refused(kAmend + "action = \"rate\"\n"), HasSubstr("needs 'rate'"));
  EXPECT_THAT(refused(kAmend + "action = \"repeal\"\nrate = \"30%\"\n"), HasSubstr("'rate' has no meaning"));
  EXPECT_THAT(refused(kAmend + "action = \"suspend\"\n"), HasSubstr("'until'"));
  EXPECT_THAT(refused(kAmend + "action = \"suspend\"\nfrom = 2025-09-01\nuntil = 2025-09-01\n"),
              HasSubstr("not after"));
  EXPECT_THAT(refused(kAmend + "action = \"rate\"\nrate = \"lots\"\n"), HasSubstr("cannot be read as a rate"));
  EXPECT_THAT(refused(kAmend + "action = \"repeal\"\nheading = \"9903.01.10\"\n"), HasSubstr("headings"));
  EXPECT_THAT(refused(kAmend + "action = \"repeal\"\nfrom = 2026-03-01\n"), HasSubstr("nothing of what it names"));
  EXPECT_THAT(refused("[[amend]]\naction = \"lapse\"\nagreement = \"nafta\"\n"), HasSubstr("no preference 'nafta'"));
  const std::string twice = refused(kAmend + "action = \"rate\"\nrate = \"30%\"\n" + kAmend + "action = \"repeal\"\n");
  EXPECT_THAT(twice, HasSubstr("that of line 3"));
  EXPECT_THAT(twice, HasSubstr(".toml:8"));
}

TEST_F(Scenarios, Amendments_of_one_heading_may_follow_each_other) {
  EXPECT_EQ(refused(kAmend + "action = \"rate\"\nrate = \"30%\"\nuntil = 2025-12-01\n" + kAmend +
                    "action = \"repeal\"\nfrom = 2025-12-01\n"),
            "");
}

TEST_F(Scenarios, Are_told_in_words) {
  const auto scenario = read(kAmend + "action = \"rate\"\nrate = \"30%\"\n");
  ASSERT_TRUE(scenario);
  EXPECT_THAT(explain(rules(), *scenario), ElementsAre(HasSubstr("9903.01.10 charges 30% in place of 25%.")));
}

TEST_F(Scenarios, Days_after_the_record_carry_the_last_law_on) {
  law::RuleBase recorded = rules();
  recorded.recorded = {day("2025-01-01"), day("2026-01-01")};
  const auto scenario = read("[[amend]]\naction = \"lapse\"\nagreement = \"usmca\"\nfrom = 2036-07-01\n");
  ASSERT_TRUE(scenario);
  const auto law = amend(recorded, *scenario);
  ASSERT_TRUE(law);
  EXPECT_EQ(law->carried_from, day("2026-01-01"));
  EXPECT_EQ(law->recorded.until, day("2037-07-01"));
  EXPECT_TRUE(law::may_claim(law->preferences.front(), country("CA"), day("2036-06-30")));
  EXPECT_FALSE(law::may_claim(law->preferences.front(), country("CA"), day("2036-07-01")));
}

TEST_F(Scenarios, An_amendment_for_one_origin_splits_what_is_in_force_alone) {
  const law::RuleBase law = amended(
      "[[amend]]\nimporter = \"US\"\naction = \"repeal\"\nheadings = [\"*\"]\norigins = [\"CA\"]\nfrom = 2025-12-01\n");
  EXPECT_EQ(law.measures.size(), 4U);  // each of the two once more, for Canada
  const auto scenario = read(
      "[[amend]]\nimporter = \"US\"\naction = \"repeal\"\nheadings = [\"*\"]\norigins = [\"CA\"]\nfrom = 2026-03-01\n");
  ASSERT_TRUE(scenario);
  EXPECT_THAT(amend(rules(), *scenario).error().message, HasSubstr("nothing of what it names is law"));
}

TEST_F(Scenarios, The_lines_that_differ_are_those_of_the_amended_span) {
  const law::RuleBase law =
      amended("[[amend]]\nimporter = \"US\"\naction = \"rate\"\nheadings = [\"9903.01.10\"]\nrate = \"30%\"\n");
  std::vector<std::string> lines;
  for (const LawDifference& difference : compare(rules(), law))
    lines.push_back((difference.added ? "+" : "-") + difference.line.effect + " " + difference.line.days.to_string());
  EXPECT_THAT(lines, ElementsAre("-25% 2025-03-04 to 2026-02-23", "+25% 2025-03-04 to 2025-08-07",
                                 "+30% 2025-08-08 to 2026-02-23"));
}

TEST_F(Scenarios, A_retaliation_takes_what_its_answer_needs) {
  const auto war = read("[[retaliate]]\nby = [\"CA\", \"MX\"]\nagainst = \"US\"\nanswer = \"mirror\"\n");
  ASSERT_TRUE(war) << war.error().to_string();
  EXPECT_EQ(war->retaliations.front().by.size(), 2U);
  EXPECT_EQ(war->retaliations.front().effect.from, day("2025-08-08"));
  const auto refused = [&](const char* rest) {
    const auto bad = read(std::string("[[retaliate]]\nby = [\"CA\"]\nagainst = \"US\"\n") + rest);
    return bad ? "read" : bad.error().to_string();
  };
  EXPECT_THAT(refused("answer = \"rate\"\n"), HasSubstr("needs a 'rate'"));
  EXPECT_THAT(refused("answer = \"mirror\"\nrate = \"5%\"\n"), HasSubstr("has no rate"));
  EXPECT_THAT(refused("answer = \"list\"\nrate = \"5%\"\n"), HasSubstr("it needs them"));
  EXPECT_THAT(refused("answer = \"miror\"\n"), HasSubstr("did you mean 'mirror'?"));
}

}  // namespace
}  // namespace trilat::scenario
