#include "engine/treaty_source.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "io/csv.hpp"

namespace trilat {
namespace {

using game::Network;
using game::NetworkGame;

Result<int> player_place(const std::vector<std::string>& players, std::string_view name) {
  const auto at = std::find(players.begin(), players.end(), name);
  if (at == players.end())
    return bad_input(fmt::format("'{}' is not one of the players {}", name, fmt::join(players, ", ")));
  return static_cast<int>(at - players.begin());
}

Result<std::vector<std::string>> players_of(const std::vector<StructurePayoff>& rows) {
  std::vector<std::string> players;
  for (const StructurePayoff& row : rows)
    if (std::find(players.begin(), players.end(), row.player) == players.end()) players.push_back(row.player);
  if (players.size() != 3)
    return bad_input(fmt::format("the payoffs are of {} players", players.size()),
                     "give those of three: one row for each structure and player");
  return players;
}

}  // namespace

Result<std::vector<StructurePayoff>> read_structure_payoffs(const std::string& path) {
  TRILAT_TRY(const io::CsvTable table, io::read_csv(path, {"structure", "player", "payoff"}, {"income"}));
  std::vector<StructurePayoff> rows;
  for (const io::CsvRow& row : table) {
    StructurePayoff one{std::string(row["structure"]), std::string(row["player"]), 0, 0};
    TRILAT_TRY(one.payoff, row.number("payoff"));
    if (table.has_column("income")) {
      TRILAT_TRY(one.income, row.number("income"));
      if (!(one.income > 0)) return row.refuse("income", "an income must be above zero");
    }
    rows.push_back(std::move(one));
  }
  return rows;
}

Result<StructureGame> structure_game(const std::vector<StructurePayoff>& rows) {
  StructureGame made;
  NetworkGame& game = made.game;
  TRILAT_TRY(game.players, players_of(rows));
  game.networks = game::all_networks(3);
  game.payoffs.assign(game.networks.size(), std::vector<double>(3, NAN));
  made.money = rows.front().income > 0;
  for (const StructurePayoff& row : rows) {
    TRILAT_TRY(const Network network, parse_structure(row.structure, game.players));
    TRILAT_TRY(const int player, player_place(game.players, row.player));
    if ((row.income > 0) != made.money)
      return bad_input("some payoffs have an income and others have none", "give it in every row, or in none");
    const auto at = std::find(game.networks.begin(), game.networks.end(), network) - game.networks.begin();
    double& payoff = game.payoffs[static_cast<std::size_t>(at)][static_cast<std::size_t>(player)];
    if (!std::isnan(payoff)) return bad_input(fmt::format("{} has two payoffs for {}", row.structure, row.player));
    payoff = made.money ? row.payoff * row.income / 100 : row.payoff;
  }
  for (std::size_t k = 0; k < game.networks.size(); ++k)
    for (std::size_t i = 0; i < 3; ++i)
      if (std::isnan(game.payoffs[k][i]))
        return bad_input(fmt::format("the payoff of {} in {} is missing", game.players[i],
                                     structure_name(game.networks[k], game.players)),
                         "give one row for each of the eight structures and each player");
  return made;
}

Result<Network> parse_structure(const std::string& text, const std::vector<std::string>& players) {
  Network network(static_cast<int>(players.size()));
  if (text == "none") return network;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t until = std::min(text.find('+', from), text.size());
    const std::string link = text.substr(from, until - from);
    const std::size_t dash = link.find('-');
    if (dash == std::string::npos)
      return bad_input(fmt::format("'{}' is not a structure", text), "use none, or links such as USA-CAN+USA-MEX");
    TRILAT_TRY(const int a, player_place(players, link.substr(0, dash)));
    TRILAT_TRY(const int b, player_place(players, link.substr(dash + 1)));
    if (a == b) return bad_input(fmt::format("'{}' links a player with itself", link));
    network = network.with(a, b);
    from = until + 1;
  }
  return network;
}

Status set_behaviour(const scenario::GameSettings& settings, game::TreatyBehaviour& to) {
  for (const scenario::BehaviourSetting& setting : settings.behaviour) {
    Status done = game::set_behaviour(to, setting.name, setting.value);
    if (done) continue;
    Error error = std::move(done.error());
    error.where = setting.where;
    return tl::unexpected(std::move(error));
  }
  return {};
}

std::string structure_name(const Network& network, const std::vector<std::string>& players) {
  std::vector<std::string> links;
  for (const auto& [a, b] : game::pairs(network.players()))
    if (network.linked(a, b))
      links.push_back(players[static_cast<std::size_t>(a)] + "-" + players[static_cast<std::size_t>(b)]);
  return links.empty() ? "none" : fmt::format("{}", fmt::join(links, "+"));
}

}  // namespace trilat
