// Trade agreements among three countries in the payoff model of Saggi and Yildiz (2010, "Bilateralism, multilateralism,
// and the quest for global free trade", Journal of International Economics 81, 26-37), in closed form.
//
// Country i has e_i of each good but its own, good i; demand for each good everywhere is A - p. Good i is imported by
// i from the two others at specific tariffs t_ij: p_i = (3A - e_j - e_k + t_ij + t_ik) / 3, p_j = p_i - t_ij. Welfare
// is consumer surplus, the value of the endowment and revenue. Without deals a country has one tariff for both.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "game/coalition_stability.hpp"
#include "game/stability.hpp"
#include "support/network_games.hpp"

namespace trilat::game {
namespace {

using ::testing::ElementsAre;
using Endowments = std::array<double, 3>;

constexpr double kDemand = 10;

double importer_tariff(const Network& network, const Endowments& e, std::size_t i, std::size_t from) {
  const std::size_t other = 3 - i - from;
  const auto linked = [&](std::size_t j) { return network.linked(static_cast<int>(i), static_cast<int>(j)); };
  if (linked(from)) return 0;
  if (linked(other)) return (5 * e[from] - 4 * e[other]) / 11;  // best reply beside a free partner
  return (e[from] + e[other]) / 8;                              // best single tariff
}

struct Market {
  std::array<double, 3> price;
  double revenue;
};

Market market(std::size_t good, const Endowments& e, double first_tariff, double second_tariff) {
  const std::size_t j = (good + 1) % 3, k = (good + 2) % 3;
  Market m{};
  m.price[good] = (3 * kDemand - e[j] - e[k] + first_tariff + second_tariff) / 3;
  m.price[j] = m.price[good] - first_tariff;
  m.price[k] = m.price[good] - second_tariff;
  m.revenue = first_tariff * (e[j] - (kDemand - m.price[j])) + second_tariff * (e[k] - (kDemand - m.price[k]));
  return m;
}

double welfare(const Network& network, const Endowments& e, std::size_t i) {
  double sum = 0;
  for (std::size_t good = 0; good < 3; ++good) {
    const Market m = market(good, e, importer_tariff(network, e, good, (good + 1) % 3),
                            importer_tariff(network, e, good, (good + 2) % 3));
    const double appetite = kDemand - m.price[i];
    sum += appetite * appetite / 2 + (good == i ? m.revenue : m.price[i] * e[i]);
  }
  return sum;
}

NetworkGame trade_game(const Endowments& e) {
  return testing::make_game(
      3, [&](const Network& network, int i) { return welfare(network, e, static_cast<std::size_t>(i)); });
}

// What country 0 gains in its own market from its tariffs, the only part of its welfare that they move.
double own_market(const Endowments& e, double first, double second) {
  const Market m = market(0, e, first, second);
  return (kDemand - m.price[0]) * (kDemand - m.price[0]) / 2 + m.revenue;
}

TEST(SaggiYildiz, The_tariffs_are_best_replies) {
  const Endowments e = {1, 1.1, 0.95};
  const double both = (e[1] + e[2]) / 8, outside = (5 * e[2] - 4 * e[1]) / 11;
  for (const double step : {-1e-3, 1e-3}) {
    EXPECT_GT(own_market(e, both, both), own_market(e, both + step, both + step));
    EXPECT_GT(own_market(e, 0, outside), own_market(e, 0, outside + step));
  }
}

TEST(SaggiYildiz, A_deal_lowers_the_tariff_on_the_outsider) {
  const Endowments e = {1, 1, 1};
  const Network deal = Network(3).with(0, 1);
  EXPECT_DOUBLE_EQ(importer_tariff(Network(3), e, 0, 2), 1.0 / 4);
  EXPECT_DOUBLE_EQ(importer_tariff(deal, e, 0, 2), 1.0 / 11);
}

TEST(SaggiYildiz, Among_equals_free_trade_is_the_only_coalition_proof_outcome) {
  // Their abstract: under symmetry global free trade is the only stable equilibrium.
  const NetworkGame game = trade_game({1, 1, 1});
  EXPECT_THAT(*coalition_proof(game), ElementsAre(false, false, false, false, false, false, false, true));
  EXPECT_TRUE(stability_of(game, Network::complete(3)).stable_against_exit());
}

TEST(SaggiYildiz, Among_equals_the_hub_has_most_and_all_gain_from_free_trade) {
  const NetworkGame game = trade_game({1, 1, 1});
  const auto of = [&](const Network& network, std::size_t i) { return game.of(network)[i]; };
  const Network none(3), deal = none.with(0, 1), hub = deal.with(0, 2), free = Network::complete(3);
  EXPECT_GT(of(hub, 0), of(free, 0));
  EXPECT_GT(of(free, 0), of(none, 0));
  EXPECT_GT(of(free, 1), of(hub, 1)) << "two spokes sign";
  EXPECT_GT(of(deal, 0), of(none, 0));
}

// Their multilateral game: `pair` sets one tariff each on both others, best for the two together; the third, which did
// not take part, has its own best single tariff and is charged no more than a member. With imports from its partner j
// and from k the best joint tariff is (2 e_k - e_j) / 7.
double multilateral_welfare(std::size_t outsider, const Endowments& e, std::size_t i) {
  double sum = 0;
  for (std::size_t good = 0; good < 3; ++good) {
    const std::size_t partner = 3 - good - outsider;  // of a member
    const double tariff =
        good == outsider ? (e[(good + 1) % 3] + e[(good + 2) % 3]) / 8 : (2 * e[outsider] - e[partner]) / 7;
    const Market m = market(good, e, tariff, tariff);
    const double appetite = kDemand - m.price[i];
    sum += appetite * appetite / 2 + (good == i ? m.revenue : m.price[i] * e[i]);
  }
  return sum;
}

// Joint welfare of 0 and 1 from market 0, which the tariff of 0 moves.
double joint_market(const Endowments& e, double tariff) {
  const Market m = market(0, e, tariff, tariff);
  const double own = kDemand - m.price[0], partner = kDemand - m.price[1];
  return own * own / 2 + m.revenue + partner * partner / 2 + m.price[1] * e[1];
}

TEST(SaggiYildiz, The_joint_tariff_is_best_for_two) {
  const Endowments e = {1, 1.1, 0.95};
  const double best = (2 * e[2] - e[1]) / 7;
  for (const double step : {-1e-3, 1e-3}) EXPECT_GT(joint_market(e, best), joint_market(e, best + step));
}

// Their main finding: under symmetry free trade is an equilibrium with and without bilateral deals; where countries
// differ there are endowments for which it is one only if countries are free to make bilateral deals, since a member of
// a multilateral round would rather ride free on the other two.
TEST(SaggiYildiz, Bilateral_deals_can_be_needed_for_free_trade_where_countries_differ) {
  const Endowments equal = {1, 1, 1}, unequal = {1.05, 1, 1};
  const NetworkGame alike = trade_game(equal), differing = trade_game(unequal);
  const auto rides_free = [](const NetworkGame& game, const Endowments& e, std::size_t i) {
    return multilateral_welfare(i, e, i) - game.payoffs.back()[i];
  };
  for (std::size_t i = 0; i < 3; ++i) EXPECT_LT(rides_free(alike, equal, i), 0);
  EXPECT_GT(rides_free(differing, unequal, 1), 0);
  EXPECT_TRUE(coalition_proof(differing)->back());
  EXPECT_TRUE(stability_of(differing, Network::complete(3)).stable_against_exit());
}

// Too unequal, and the countries that export little leave free trade: no deals hold it together.
TEST(SaggiYildiz, Where_countries_differ_much_free_trade_is_left) {
  const NetworkGame game = trade_game({1.3, 1, 1});
  const Network free = Network::complete(3);
  EXPECT_FALSE(stability_of(game, free).stable_against_exit());
  EXPECT_FALSE(coalition_proof(game)->back());
}

}  // namespace
}  // namespace trilat::game
