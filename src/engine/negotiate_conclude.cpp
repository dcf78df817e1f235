#include "engine/negotiate_conclude.hpp"

#include "engine/negotiate_claims.hpp"
#include "engine/negotiate_exchange.hpp"
#include "engine/negotiate_repeated.hpp"

namespace trilat {
namespace {

JudgedCase judged(std::string name, const game::StructureTable& table, const std::vector<game::Deviation>& deviations) {
  JudgedCase one{std::move(name), in_money(table.payoffs, table.base_income), least_gain(table.base_income), {}};
  for (const game::Deviation& deviation : deviations) {
    if (deviation.network == table.payoffs.networks.back()) one.stages.push_back(deviation.stage);
  }
  if (one.stages.size() != table.payoffs.players.size()) one.stages.clear();
  return one;
}

// The case shown is one of the sensitivity too, where its set and closure are.
bool is_shown(const game::SensitivityResult& other, const NegotiateResult& result) {
  return other.of.elasticities == result.elasticities && closure_word(other.of.closure) == result.closure;
}

const game::Deviation* deviation_of(const Negotiation& solved, const game::Network& network, int player) {
  for (const game::Deviation& one : solved.deviations) {
    if (one.network == network && one.player == player) return &one;
  }
  return nullptr;
}

void add_trust(const Negotiation& solved, NegotiateDeals& deals) {
  const auto& players = solved.table.payoffs.players;
  for (const game::Network& network : solved.table.payoffs.networks) {
    for (int i = 0; i < network.players(); ++i) {
      for (int j = 0; j < network.players(); ++j) {
        if (!network.linked(i, j)) continue;
        const game::Deviation* own = deviation_of(solved, network, i);
        const game::Deviation* theirs = deviation_of(solved, network, j);
        if (own == nullptr || theirs == nullptr || !own->converged || !theirs->converged) continue;
        const auto a = static_cast<std::size_t>(i), b = static_cast<std::size_t>(j);
        DealTrust to{game::describe(network, players), players[a], players[b], theirs->payoffs[a], {}};
        to.belief = game::needed_belief(own->stage, to.betrayed_pct, deals.discount);
        deals.trust.push_back(std::move(to));
      }
    }
  }
}

}  // namespace

std::string closure_word(economy::Closure closure) {
  switch (closure) {
    case economy::Closure::kFixedDeficit: return "fixed";
    case economy::Closure::kZeroDeficit: return "balanced";
    default: return "share";
  }
}

std::string uncertified(const game::StructureTable& table) {
  std::string names;
  for (const game::StructureOutcome& outcome : table.outcomes) {
    if (!outcome.certified)
      names += (names.empty() ? "" : "; ") + game::describe(outcome.network, table.payoffs.players);
  }
  return names;
}

Status add_deals(const Negotiation& solved, const DealOptions& options, NegotiateResult& result) {
  if (!solved.table.certified()) {
    result.deals.reason = "no certified equilibrium of " + uncertified(solved.table);
    return {};
  }
  const JudgedCase shown = judged(result.elasticities + ", " + result.closure, solved.table, solved.deviations);
  TRILAT_TRY(result.deals, deals_of(shown.money, shown.strict, options));
  for (const Negotiation::Exchange& exchange : solved.exchanges)
    result.deals.exchanges.push_back(described(solved, exchange));
  add_trust(solved, result.deals);
  result.deals.repeated = described_grid(solved);
  std::vector<JudgedCase> others;
  for (const game::SensitivityResult& other : solved.cases) {
    if (is_shown(other, result)) continue;
    if (!other.table || !other.table->certified())
      ++result.deals.cases_left_out;
    else
      others.push_back(
          judged(other.of.elasticities + ", " + closure_word(other.of.closure), *other.table, other.deviations));
  }
  add_conclusions(shown, others, result.deals);
  if (solved.table.bargained && result.deals.shares.surplus_musd > 0) {
    const game::NetworkGame paid = in_money(*solved.table.bargained, solved.table.base_income);
    double sum = 0;
    for (std::size_t p = 0; p < result.players.size(); ++p) sum += paid.payoffs.back()[p] - shown.money.payoffs[0][p];
    for (std::size_t p = 0; p < result.players.size(); ++p)
      result.deals.shares.in_equilibrium.push_back((paid.payoffs.back()[p] - shown.money.payoffs[0][p]) / sum);
  }
  return {};
}

}  // namespace trilat
