// Payoffs and their slopes, the instruments of governments, and what is refused.
#include "game/payoffs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "support/small_economy.hpp"

namespace trilat::game {
namespace {

using economy::DataSet;
using ::testing::HasSubstr;

DataSet small() {
  DataSet data = economy::testing::make_economy({4, 3, 9, 0.2, false});
  EXPECT_TRUE(economy::complete(data));
  return data;
}

GameOptions two_players() {
  GameOptions options;
  options.players = {{"C0", {}, 1}, {"C1", {}, 1}};
  return options;
}

struct Variant {
  std::string name;
  GameOptions options;
};

std::vector<Variant> variants() {
  std::vector<Variant> all{{"by_partner", two_players()}};
  all.push_back({"by_sector_on_each", two_players()});
  all.back().options.instruments.detail = Detail::kSector;
  all.back().options.instruments.origins = Origins::kEach;
  all.push_back({"by_group_and_the_rest", two_players()});
  all.back().options.instruments.detail = Detail::kGroup;
  all.back().options.instruments.groups = {{"first", {"S0"}}, {"others", {"S1", "S2"}}};
  all.back().options.instruments.origins = Origins::kMembersAndRest;
  all.push_back({"with_a_mirror_and_a_fixed_rate", two_players()});
  all.back().options.instruments.origins = Origins::kEach;
  all.back().options.rules = {{"C2", OutsideRule::Kind::kMirror, 0}, {"C3", OutsideRule::Kind::kFixed, 0.3}};
  all.push_back({"with_political_weights", two_players()});
  all.back().options.players = {{"C0", {0.8, 1.4, 0.9}, 1.2}, {"C1", {1.1, 1, 0.7}, 0.6}};
  all.back().options.solve.labour = economy::Labour::kImmobile;
  all.push_back({"with_a_revenue_weight_and_balanced_trade", two_players()});
  all.back().options.players[0].revenue_weight = 1.5;
  all.back().options.solve.closure = economy::Closure::kZeroDeficit;
  return all;
}

class Payoffs : public ::testing::TestWithParam<Variant> {};

TEST_P(Payoffs, Slopes_agree_with_central_differences) {
  const DataSet data = small();
  auto game = TariffGame::make(data, GetParam().options);
  ASSERT_TRUE(game) << game.error().to_string();
  std::vector<double> rates;
  for (std::size_t c = 0; c < game->controls().size(); ++c) rates.push_back(0.1 + 0.01 * static_cast<double>(c % 5));
  const std::vector<double> received{1.5, -1.5};
  const double step = 1e-4;
  const auto level = [&](int player, const std::vector<double>& at, const std::vector<double>& transfers) {
    EXPECT_TRUE(game->set_transfers(transfers));
    EXPECT_TRUE(game->solve(at));
    return game->level(player);
  };
  for (int player = 0; player < 2; ++player) {
    level(player, rates, received);
    const auto slopes = game->slopes(player);
    ASSERT_TRUE(slopes) << slopes.error().to_string();
    const TariffGame::Slopes found = **slopes;
    double scale = 0;
    for (const double slope : found.rates) scale = std::max(scale, std::abs(slope));
    const auto difference = [&](const auto& at) {
      return (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
    };
    for (std::size_t c = 0; c < rates.size(); ++c) {
      const double expected = difference([&](double by) {
        std::vector<double> moved = rates;
        moved[c] += by;
        return level(player, moved, received);
      });
      EXPECT_NEAR(found.rates[c], expected, 1e-7 * scale + 1e-10) << player << " " << c;
    }
    const double unit = 1e4;  // dollars move little
    const double expected = difference([&](double by) {
      return level(player, rates, {received[0] + unit * by, received[1] - unit * by});
    });
    EXPECT_NEAR((found.transfers[0] - found.transfers[1]) * unit, expected, 1e-7 * std::abs(expected) + 1e-8) << player;
  }
}

INSTANTIATE_TEST_SUITE_P(Every, Payoffs, ::testing::ValuesIn(variants()),
                         [](const auto& tested) { return tested.param.name; });

TEST(TariffGame, Without_a_choice_is_the_base) {
  const DataSet data = small();
  for (const auto closure : {economy::Closure::kFixedDeficit, economy::Closure::kZeroDeficit}) {
    GameOptions options = two_players();
    options.solve.closure = closure;
    auto game = TariffGame::make(data, options);
    ASSERT_TRUE(game);
    ASSERT_TRUE(game->solve({std::vector<double>{0.5, 0.5}}));
    EXPECT_GT(std::abs(game->payoff(0)), 1e-3);
    ASSERT_TRUE(game->solve(game->base_rates()));
    for (int p = 0; p < 2; ++p) EXPECT_NEAR(game->payoff(p), 0, 1e-9);
    for (const double change : game->country_payoffs()) EXPECT_NEAR(change, 0, 1e-9);
  }
}

TEST(TariffGame, Weights_of_one_are_real_income) {
  const DataSet data = small();
  GameOptions weighted = two_players();
  weighted.solve.labour = economy::Labour::kImmobile;
  GameOptions plain = weighted;
  for (Government& player : weighted.players) player.sector_weights = {1, 1, 1};
  auto a = TariffGame::make(data, weighted), b = TariffGame::make(data, plain);
  ASSERT_TRUE(a && b);
  const std::vector<double> rates{0.3, 0.05};
  ASSERT_TRUE(a->solve(rates) && b->solve(rates));
  for (int p = 0; p < 2; ++p) EXPECT_NEAR(a->payoff(p), b->payoff(p), 1e-8);
}

TEST(TariffGame, Standing_rates_hold_where_nothing_is_chosen) {
  const DataSet data = small();
  GameOptions options = two_players();
  options.standing = data.tariff;
  for (std::size_t j = 0; j < 3; ++j) options.standing[data.flow(j, 0, 1)] = 0.4;
  auto standing = TariffGame::make(data, options), plain = TariffGame::make(data, two_players());
  ASSERT_TRUE(standing && plain) << standing.error().to_string();
  ASSERT_TRUE(standing->solve(standing->base_rates()));
  ASSERT_TRUE(plain->solve({std::vector<double>{0.4, kNotChosen}}));
  for (int p = 0; p < 2; ++p) EXPECT_NEAR(standing->payoff(p), plain->payoff(p), 1e-9);
}

TEST(TariffGame, A_mirror_answers_and_a_passive_outsider_does_not) {
  const DataSet data = small();
  GameOptions options = two_players();
  options.instruments.origins = Origins::kEach;
  options.rules = {{"C2", OutsideRule::Kind::kMirror, 0}};
  const auto controls = controls_of(data, options);
  ASSERT_TRUE(controls);
  int answered = 0;
  for (const Control& control : *controls) {
    EXPECT_EQ(control.answers.empty(), control.origin != "C2") << control.origin;
    answered += control.origin == "C2";
  }
  EXPECT_EQ(answered, 2);
}

std::string refusal(const GameOptions& options) {
  const DataSet data = small();
  const auto game = TariffGame::make(data, options);
  return game ? "accepted" : game.error().to_string();
}

TEST(TariffGame, Refuses_what_makes_no_sense) {
  GameOptions options = two_players();
  options.players[1].country = "C0";
  EXPECT_THAT(refusal(options), HasSubstr("C0 plays twice"));
  options = two_players();
  options.players[1].country = "XX";
  EXPECT_THAT(refusal(options), HasSubstr("no country 'XX'"));
  options = two_players();
  options.players[0].sector_weights = {1, 2, 1};
  EXPECT_THAT(refusal(options), HasSubstr("labour is mobile"));
  options = two_players();
  options.instruments.lower = 0.5;
  options.instruments.upper = 0.2;
  EXPECT_THAT(refusal(options), HasSubstr("between 0.5 and 0.2"));
  options = two_players();
  options.instruments.detail = Detail::kGroup;
  options.instruments.groups = {{"a", {"S0", "S1"}}, {"b", {"S1"}}};
  EXPECT_THAT(refusal(options), HasSubstr("S1 is in two groups"));
  options = two_players();
  options.rules = {{"C1", OutsideRule::Kind::kMirror, 0}};
  EXPECT_THAT(refusal(options), HasSubstr("C1 plays, and cannot answer by rule"));
  options = two_players();
  options.players.clear();
  EXPECT_THAT(refusal(options), HasSubstr("0 players"));
}

}  // namespace
}  // namespace trilat::game
