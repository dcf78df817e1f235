// The tariff game of the default economy as solved by programs independent of Trilat, where their tables are at hand:
// from the payoffs alone, who changes what, what each is worth and who must be how patient.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "game/bargaining.hpp"
#include "game/cooperative.hpp"
#include "game/repeated.hpp"
#include "game/stability.hpp"
#include "io/csv.hpp"

namespace trilat::game {
namespace {

const std::vector<std::string> kPlayers = {"USA", "CAN", "MEX"};
const std::vector<std::string> kLinks = {"UC", "UM", "CM"};

class Reference : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(TRILAT_SHARED_DIR) / "data" / "economy" / "game_reference";
    if (!std::filesystem::exists(folder_)) GTEST_SKIP() << "no " << folder_;
  }

  io::CsvTable table(const std::string& name) const { return *io::read_csv(folder_ / (name + ".csv")); }

  // One game for each elasticity, closure, game and linked rate, in per cent.
  std::map<std::string, NetworkGame> games() const {
    std::map<std::string, NetworkGame> games;
    for (const io::CsvRow& row : table("link_changes")) {
      NetworkGame& game = games[key(row)];
      if (game.networks.empty()) game = {kPlayers, all_networks(3), std::vector<std::vector<double>>(8, {0, 0, 0})};
      game.payoffs[network(row["structure"])][player(row["player"])] = *row.number("payoff_before_pct");
    }
    return games;
  }

  std::vector<double> incomes(const io::CsvRow& of) const {
    std::vector<double> found(3, 0);
    for (const io::CsvRow& row : table("base_incomes"))
      if (row["elasticity"] == of["elasticity"] && row["closure"] == of["closure"])
        for (std::size_t i = 0; i < 3; ++i)
          if (row["country"] == kPlayers[i]) found[i] = *row.number("base_income_musd");
    return found;
  }

  static std::string key(const io::CsvRow& row) {
    return fmt::format("{} {} {} {}", row["elasticity"], row["closure"], row["game"], row["linked_rate"]);
  }

  static std::size_t player(std::string_view name) {
    return static_cast<std::size_t>(std::find(kPlayers.begin(), kPlayers.end(), name) - kPlayers.begin());
  }

  static std::string words(const Network& network) {
    std::string text;
    for (std::size_t k = 0; k < 3; ++k)
      if (network.linked(pairs(3)[k].first, pairs(3)[k].second)) text += (text.empty() ? "" : "+") + kLinks[k];
    return text.empty() ? "none" : text;
  }

  static std::size_t network(std::string_view name) {
    const std::vector<Network> all = all_networks(3);
    for (std::size_t k = 0; k < all.size(); ++k)
      if (words(all[k]) == name) return k;
    return all.size();
  }

  static std::string link(Pair pair) { return words(Network(3).with(pair.first, pair.second)); }

  std::filesystem::path folder_;
};

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "; ") + text;
  return all;
}

TEST_F(Reference, Stable_structures_and_who_would_change_them_are_the_same_to_the_sixth_digit) {
  const auto found = games();
  int compared = 0;
  for (const io::CsvRow& row : table("stability")) {
    const NetworkGame& game = found.at(key(row));
    const NetworkStability s = stability_of(game, game.networks[network(row["structure"])]);
    EXPECT_EQ(s.pairwise_stable(), row["pairwise_stable"] == "1");
    EXPECT_EQ(s.stable_against_exit(), row["pairwise_stable_and_no_exit_gain"] == "1");
    std::vector<std::string> cuts, signings, exits;
    const auto gain = [](const LinkChange& change, int i) { return change.gains[static_cast<std::size_t>(i)]; };
    const auto name = [](int i) { return kPlayers[static_cast<std::size_t>(i)]; };
    for (const LinkChange& one : s.cuts)
      cuts.push_back(fmt::format("{} cuts {} ({:+.6f})", name(one.by), link(one.link), gain(one, one.by)));
    for (const LinkChange& one : s.signings)
      signings.push_back(fmt::format("{} ({} {:+.6f}, {} {:+.6f})", link(one.link), name(one.link.first),
                                     gain(one, one.link.first), name(one.link.second), gain(one, one.link.second)));
    for (const LinkChange& one : s.exits)
      exits.push_back(fmt::format("{} leaves to {} ({:+.6f})", name(one.by), words(one.result), gain(one, one.by)));
    EXPECT_EQ(joined(cuts), row["profitable_cuts"]) << key(row) << " " << row["structure"];
    EXPECT_EQ(joined(signings), row["profitable_additions"]) << key(row) << " " << row["structure"];
    EXPECT_EQ(joined(exits), row["profitable_exits_from_all_own_links"]) << key(row) << " " << row["structure"];
    ++compared;
  }
  EXPECT_EQ(compared, 48);
}

