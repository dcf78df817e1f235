#include "trilat/negotiate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/cancellation.hpp"
#include "engine/economy_source.hpp"
#include "engine/impl.hpp"
#include "engine/law_tariffs.hpp"
#include "engine/negotiate_conclude.hpp"
#include "engine/negotiate_curve.hpp"
#include "engine/negotiate_game.hpp"
#include "engine/negotiate_war.hpp"

namespace trilat {
namespace {

using game::Network;
using game::StructureOutcome;

constexpr double kSmallestGain = 1e-7;  // per cent; payoffs are good to 1e-8

class Report {
 public:
  Report(const economy::DataSet& data, const Negotiation& solved, NegotiateResult& result)
      : data_(data), solved_(solved), result_(result) {}

  void write() {
    result_.players = solved_.table.payoffs.players;
    result_.base_income = solved_.table.base_income;
    for (std::size_t k = 0; k < solved_.table.outcomes.size(); ++k) add_structure(k);
    for (const StructureOutcome& outcome : solved_.table.outcomes) add_exits(outcome);
    for (std::size_t k = 0; k < solved_.deviations.size(); ++k) add_deviation(k);
    for (const game::SensitivityResult& result : solved_.cases) add_case(result);
    for (const game::ContractCurve& curve : solved_.curves)
      result_.contract_curves.push_back(described(solved_, curve));
  }

 private:
  double money(std::size_t player, double pct) const { return pct * result_.base_income[player] / 100; }
  std::string name(const Network& network) const { return game::describe(network, result_.players); }

  void add_structure(std::size_t k) {
    const StructureOutcome& outcome = solved_.table.outcomes[k];
    NegotiateStructure to;
    to.name = name(outcome.network);
    for (const auto& [a, b] : game::pairs(outcome.network.players())) {
      if (!outcome.network.linked(a, b)) continue;
      to.links.push_back({result_.players[static_cast<std::size_t>(a)], result_.players[static_cast<std::size_t>(b)]});
    }
    add_certificate(outcome, to.certificate);
    if (outcome.certified) add_answer(k, to);
    result_.structures.push_back(std::move(to));
  }

  // What is known of a structure; a point without its certificate is no answer, and is left out.
  void add_answer(std::size_t k, NegotiateStructure& to) const {
    const StructureOutcome& outcome = solved_.table.outcomes[k];
    to.bargained = outcome.bargained.has_value();
    for (std::size_t p = 0; p < result_.players.size(); ++p) {
      NegotiatePayoff payoff{result_.players[p], outcome.payoffs[p], money(p, outcome.payoffs[p])};
      payoff.bargained_pct = to.bargained ? outcome.bargained->payoffs[p] : payoff.pct;
      payoff.received_musd = to.bargained ? outcome.bargained->received[p] : 0;
      to.payoffs.push_back(payoff);
    }
    for (int p = 0; p < outcome.network.players(); ++p)
      add_tariffs(p, outcome.rates, solved_.import_values[k], to.tariffs);
    for (std::size_t n = 0; n < data_.country_count(); ++n) {
      const auto& players = result_.players;
      if (std::find(players.begin(), players.end(), data_.countries[n]) != players.end()) continue;
      to.outsiders.push_back({data_.countries[n], outcome.country_payoffs[n]});
    }
  }

  // Those of one player. Controls come by player and origin; a run of them is one tariff schedule.
  void add_tariffs(int of, const std::vector<double>& rates, const std::vector<double>& imports,
                   std::vector<NegotiateTariff>& to) const {
    const std::string& player = result_.players[static_cast<std::size_t>(of)];
    const std::size_t first = to.size();
    for (std::size_t c = 0; c < solved_.controls.size(); ++c) {
      const game::Control& control = solved_.controls[c];
      if (control.player != of) continue;
      if (to.size() == first || to.back().partner != control.origin) {
        NegotiateTariff fresh;
        fresh.player = player;
        fresh.partner = control.origin;
        to.push_back(std::move(fresh));
      }
      NegotiateTariff& tariff = to.back();
      const double rate = 100 * (std::isnan(rates[c]) ? control.base : rates[c]);
      tariff.rate_pct += rate * control.imports;
      tariff.rate_base_pct += 100 * control.base * control.imports;
      tariff.imports_base += control.imports;
      tariff.imports += imports[c];
      tariff.by_sector.push_back({control.sectors, rate});
    }
    for (std::size_t k = first; k < to.size(); ++k) {
      if (!(to[k].imports_base > 0)) continue;
      to[k].rate_pct /= to[k].imports_base;
      to[k].rate_base_pct /= to[k].imports_base;
    }
  }

  static void add_certificate(const StructureOutcome& outcome, NegotiateCertificate& to) {
    to.certified = outcome.certified;
    to.reason = outcome.certified ? "" : outcome.reason;
    to.starts = outcome.nash.starts;
    to.equilibria_found = static_cast<int>(outcome.nash.points.size());
    if (outcome.nash.points.empty()) return;
    const game::Certificate& best = outcome.nash.points.front().certificate;
    to.kkt = best.kkt;
    to.largest_gain_pct = 100 * best.largest_gain;
    to.searches = best.searches;
    to.evaluations = best.evaluations;
  }

  bool certified(const Network& network) const {
    const auto& outcomes = solved_.table.outcomes;
    return std::any_of(outcomes.begin(), outcomes.end(), [&](const StructureOutcome& outcome) {
      return outcome.network == network && outcome.certified;
    });
  }

