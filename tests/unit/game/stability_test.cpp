#include "game/stability.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "game/coalition_stability.hpp"
#include "game/farsighted.hpp"
#include "support/network_games.hpp"

namespace trilat::game {
namespace {

using ::testing::ElementsAre;

// The symmetric connections model of Jackson and Wolinsky (1996): decay^distance from all reached, less cost a link.
NetworkGame connections(int players, double decay, double cost) {
  return testing::make_game(players, [&](const Network& network, int i) {
    double payoff = -cost * network.degree(i);
    Coalition seen = 1U << i, edge = seen;
    for (double reward = decay; edge != 0; reward *= decay) {
      Coalition next = 0;
      for (int a = 0; a < players; ++a)
        for (int b = 0; b < players; ++b)
          if (a != b && ((edge >> a) & 1U) != 0 && network.linked(a, b)) next |= 1U << b;
      edge = next & ~seen;
      payoff += reward * __builtin_popcount(edge);
      seen |= edge;
    }
    return payoff;
  });
}

std::vector<Network> pairwise_stable(const NetworkGame& game) {
  std::vector<Network> stable;
  for (const NetworkStability& one : stability(game))
    if (one.pairwise_stable()) stable.push_back(one.network);
  return stable;
}

TEST(Stability, Cheap_links_make_the_complete_network_the_only_stable_one) {
  // Jackson and Wolinsky (1996), proposition 2(i): cost < decay - decay^2.
  EXPECT_THAT(pairwise_stable(connections(4, 0.5, 0.1)), ElementsAre(Network::complete(4)));
}

TEST(Stability, Links_of_middling_cost_make_the_star_stable) {
  // Proposition 2(ii): decay - decay^2 < cost < decay.
  const Network star = Network(4).with(0, 1).with(0, 2).with(0, 3);
  EXPECT_TRUE(stability_of(connections(4, 0.5, 0.4), star).pairwise_stable());
  EXPECT_FALSE(stability_of(connections(4, 0.5, 0.4), Network::complete(4)).pairwise_stable());
}

TEST(Stability, Dear_links_make_the_empty_network_stable) {
  // Proposition 2(iii)-(iv): with cost > decay no stable network has a loose end, and the empty one is stable.
  const NetworkGame game = connections(4, 0.5, 0.6);
  EXPECT_TRUE(stability_of(game, Network(4)).pairwise_stable());
  EXPECT_FALSE(stability_of(game, Network(4).with(0, 1).with(0, 2).with(0, 3)).pairwise_stable());
}

TEST(Stability, It_agrees_with_the_definition_read_again) {
  int stable = 0;
  for (unsigned seed = 0; seed < 20; ++seed) {
    const NetworkGame game = testing::random_game(4, seed);
    for (const Network& g : game.networks) {
      bool holds = true;
      for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t j = 0; j < 4; ++j) {
          if (i == j) continue;
          const int a = static_cast<int>(i), b = static_cast<int>(j);
          if (g.linked(a, b)) {
            holds = holds && game.of(g)[i] >= game.of(g.without(a, b))[i];
          } else if (game.of(g.with(a, b))[i] > game.of(g)[i]) {
            holds = holds && game.of(g.with(a, b))[j] < game.of(g)[j];
          }
        }
      }
      ASSERT_EQ(stability_of(game, g, 0).pairwise_stable(), holds) << seed << " " << g.bits();
      stable += holds;
    }
  }
  EXPECT_GT(stable, 5);
}

TEST(Stability, What_each_needs_to_stay_is_paid_by_those_with_most_to_spare) {
  // Player 1 would gain 2 by cutting the only link, player 0 would lose 5: 2 must be paid, and 5 could be.
  const NetworkGame game = testing::make_game(
      2, [](const Network& network, int i) { return network.links() == 0 ? (i == 0 ? -5.0 : 2.0) : 0.0; });
  const NetworkStability linked = stability_of(game, Network::complete(2));
  ASSERT_EQ(linked.cuts.size(), 1U);
  EXPECT_EQ(linked.cuts[0].by, 1);
  ASSERT_EQ(linked.oustings.size(), 1U);
  EXPECT_EQ(linked.oustings[0].target, 0);
  EXPECT_TRUE(linked.oustings[0].all_partners);
  EXPECT_TRUE(linked.payment.possible);
  EXPECT_DOUBLE_EQ(linked.payment.total, 2);
  EXPECT_THAT(linked.payment.received, ElementsAre(-2, 2));
}

TEST(Stability, Where_all_gain_by_breaking_up_only_outside_money_helps) {
  const NetworkGame game = testing::make_game(2, [](const Network& network, int) { return network.links() ? 0. : 1.; });
  const StayPayment payment = stability_of(game, Network::complete(2)).payment;
  EXPECT_FALSE(payment.possible);
  EXPECT_DOUBLE_EQ(payment.shortfall, 2);
}

