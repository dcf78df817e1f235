// What governments would do to each other's trade: the tariff war, every structure of deals between them, and what each
// is worth to whom.
#pragma once

#include <string>
#include <vector>

#include "core/error.hpp"
#include "trilat/deals.hpp"

namespace trilat {

struct NegotiateGroup {
  std::string name;
  std::vector<std::string> sectors;
};

// A country outside that answers the players: "mirror" moves its rate on a player by as much as the player's on it;
// "fixed" charges all players `rate`, a fraction.
struct NegotiateRule {
  std::string country, kind;
  double rate = 0;
};

// A political weight of a player: on the income of a sector, or, where the sector is "revenue", on tariff revenue.
struct NegotiateWeight {
  std::string player, sector;
  double weight = 1;
};

// The weight of a player in bargaining.
struct NegotiateShare {
  std::string player;
  double weight = 1;
};

struct NegotiateParams {
  std::string economy = "na2024";  // an economy of the data pack, or a folder of tables
  std::string elasticities;        // a set of the economy; empty: its first
  std::string closure = "fixed";   // deficits: "fixed", "share" or "balanced"
  std::string labour = "mobile";   // "mobile", "immobile" or "roy" with kappa
  double kappa = 1.5;
  std::vector<std::string> players = {"USA", "CAN", "MEX"};
  std::vector<NegotiateWeight> weights = {};
  std::vector<NegotiateRule> rules = {};  // countries outside without a rule keep their tariffs
  // Tariffs by "partner", "group" (of sectors, as named) or "sector"; on the "members" alone, also one on the "rest"
  // alike, or one on "each" country; between the bounds, fractions. Sectors that carry no tariff in the base stay free.
  std::string instruments = "partner";
  std::string origins = "members";
  std::vector<NegotiateGroup> groups = {};
  double lowest = 0, highest = 3;
  // What partners charge each other: "standing", as in the base; "zero"; "cooperative", what is best for them together,
  // by the "sum" of their real incomes or Nash's "product" of their gains.
  std::string linked = "standing";
  std::string joint = "sum";
  bool customs_union = false;                   // partners of whom each is linked with each charge outsiders one rate
  bool transfers = false;                       // also with money paid between partners
  std::vector<NegotiateShare> bargaining = {};  // players without have 1
  std::string fallback = "none";                // the structure that stands where all do not agree: links joined by "+"
  int starts = 3;                               // of the search for each equilibrium
  bool sensitivity = false;                     // also under every set of elasticities, fixed and balanced
  int threads = 2;                              // of the sensitivity
  // Discount factors of a year, 0 to 1, for which play repeated on a grid of tariffs is judged; two or three players.
  std::vector<double> patience = {};
  bool global_war = false;  // also the war of every country of the economy on every other, by closed form and exactly
  int contract_points = 0;  // of the contract curve of each two players in tariffs, 1 to 99; 0: none
  int grid = 3;             // tariffs of each player, evenly from those of the treaty to those of the war
};

// Mean tariff of a player on a partner (or "others"), weighted by the imports of the base.
struct NegotiateTariff {
  std::string player, partner;
  double rate_pct = 0, rate_base_pct = 0;
  double imports_base = 0, imports = 0;  // million USD
  struct Sector {
    std::string sectors;  // a sector, a group, or "all"
    double rate_pct = 0;
  };
  std::vector<Sector> by_sector;
};

// How good an equilibrium is: the first-order residual in units of a rate, and what searches by other code gained.
struct NegotiateCertificate {
  bool certified = false;
  double kkt = 0, largest_gain_pct = 0;
  int searches = 0, evaluations = 0;
  int starts = 0, equilibria_found = 0;
  std::string reason;  // where not certified
};

struct NegotiateLink {
  std::string first, second;
};

// Payoffs are changes of real income (or of the weighted aim) against the base: per cent, and million USD of the base.
struct NegotiatePayoff {
  std::string player;
  double pct = 0, musd = 0;
  double bargained_pct = 0, received_musd = 0;  // with transfers, where asked for
};

struct NegotiateStructure {
  std::string name;  // "none", "USA-CAN, USA-MEX"
  std::vector<NegotiateLink> links;
  std::vector<NegotiatePayoff> payoffs;  // in the order of the players
  bool bargained = false;                // transfers were asked for, and there was a surplus
  std::vector<NegotiateTariff> tariffs;
  NegotiateCertificate certificate;
  struct Outsider {
    std::string country;
    double pct = 0;
  };
  std::vector<Outsider> outsiders;
};

// A player that gains by cutting one of its links, or all; between structures with a certified equilibrium.
struct NegotiateExit {
  std::string player, from, to;
  double gain_pct = 0, gain_musd = 0;
};

// What breaking its word in a structure pays a player until the others answer: payoffs in per cent, and the least
// discount factor at which it keeps it under grim trigger (none: no patience is enough).
struct NegotiateDeviation {
  std::string player, structure;
  double keeps_pct = 0, cheats_pct = 0, war_pct = 0;
  double critical_discount = 0;
  bool any_patience = true;
  std::vector<double> payoffs_pct;       // of every player while it cheats
  std::vector<NegotiateTariff> tariffs;  // its own while it cheats
};

struct NegotiateCase {
  std::string elasticities, closure;
  std::vector<std::vector<double>> payoffs_pct;  // [structure][player]; empty where there is no solution
  std::vector<double> base_income;               // [player] million USD; that of a closure is its own
  bool certified = false;
  std::string reason;
};

// Every country against every other, all purchases final and trade balanced: one rate on all imports by the closed form
// of Lashkaripour (2021), and one rate a partner exactly. Real income against balanced trade at the tariffs of the
// base.
struct NegotiateGlobalWar {
  struct Country {
    std::string code, name;
    double tariff_pct = 0, pct = 0;
    double exact_mean_pct = 0, exact_low_pct = 0, exact_high_pct = 0, exact_pct = 0;  // where exact
  };
  bool asked = false, exact = false;  // exact: solved and certified
  std::string exact_reason;           // where not
  double residual = 0, exact_kkt = 0;
  int exact_searches = 0;
  std::vector<Country> countries;
};

struct NegotiateResult {
  std::string economy, title, source;
  int year = 0;
  std::string closure, elasticities, elasticities_citation, labour, instruments, linked;  // in words
  std::string standing;  // what tariffs stand where nobody chooses: "the tariffs of 2024", a scenario
  std::vector<std::string> standing_notes;  // what of a scenario's law did not come through, and why
  std::vector<std::string> players;
  std::vector<double> base_income;  // million USD
  std::vector<NegotiateStructure> structures;
  std::vector<NegotiateExit> exits;
  std::vector<NegotiateDeviation> deviations;
  NegotiateDeals deals;
  std::vector<NegotiateCase> cases;                // where asked for
  NegotiateGlobalWar global_war;                   // where asked for
  std::vector<DealContractCurve> contract_curves;  // of each two players, where asked for
  std::string data_hash;
};

// Of all structures together: certified where each is, the largest residual and gain, searches and evaluations summed,
// the most equilibria found for one.
NegotiateCertificate whole_certificate(const NegotiateResult& result);

std::string to_text(const NegotiateResult& result);
std::string to_json(const NegotiateResult& result);
std::string to_html(const NegotiateResult& result);  // a self-contained page with charts

}  // namespace trilat
