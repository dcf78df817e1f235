// Agreements on small economies: what linked partners charge, customs unions, joint aims, transfers, deviations,
// threads.
#include "game/structures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>

#include "game/cheating.hpp"
#include "game/sensitivity.hpp"
#include "support/small_economy.hpp"

namespace trilat::game {
namespace {

using economy::DataSet;

DataSet small() {
  DataSet data = economy::testing::make_economy({4, 2, 5, 0.15, false});
  data.elasticities.push_back({"flat", "made for a test", {5, 5}, {}});
  EXPECT_TRUE(economy::complete(data));
  return data;
}

GameOptions three_players(Origins origins = Origins::kMembers) {
  GameOptions options;
  options.players = {{"C0", {}, 1}, {"C1", {}, 1}, {"C2", {}, 1}};
  options.instruments.origins = origins;
  return options;
}

TariffGame make(const DataSet& data, const GameOptions& options) {
  auto game = TariffGame::make(data, options);
  EXPECT_TRUE(game) << game.error().to_string();
  return *std::move(game);
}

double money(const TariffGame& game, const std::vector<double>& payoffs, const std::vector<int>& members) {
  double sum = 0;
  for (const int p : members) sum += game.base_income(p) * payoffs[static_cast<std::size_t>(p)] / 100;
  return sum;
}

TEST(Structures, Of_three_players_are_eight_and_fill_a_network_game) {
  const DataSet data = small();
  TariffGame game = make(data, three_players());
  const auto table = solve_structures(game, {});
  ASSERT_TRUE(table) << table.error().to_string();
  EXPECT_TRUE(table->certified());
  ASSERT_EQ(table->outcomes.size(), 8U);
  EXPECT_EQ(table->payoffs.networks.size(), 8U);
  for (const StructureOutcome& outcome : table->outcomes) {
    EXPECT_EQ(table->payoffs.of(outcome.network), outcome.payoffs);
    for (std::size_t c = 0; c < game.controls().size(); ++c) {
      const Control& control = game.controls()[c];
      if (!outcome.network.linked(control.player, control.partner)) continue;
      EXPECT_EQ(outcome.rates[c], 0);
    }
  }
}

TEST(Structures, Of_four_players_are_generated) {
  const DataSet data = small();
  GameOptions options = three_players();
  options.players.push_back({"C3", {}, 1});
  TariffGame game = make(data, options);
  StructureOptions structures;
  structures.nash.search = false;
  structures.nash.tolerance = 1e-6;
  const auto table = solve_structures(game, structures);
  ASSERT_TRUE(table) << table.error().to_string();
  EXPECT_EQ(table->outcomes.size(), 64U);
}

TEST(Structures, Standing_rates_leave_the_base_where_all_are_linked) {
  const DataSet data = small();
  TariffGame game = make(data, three_players());
  StructureOptions options;
  options.linked = LinkedRates::kStanding;
  const auto outcome = solve_structure(game, Network::complete(3), options, nullptr, {});
  ASSERT_TRUE(outcome);
  for (const double payoff : outcome->payoffs) EXPECT_NEAR(payoff, 0, 1e-9);
}

TEST(Structures, Partners_who_cooperate_do_at_least_as_well_together_as_at_zero) {
  const DataSet data = small();
  TariffGame game = make(data, three_players());
  StructureOptions zero, joint;
  joint.linked = LinkedRates::kCooperative;
  const Network all = Network::complete(3);
  const auto at_zero = solve_structure(game, all, zero, nullptr, {});
  const auto together = solve_structure(game, all, joint, nullptr, {});
  ASSERT_TRUE(at_zero && together);
  EXPECT_TRUE(together->certified) << together->reason;
  EXPECT_EQ(together->nash.points[0].certificate.gain.size(), 1U);  // one decider
  EXPECT_GE(money(game, together->payoffs, {0, 1, 2}), money(game, at_zero->payoffs, {0, 1, 2}) - 1e-9);
}

TEST(Structures, Nash_product_gives_every_partner_a_gain_over_no_links) {
  const DataSet data = small();
  TariffGame game = make(data, three_players());
  const auto none = solve_structures(game, {});
  ASSERT_TRUE(none);
  StructureOptions options;
  options.linked = LinkedRates::kCooperative;
  options.joint = Aim::Kind::kProduct;
  const auto outcome = solve_structure(game, Network::complete(3), options, &none->payoffs, {});
  ASSERT_TRUE(outcome) << outcome.error().to_string();
  EXPECT_TRUE(outcome->certified) << outcome->reason;
  double product = 0, at_zero = 0;
  for (std::size_t p = 0; p < 3; ++p) {
    const double gain = outcome->payoffs[p] - none->outcomes.front().payoffs[p];
    EXPECT_GT(gain, 0) << p;
    product += std::log(gain);
    at_zero += std::log(none->outcomes.back().payoffs[p] - none->outcomes.front().payoffs[p]);
  }
  EXPECT_GE(product, at_zero - 1e-9);
}

// Where partners may only charge each other what the war would have them charge at most, no deal is better: the bounds
// leave one point.
TEST(Structures, Without_a_gain_for_all_there_is_no_deal_and_it_says_so) {
  const DataSet data = small();
  GameOptions options = three_players();
  options.instruments.lower = options.instruments.upper = 0.05;
  TariffGame game = make(data, options);
  StructureOptions structures;
  structures.linked = LinkedRates::kCooperative;
  structures.joint = Aim::Kind::kProduct;
  const auto table = solve_structures(game, structures);
  ASSERT_TRUE(table) << table.error().to_string();
  EXPECT_FALSE(table->certified());
  EXPECT_THAT(table->outcomes.back().reason, ::testing::HasSubstr("better for all partners"));
  EXPECT_EQ(table->outcomes.back().payoffs, table->outcomes.front().payoffs);
}

TEST(Structures, A_hub_with_spokes_has_a_decider_for_each_pair) {
  const DataSet data = small();
  TariffGame game = make(data, three_players());
  StructureOptions options;
  options.linked = LinkedRates::kCooperative;
  const Network hub = Network(3).with(0, 1).with(0, 2);
  const auto play = play_of(game, hub, options);
  ASSERT_TRUE(play);
  std::vector<std::string> names;
  for (const Decider& decider : play->deciders) names.push_back(decider.name);
  EXPECT_THAT(names, ::testing::ElementsAre("C1", "C2", "C0+C1", "C0+C2"));
  const auto outcome = solve_structure(game, hub, options, nullptr, {});
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->certified) << outcome->reason;
}

TEST(Structures, A_customs_union_charges_outsiders_one_rate_that_is_best_for_both) {
  const DataSet data = small();
  TariffGame game = make(data, three_players(Origins::kMembersAndRest));
  StructureOptions options;
  options.customs_union = true;
  const Network pair = Network(3).with(0, 1);
  const auto union_ = solve_structure(game, pair, options, nullptr, {});
  ASSERT_TRUE(union_) << union_.error().to_string();
  EXPECT_TRUE(union_->certified) << union_->reason;
  std::map<std::string, std::vector<double>> external;
  for (std::size_t c = 0; c < game.controls().size(); ++c) {
    const Control& control = game.controls()[c];
    if (control.player > 1) continue;
    if (control.partner == 0 || control.partner == 1) {
      EXPECT_EQ(union_->rates[c], 0);
    } else {
      external[control.origin].push_back(union_->rates[c]);
    }
  }
  EXPECT_EQ(external.size(), 2U);
  for (const auto& [origin, rates] : external) {
    ASSERT_EQ(rates.size(), 2U) << origin;
    EXPECT_EQ(rates[0], rates[1]) << origin;
    EXPECT_GT(rates[0], 0) << origin;
  }
  // No other common rate on the third player is better for the two together.
  const double best = money(game, union_->payoffs, {0, 1});
  for (const double change : {-0.02, 0.02}) {
    std::vector<double> rates = union_->rates;
    for (std::size_t c = 0; c < rates.size(); ++c) {
      if (game.controls()[c].player < 2 && game.controls()[c].origin == "C2") rates[c] += change;
    }
    ASSERT_TRUE(game.solve(rates));
    EXPECT_LT(money(game, game.payoffs(), {0, 1}), best);
  }
}

TEST(Structures, Transfers_sum_to_nothing_and_give_everyone_a_gain) {
  const DataSet data = small();
  TariffGame game = make(data, three_players());
  StructureOptions options;
  options.transfers = true;
  const auto table = solve_structures(game, options);
  ASSERT_TRUE(table) << table.error().to_string();
  ASSERT_TRUE(table->bargained);
  int bargained = 0;
  for (std::size_t k = 1; k < table->outcomes.size(); ++k) {
    const StructureOutcome& outcome = table->outcomes[k];
    if (!outcome.bargained) continue;
    ++bargained;
    const auto& received = outcome.bargained->received;
    EXPECT_NEAR(std::accumulate(received.begin(), received.end(), 0.0), 0, 1e-9);
    EXPECT_LT(outcome.bargained->first_order, 1e-6);
    EXPECT_TRUE(outcome.bargained->certified);
    for (int p = 0; p < 3; ++p) {
      const auto at = static_cast<std::size_t>(p);
      if (outcome.network.isolated(p)) {
        EXPECT_EQ(received[at], 0);
      } else {
        EXPECT_GT(table->bargained->payoffs[k][at], table->payoffs.payoffs[0][at]);
      }
    }
  }
  EXPECT_GT(bargained, 0);
  EXPECT_TRUE(table->outcomes.back().bargained);
}

TEST(Cheating, Pays_at_the_base_and_never_less_than_keeping_the_word) {
  const DataSet data = small();
  TariffGame game = make(data, three_players());
  const auto table = solve_structures(game, {});
  ASSERT_TRUE(table);
  const auto found = deviations_of(game, *table);
  ASSERT_TRUE(found) << found.error().to_string();
  EXPECT_EQ(found->size(), 3U * 2 + 3 * 3 + 3);  // single links, hubs, all
  for (const Deviation& deviation : *found) {
    EXPECT_TRUE(deviation.converged) << deviation.kkt;
    EXPECT_GE(deviation.stage.cheating, deviation.stage.cooperation - 1e-10);
    EXPECT_EQ(deviation.stage.punishment, table->payoffs.payoffs[0][static_cast<std::size_t>(deviation.player)]);
    EXPECT_NEAR(deviation.payoffs[static_cast<std::size_t>(deviation.player)], deviation.stage.cheating, 1e-9);
  }
}

TEST(Sensitivity, Is_the_same_on_one_thread_and_on_two) {
  const DataSet data = small();
  StructureOptions structures;
  structures.nash.search = false;
  const auto cases = every_case(data, {economy::Closure::kFixedDeficit, economy::Closure::kZeroDeficit});
  ASSERT_EQ(cases.size(), 4U);
  const auto one = solve_cases(data, three_players(), structures, cases, 1);
  const auto two = solve_cases(data, three_players(), structures, cases, 2);
  for (std::size_t k = 0; k < cases.size(); ++k) {
    ASSERT_TRUE(one[k].table) << one[k].table.error().to_string();
    ASSERT_TRUE(two[k].table);
    EXPECT_EQ(one[k].of.elasticities, cases[k].elasticities);
    EXPECT_EQ(one[k].table->payoffs.payoffs, two[k].table->payoffs.payoffs);
  }
  EXPECT_NE(one[0].table->payoffs.payoffs, one[1].table->payoffs.payoffs);
}

}  // namespace
}  // namespace trilat::game
