#include "game/network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trilat::game {
namespace {

using ::testing::ElementsAre;

TEST(Network, Three_players_have_eight_and_four_have_sixty_four) {
  EXPECT_EQ(all_networks(3).size(), 8U);
  EXPECT_EQ(all_networks(4).size(), 64U);
}

TEST(Network, The_eight_come_by_number_of_links) {
  const std::vector<std::string> names = {"USA", "CAN", "MEX"};
  std::vector<std::string> words;
  for (const Network& network : all_networks(3)) words.push_back(describe(network, names));
  EXPECT_THAT(words, ElementsAre("none", "USA-CAN", "USA-MEX", "CAN-MEX", "USA-CAN, USA-MEX", "USA-CAN, CAN-MEX",
                                 "USA-MEX, CAN-MEX", "USA-CAN, USA-MEX, CAN-MEX"));
}

TEST(Network, A_hub_reaches_both_spokes_and_leaving_cuts_its_links) {
  const Network hub = Network(4).with(1, 0).with(1, 2);
  EXPECT_EQ(hub.component(0), 0b0111U);
  EXPECT_THAT(hub.components(), ElementsAre(0b0111U, 0b1000U));
  EXPECT_EQ(hub.degree(1), 2);
  EXPECT_TRUE(hub.isolated(3));
  EXPECT_FALSE(hub.linked(1, 1));
  EXPECT_EQ(hub.without(1), Network(4));
  EXPECT_EQ(hub.within(0b0101U), Network(4));
  EXPECT_EQ(hub.within(0b0011U), Network(4).with(0, 1));
}

TEST(Network, A_payoff_is_found_by_its_network) {
  NetworkGame game;
  game.players = {"a", "b"};
  game.networks = all_networks(2);
  game.payoffs = {{1, 2}, {3, 4}};
  EXPECT_THAT(game.of(Network::complete(2)), ElementsAre(3, 4));
}

}  // namespace
}  // namespace trilat::game
