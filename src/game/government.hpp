// Governments: what they want, what they may set, and what those outside the game do.
//
// A government n wants real income, I_n / P_n. With weights (Ossa 2014, eq. 8: a politically weighted sum of sector
// incomes) it wants
//   G_n = [ sum_j lambda_nj V_nj + mu_n R_n + D_n ] / P_n,   P_n = prod_j P_nj^alpha_nj,
// V sector incomes, R revenue, D deficit, lambda and mu one unless given. A payoff is 100 (G'/G - 1), in per cent of
// the base at base tariffs under the same closure. Where labour is mobile sector weights move no one's income apart
// from another's, and are refused.
//
// It sets import tariffs: one by partner, by partner and sector group, or by partner and sector; on the other players
// alone, also one on all outsiders alike, or one on each origin. Sectors that carry no tariff anywhere in the base are
// left out unless named. What is not chosen stays at its standing rate, that of the base unless given.
#pragma once

#include <string>
#include <vector>

#include "economy/equilibrium.hpp"

namespace trilat::game {

struct Government {
  std::string country;
  std::vector<double> sector_weights;  // lambda, [j]; empty: one everywhere
  double revenue_weight = 1;           // mu
};

enum class Detail { kPartner, kGroup, kSector };

enum class Origins {
  kMembers,         // each other player
  kMembersAndRest,  // each other player, and all outsiders at one rate
  kEach,            // each country
};

struct SectorGroup {
  std::string name;
  std::vector<std::string> sectors;
};

struct Instruments {
  Detail detail = Detail::kPartner;
  Origins origins = Origins::kMembers;
  std::vector<SectorGroup> groups;   // of kGroup; disjoint
  std::vector<std::string> sectors;  // that may be taxed; empty: those that carry a tariff somewhere in the base
  double lower = 0, upper = 3;       // bounds of every rate
};

// An outsider that answers by rule. Outsiders without a rule keep their base tariffs.
struct OutsideRule {
  enum class Kind {
    kMirror,  // moves its rate on a player by as much as the player's on it, not below nothing
    kFixed,   // charges `rate` on all players in the sectors that may be taxed
  };
  std::string country;
  Kind kind = Kind::kMirror;
  double rate = 0;
};

struct GameOptions {
  std::vector<Government> players{{"USA", {}, 1}, {"CAN", {}, 1}, {"MEX", {}, 1}};
  Instruments instruments;
  std::vector<OutsideRule> rules;
  std::vector<double> standing;  // [j][n][i] rates of what nobody chooses, as of a date; empty: those of the base
  economy::SolveOptions solve;

  GameOptions() { solve.tolerance = 1e-13; }
};

// One rate on one flow: the control's plus `offset`, not below zero where the offset is not zero.
struct TariffCell {
  std::size_t importer = 0, exporter = 0, sector = 0;
  double offset = 0;
};

// One choice of one player.
struct Control {
  int player = 0;
  int partner = -1;                      // a player, or -1: outsiders
  std::string origin;                    // "CAN", or "others"
  std::string sectors;                   // "all", a group's name, a sector's code
  std::vector<TariffCell> own, answers;  // its own tariffs; those of outsiders that answer by rule
  double lower = 0, upper = 3;
  double imports = 0;    // of its own cells, base, million USD
  double base = 0;       // mean base rate, weighted by imports
  double curvature = 0;  // guess of -d2 (G'/G) / d rate2: sum of (1 + theta) imports / income
};

// The controls of a game in the order players, origins, sectors. Errors: an unknown or repeated code, a group twice
// over a sector, bounds that cross, weights of another size or with mobile labour.
Result<std::vector<Control>> controls_of(const economy::DataSet& data, const GameOptions& options);

// The sectors that may be taxed.
Result<std::vector<std::size_t>> taxed_sectors(const economy::DataSet& data, const Instruments& instruments);

}  // namespace trilat::game
