// Transfers between partners, made in the equilibrium, that maximise the sum of the logarithms of their gains.
//
// The variables are what all partners but the last receive; slopes come from the adjoint. The start is what would split
// the surplus equally if a dollar were worth its base income share to each.
#pragma once

#include <optional>

#include "game/decider.hpp"

namespace trilat::game {

struct TransferResult {
  std::vector<double> received;  // [player] million USD, zero for others
  double first_order = 0;        // largest |d sum log gain / d T| over its largest term
  bool converged = false;
};

// At fixed rates, within each of the `groups` of players; `none` are the payoffs to gain over, per cent. Leaves the
// game at the solution. Absent where some group gains nothing together. Errors: no equilibrium.
Result<std::optional<TransferResult>> bargain_transfers(TariffGame& game, std::span<const double> rates,
                                                        const std::vector<std::vector<int>>& groups,
                                                        std::span<const double> none);

}  // namespace trilat::game
