// Contract curves in tariffs, against a search of the whole range of the two tariffs and against what symmetry says.
#include "game/contract_curve.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "game/uniform_nash.hpp"
#include "support/small_economy.hpp"

namespace trilat::game {
namespace {

using economy::DataSet;
using ::testing::HasSubstr;

DataSet small(std::size_t countries) {
  DataSet data = economy::testing::make_economy({countries, 2, 5, 0.15, false});
  EXPECT_TRUE(economy::complete(data));
  return data;
}

NetworkGame war_of(TariffGame& game) {
  const auto none = solve_structure(game, Network(static_cast<int>(game.player_count())), {}, nullptr, {});
  EXPECT_TRUE(none) << none.error().to_string();
  EXPECT_TRUE(none->certified);
  return {game.player_names(), {none->network}, {none->payoffs}};
}

// Each of the two controls of a link.
std::pair<std::size_t, std::size_t> controls_between(const TariffGame& game, Pair link) {
  std::pair<std::size_t, std::size_t> found{0, 0};
  for (std::size_t c = 0; c < game.controls().size(); ++c) {
    const Control& control = game.controls()[c];
    if (control.player == link.first && control.partner == link.second) found.first = c;
    if (control.player == link.second && control.partner == link.first) found.second = c;
  }
  return found;
}

TEST(ContractCurve, Of_two_like_countries_is_its_own_mirror_and_has_free_trade_in_the_middle) {
  const auto data = labour_alone({{"A", "B"}, {"goods"}, {70, 30, 30, 70}, {0, 0, 0, 0}, {4}});
  ASSERT_TRUE(data) << data.error().to_string();
  GameOptions options;
  options.players = {{"A", {}, 1}, {"B", {}, 1}};
  options.instruments.sectors = data->sectors;
  options.solve.closure = economy::Closure::kZeroDeficit;
  auto game = TariffGame::make(*data, options);
  ASSERT_TRUE(game) << game.error().to_string();
  const auto curve = trace_contract_curve(*game, {0, 1}, war_of(*game), 5, {});
  ASSERT_TRUE(curve) << curve.error().to_string();
  ASSERT_EQ(curve->points.size(), 5U);
  for (std::size_t k = 0; k < 5; ++k) {
    const ContractPoint &one = curve->points[k], &other = curve->points[4 - k];
    ASSERT_TRUE(one.certified) << one.reason;
    EXPECT_NEAR(one.weight, static_cast<double>(k + 1) / 6, 1e-15);
    EXPECT_NEAR(one.payoffs[0], other.payoffs[1], 1e-8);
    EXPECT_NEAR(one.rates[0], other.rates[1], 1e-7);
    EXPECT_GT(one.payoffs[0], curve->outside[0]);
    if (k > 0) {
      EXPECT_GT(one.payoffs[0], curve->points[k - 1].payoffs[0]);
      EXPECT_LT(one.payoffs[1], curve->points[k - 1].payoffs[1]);
    }
  }
  EXPECT_NEAR(curve->points[2].rates[0], 0, 1e-9);
  EXPECT_NEAR(curve->points[2].payoffs[0], curve->free_trade.payoffs[0], 1e-8);
  EXPECT_GT(curve->points[4].rates[0], 0.01);
}

// Every pair of tariffs up to 40 %, the third player's as they are at the point: none has a larger product, and none is
// better for both.
TEST(ContractCurve, No_other_pair_of_tariffs_is_better) {
  const DataSet data = small(4);
  GameOptions options;
  options.players = {{"C0", {}, 1}, {"C1", {}, 1}, {"C2", {}, 1}};
  auto game = TariffGame::make(data, options);
  ASSERT_TRUE(game) << game.error().to_string();
  constexpr Pair kLink{0, 2};
  const auto curve = trace_contract_curve(*game, kLink, war_of(*game), 3, {});
  ASSERT_TRUE(curve) << curve.error().to_string();
  const auto [mine, theirs] = controls_between(*game, kLink);
  for (const ContractPoint& point : curve->points) {
    ASSERT_TRUE(point.certified) << point.reason;
    const auto product = [&](const std::vector<double>& payoffs) {
      const double first = payoffs[0] - curve->outside[0], second = payoffs[2] - curve->outside[2];
      return first > 0 && second > 0 ? point.weight * std::log(first) + (1 - point.weight) * std::log(second)
                                     : -std::numeric_limits<double>::infinity();
    };
    const double here = product(point.payoffs);
    double best = -std::numeric_limits<double>::infinity();
    std::vector<double> rates = point.rates;
    for (int i = 0; i <= 40; ++i) {
      for (int j = 0; j <= 40; ++j) {
        rates[mine] = 0.01 * i;
        rates[theirs] = 0.01 * j;
        ASSERT_TRUE(game->solve(rates));
        const std::vector<double> payoffs = game->payoffs();
        best = std::max(best, product(payoffs));
        EXPECT_FALSE(payoffs[0] > point.payoffs[0] + 1e-8 && payoffs[2] > point.payoffs[2] + 1e-8) << i << ' ' << j;
      }
    }
    EXPECT_LE(best, here + 1e-9);
    EXPECT_GT(best, here - 0.05);  // the search comes near it
  }
}

TEST(ContractCurve, Needs_points) {
  const DataSet data = small(3);
  GameOptions options;
  options.players = {{"C0", {}, 1}, {"C1", {}, 1}};
  auto game = TariffGame::make(data, options);
  ASSERT_TRUE(game) << game.error().to_string();
  const auto curve = trace_contract_curve(*game, {0, 1}, war_of(*game), 0, {});
  ASSERT_FALSE(curve);
  EXPECT_THAT(curve.error().to_string(), HasSubstr("one or more"));
}

}  // namespace
}  // namespace trilat::game
