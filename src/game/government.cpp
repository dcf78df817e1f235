#include "game/government.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "game/network.hpp"

namespace trilat::game {
namespace {

using economy::DataSet;

constexpr double kLeastCurvature = 1e-9;  // of a control whose flows are nothing

struct Sectors {
  std::string name;
  std::vector<std::size_t> members;
};

struct Origin {
  int partner = -1;
  std::string name;
  std::vector<std::size_t> countries;
};

Result<std::vector<Sectors>> sector_choices(const DataSet& data, const Instruments& instruments) {
  TRILAT_TRY(const auto taxed, taxed_sectors(data, instruments));
  std::vector<Sectors> choices;
  if (instruments.detail == Detail::kPartner) {
    choices.push_back({"all", taxed});
  } else if (instruments.detail == Detail::kSector) {
    for (const std::size_t j : taxed) choices.push_back({data.sectors[j], {j}});
  } else {
    std::set<std::size_t> seen;
    for (const SectorGroup& group : instruments.groups) {
      Sectors choice{group.name, {}};
      for (const std::string& code : group.sectors) {
        TRILAT_TRY(const std::size_t j, data.find_sector(code));
        if (!seen.insert(j).second) {
          return bad_input(fmt::format("sector {} is in two groups", code), "name every sector once");
        }
        choice.members.push_back(j);
      }
      choices.push_back(std::move(choice));
    }
    if (choices.empty()) return bad_input("tariffs by sector group were asked for and no group is given", "name some");
  }
  return choices;
}

std::vector<Origin> origins_of(const DataSet& data, const std::vector<std::size_t>& players, std::size_t player,
                               Origins wanted) {
  std::vector<Origin> origins;
  Origin rest{-1, "others", {}};
  for (std::size_t p = 0; p < players.size(); ++p) {
    if (p != player) origins.push_back({static_cast<int>(p), data.countries[players[p]], {players[p]}});
  }
  for (std::size_t i = 0; i < data.country_count(); ++i) {
    if (std::find(players.begin(), players.end(), i) != players.end()) continue;
    rest.countries.push_back(i);
    if (wanted == Origins::kEach) origins.push_back({-1, data.countries[i], {i}});
  }
  if (wanted == Origins::kMembersAndRest && !rest.countries.empty()) origins.push_back(rest);
  return origins;
}

Status check_government(const DataSet& data, const Government& player, const economy::SolveOptions& solve) {
  if (player.sector_weights.empty()) return {};
  if (player.sector_weights.size() != data.sector_count()) {
    return bad_input(fmt::format("{} has {} sector weights for {} sectors", player.country,
                                 player.sector_weights.size(), data.sector_count()),
                     "give one a sector");
  }
  if (solve.labour == economy::Labour::kMobile) {
    return bad_input("political weights on sectors were given where labour is mobile, and all sectors pay one wage",
                     "choose immobile labour or Roy");
  }
  return {};
}

Result<std::vector<std::size_t>> players_of(const DataSet& data, const GameOptions& options) {
  std::vector<std::size_t> players;
  for (const Government& player : options.players) {
    TRILAT_TRY(const std::size_t n, data.find_country(player.country));
    if (std::find(players.begin(), players.end(), n) != players.end()) {
      return bad_input(fmt::format("{} plays twice", player.country), "name every player once");
    }
    TRILAT_CHECK(check_government(data, player, options.solve));
    players.push_back(n);
  }
  if (players.empty()) {
    return bad_input(fmt::format("a game of {} players was asked for", players.size()), "name one or more");
  }
  return players;
}

void add_answers(const DataSet& data, const GameOptions& options, Control& control) {
  for (const OutsideRule& rule : options.rules) {
    if (rule.kind != OutsideRule::Kind::kMirror) continue;
    for (const TariffCell& cell : control.own) {
      if (data.countries[cell.exporter] != rule.country) continue;
      const double offset = data.tariff[data.flow(cell.sector, cell.exporter, cell.importer)] -
                            data.tariff[data.flow(cell.sector, cell.importer, cell.exporter)];
      control.answers.push_back({cell.exporter, cell.importer, cell.sector, offset});
    }
  }
}

void weigh(const DataSet& data, const GameOptions& options, const std::vector<double>& theta, std::size_t n,
           Control& control) {
  double duties = 0;
  for (const TariffCell& cell : control.own) {
    const std::size_t at = data.flow(cell.sector, cell.importer, cell.exporter);
    control.imports += data.trade[at];
    duties += data.trade[at] * (options.standing.empty() ? data.tariff[at] : options.standing[at]);
    control.curvature += (1 + theta[cell.sector]) * data.trade[at] / data.income[n];
  }
  control.base = control.imports > 0 ? duties / control.imports : 0;
  control.curvature = std::max(control.curvature, kLeastCurvature);
}

Status check_rules(const DataSet& data, const GameOptions& options) {
  for (const OutsideRule& rule : options.rules) {
    TRILAT_TRY([[maybe_unused]] const std::size_t country, data.find_country(rule.country));
    const bool plays = std::any_of(options.players.begin(), options.players.end(),
                                   [&](const Government& player) { return player.country == rule.country; });
    if (plays)
      return bad_input(fmt::format("{} plays, and cannot answer by rule", rule.country), "drop one of the two");
    if (!(rule.rate >= 0) || !std::isfinite(rule.rate)) {
      return bad_input(fmt::format("the fixed rate of {} is {}", rule.country, rule.rate), "give 0 or more");
    }
  }
  if (!options.standing.empty()) TRILAT_CHECK(economy::check(data, {options.standing, {}, {}}));
  const Instruments& instruments = options.instruments;
  const bool bounds = instruments.lower > -1 && instruments.lower <= instruments.upper &&
                      std::isfinite(instruments.lower) && std::isfinite(instruments.upper);
  if (bounds) return {};
  return bad_input(fmt::format("tariffs between {} and {} were asked for", instruments.lower, instruments.upper),
                   "give two fractions above -1, the smaller first");
}

}  // namespace

Result<std::vector<std::size_t>> taxed_sectors(const DataSet& data, const Instruments& instruments) {
  std::vector<std::size_t> taxed;
  for (const std::string& code : instruments.sectors) {
    TRILAT_TRY(const std::size_t j, data.find_sector(code));
    taxed.push_back(j);
  }
  if (!taxed.empty()) return taxed;
  const std::size_t flows = data.country_count() * data.country_count();
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    const auto first = data.tariff.begin() + static_cast<std::ptrdiff_t>(j * flows);
    if (std::any_of(first, first + static_cast<std::ptrdiff_t>(flows), [](double rate) { return rate != 0; })) {
      taxed.push_back(j);
    }
  }
  if (taxed.empty()) return bad_input("no sector carries a tariff in the base", "name the sectors that may be taxed");
  return taxed;
}

Result<std::vector<Control>> controls_of(const DataSet& data, const GameOptions& options) {
  TRILAT_TRY(const auto players, players_of(data, options));
  TRILAT_CHECK(check_rules(data, options));
  TRILAT_TRY(const auto sectors, sector_choices(data, options.instruments));
  TRILAT_TRY(const economy::Elasticities* set, data.find_elasticities(options.solve.elasticities));
  const std::vector<double>& theta = options.solve.theta.empty() ? set->theta : options.solve.theta;
  std::vector<Control> controls;
  for (std::size_t p = 0; p < players.size(); ++p) {
    for (const Origin& origin : origins_of(data, players, p, options.instruments.origins)) {
      for (const Sectors& choice : sectors) {
        Control control{static_cast<int>(p), origin.partner, origin.name, choice.name, {}, {}};
        control.lower = options.instruments.lower;
        control.upper = options.instruments.upper;
        for (const std::size_t i : origin.countries) {
          for (const std::size_t j : choice.members) control.own.push_back({players[p], i, j, 0});
        }
        weigh(data, options, theta, players[p], control);
        add_answers(data, options, control);
        controls.push_back(std::move(control));
      }
    }
  }
  return controls;
}

}  // namespace trilat::game
