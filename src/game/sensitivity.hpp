// The structures over sets of elasticities and closures, on several threads.
#pragma once

#include "game/cheating.hpp"
#include "game/contract_curve.hpp"

namespace trilat::game {

struct SensitivityCase {
  std::string elasticities;  // name of a set
  economy::Closure closure = economy::Closure::kFixedDeficit;
};

// Every set of the data under each closure, sets first.
std::vector<SensitivityCase> every_case(const economy::DataSet& data, const std::vector<economy::Closure>& closures);

struct SensitivityResult {
  SensitivityCase of;
  Result<StructureTable> table = tl::unexpected(Error{});  // an error where the case has no solution
  std::vector<Deviation> deviations = {};  // of every player where all are linked, where they were found
  std::vector<ContractCurve> curves = {};  // of each two players, the even split alone; where asked for and found
};

// One result a case, in their order, whatever the number of threads.
std::vector<SensitivityResult> solve_cases(const economy::DataSet& data, const GameOptions& game,
                                           const StructureOptions& structures,
                                           const std::vector<SensitivityCase>& cases, int threads,
                                           bool with_curves = false);

}  // namespace trilat::game
