#include "trilat/treaty.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/treaty_source.hpp"
#include "engine/trust_toml.hpp"
#include "io/json.hpp"
#include "support/engine.hpp"

namespace trilat {
namespace {

using ::testing::HasSubstr;

TreatyParams shipped(const char* date) {
  TreatyParams params;
  params.date = date;
  params.payoffs = TRILAT_SOURCE_DIR "/data/negotiation/structures-na2024.csv";
  params.sensitivity = false;
  return params;
}

TEST(Treaty, Chances_sum_to_one_and_the_costs_add_up) {
  const auto result = engine().treaty(shipped("2026-10-01"));
  ASSERT_TRUE(result) << result.error().to_string();
  EXPECT_EQ(result->status, "not extended");
  for (const TreatySolution* solution : {&result->logit, &result->markov}) {
    for (const TreatyYear& y : solution->years)
      EXPECT_NEAR(y.extended + y.unextended + y.rebuilt + y.split + y.none, 1, 1e-9) << y.date.to_string();
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(solution->cost[i], solution->cost_doubt[i] + solution->cost_pressure[i] + solution->cost_paths[i],
                  1e-6);
    }
  }
  EXPECT_LT(result->logit.residual, 1e-9);
}

TEST(Treaty, Before_the_first_review_it_starts_there) {
  const auto result = engine().treaty(shipped("2025-08-08"));
  ASSERT_TRUE(result) << result.error().to_string();
  EXPECT_EQ(result->status, "joint review");
  EXPECT_EQ(result->logit.start, Date(2026, 7, 1));
  // Only what was known by then moves beliefs.
  for (const TreatyTrust& trust : result->trust)
    for (const TreatyEventStep& step : trust.steps) EXPECT_LE(step.date, Date(2025, 8, 8));
}

TEST(Treaty, More_leverage_makes_the_presser_dearer_to_win) {
  TreatyParams little = shipped("2026-10-01"), much = little;
  little.set = {"leverage=0"};
  much.set = {"leverage=0.2"};
  const auto low = engine().treaty(little), high = engine().treaty(much);
  ASSERT_TRUE(low && high);
  EXPECT_GT(high->markov.needs[0], low->markov.needs[0]);
  EXPECT_GT(high->markov.value[0], low->markov.value[0]);
}

TEST(Treaty, Its_json_is_valid) {
  TreatyParams params = shipped("2026-10-01");
  params.sensitivity = true;
  const auto result = engine().treaty(params);
  ASSERT_TRUE(result) << result.error().to_string();
  const auto json = io::parse_json(to_json(*result), "treaty.json");
  ASSERT_TRUE(json) << json.error().to_string();
  EXPECT_EQ((*json->array_at("structures"))->size(), 24U);
  EXPECT_EQ((*json->array_at("parameters"))->size(), result->parameters.size());
  EXPECT_THAT(to_text(*result), HasSubstr("asked for confirming now"));
}

TEST(Treaty, What_is_wrong_with_the_arguments_is_said) {
  const auto message = [](TreatyParams params) {
    const auto result = engine().treaty(params);
    return result ? std::string() : result.error().to_string();
  };
  TreatyParams params = shipped("2036-07-01");
  EXPECT_THAT(message(params), HasSubstr("the term has ended"));
  params = shipped("2027-01-01");
  params.set = {"greed=1"};
  EXPECT_THAT(message(params), HasSubstr("use one of: discount"));
  params.set = {"discount=2"};
  EXPECT_THAT(message(params), HasSubstr("out of range"));
  params.set = {};
  params.presser = "BRA";
  EXPECT_THAT(message(params), HasSubstr("'BRA' is none of the players"));
  params.presser = "USA";
  params.structures = {{"none", "USA", 0, 0}};
  EXPECT_THAT(message(params), HasSubstr("given twice"));
}

// With links at zero the negotiation gives the payoffs of the shipped file, which another solver found.
TEST(Treaty, Without_payoffs_it_solves_the_negotiation_and_gives_what_the_file_gives) {
  TreatyParams solved;
  solved.date = "2026-10-01";
  solved.sensitivity = false;
  solved.negotiation.linked = "zero";
  solved.negotiation.starts = 1;
  const auto on_game = engine().treaty(solved), on_file = engine().treaty(shipped("2026-10-01"));
  ASSERT_TRUE(on_game) << on_game.error().to_string();
  ASSERT_TRUE(on_file);
  EXPECT_THAT(on_game->payoffs_from, HasSubstr("the negotiation on na2024"));
  for (std::size_t k = 0; k < on_game->logit.years.size(); ++k) {
    EXPECT_NEAR(on_game->logit.years[k].extended, on_file->logit.years[k].extended, 1e-6);
    EXPECT_NEAR(on_game->logit.years[k].split, on_file->logit.years[k].split, 1e-6);
  }
  ASSERT_EQ(on_game->beliefs.size(), 6U);
  for (const TreatyBelief& belief : on_game->beliefs) {
    const auto held = std::find_if(on_game->trust.begin(), on_game->trust.end(),
                                   [&](const TreatyTrust& trust) { return trust.player == belief.partner; });
    ASSERT_NE(held, on_game->trust.end());
    EXPECT_DOUBLE_EQ(belief.held, held->belief);
  }
}

TEST(Treaty, A_conclusion_that_differs_between_the_two_solutions_is_marked) {
  const auto result = engine().treaty(shipped("2026-10-01"));
  ASSERT_TRUE(result);
  const TreatySolution &logit = result->logit, &markov = result->markov;
  const auto of = [&](const char* words) {
    return *std::find_if(result->conclusions.begin(), result->conclusions.end(),
                         [&](const DealConclusion& one) { return one.statement.find(words) != std::string::npos; });
  };
  const DealConclusion unpaid = of("without being paid"), offer = of("an offer among the three");
  EXPECT_EQ(unpaid.holds, logit.offer_total == 0);
  EXPECT_EQ(unpaid.verdict == DealConclusion::Verdict::kFlips, (logit.offer_total == 0) != (markov.offer_total == 0));
  EXPECT_EQ(offer.verdict == DealConclusion::Verdict::kFlips, logit.offer_possible != markov.offer_possible);
  const std::string text = to_text(*result);
  for (const DealConclusion& one : result->conclusions) {
    const std::string line = one.statement + "; ";
    const std::size_t at = text.find(line);
    ASSERT_NE(at, std::string::npos) << one.statement;
    const bool marked = text.compare(at + line.size(), 5, "FLIPS") == 0;
    EXPECT_EQ(marked, one.verdict == DealConclusion::Verdict::kFlips) << one.statement;
  }
}

// The template of scenario files shows every behavioural parameter with its default.
TEST(TreatySource, The_template_of_scenarios_lists_every_parameter_at_its_default) {
  const auto text = engine().scenario_text("template");
  ASSERT_TRUE(text);
  const std::size_t at = text->find("# [game.behaviour]");
  ASSERT_NE(at, std::string::npos);
  std::string shown = "title = 't'\ndate = 2026-10-01\n";
  for (std::size_t line = at; line < text->size();) {
    const std::size_t end = std::min(text->find('\n', line), text->size());
    if (text->compare(line, 2, "# ") != 0) break;
    shown += text->substr(line + 2, end - line - 2) + "\n";
    line = end + 1;
  }
  const auto scenario = scenario::parse_scenario(shown, "template.toml");
  ASSERT_TRUE(scenario) << scenario.error().to_string();
  EXPECT_EQ(scenario->game.behaviour.size(), game::behaviour().size());
  game::TreatyBehaviour read, plain;
  for (const game::BehaviourEntry& entry : game::behaviour()) read.*entry.value = entry.least;
  ASSERT_TRUE(set_behaviour(scenario->game, read));
  for (const game::BehaviourEntry& entry : game::behaviour())
    EXPECT_DOUBLE_EQ(read.*entry.value, plain.*entry.value) << entry.name;
}

TEST(TreatySource, A_misspelt_behavioural_parameter_is_refused_where_it_stands) {
  const auto scenario = scenario::parse_scenario(
      "title = 't'\ndate = 2026-10-01\n[game.behaviour]\nleverage = 0.1\ngreed = 1\n", "s.toml");
  ASSERT_TRUE(scenario) << scenario.error().to_string();
  game::TreatyBehaviour behaviour;
  const Status done = set_behaviour(scenario->game, behaviour);
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().to_string(), HasSubstr("s.toml:5"));
  EXPECT_THAT(done.error().to_string(), HasSubstr("use one of: discount"));
}

