#include "trilat/treaty.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "engine/impl.hpp"
#include "engine/treaty_claims.hpp"
#include "engine/treaty_service.hpp"
#include "engine/treaty_source.hpp"
#include "engine/trust_toml.hpp"
#include "game/treaty_clock.hpp"
#include "io/file.hpp"

namespace trilat {
namespace {

using game::TreatyConcept;

Result<double> parse_number(const std::string& text, const char* what) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    return bad_input(fmt::format("{} '{}' is not a number", what, text));
  return number;
}

Status set_parameters(const TreatyParams& params, game::TreatySetting& setting) {
  for (const std::string& text : params.set) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) return bad_input(fmt::format("'{}' sets nothing", text), "write name=value");
    TRILAT_TRY(const double value, parse_number(text.substr(equals + 1), "the value"));
    TRILAT_CHECK(game::set_behaviour(setting.behaviour, text.substr(0, equals), value));
  }
  if (params.term_from != "confirmation" && params.term_from != "expiry")
    return bad_input(fmt::format("a term from '{}' is not known", params.term_from), "use confirmation or expiry");
  setting.rules.from_expiry = params.term_from == "expiry";
  setting.pressing_now = params.pressing;
  TRILAT_TRY(setting.date, Date::parse(params.date));
  return {};
}

Result<TrustRecord> trust_record(const pack::Container& container, const TreatyParams& params) {
  if (params.trust_file.empty()) {
    TRILAT_TRY(const auto text, container.section("trust"));
    return parse_trust(text, "trust.toml");
  }
  TRILAT_TRY(const std::string text, io::read_file(params.trust_file));
  return parse_trust(text, params.trust_file);
}

Result<std::vector<TreatyTrust>> beliefs(const TrustRecord& record, const std::vector<std::string>& players,
                                         Date until) {
  std::vector<TreatyTrust> all;
  for (const std::string& player : players) {
    TRILAT_TRY(const game::TrustPath path, game::trust_path(record.model, record.events, player, until));
    TreatyTrust trust{player, path.belief, {}};
    for (const game::TrustStep& step : path.steps) {
      const game::TrustEvent& event = record.events[step.event];
      trust.steps.push_back({event.date, event.kind, event.what, event.source, event.grade, step.before, step.after});
    }
    all.push_back(std::move(trust));
  }
  return all;
}

TreatySolution described(const game::TreatyClock& clock) {
  TreatySolution s;
  s.solved_as = clock.solved_as == TreatyConcept::kLogit ? "logit" : "markov-perfect";
  s.start = clock.start;
  s.value = clock.value;
  s.yearly = clock.yearly;
  s.extended_now = clock.extended_now;
  for (const game::TreatyReview& review : clock.reviews) {
    TreatyReviewResult one{review.date, review.held, review.confirmed, {}, {}, {}, review.value};
    for (const auto& actions : review.actions) {
      one.confirm.push_back(actions[0]);
      one.wait.push_back(actions[1]);
      one.withdraw.push_back(actions[2]);
    }
    s.reviews.push_back(std::move(one));
  }
  for (const game::TreatyOutlook& year : clock.outlook)
    s.years.push_back({year.date, year.extended, year.unextended, year.rebuilt, year.split, year.none});
  s.cost = clock.cost;
  s.cost_doubt = clock.cost_doubt;
  s.cost_pressure = clock.cost_pressure;
  s.cost_paths = clock.cost_paths;
  s.needs = clock.needs;
  s.offer_possible = clock.offer.possible;
  s.offer_total = clock.offer.total;
  s.offer_shortfall = clock.offer.shortfall;
  s.offer = clock.offer.received;
  s.stages = clock.stages;
  s.several = clock.several;
  s.mixed = clock.mixed;
  s.residual = clock.residual;
  return s;
}

Result<std::vector<TreatyParameterRow>> parameter_table(const game::NetworkGame& game,
                                                        const game::TreatySetting& setting, bool try_each) {
  std::vector<TreatyParameterRow> table;
  for (const game::BehaviourEntry& entry : game::behaviour()) {
    TreatyParameterRow row;
    row.name = entry.name;
    row.meaning = entry.meaning;
    row.reason = entry.reason;
    row.value = setting.behaviour.*entry.value;
    row.low = entry.low;
    row.high = entry.high;
    table.push_back(std::move(row));
  }
  if (!try_each) return table;
  TRILAT_TRY(const auto tried, game::treaty_sensitivity(game, setting, TreatyConcept::kLogit));
  for (std::size_t k = 0; k < table.size(); ++k) {
    table[k].tried = true;
    table[k].extended_low = tried[k].extended_low;
    table[k].extended_high = tried[k].extended_high;
    table[k].gone_low = tried[k].gone_low;
    table[k].gone_high = tried[k].gone_high;
    table[k].offer_low = tried[k].offer_low;
    table[k].offer_high = tried[k].offer_high;
  }
  return table;
}

// The belief about the presser unless one is given.
Result<double> trust_level(const TreatyParams& params, const std::vector<TreatyTrust>& trust, std::size_t presser) {
  if (params.trust.empty()) return trust[presser].belief;
  TRILAT_TRY(const double given, parse_number(params.trust, "trust"));
  if (!(given >= 0 && given <= 1))
    return fail(ErrorCode::kOutOfRange, fmt::format("trust {} is not a chance", params.trust), "give one from 0 to 1");
  return given;
}