  // Between structures that are known alone.
  void add_exit(const StructureOutcome& from, const Network& to, int player) {
    if (!from.certified || !certified(to)) return;
    const auto p = static_cast<std::size_t>(player);
    const double gain = solved_.table.payoffs.of(to)[p] - from.payoffs[p];
    if (gain > kSmallestGain)
      result_.exits.push_back({result_.players[p], name(from.network), name(to), gain, money(p, gain)});
  }

  void add_exits(const StructureOutcome& from) {
    for (int p = 0; p < from.network.players(); ++p) {
      for (int q = 0; q < from.network.players(); ++q) {
        if (p != q && from.network.linked(p, q)) add_exit(from, from.network.without(p, q), p);
      }
      if (from.network.degree(p) > 1) add_exit(from, from.network.without(p), p);
    }
  }

  void add_deviation(std::size_t k) {
    const game::Deviation& deviation = solved_.deviations[k];
    const bool known = certified(deviation.network) && solved_.table.outcomes.front().certified && deviation.converged;
    if (!known) return;
    NegotiateDeviation to;
    to.player = result_.players[static_cast<std::size_t>(deviation.player)];
    to.structure = name(deviation.network);
    to.keeps_pct = deviation.stage.cooperation;
    to.cheats_pct = deviation.stage.cheating;
    to.war_pct = deviation.stage.punishment;
    const auto patience = game::critical_discount(deviation.stage);
    to.any_patience = patience && patience->has_value();
    to.critical_discount = to.any_patience ? **patience : 1;
    to.payoffs_pct = deviation.payoffs;
    add_tariffs(deviation.player, deviation.rates, solved_.deviation_imports[k], to.tariffs);
    result_.deviations.push_back(std::move(to));
  }

  void add_case(const game::SensitivityResult& result) {
    NegotiateCase to;
    to.elasticities = result.of.elasticities;
    to.closure = closure_word(result.of.closure);
    to.certified = result.table && result.table->certified();
    if (to.certified) {
      to.payoffs_pct = result.table->payoffs.payoffs;
      to.base_income = result.table->base_income;
    } else {
      to.reason =
          result.table ? "no certified equilibrium of " + uncertified(*result.table) : result.table.error().message;
    }
    result_.cases.push_back(std::move(to));
  }

  const economy::DataSet& data_;
  const Negotiation& solved_;
  NegotiateResult& result_;
};

std::string instrument_words(const NegotiateParams& params) {
  const std::string detail = params.instruments == "partner" ? "one tariff a partner"
                             : params.instruments == "group" ? "tariffs by partner and sector group"
                                                             : "tariffs by partner and sector";
  const std::string reach = params.origins == "members" ? "on the other players"
                            : params.origins == "rest"  ? "on the other players, and on all others alike"
                                                        : "on every country";
  return fmt::format("{}, {}, from {:g} to {:g} %", detail, reach, 100 * params.lowest, 100 * params.highest);
}

std::string linked_words(const NegotiateParams& params) {
  std::string words = params.linked == "standing" ? "what stands"
                      : params.linked == "zero"   ? "nothing"
                      : params.joint == "sum"     ? "what makes the sum of their real incomes largest"
                                                  : "what makes the product of their gains largest";
  if (params.customs_union) words += ", and outsiders one rate";
  return words;
}

// What nobody chooses is as the law of the scenario has it.
Status stand_on_law(const pack::Container& container, const std::map<Country, law::RuleBase>& law,
                    const scenario::Scenario& scenario, const economy::DataSet& data, game::GameOptions& game,
                    NegotiateResult& result) {
  TRILAT_TRY(LawToEconomy translator, LawToEconomy::make(container, law, data));
  TRILAT_TRY(LawTariffs tariffs, translator.under(scenario));
  game.standing = std::move(tariffs.tariff);
  result.standing = fmt::format("the tariffs of the scenario '{}'", scenario.title);
  result.standing_notes = std::move(tariffs.notes);
  return {};
}

}  // namespace

Result<NegotiateResult> Engine::negotiate(const NegotiateParams& asked) const {
  const NegotiateParams params = impl_->scenario ? with_settings(asked, *impl_->scenario) : asked;
  TRILAT_TRY(const economy::DataSet data, open_economy(impl_->container, params.economy));
  TRILAT_TRY(NegotiationOptions options, negotiation_options(params, data));
  TRILAT_TRY(const economy::Elasticities* set, data.find_elasticities(params.elasticities));
  NegotiateResult result;
  result.standing = fmt::format("the tariffs of {}", data.year);
  if (impl_->scenario) {
    TRILAT_TRY(const auto* law, impl_->law.all_recorded());
    TRILAT_CHECK(stand_on_law(impl_->container, *law, *impl_->scenario, data, options.game, result));
  }
  TRILAT_TRY(const Negotiation solved, solve_negotiation(data, options, params));
  result.economy = data.name;
  result.title = data.title;
  result.source = data.source;
  result.year = data.year;
  result.closure = params.closure;
  result.elasticities = set->name;
  result.elasticities_citation = set->citation;
  result.labour = params.labour;
  result.instruments = instrument_words(params);
  result.linked = linked_words(params);
  Report(data, solved, result).write();
  TRILAT_CHECK(add_deals(solved, {options.weights, params.fallback}, result));
  if (params.global_war) {
    TRILAT_TRY(result.global_war, global_war(data, *set));
  }
  result.data_hash = impl_->hash();
  TRILAT_CHECK(core::still_wanted());  // a search that was stopped looks like one that found nothing
  return result;
}

}  // namespace trilat
