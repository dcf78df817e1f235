#include "report/brief_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "report/brief_words.hpp"

namespace trilat::report {
namespace {

constexpr double kNothing = 5e-5;  // per cent: prints as nothing
constexpr std::size_t kStructures = 8, kSureSectors = 5;

std::ptrdiff_t throughout(const std::vector<DealConclusion>& conclusions) {
  return std::count_if(conclusions.begin(), conclusions.end(),
                       [](const DealConclusion& one) { return one.verdict == DealConclusion::Verdict::kThroughout; });
}

std::string sure_duties(const BriefResult& brief, const Say& say) {
  std::map<char, int> grades;
  int open = 0, all = 0;
  for (const BriefGood& good : brief.goods) {
    for (const BriefDuty& row : good.duties) {
      for (const DutyResult* duty : {&row.unclaimed, &row.claimed}) {
        ++all;
        open += duty->status == DutyStatus::kDetermined ? 0 : 1;
        for (const DutyCharge& charge : duty->high.charges) ++grades[charge.grade];
      }
    }
  }
  return say("duties.sure", {{"A", std::to_string(grades['A'])},
                             {"B", std::to_string(grades['B'])},
                             {"C", std::to_string(grades['C'])},
                             {"open", std::to_string(open)},
                             {"all", std::to_string(all)}});
}

std::string sure_rates(const BriefResult& brief, const Say& say) {
  if (!brief.rates) return {};
  return say("rates.sure", {{"year", fmt::format("{}", brief.rates->year)},
                            {"assumptions", fmt::format("{}", brief.rates->assumptions.size())},
                            {"note", brief.rates->claims_note}});
}

std::string sure_economies(const BriefResult& brief, const Say& say) {
  int all = 0, sure = 0;
  for (const SimulateResult& effect : brief.effects) {
    for (const std::string& code : members()) {
      for (const char* outcome : {"real_income", "real_wage"}) {
        if (find_range(effect.spread, code, "", outcome) == nullptr) continue;
        ++all;
        sure += held(effect, code, outcome).sure ? 1 : 0;
      }
    }
  }
  return all == 0 ? std::string()
                  : say("economies.sure", {{"held", std::to_string(sure)}, {"all", std::to_string(all)}});
}

std::string sure_conclusions(const Say& say, const char* key, const std::vector<DealConclusion>& conclusions) {
  return say(key, {{"held", std::to_string(throughout(conclusions))}, {"all", std::to_string(conclusions.size())}});
}

std::set<std::string> importers_of_law(const SimulateResult& effect) {
  std::set<std::string> codes;
  for (const SimulateLaw& cell : effect.law) codes.insert(cell.importer);
  return codes;
}

std::set<std::string> importers_that_change(const SimulateResult& effect) {
  std::set<std::string> codes;
  for (const SimulateFlow& flow : effect.flows)
    if (std::abs(flow.tariff - flow.tariff_base) > 1e-9) codes.insert(flow.importer);
  return codes;
}

}  // namespace

Held held(const SimulateResult& effect, const std::string& country, const std::string& outcome,
          const std::string& sector) {
  Held found;
  const SimulateRange* range = find_range(effect.spread, country, sector, outcome);
  if (range == nullptr) return found;
  found.low = range->low;
  found.high = range->high;
  found.sure = static_cast<std::size_t>(range->same) == effect.spread.cases.size();
  found.moves = std::abs(found.low) > kNothing || std::abs(found.high) > kNothing;
  return found;
}

std::string change_words(const Say& say, const Held& change) {
  if (!change.moves) return say("finding.still");
  if (!change.sure)
    return say("finding.open", {{"low", say.range(change.low, change.low, 2, true)},
                                {"high", say.range(change.high, change.high, 2, true)}});
  const bool falls = change.high <= 0;
  const double least = falls ? -change.high : change.low, most = falls ? -change.low : change.high;
  return say(falls ? "finding.falls" : "finding.rises", {{"low", number(least, 2)}, {"high", number(most, 2)}});
}

std::vector<SimulateSector> sure_sectors(const SimulateResult& effect, const std::string& country) {
  std::vector<std::pair<double, SimulateSector>> moved;  // by what each moves at least
  for (SimulateSector& sector : most_affected(effect, country, effect.sectors.size())) {
    const Held change = held(effect, country, "output_volume", sector.sector);
    const double least = std::min(std::abs(change.low), std::abs(change.high));
    if (change.sure && least >= kNothing) moved.emplace_back(least, std::move(sector));
  }
  std::stable_sort(moved.begin(), moved.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (moved.size() > kSureSectors) moved.resize(kSureSectors);
  std::vector<SimulateSector> sectors;
  for (auto& [least, sector] : moved) sectors.push_back(std::move(sector));
  return sectors;
}

std::vector<std::string> who_changes(const Say& say, const SimulateResult& effect) {
  const std::set<std::string> changed = importers_that_change(effect);
  std::vector<std::string> names;
  for (const NamedCode& country : effect.countries)
    if (changed.contains(country.code)) names.push_back(say.country(country.code, country.name));
  return names;
}

bool only_law(const SimulateResult& effect) {
  const std::set<std::string> held_law = importers_of_law(effect), changed = importers_that_change(effect);
  return !effect.law.empty() &&
         std::all_of(changed.begin(), changed.end(), [&](const std::string& code) { return held_law.contains(code); });
}

int lasting_cases(const NegotiateDeals& deals, std::size_t structure) {
  const DealStability& one = deals.stability[structure];
  return one.pairwise ? one.pairwise_same : deals.cases_tried - one.pairwise_same;
}

std::string structure_name(const Say& say, const NegotiateResult& game, std::size_t structure) {
  const NegotiateStructure& one = game.structures[structure];
  if (one.links.empty()) return say("deals.none");
  if (structure + 1 == game.structures.size()) return say("deals.all_three");
  std::vector<std::string> names;
  for (const NegotiateLink& link : one.links)
    names.push_back(say("deals.link", {{"a", say.short_country(link.first)}, {"b", say.short_country(link.second)}}));
  return say.list(names);
}

std::pair<double, double> payoff_range(const NegotiateResult& game, std::size_t structure, std::size_t player) {
  const double shown = game.structures[structure].payoffs[player].pct;
  std::pair<double, double> range{shown, shown};
  for (const NegotiateCase& one : game.cases) {
    if (one.payoffs_pct.empty()) continue;
    const double value = one.payoffs_pct[structure][player];
    range = {std::min(range.first, value), std::max(range.second, value)};
  }
  return range;
}

std::vector<TreatyYear> shown_years(const TreatyResult& treaty) {
  const auto& years = treaty.logit.years;
  const Date last = treaty.expiry.plus_months(12);
  auto end = std::find_if(years.begin(), years.end(), [&](const TreatyYear& year) { return year.date >= last; });
  if (end != years.end()) ++end;
  return {years.begin(), end};
}

std::vector<double> chances(const TreatyYear& year) {
  return {year.extended, year.unextended, year.rebuilt, year.split, year.none};
}

std::size_t player_place(const NegotiateResult& game, const std::string& player) {
  return static_cast<std::size_t>(std::find(game.players.begin(), game.players.end(), player) - game.players.begin());
}

bool told(const NegotiateResult& game) {
  return game.deals.judged && game.players.size() == 3 && game.structures.size() == kStructures;
}

std::string sure_words(const BriefResult& brief, const std::string& part) {
  const Say say(brief);
  if (part == "happened") return say("happened.sure");
  if (part == "duties") return sure_duties(brief, say);
  if (part == "sides") return say("sides.sure");
  if (part == "rates") return sure_rates(brief, say);
  if (part == "economies") return sure_economies(brief, say);
  if (part == "deals" && brief.negotiation && told(*brief.negotiation))
    return sure_conclusions(say, "deals.sure", brief.negotiation->deals.conclusions);
  if (part == "clock" && brief.treaty) return sure_conclusions(say, "clock.sure", brief.treaty->conclusions);
  return {};
}

}  // namespace trilat::report
