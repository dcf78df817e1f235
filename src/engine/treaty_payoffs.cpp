#include "engine/treaty_payoffs.hpp"

#include <fmt/format.h>

#include "trilat/engine.hpp"

namespace trilat {
namespace {

// The game of another case: payoffs in per cent, counted in the incomes of that case.
Result<game::NetworkGame> game_of(const NegotiateResult& result, const NegotiateCase& other) {
  std::vector<StructurePayoff> rows = payoffs_of(result);
  const std::size_t players = result.players.size();
  for (std::size_t k = 0; k < rows.size(); ++k) {
    rows[k].payoff = other.payoffs_pct[k / players][k % players];
    rows[k].income = other.base_income[k % players];
  }
  TRILAT_TRY(StructureGame made, structure_game(rows));
  return std::move(made.game);
}

}  // namespace

std::vector<StructurePayoff> payoffs_of(const NegotiateResult& result) {
  std::vector<StructurePayoff> rows;
  for (const NegotiateStructure& structure : result.structures) {
    std::string name;
    for (const NegotiateLink& link : structure.links)
      name += (name.empty() ? "" : "+") + link.first + "-" + link.second;
    for (std::size_t p = 0; p < structure.payoffs.size(); ++p) {
      rows.push_back(
          {name.empty() ? "none" : name, structure.payoffs[p].player, structure.payoffs[p].pct, result.base_income[p]});
    }
  }
  return rows;
}

Result<TreatyPayoffs> treaty_payoffs(NegotiateResult solved) {
  TreatyPayoffs found;
  found.negotiation = std::move(solved);
  const NegotiateResult& result = *found.negotiation;
  if (!result.deals.judged) {
    return fail(ErrorCode::kNotConverged, "the payoffs of the clock are not known: " + result.deals.reason,
                "see `trilat negotiate` for the best certificates; take other instruments, or give --payoffs");
  }
  TRILAT_TRY(found.shown, structure_game(payoffs_of(result)));
  found.source = fmt::format(
      "the negotiation on {} (elasticities {}, deficits {}; governments choose {}; partners charge {}; where "
      "nobody chooses, {})",
      result.economy, result.elasticities, result.closure, result.instruments, result.linked, result.standing);
  for (const NegotiateCase& other : result.cases) {
    const bool shown = other.elasticities == result.elasticities && other.closure == result.closure;
    if (shown || !other.certified || other.payoffs_pct.empty()) continue;
    TRILAT_TRY(game::NetworkGame game, game_of(result, other));
    found.others.emplace_back(other.elasticities + ", " + other.closure, std::move(game));
  }
  return found;
}

Result<TreatyPayoffs> treaty_payoffs(const Engine& engine, const TreatyParams& params) {
  if (!params.payoffs.empty() && !params.structures.empty())
    return bad_input("the payoffs of the eight structures are given twice", "give a file or rows");
  if (params.payoffs.empty() && params.structures.empty()) {
    TRILAT_TRY(NegotiateResult solved, engine.negotiate(params.negotiation));
    return treaty_payoffs(std::move(solved));
  }
  TreatyPayoffs found;
  std::vector<StructurePayoff> rows = params.structures;
  found.source = "as given";
  if (rows.empty()) {
    TRILAT_TRY(rows, read_structure_payoffs(params.payoffs));
    found.source = params.payoffs;
  }
  TRILAT_TRY(found.shown, structure_game(rows));
  return found;
}

}  // namespace trilat
