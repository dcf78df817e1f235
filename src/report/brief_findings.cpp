#include "report/brief_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "report/brief_model.hpp"
#include "report/brief_say.hpp"
#include "report/brief_words.hpp"
#include "report/rate_steps.hpp"

namespace trilat::report {
namespace {

constexpr double kMostlySure = 0.05;  // of a chance: a range as narrow is told as one

struct Paying {
  int all = 0, unclaimed = 0, claimed = 0;
};

Paying paying(const std::vector<BriefGood>& goods, std::vector<BriefDuty> BriefGood::*duties) {
  Paying found;
  for (const BriefGood& good : goods) {
    for (const BriefDuty& row : good.*duties) {
      ++found.all;
      found.unclaimed += row.unclaimed.low.duty.cents() > 0 ? 1 : 0;
      found.claimed += row.claimed.low.duty.cents() > 0 ? 1 : 0;
    }
  }
  return found;
}

std::string duties_finding(const BriefResult& brief, const Say& say) {
  const Paying now = paying(brief.goods, &BriefGood::duties), before = paying(brief.goods, &BriefGood::before);
  return say(before.all > 0 ? "finding.duties_before" : "finding.duties",
             {{"count", std::to_string(now.all)},
              {"importer", say.country(brief.importer)},
              {"unclaimed", std::to_string(now.unclaimed)},
              {"claimed", std::to_string(now.claimed)},
              {"unclaimed_before", std::to_string(before.unclaimed)},
              {"claimed_before", std::to_string(before.claimed)},
              {"since", say.date(brief.since)}});
}

std::string rates_finding(const BriefResult& brief, const Say& say) {
  if (!brief.rates || brief.rates->days.empty()) return {};
  const RatesDay &first = brief.rates->days.front(), &last = brief.rates->days.back();
  std::vector<std::string> partners;
  for (const char* code : kToldPartners) {
    const RatesRow *before = find_row(first, code), *now = find_row(last, code);
    if (before == nullptr || now == nullptr) continue;
    partners.push_back(say(
        "finding.rates_partner",
        {{"partner", say.country(code)}, {"now", number(now->rate_pct, 1)}, {"before", number(before->rate_pct, 1)}}));
  }
  return say("finding.rates", {{"now", number(last.total.rate_pct, 1)},
                               {"before", number(first.total.rate_pct, 1)},
                               {"importer", say.country(brief.importer)},
                               {"since", say.date(first.from)},
                               {"partners", say("finding.rates_partners", {{"list", say.list(partners)}})}});
}

std::string economies_finding(const BriefResult& brief, const Say& say) {
  if (brief.effects.empty() || brief.effects.front().spread.cases.empty()) return {};
  const SimulateResult& effect = brief.effects.front();
  std::vector<std::string> parts;
  for (const std::string& code : members()) {
    if (find_country(effect, code) == nullptr) continue;
    parts.push_back(say("finding.economies_one", {{"country", say.country(code)},
                                                  {"change", change_words(say, held(effect, code, "real_income"))}}));
  }
  return say("finding.economies", {{"title", effect.shock_title}, {"list", say.list(parts)}});
}

std::string deals_finding(const BriefResult& brief, const Say& say) {
  if (!brief.negotiation || !told(*brief.negotiation)) return {};
  const NegotiateResult& game = *brief.negotiation;
  const int tried = game.deals.cases_tried;
  std::vector<std::string> always, some;
  for (std::size_t k = 0; k < game.structures.size(); ++k) {
    const int lasting = lasting_cases(game.deals, k);
    const std::string name = structure_name(say, game, k);
    if (lasting == tried) always.push_back(name);
    if (lasting > 0)
      some.push_back(say("finding.deals_one",
                         {{"structure", name}, {"count", std::to_string(lasting)}, {"tried", std::to_string(tried)}}));
  }
  if (!always.empty())
    return say("finding.deals_hold", {{"tried", std::to_string(tried)}, {"structures", say.list(always)}});
  return say(some.empty() ? "finding.deals_none" : "finding.deals_open",
             {{"list", say.list(some)}, {"tried", std::to_string(tried)}});
}

// What one of two keeps where they agree on tariffs alone, over all cases: its tariff, and the most it is charged.
struct Kept {
  double low = 0, high = 0, charged = 0;
};

std::optional<Kept> kept(const NegotiateResult& game, const std::string& who, const std::string& on) {
  for (const DealContractCurve& curve : game.contract_curves) {
    const DealContractSpread& spread = curve.spread;
    if (spread.tried == 0 || spread.tried < game.deals.cases_tried) continue;
    if (curve.first == who && curve.second == on)
      return Kept{spread.first_low_pct, spread.first_high_pct, spread.second_high_pct};
    if (curve.first == on && curve.second == who)
      return Kept{spread.second_low_pct, spread.second_high_pct, spread.first_high_pct};
  }
  return std::nullopt;
}

// Who keeps a tariff on every other in all cases and is charged nothing by any, as printed with one digit.
std::string unpaid_finding(const BriefResult& brief, const Say& say) {
  constexpr double kPrints = 0.05;
  if (!brief.negotiation || !told(*brief.negotiation)) return {};
  const NegotiateResult& game = *brief.negotiation;
  for (const std::string& who : game.players) {
    std::vector<std::string> parts;
    for (const std::string& on : game.players) {
      const std::optional<Kept> found = on == who ? std::nullopt : kept(game, who, on);
      if (!found || found->low < kPrints || found->charged >= kPrints) continue;
      parts.push_back(say("finding.unpaid_one",
                          {{"range", say.range(found->low, found->high, 1, false)}, {"partner", say.country(on)}}));
    }
    if (parts.size() + 1 == game.players.size())
      return say(
          "finding.unpaid",
          {{"who", say.country(who)}, {"list", say.list(parts)}, {"tried", std::to_string(game.deals.cases_tried)}});
  }
  return {};
}

// Both sentences on the clock name the same places.
std::string clock_words(const TreatyResult& treaty, const Say& say, const std::string& key) {
  const TreatySpread& spread = treaty.spread;
  return say(key, {{"year", std::to_string(treaty.expiry.year())},
                   {"low", number(100 * spread.extended_low, 0)},
                   {"high", number(100 * spread.extended_high, 0)},
                   {"likely", std::to_string(spread.extended_likely)},
                   {"tried", std::to_string(spread.tried)}});
}

std::string clock_finding(const BriefResult& brief, const Say& say) {
  if (!brief.treaty) return {};
  const TreatySpread& spread = brief.treaty->spread;
  const bool sure = spread.extended_high - spread.extended_low < kMostlySure;
  return clock_words(*brief.treaty, say, sure ? "finding.clock_sure" : "finding.clock");
}

// What all deals yield the players together over none, billion USD a year: least and greatest over the cases.
std::pair<double, double> worth_range(const NegotiateResult& game) {
  std::pair<double, double> range{game.deals.shares.surplus_musd / 1000, game.deals.shares.surplus_musd / 1000};
  for (const NegotiateCase& one : game.cases) {
    if (one.payoffs_pct.empty()) continue;
    double worth = 0;
    for (std::size_t p = 0; p < game.players.size(); ++p)
      worth += (one.payoffs_pct.back()[p] - one.payoffs_pct.front()[p]) / 100 * one.base_income[p] / 1000;
    range = {std::min(range.first, worth), std::max(range.second, worth)};
  }
  return range;
}

}  // namespace

std::vector<std::string> opening_words(const BriefResult& brief) {
  const Say say(brief);
  std::vector<std::string> words{
      say(brief.scenario.empty() ? "opening.day" : "opening.scenario",
          {{"scenario", brief.scenario}, {"importer", say.country(brief.importer)}, {"date", say.date(brief.date)}})};
  if (!brief.against.empty())
    words.push_back(say("opening.against", {{"scenario", brief.against}, {"date", say.date(brief.since)}}));
  words.push_back(say("opening.usmca"));
  return words;
}

std::vector<std::string> findings(const BriefResult& brief) {
  const Say say(brief);
  std::vector<std::string> all{duties_finding(brief, say), rates_finding(brief, say),  economies_finding(brief, say),
                               deals_finding(brief, say),  unpaid_finding(brief, say), clock_finding(brief, say)};
  std::erase_if(all, [](const std::string& one) { return one.empty(); });
  return all;
}

std::string clock_lead(const BriefResult& brief) { return clock_words(*brief.treaty, Say(brief), "clock.lead"); }

std::string shares_words(const BriefResult& brief) {
  const Say say(brief);
  const NegotiateResult& game = *brief.negotiation;
  const DealShares& shares = game.deals.shares;
  if (shares.rooms_of_two.empty()) return say("deals.shares_none");
  const auto most = std::max_element(shares.rooms_of_two.begin(), shares.rooms_of_two.end());
  const auto at = static_cast<std::size_t>(most - shares.rooms_of_two.begin());
  const bool ranged = shares.rooms_low.size() > at;
  const auto [least, greatest] = worth_range(game);
  return say("deals.shares", {{"worth", say.range(least, greatest, 1, false)},
                              {"who", say.country(game.players[at], game.players[at])},
                              {"share", number(100 * *most, 0)},
                              {"low", number(100 * (ranged ? shares.rooms_low[at] : *most), 0)},
                              {"high", number(100 * (ranged ? shares.rooms_high[at] : *most), 0)}});
}

}  // namespace trilat::report
