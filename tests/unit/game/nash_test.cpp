// Nash equilibria of tariff games whose answers are known, and what their certificate says.
#include "game/nash.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <optional>

#include "game/uniform_nash.hpp"
#include "support/default_economy.hpp"
#include "support/small_economy.hpp"

namespace trilat::game {
namespace {

using economy::DataSet;
using ::testing::HasSubstr;

// Players that are all countries of the data, every sector taxed, trade balanced.
GameOptions everyone(const DataSet& data) {
  GameOptions options;
  options.players.clear();
  for (const std::string& code : data.countries) options.players.push_back({code, {}, 1});
  options.instruments.sectors = data.sectors;
  options.solve.closure = economy::Closure::kZeroDeficit;
  return options;
}

// Two like Armington countries: each one's best rate is 1 / (theta x the partner's share of its own goods), both at the
// equilibrium (Gros 1987, A note on the optimal tariff, retaliation and the welfare loss from tariff wars, Journal of
// International Economics 23; theta = sigma - 1). The share is at world prices: a partner that spends lambda on imports
// gross of its tariff t, and its revenue too, buys x = lambda / (1 + t (1 - lambda)) of its wages abroad, and
// d log x / d log price = -theta (1 - x).
class Armington : public ::testing::TestWithParam<double> {};

TEST_P(Armington, Two_like_countries_charge_the_inverse_of_theta_and_own_share) {
  const double theta = GetParam();
  const auto data = labour_alone({{"A", "B"}, {"goods"}, {70, 30, 30, 70}, {0, 0, 0, 0}, {theta}});
  ASSERT_TRUE(data) << data.error().to_string();
  auto game = TariffGame::make(*data, everyone(*data));
  ASSERT_TRUE(game) << game.error().to_string();
  const auto found = solve_nash(*game, everyone_for_himself(*game), {.starts = 4});
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->certified()) << found->reason;
  EXPECT_EQ(found->points.size(), 1U);
  const double t = found->points.front().rates[0];
  EXPECT_NEAR(found->points.front().rates[1], t, 1e-9);
  // By the model itself: wages are one, imports are taxed by t.
  const double odds = 3.0 / 7.0 * std::pow(1 + t, -theta), own = 1 / (1 + odds / (1 + t));
  EXPECT_NEAR(t, 1 / (theta * own), 1e-8);
  EXPECT_LT(found->points.front().payoffs[0], 0);
}

INSTANTIATE_TEST_SUITE_P(Theta, Armington, ::testing::Values(1.5, 4.0, 8.0),
                         [](const auto& tested) { return "theta_" + std::to_string(static_cast<int>(tested.param)); });

// The closed form states real incomes at its rates; the equilibrium of the general model there must agree. Then the
// exact game with a rate by partner: how far the closed form is from it.
TEST(UniformNashAgainstExact, Agrees_at_its_own_rates_and_errs_on_Canada_and_Mexico_by_what_is_documented) {
  const DataSet& base = trilat::testing::economy_named("na2024");
  const auto input = without_inputs(base, base.find_elasticities("FGO").value()->theta);
  const auto closed = uniform_nash(input);
  ASSERT_TRUE(closed) << closed.error().to_string();
  const auto data = labour_alone(input);
  ASSERT_TRUE(data) << data.error().to_string();
  auto game = TariffGame::make(*data, everyone(*data));
  ASSERT_TRUE(game) << game.error().to_string();
  std::vector<double> rates;
  for (const Control& control : game->controls()) {
    rates.push_back(closed->tariff[static_cast<std::size_t>(control.player)]);
  }
  ASSERT_TRUE(game->solve(rates));
  for (std::size_t n = 0; n < data->country_count(); ++n) {
    EXPECT_NEAR(game->payoff(static_cast<int>(n)), closed->real_income[n], 1e-8) << data->countries[n];
  }
  NashOptions options;
  options.start = rates;
  options.search = false;
  const auto exact = solve_nash(*game, everyone_for_himself(*game), options);
  ASSERT_TRUE(exact);
  const NashPoint& point = exact->points.front();
  EXPECT_LT(point.certificate.kkt, 1e-9);
  for (const std::string country : {"CAN", "MEX"}) {
    const auto p = data->find_country(country).value();
    double duties = 0, imports = 0;
    for (std::size_t c = 0; c < rates.size(); ++c) {
      if (game->controls()[c].player != static_cast<int>(p)) continue;
      duties += point.rates[c] * game->controls()[c].imports;
      imports += game->controls()[c].imports;
    }
    EXPECT_NEAR(duties / imports, closed->tariff[p], 0.002) << country;
    // Partners single both out for rates above their uniform one: the exact loss is larger.
    EXPECT_LT(point.payoffs[p], closed->real_income[p] - 0.05) << country;
    EXPECT_GT(point.payoffs[p], closed->real_income[p] - 0.4) << country;
  }
}

// From structures.csv and game_S.csv of the game reference named in tariff_game_reference_test.cpp (FGO, fixed
// deficits, no links), so that they hold where the reference is not at hand.
TEST(Nash, Of_the_three_governments_is_the_reference) {
  auto game = TariffGame::make(trilat::testing::economy_named("na2024"), {});
  ASSERT_TRUE(game) << game.error().to_string();
  const auto found = solve_nash(*game, everyone_for_himself(*game), {.starts = 3});
  ASSERT_TRUE(found);
  ASSERT_TRUE(found->certified()) << found->reason;
  EXPECT_EQ(found->points.size(), 1U);
  const std::vector<double> rates{0.09394389695, 0.09354055253, 0.07336387673,
                                  0.06602881504, 0.08773805156, 0.08913996953};
  const std::vector<double> payoffs{-0.01528150927, -0.5086114451, -0.7495239181};
  for (std::size_t c = 0; c < rates.size(); ++c) EXPECT_NEAR(found->points[0].rates[c], rates[c], 1e-7) << c;
  for (std::size_t p = 0; p < 3; ++p) EXPECT_NEAR(found->points[0].payoffs[p], payoffs[p], 1e-8) << p;
}

TEST(Nash, With_tariffs_by_sector_is_the_reference_and_certified) {
  GameOptions options;
  options.instruments.detail = Detail::kSector;
  auto game = TariffGame::make(trilat::testing::economy_named("na2024"), options);
  ASSERT_TRUE(game) << game.error().to_string();
  EXPECT_EQ(game->controls().size(), 132U);
  const auto found = solve_nash(*game, everyone_for_himself(*game));
  ASSERT_TRUE(found);
  ASSERT_TRUE(found->certified()) << found->reason;
  const Certificate& certificate = found->points[0].certificate;
  EXPECT_LE(certificate.kkt, 1e-10);
  EXPECT_LE(certificate.largest_gain, 1e-8);
  EXPECT_GE(certificate.searches, 132 + 3 * 28);
  const std::vector<double> payoffs{-0.01455977474, -0.4943263643, -0.7605483608};
  for (std::size_t p = 0; p < 3; ++p) EXPECT_NEAR(found->points[0].payoffs[p], payoffs[p], 1e-8) << p;
}

struct SmallGame {
  SmallGame() : data(economy::testing::make_economy({3, 2, 5, 0.1, false})) {
    EXPECT_TRUE(economy::complete(data));
    auto made = TariffGame::make(data, everyone(data));
    EXPECT_TRUE(made) << made.error().to_string();
    game.emplace(*std::move(made));
  }
  DataSet data;
  std::optional<TariffGame> game;
};

TEST(Certificate, Finds_the_gain_that_wrong_rates_leave) {
  SmallGame small;
  const Play play = everyone_for_himself(*small.game);
  const auto found = solve_nash(*small.game, play);
  ASSERT_TRUE(found);
  ASSERT_TRUE(found->certified()) << found->reason;
  Position position(*small.game, play);
  std::vector<double> wrong = found->points[0].levers;
  wrong[2] += 0.02;  // of the second player
  const auto certificate = certify(position, wrong);
  ASSERT_TRUE(certificate);
  EXPECT_GT(certificate->gain[1], 1e-7);
  EXPECT_GT(certificate->kkt, 1e-3);
  ASSERT_FALSE(certificate->better[1].empty());
  // What the search found is a better reply than the wrong one, and not better than the best.
  EXPECT_NEAR(certificate->better[1][0], found->points[0].levers[2], 0.02);
}

TEST(Nash, Says_that_its_budget_was_spent_and_gives_the_certificate) {
  SmallGame small;
  NashOptions options;
  options.max_equilibria = 5;
  options.repairs = 0;
  const auto found = solve_nash(*small.game, everyone_for_himself(*small.game), options);
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->certified());
  EXPECT_THAT(found->reason, HasSubstr("no certified equilibrium"));
  ASSERT_FALSE(found->points.empty());
  EXPECT_GT(found->points[0].certificate.searches, 0);
}

TEST(Nash, Refuses_a_start_of_another_size) {
  SmallGame small;
  NashOptions options;
  options.start = {0.1};
  EXPECT_FALSE(solve_nash(*small.game, everyone_for_himself(*small.game), options));
}

TEST(BestResponse, From_several_starts_is_one_point_at_which_no_search_gains) {
  SmallGame small;
  Play play = everyone_for_himself(*small.game);
  play.deciders = {play.deciders[0]};
  Position position(*small.game, play);
  const Response found = best_response(position, 0, position.base(), {.starts = 6});
  EXPECT_TRUE(found.converged);
  EXPECT_EQ(found.local.size(), 1U);
  EXPECT_LT(found.spread, 1e-8);
  const auto certificate = certify(position, found.rates);
  ASSERT_TRUE(certificate);
  EXPECT_LE(certificate->largest_gain, 1e-11);
}

}  // namespace
}  // namespace trilat::game
