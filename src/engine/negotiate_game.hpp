// From the parameters of a negotiation to the game that is solved, and the solved game itself, for the services that
// go on from it.
#pragma once

#include "game/cheating.hpp"
#include "game/concessions.hpp"
#include "game/contract_curve.hpp"
#include "game/payoff_set.hpp"
#include "game/sensitivity.hpp"
#include "game/tariff_grid.hpp"
#include "scenario/scenario.hpp"
#include "trilat/negotiate.hpp"

namespace trilat {

struct NegotiationOptions {
  game::GameOptions game;
  game::StructureOptions structures;
  std::vector<double> weights;  // of bargaining, one a player
};

// A scenario's settings of economy and game, where the parameters are as they come.
NegotiateParams with_settings(NegotiateParams params, const scenario::Scenario& scenario);

// Errors name the word that is not known, or a country or sector that the economy lacks.
Result<NegotiationOptions> negotiation_options(const NegotiateParams& params, const economy::DataSet& data);

struct Negotiation {
  std::vector<game::Control> controls;
  game::StructureTable table;  // table.payoffs is the NetworkGame
  std::vector<game::Deviation> deviations;
  std::vector<std::vector<double>> import_values;      // [structure][control] million USD
  std::vector<std::vector<double>> deviation_imports;  // [deviation][control]
  // Of single links against none, then of each link of the structure of all; none where a structure is not certified.
  struct Exchange {
    std::size_t without = 0, with = 0;  // places of the structures
    game::Exchange found;
  };
  std::vector<Exchange> exchanges;
  std::vector<game::SensitivityResult> cases;
  // Where patience is asked for and every structure is certified: one a discount factor.
  struct Repeated {
    double discount = 0;
    game::PayoffSet set;  // per cent
  };
  std::vector<game::ContractCurve> curves;
  game::TariffGrid grid;
  std::vector<Repeated> repeated;
};

Result<Negotiation> solve_negotiation(const economy::DataSet& data, const NegotiationOptions& options,
                                      const NegotiateParams& params);

}  // namespace trilat
