#include "engine/treaty_claims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace trilat {
namespace {

constexpr int kMonthsAfter = 12;  // the date of the sensitivity table

const game::TreatyOutlook& outlook_after(const game::TreatyClock& clock, Date expiry) {
  const Date after = expiry.plus_months(kMonthsAfter);
  const auto at = std::find_if(clock.outlook.begin(), clock.outlook.end(),
                               [&](const game::TreatyOutlook& outlook) { return outlook.date >= after; });
  return at == clock.outlook.end() ? clock.outlook.back() : *at;
}

using Answers = std::vector<std::optional<bool>>;

std::vector<std::string> statements(const std::vector<std::string>& players, Date expiry) {
  const std::string year = expiry.to_string().substr(0, 4);
  std::vector<std::string> all = {
      fmt::format("the pact is more likely than not to be extended by {}", year),
      fmt::format("a year after {} some link among the three is more likely than not missing", year),
      "all three would confirm now without being paid", "an offer among the three would make all confirm now"};
  for (const std::string& player : players) {
    all.push_back(fmt::format("{} gains by not confirming now when the others do", player));
    all.push_back(fmt::format("{} loses by not knowing whether the pact stands", player));
  }
  return all;
}

Answers answers_of(const game::TreatyClock& clock, Date expiry) {
  Answers all = {extended_after(clock, expiry) > 0.5, link_missing_after(clock, expiry) > 0.5, clock.offer.total == 0,
                 clock.offer.possible};
  for (std::size_t i = 0; i < clock.needs.size(); ++i) {
    all.emplace_back(clock.needs[i] > 0);
    all.emplace_back(clock.cost[i] > 0);
  }
  return all;
}

struct Instance {
  std::string name;
  Answers answers;
};

void add_row(const TreatyParameterRow& row, std::vector<Instance>& instances) {
  if (!row.tried) return;
  instances.push_back(
      {fmt::format("{} {:g}", row.name, row.low), {row.extended_low > 0.5, row.gone_low > 0.5, row.offer_low == 0}});
  instances.push_back({fmt::format("{} {:g}", row.name, row.high),
                       {row.extended_high > 0.5, row.gone_high > 0.5, row.offer_high == 0}});
}

}  // namespace

double extended_after(const game::TreatyClock& clock, Date expiry) { return outlook_after(clock, expiry).extended; }

double link_missing_after(const game::TreatyClock& clock, Date expiry) {
  const game::TreatyOutlook& outlook = outlook_after(clock, expiry);
  return outlook.split + outlook.none;
}

TreatySpread treaty_spread(const std::vector<SolvedClock>& clocks, const std::vector<TreatyParameterRow>& rows,
                           Date expiry) {
  TreatySpread spread;
  const auto add = [&spread](double extended, double gone) {
    const bool first = spread.tried++ == 0;
    spread.extended_low = first ? extended : std::min(spread.extended_low, extended);
    spread.extended_high = first ? extended : std::max(spread.extended_high, extended);
    spread.gone_low = first ? gone : std::min(spread.gone_low, gone);
    spread.gone_high = first ? gone : std::max(spread.gone_high, gone);
    spread.extended_likely += extended > 0.5 ? 1 : 0;
    spread.gone_likely += gone > 0.5 ? 1 : 0;
  };
  for (const SolvedClock& one : clocks) add(extended_after(one.clock, expiry), link_missing_after(one.clock, expiry));
  for (const TreatyParameterRow& row : rows) {
    if (!row.tried) continue;
    add(row.extended_low, row.gone_low);
    add(row.extended_high, row.gone_high);
  }
  return spread;
}

std::vector<DealConclusion> treaty_conclusions(const std::vector<SolvedClock>& clocks,
                                               const std::vector<TreatyParameterRow>& rows,
                                               const std::vector<std::string>& players, Date expiry) {
  std::vector<Instance> instances;
  for (const SolvedClock& one : clocks) instances.push_back({one.name, answers_of(one.clock, expiry)});
  for (const TreatyParameterRow& row : rows) add_row(row, instances);
  const std::vector<std::string> said = statements(players, expiry);
  std::vector<DealConclusion> conclusions;
  for (std::size_t k = 0; k < said.size(); ++k) {
    DealConclusion conclusion;
    conclusion.statement = said[k];
    conclusion.holds = *instances.front().answers[k];
    for (const Instance& instance : instances) {
      if (k >= instance.answers.size() || !instance.answers[k]) continue;
      ++conclusion.tried;
      if (*instance.answers[k] == conclusion.holds)
        ++conclusion.same;
      else
        conclusion.otherwise.push_back(instance.name);
    }
    using Verdict = DealConclusion::Verdict;
    conclusion.verdict = conclusion.tried < 2                  ? Verdict::kNotTried
                         : conclusion.same == conclusion.tried ? Verdict::kThroughout
                                                               : Verdict::kFlips;
    conclusions.push_back(std::move(conclusion));
  }
  return conclusions;
}

}  // namespace trilat
