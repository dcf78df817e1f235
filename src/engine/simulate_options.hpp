// The words of SimulateParams as settings of the solver.
#pragma once

#include "economy/equilibrium.hpp"
#include "trilat/simulate.hpp"

namespace trilat {

// Errors: an unknown word, a sector that the economy does not have, a government that buys what nobody does.
Result<economy::SolveOptions> solve_options(const SimulateParams& params, const economy::DataSet& data);

// The government's basket by the final demand of `data`; empty where it buys all sectors or has no revenue to spend.
Result<std::vector<double>> government_basket(const SimulateParams& params, const economy::DataSet& data);

// The shock and the cells of the parameters, later ones winning.
economy::Shock with_cells(economy::Shock shock, const SimulateParams& params);

// What the changes are called: the shock's title, and whether cells were stated on top.
std::string shock_words(const std::string& title, const SimulateParams& params);
// What the settings say, in words.
std::string revenue_words(const SimulateParams& params);
std::string labour_words(const SimulateParams& params);

}  // namespace trilat