TEST(Stability, The_default_economy_keeps_the_trilateral_alone) {
  EXPECT_THAT(pairwise_stable(testing::reference_game()), ElementsAre(Network::complete(3)));
}

TEST(CoalitionStability, A_coalition_makes_links_inside_and_cuts_its_own) {
  const Network hub = Network(3).with(0, 1).with(0, 2);
  EXPECT_TRUE(reachable_by(hub, Network(3).with(1, 2), 0b110));
  EXPECT_FALSE(reachable_by(hub, Network::complete(3), 0b011));
  EXPECT_TRUE(reachable_by(hub, Network(3), 0b001));
  EXPECT_FALSE(reachable_by(hub, Network(3), 0b010));
}

TEST(CoalitionStability, Of_two_players_the_best_common_equilibrium_is_coalition_proof) {
  // Both gain by the link; no link is an equilibrium of the announcements too, but not coalition-proof.
  const NetworkGame game = testing::make_game(2, [](const Network& network, int) { return 1.0 * network.links(); });
  EXPECT_THAT(*announcement_nash(game), ElementsAre(true, true));
  EXPECT_THAT(*coalition_proof(game), ElementsAre(false, true));
  EXPECT_THAT(strongly_stable(game), ElementsAre(false, true));
}

TEST(CoalitionStability, A_strongly_stable_network_is_coalition_proof_and_pairwise_stable) {
  // A strong equilibrium is coalition-proof (Bernheim, Peleg and Whinston, 1987); the converse fails.
  int strong_ones = 0, proof_only = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    const NetworkGame game = testing::random_game(3, seed);
    const std::vector<bool> strong = strongly_stable(game), proof = *coalition_proof(game);
    for (std::size_t k = 0; k < strong.size(); ++k) {
      if (strong[k]) {
        ASSERT_TRUE(proof[k]) << seed;
        ASSERT_TRUE(stability_of(game, game.networks[k]).stable_against_exit()) << seed;
      }
      strong_ones += strong[k];
      proof_only += proof[k] && !strong[k];
    }
  }
  EXPECT_GT(strong_ones, 20);
  EXPECT_GT(proof_only, 20);
}

TEST(Farsighted, Paths_of_the_default_economy_reach_the_trilateral_from_everywhere) {
  const NetworkGame game = testing::reference_game();
  const auto reaches = farsighted_paths(game);
  // By hand: from the hub USA-CAN, USA-MEX Canada and Mexico both gain by signing.
  EXPECT_TRUE(reaches[4][7]);
  // From no deal at all everyone gains at the trilateral.
  EXPECT_TRUE(reaches[0][7]);
  // Canada has more without Mexico in, so it does not sign away from USA-CAN by itself; Mexico and the US do.
  EXPECT_TRUE(reaches[1][7]);
}

TEST(Farsighted, A_network_that_all_others_lead_to_is_a_stable_set_alone) {
  // Herings, Mauleon and Vannetelbosch (2009), theorem 2.
  int alone = 0;
  for (unsigned seed = 0; seed < 60; ++seed) {
    const NetworkGame game = testing::random_game(3, seed);
    const auto reaches = farsighted_paths(game);
    const auto sets = farsighted_sets(game);
    ASSERT_TRUE(sets);
    ASSERT_FALSE(sets->empty()) << "one exists always (their theorem 1)";
    std::set<std::size_t> single;
    for (const auto& set : *sets)
      if (set.size() == 1) single.insert(set.front());
    for (std::size_t g = 0; g < 8; ++g) {
      bool all = true;
      for (std::size_t h = 0; h < 8; ++h) all = all && (h == g || reaches[h][g]);
      ASSERT_EQ(single.contains(g), all) << seed << " " << g;
      alone += all;
    }
  }
  EXPECT_GT(alone, 5);
}

TEST(Farsighted, The_largest_consistent_set_holds_what_only_its_members_can_leave) {
  // Chwe (1994): never empty for finitely many outcomes; a network best for all strictly is alone in it.
  for (unsigned seed = 0; seed < 100; ++seed) {
    const auto kept = largest_consistent_set(testing::random_game(3, seed));
    ASSERT_TRUE(kept);
    ASSERT_TRUE(std::any_of(kept->begin(), kept->end(), [](bool one) { return one; })) << seed;
  }
  const NetworkGame harmony = testing::make_game(3, [](const Network& g, int) { return 1.0 * g.links(); });
  const auto kept = largest_consistent_set(harmony);
  EXPECT_THAT(*kept, ElementsAre(false, false, false, false, false, false, false, true));
}

TEST(Farsighted, More_players_than_can_be_looked_at_are_refused) {
  EXPECT_FALSE(farsighted_sets(testing::random_game(4, 1)));
  EXPECT_FALSE(coalition_proof(testing::random_game(5, 1)));
}

}  // namespace
}  // namespace trilat::game
