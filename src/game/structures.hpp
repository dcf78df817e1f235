// Agreements: who is linked with whom, and what the game gives each player then.
//
// In a structure linked partners charge each other what they agreed, and every unlinked tariff of the instruments is
// chosen by its government as a best response to all others (simultaneous Nash). What linked partners charge:
//   zero         nothing, both ways
//   standing     the standing rates: those of the base, or of the date that GameOptions::standing was made for
//   cooperative  what maximises a joint aim, given everyone else's: partners of whom each is linked with each decide
//                all their mutual tariffs together; in a hub with spokes each pair decides its own two-way tariffs
//                given the other pair's (Nash-in-Nash, Horn and Wolinsky 1988). The joint aim is the sum of the
//                partners' real incomes in money of the base, or Nash's product of their gains over the structure
//                without their links
// A customs union gives partners of whom each is linked with each one tariff on every outsider, sector by sector as the
// instruments are, that maximises the sum.
//
// Transfers: partners connected by links pay one another, in the equilibrium (D' + T, sum T = 0), what maximises
// sum_i log(u_i - d_i), d the payoffs with no link at all; unlinked tariffs are best responses to what follows.
//
// For n players the structures are all 2^(n(n-1)/2) networks of network.hpp.
#pragma once

#include <optional>

#include "game/nash.hpp"
#include "game/network.hpp"

namespace trilat::game {

enum class LinkedRates { kZero, kStanding, kCooperative };

struct StructureOptions {
  LinkedRates linked = LinkedRates::kZero;
  Aim::Kind joint = Aim::Kind::kSum;  // of kCooperative: kSum or kProduct
  std::vector<double> shares = {};    // [player] exponents of kProduct, the weights of bargaining; empty: one each
  bool customs_union = false;
  bool transfers = false;  // also solve with transfers
  NashOptions nash;
};

struct StructureOutcome {
  explicit StructureOutcome(const Network& of) : network(of) {}

  Network network;
  std::vector<double> rates;            // [control], kNotChosen where standing
  std::vector<double> payoffs;          // [player] per cent
  std::vector<double> country_payoffs;  // [n] per cent
  NashResult nash;                      // empty of points where nothing is chosen
  bool certified = false;               // a certified equilibrium, or nothing to choose
  std::string reason;                   // where not certified, or without a surplus to transfer

  // With transfers; absent where not asked for, or where partners gain nothing together.
  struct Bargained {
    std::vector<double> received;  // [player] million USD
    std::vector<double> payoffs;   // [player] per cent
    std::vector<double> rates;     // [control]
    double first_order = 0;        // largest |d sum log gain / d T|, relative to its terms
    bool certified = false;        // the unlinked tariffs
  };
  std::optional<Bargained> bargained;
};

// What is decided in a structure, and by whom. `below` are the payoffs of the structures with fewer links, as far as
// the joint aim needs them (kProduct); else it may be null.
Result<Play> play_of(const TariffGame& game, const Network& network, const StructureOptions& options,
                     const NetworkGame* below = nullptr);

// Where Nash's product of such a play has a value: levers, by cutting the rates of the war. Empty where no such point
// is better than the structure without the links for all who would be linked.
Result<std::vector<double>> product_start(TariffGame& game, const Play& play);

// One structure. `none` are the payoffs without links, for transfers; may be empty without them.
Result<StructureOutcome> solve_structure(TariffGame& game, const Network& network, const StructureOptions& options,
                                         const NetworkGame* below, std::span<const double> none);

struct StructureTable {
  StructureOptions options;
  std::vector<StructureOutcome> outcomes;  // [network] in the order of all_networks
  NetworkGame payoffs;                     // per cent
  std::optional<NetworkGame> bargained;    // with transfers; as `payoffs` where there is no surplus
  std::vector<double> base_income;         // [player] million USD: money = per cent x income / 100

  bool certified() const;
};

Result<StructureTable> solve_structures(TariffGame& game, const StructureOptions& options);

}  // namespace trilat::game