// What the negotiation says that keeping one's word needs, beside what events have left.
std::vector<TreatyBelief> needed_beliefs(const NegotiateResult& negotiation, const std::vector<TreatyTrust>& trust) {
  std::vector<TreatyBelief> beliefs;
  for (const DealTrust& one : negotiation.deals.trust) {
    if (one.structure != negotiation.structures.back().name) continue;
    const auto held =
        std::find_if(trust.begin(), trust.end(), [&](const TreatyTrust& other) { return other.player == one.partner; });
    beliefs.push_back({one.player, one.partner, one.belief, held == trust.end() ? 0 : held->belief});
  }
  return beliefs;
}

// The same clock on the payoffs of every other case.
Status add_cases(const TreatyPayoffs& payoffs, const game::TreatySetting& setting, std::vector<SolvedClock>& clocks,
                 TreatyResult& result) {
  const auto add = [&](const std::string& name, const game::TreatyClock& clock) {
    result.cases.push_back({name, extended_after(clock, setting.rules.expiry),
                            link_missing_after(clock, setting.rules.expiry), clock.offer.possible, clock.offer.total});
  };
  if (payoffs.others.empty()) return {};
  add(payoffs.negotiation->elasticities + ", " + payoffs.negotiation->closure, clocks.front().clock);
  for (const auto& [name, game] : payoffs.others) {
    for (const TreatyConcept solved_as : {TreatyConcept::kLogit, TreatyConcept::kMarkovPerfect}) {
      const bool logit = solved_as == TreatyConcept::kLogit;
      TRILAT_TRY(game::TreatyClock clock, game::treaty_clock(game, setting, solved_as));
      if (logit) add(name, clock);
      clocks.push_back({fmt::format("{}, {}", logit ? "logit" : "Markov-perfect", name), std::move(clock)});
    }
  }
  return {};
}

}  // namespace

Result<TreatyResult> solve_treaty(const pack::Container& container, const scenario::GameSettings* settings,
                                  const TreatyParams& params, const TreatyPayoffs& payoffs) {
  const game::NetworkGame& game = payoffs.shown.game;
  game::TreatySetting setting;
  if (settings != nullptr) TRILAT_CHECK(set_behaviour(*settings, setting.behaviour));
  TRILAT_CHECK(set_parameters(params, setting));
  TreatyResult result;
  const auto presser = std::find(game.players.begin(), game.players.end(), params.presser);
  if (presser == game.players.end()) return bad_input(fmt::format("'{}' is none of the players", params.presser));
  setting.pressing = static_cast<int>(presser - game.players.begin());
  TRILAT_TRY(const TrustRecord record, trust_record(container, params));
  TRILAT_TRY(result.trust, beliefs(record, game.players, setting.date));
  TRILAT_TRY(setting.trust, trust_level(params, result.trust, static_cast<std::size_t>(setting.pressing)));
  std::vector<SolvedClock> clocks;
  for (const TreatyConcept solved_as : {TreatyConcept::kLogit, TreatyConcept::kMarkovPerfect}) {
    TRILAT_TRY(game::TreatyClock clock, game::treaty_clock(game, setting, solved_as));
    clocks.push_back({solved_as == TreatyConcept::kLogit ? "logit" : "Markov-perfect", std::move(clock)});
  }
  TRILAT_TRY(result.parameters, parameter_table(game, setting, params.sensitivity));
  result.logit = described(clocks[0].clock);
  result.markov = described(clocks[1].clock);
  if (payoffs.negotiation) result.beliefs = needed_beliefs(*payoffs.negotiation, result.trust);
  result.trust_used = clocks[0].clock.trust_level;
  TRILAT_CHECK(add_cases(payoffs, setting, clocks, result));
  result.conclusions = treaty_conclusions(clocks, result.parameters, game.players, setting.rules.expiry);
  result.spread = treaty_spread(clocks, result.parameters, setting.rules.expiry);
  result.payoffs_from = payoffs.source;
  result.date = setting.date;
  result.expiry = setting.rules.expiry;
  result.first_review = setting.rules.first_review;
  result.status = setting.date <= setting.rules.first_review ? "joint review" : "not extended";
  result.players = game.players;
  result.presser = params.presser;
  result.unit = !params.unit.empty() ? params.unit : payoffs.shown.money ? "million USD" : "the unit of the payoffs";
  for (std::size_t k = 0; k < game.networks.size(); ++k)
    for (std::size_t i = 0; i < game.players.size(); ++i)
      result.structures.push_back(
          {structure_name(game.networks[k], game.players), game.players[i], game.payoffs[k][i], 0});
  return result;
}

Result<TreatyResult> Engine::treaty(const TreatyParams& params) const {
  TRILAT_TRY(const TreatyPayoffs payoffs, treaty_payoffs(*this, params));
  const scenario::GameSettings* settings = impl_->scenario ? &impl_->scenario->game : nullptr;
  TRILAT_TRY(TreatyResult result, solve_treaty(impl_->container, settings, params, payoffs));
  result.data_hash = impl_->hash();
  return result;
}

}  // namespace trilat
