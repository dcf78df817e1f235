// Payoffs of structures as rows, into a game on networks.
#pragma once

#include <string>
#include <vector>

#include "core/error.hpp"
#include "game/network.hpp"
#include "game/treaty_parameters.hpp"
#include "scenario/scenario.hpp"
#include "trilat/treaty.hpp"

namespace trilat {

// Columns structure, player, payoff and maybe income. Errors: those of CSV, at the field.
Result<std::vector<StructurePayoff>> read_structure_payoffs(const std::string& path);

struct StructureGame {
  game::NetworkGame game;  // players in the order in which they first appear
  bool money = false;      // per cents were turned into money by the incomes
};

// Errors: not three players; a structure or player twice, missing or not understood; incomes for some and not others.
Result<StructureGame> structure_game(const std::vector<StructurePayoff>& rows);

// The reverse of structure_name: links in any order, either end first. Errors: a word that is no link of the players.
Result<game::Network> parse_structure(const std::string& text, const std::vector<std::string>& players);

// A scenario's behavioural parameters. Errors: a name that is none, a value out of range, at their place in the file.
Status set_behaviour(const scenario::GameSettings& settings, game::TreatyBehaviour& to);

// "none", "USA-CAN+USA-MEX".
std::string structure_name(const game::Network& network, const std::vector<std::string>& players);

}  // namespace trilat
