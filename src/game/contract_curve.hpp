// The contract curve of two players in tariffs: what they could agree on where no money can be paid.
//
// Two players decide their tariffs on each other together; every other tariff of the instruments answers (Nash), as in
// a structure with their link alone. A deal is efficient where no other tariffs of theirs are better for both. The part
// of the curve on which both have more than without the deal is traced by the asymmetric Nash solution (Harsanyi and
// Selten 1972; Kalai 1977), for weights w from 0 to 1
//
//   max  w log(u_a - d_a) + (1 - w) log(u_b - d_b),
//
// d the payoffs without any link. Where the set of payoffs is convex every point of the curve is such a solution; where
// it is not, a stretch between two of them is left out, and the answer shows a jump.
#pragma once

#include "game/structures.hpp"

namespace trilat::game {

struct ContractPoint {
  double weight = 0;            // of the first of the two
  std::vector<double> rates;    // [control]
  std::vector<double> payoffs;  // [player] per cent
  bool certified = false;
  std::string reason;  // where not certified
};

struct ContractCurve {
  Pair link{0, 0};
  std::vector<double> outside;        // [player] per cent, d
  std::vector<ContractPoint> points;  // by weight
  // No tariffs on each other at all, both ways, all others answering: is it better for both, and is it efficient?
  StructureOutcome free_trade;
};

// At weights 1 / (points + 1) to points / (points + 1). `none` are the payoffs without links; `nash` as of structures.
// Errors: no points, or as solve_nash; a point that is not found is told in it.
Result<ContractCurve> trace_contract_curve(TariffGame& game, Pair link, const NetworkGame& none, int points,
                                           const NashOptions& nash);

}  // namespace trilat::game