TEST_F(Reference, What_a_change_of_links_gains_each_is_the_same) {
  const auto found = games();
  for (const io::CsvRow& row : table("link_changes")) {
    const NetworkGame& game = found.at(key(row));
    const Network& from = game.networks[network(row["structure"])];
    const std::size_t i = player(row["player"]);
    const auto pair = pairs(3)[row["link_or_result"] == "UC" ? 0 : row["link_or_result"] == "UM" ? 1 : 2];
    const Network to = row["move"] == "add"   ? from.with(pair.first, pair.second)
                       : row["move"] == "cut" ? from.without(pair.first, pair.second)
                                              : from.without(static_cast<int>(i));
    EXPECT_NEAR(game.of(to)[i] - game.of(from)[i], *row.number("gain_pct"), 1e-9);
  }
}

TEST_F(Reference, Shapley_values_and_the_core_are_the_same) {
  const auto found = games();
  for (const io::CsvRow& row : table("shapley")) {
    NetworkGame game = found.at(key(row));
    const std::vector<double> income = incomes(row);
    const bool money = row["unit"] == "musd";
    for (auto& payoffs : game.payoffs)
      for (std::size_t i = 0; i < 3; ++i) payoffs[i] *= money ? income[i] / 100 : 1;
    const CoalitionGame worth = gamma_game(game);
    const std::vector<double> value = shapley_value(worth);
    const std::size_t i = player(row["player"]);
    const double tolerance = money ? 1e-3 : 1e-8;  // the tables hold ten digits
    EXPECT_NEAR(value[i], *row.number("shapley_value"), tolerance);
    EXPECT_NEAR(worth.worth[3], *row.number("v_USA_CAN"), tolerance);
    EXPECT_EQ(superadditive(worth), row["superadditive"] == "1");
    EXPECT_EQ(greatest_excess(worth, value) <= 1e-9, row["shapley_in_core"] == "1");
    EXPECT_EQ(core_of(worth).empty, false);
  }
}

TEST_F(Reference, The_bargain_of_the_three_is_the_same) {
  const auto found = games();
  for (const io::CsvRow& row : table("bargaining")) {
    const NetworkGame& game = found.at(key(row));
    const std::vector<double> income = incomes(row);
    const bool money = row["unit"] == "musd";
    std::vector<double> none = game.payoffs.front(), all = game.payoffs.back();
    for (std::size_t i = 0; i < 3; ++i) {
      none[i] *= money ? income[i] / 100 : 1;
      all[i] *= money ? income[i] / 100 : 1;
    }
    const Settlement deal = nash_bargain(all, none, equal_weights(3));
    const std::size_t i = player(row["player"]);
    const double tolerance = money ? 1e-3 : 1e-8;
    EXPECT_NEAR(deal.surplus, *row.number("total_surplus"), tolerance);
    EXPECT_NEAR(deal.payoffs[i], *row.number("nash_bargaining_payoff"), tolerance);
    EXPECT_NEAR(deal.transfers[i], *row.number("transfer_received"), tolerance);
  }
}

TEST_F(Reference, Critical_discount_factors_are_the_same) {
  for (const io::CsvRow& row : table("cheating")) {
    const auto level = [&](const char* column) { return 1 + *row.number(column) / 100; };
    const auto factor = critical_discount({level("coop_pct"), level("deviation_pct"), level("nash_pct")});
    ASSERT_TRUE(factor && *factor);
    EXPECT_NEAR(**factor, *row.number("delta_star"), 1e-7);
  }
}

}  // namespace
}  // namespace trilat::game
