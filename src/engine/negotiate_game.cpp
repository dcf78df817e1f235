#include "engine/negotiate_game.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/economy_source.hpp"

namespace trilat {
namespace {

constexpr int kMostPoints = 99;  // of a contract curve
constexpr int kCaseRays = 4;     // random directions searched in a case of the sensitivity, beside the whole ranges

template <class Value>
Result<Value> word(const std::string& what, const std::string& text,
                   const std::vector<std::pair<std::string, Value>>& known) {
  std::vector<std::string> names;
  for (const auto& [name, value] : known) {
    if (name == text) return value;
    names.push_back(name);
  }
  return bad_input(fmt::format("{} '{}' is not known", what, text), fmt::format("use {}", fmt::join(names, ", ")));
}

Status add_weights(const NegotiateParams& params, const economy::DataSet& data,
                   std::vector<game::Government>& players) {
  for (const NegotiateWeight& weight : params.weights) {
    const auto player = std::find_if(players.begin(), players.end(),
                                     [&](const auto& government) { return government.country == weight.player; });
    if (player == players.end()) {
      return bad_input(fmt::format("a weight is given for {}, which does not play", weight.player), "name a player");
    }
    if (weight.sector == "revenue") {
      player->revenue_weight = weight.weight;
      continue;
    }
    TRILAT_TRY(const std::size_t j, data.find_sector(weight.sector));
    player->sector_weights.resize(data.sector_count(), 1.0);
    player->sector_weights[j] = weight.weight;
  }
  return {};
}

Status add_rules(const NegotiateParams& params, game::GameOptions& game) {
  using Kind = game::OutsideRule::Kind;
  for (const NegotiateRule& rule : params.rules) {
    TRILAT_TRY(const Kind kind,
               word<Kind>("the rule", rule.kind, {{"mirror", Kind::kMirror}, {"fixed", Kind::kFixed}}));
    game.rules.push_back({rule.country, kind, rule.rate});
  }
  return {};
}

Result<std::vector<double>> bargaining_weights(const NegotiateParams& params) {
  std::vector<double> weights(params.players.size(), 1.0);
  for (const NegotiateShare& share : params.bargaining) {
    const auto at = std::find(params.players.begin(), params.players.end(), share.player);
    if (at == params.players.end()) {
      return bad_input(fmt::format("a bargaining weight is given for {}, which does not play", share.player),
                       "name a player");
    }
    if (!(share.weight > 0)) {
      return bad_input(fmt::format("the bargaining weight of {} is {}", share.player, share.weight),
                       "give one above 0");
    }
    weights[static_cast<std::size_t>(at - params.players.begin())] = share.weight;
  }
  return weights;
}

std::size_t place_of(const game::StructureTable& table, const game::Network& network) {
  const auto& all = table.payoffs.networks;
  return static_cast<std::size_t>(std::find(all.begin(), all.end(), network) - all.begin());
}

Status add_exchanges(game::TariffGame& game, Negotiation& solved) {
  const auto players = static_cast<int>(game.player_count());
  if (players < 2 || !solved.table.certified()) return {};
  const auto add = [&](const game::Network& with, game::Pair link) -> Status {
    const std::size_t without = place_of(solved.table, with.without(link.first, link.second));
    const std::size_t at = place_of(solved.table, with);
    const auto& outcomes = solved.table.outcomes;
    TRILAT_TRY(auto found, game::exchange_on(game, outcomes[without], outcomes[at], link));
    solved.exchanges.push_back({without, at, std::move(found)});
    return {};
  };
  for (const game::Pair& link : game::pairs(players))
    TRILAT_CHECK(add(game::Network(players).with(link.first, link.second), link));
  if (players == 2) return {};
  for (const game::Pair& link : game::pairs(players)) TRILAT_CHECK(add(game::Network::complete(players), link));
  return {};
}

Status check_patience(const NegotiateParams& params) {
  constexpr std::size_t kMostOfSet = 3;
  for (const double discount : params.patience) {
    if (!(discount > 0 && discount < 1))
      return bad_input(fmt::format("the patience {} is not between 0 and 1", discount), "give one such as 0.95");
  }
  if (!params.patience.empty() && (params.players.size() < 2 || params.players.size() > kMostOfSet))
    return bad_input(fmt::format("repeated play of {} players is not judged", params.players.size()),
                     "name two or three players, or leave the patience out");
  return {};
}

// Against the war, so where that is certified alone.
Status add_curves(game::TariffGame& game, const NegotiationOptions& options, int points, Negotiation& solved) {
  if (points == 0 || !solved.table.outcomes.front().certified) return {};
  game::NashOptions nash = options.structures.nash;
  nash.starts = 1;
  for (const game::Pair& link : game::pairs(static_cast<int>(game.player_count()))) {
    TRILAT_TRY(auto curve, game::trace_contract_curve(game, link, solved.table.payoffs, points, nash));
    solved.curves.push_back(std::move(curve));
  }
  return {};
}

Status add_repeated(game::TariffGame& game, const NegotiateParams& params, Negotiation& solved) {
  if (params.patience.empty() || !solved.table.certified()) return {};
  const auto& outcomes = solved.table.outcomes;
  TRILAT_TRY(solved.grid, game::tariff_grid(game, outcomes.back(), outcomes.front(), params.grid));
  game::PayoffSetOptions options;
  options.tolerance = 1e-8;       // payoffs are good to as much
  options.inner_iterations = 50;  // three players seldom settle
  for (const double discount : params.patience) {
    TRILAT_TRY(auto set, game::payoff_set(solved.grid.game, discount, options));
    solved.repeated.push_back({discount, std::move(set)});
  }
  return {};
}

}  // namespace

NegotiateParams with_settings(NegotiateParams params, const scenario::Scenario& scenario) {
  const NegotiateParams plain;
  const auto set = [](auto& setting, const auto& as_it_comes, const auto& wanted) {
    if (setting == as_it_comes && !wanted.empty()) setting = wanted;
  };
  set(params.economy, plain.economy, scenario.economy.economy);
  set(params.closure, plain.closure, scenario.economy.closure);
  set(params.elasticities, plain.elasticities, scenario.economy.elasticities);
  set(params.players, plain.players, scenario.game.players);
  set(params.instruments, plain.instruments, scenario.game.instruments);
  set(params.linked, plain.linked, scenario.game.linked);
  return params;
}

Result<NegotiationOptions> negotiation_options(const NegotiateParams& params, const economy::DataSet& data) {
  using game::Aim, game::Detail, game::LinkedRates, game::Origins, economy::Labour;
  NegotiationOptions options;
  game::GameOptions& game = options.game;
  game.players.clear();
  for (const std::string& player : params.players) game.players.push_back({player, {}, 1});
  if (game.players.size() > game::kMostPlayers) {
    return bad_input(fmt::format("{} players have more structures than can be solved", game.players.size()),
                     fmt::format("name {} or fewer", game::kMostPlayers));
  }
  TRILAT_CHECK(check_patience(params));
  if (params.contract_points < 0 || params.contract_points > kMostPoints)
    return bad_input(fmt::format("a contract curve of {} points is asked for", params.contract_points),
                     fmt::format("ask for 1 to {}, or 0 for none", kMostPoints));
  TRILAT_CHECK(add_weights(params, data, game.players));
  TRILAT_CHECK(add_rules(params, game));
  game.solve.elasticities = params.elasticities;
  game.solve.kappa = params.kappa;
  TRILAT_TRY(game.solve.closure, parse_closure(params.closure));
  TRILAT_TRY(game.solve.labour,
             word<Labour>("labour", params.labour,
                          {{"mobile", Labour::kMobile}, {"immobile", Labour::kImmobile}, {"roy", Labour::kRoy}}));
  TRILAT_TRY(game.instruments.detail,
             word<Detail>("the instruments", params.instruments,
                          {{"partner", Detail::kPartner}, {"group", Detail::kGroup}, {"sector", Detail::kSector}}));
  TRILAT_TRY(
      game.instruments.origins,
      word<Origins>("the origins", params.origins,
                    {{"members", Origins::kMembers}, {"rest", Origins::kMembersAndRest}, {"each", Origins::kEach}}));
  for (const NegotiateGroup& group : params.groups) game.instruments.groups.push_back({group.name, group.sectors});
  game.instruments.lower = params.lowest;
  game.instruments.upper = params.highest;
  TRILAT_TRY(options.structures.linked, word<LinkedRates>("what partners charge", params.linked,
                                                          {{"standing", LinkedRates::kStanding},
                                                           {"zero", LinkedRates::kZero},
                                                           {"cooperative", LinkedRates::kCooperative}}));
  TRILAT_TRY(options.structures.joint, word<Aim::Kind>("the joint aim", params.joint,
                                                       {{"sum", Aim::Kind::kSum}, {"product", Aim::Kind::kProduct}}));
  options.structures.customs_union = params.customs_union;
  options.structures.transfers = params.transfers;
  options.structures.nash.starts = std::clamp(params.starts, 1, 100);
  TRILAT_TRY(options.weights, bargaining_weights(params));
  return options;
}

Result<Negotiation> solve_negotiation(const economy::DataSet& data, const NegotiationOptions& options,
                                      const NegotiateParams& params) {
  TRILAT_TRY(game::TariffGame game, game::TariffGame::make(data, options.game));
  Negotiation solved;
  solved.controls = game.controls();
  TRILAT_TRY(solved.table, game::solve_structures(game, options.structures));
  TRILAT_TRY(solved.deviations, game::deviations_of(game, solved.table));
  for (const game::StructureOutcome& outcome : solved.table.outcomes) {
    TRILAT_CHECK(game.solve(outcome.rates));
    solved.import_values.push_back(game.import_values());
  }
  for (const game::Deviation& deviation : solved.deviations) {
    TRILAT_CHECK(game.solve(deviation.rates));
    solved.deviation_imports.push_back(game.import_values());
  }
  TRILAT_CHECK(add_exchanges(game, solved));
  TRILAT_CHECK(add_curves(game, options, params.contract_points, solved));
  TRILAT_CHECK(add_repeated(game, params, solved));
  if (params.sensitivity) {
    game::StructureOptions plain = options.structures;
    plain.nash.starts = 1;
    plain.nash.searches.rays = kCaseRays;
    plain.transfers = false;
    const auto cases = game::every_case(data, {economy::Closure::kFixedDeficit, economy::Closure::kZeroDeficit});
    solved.cases = game::solve_cases(data, options.game, plain, cases, params.threads, params.contract_points > 0);
  }
  return solved;
}

}  // namespace trilat