std::vector<StructurePayoff> rows() { return *read_structure_payoffs(shipped("2026-10-01").payoffs); }

TEST(TreatySource, Links_may_come_in_any_order) {
  auto changed = rows();
  for (StructurePayoff& row : changed)
    if (row.structure == "USA-CAN+USA-MEX") row.structure = "MEX-USA+CAN-USA";
  const auto made = structure_game(changed);
  ASSERT_TRUE(made) << made.error().to_string();
  EXPECT_EQ(made->game.payoffs, structure_game(rows())->game.payoffs);
  // Per cent of base income: -0.01528150927 of 29,634,531.7088 million.
  EXPECT_NEAR(made->game.payoffs[0][0], -4528.60371, 1e-4);
}

TEST(TreatySource, A_missing_or_doubled_structure_is_named) {
  auto short_of_one = rows();
  short_of_one.pop_back();
  EXPECT_THAT(structure_game(short_of_one).error().message, HasSubstr("MEX in USA-CAN+USA-MEX+CAN-MEX is missing"));
  auto doubled = rows();
  doubled.push_back(doubled.front());
  EXPECT_THAT(structure_game(doubled).error().message, HasSubstr("none has two payoffs for USA"));
  auto odd = rows();
  odd.front().structure = "USA/CAN";
  EXPECT_THAT(structure_game(odd).error().message, HasSubstr("is not a structure"));
}

TEST(TrustToml, An_event_of_an_unknown_kind_is_refused_where_it_stands) {
  const auto record = parse_trust(
      "prior = 0.5\n[[kind]]\nname = 'visit'\nif_keeps = 0.3\nif_breaks = 0.2\nreason = 'r'\n"
      "[[event]]\ndate = 2025-01-01\nby = 'USA'\nkind = 'rumour'\nwhat = 'w'\nsource = 's'\ngrade = 'C'\n",
      "t.toml");
  ASSERT_FALSE(record);
  EXPECT_THAT(record.error().to_string(), HasSubstr("t.toml:7"));
  EXPECT_THAT(record.error().message, HasSubstr("rumour"));
}

}  // namespace
}  // namespace trilat
