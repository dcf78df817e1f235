// The tables of the economies, the deals and the clock, and what they rest on.
#include <fmt/format.h>

#include <algorithm>

#include "report/brief_html.hpp"
#include "report/brief_model.hpp"
#include "report/brief_tables.hpp"
#include "report/brief_words.hpp"
#include "report/page.hpp"

namespace trilat {
namespace report {
namespace {

// A range whose sign is open says so.
BriefCell held_cell(const Say& say, const Held& change, int digits) {
  BriefCell cell = numbers(say, change.low, change.high, digits, true);
  if (!change.sure && change.moves) cell.text = say("economies.no_finding", {{"range", cell.text}});
  return cell;
}

}  // namespace

BriefTable economies_table(const BriefResult& brief) {
  const Say say(brief);
  BriefTable table{"economies",
                   say("tables.economies"),
                   {{say("table.change")},
                    {say("table.country")},
                    {say("table.income"), false, true},
                    {say("table.wage"), false, true},
                    {say("table.revenue_before"), true},
                    {say("table.revenue_after"), false, true}},
                   {}};
  for (const SimulateResult& effect : brief.effects) {
    for (const std::string& code : members()) {
      const SimulateCountry* country = find_country(effect, code);
      if (country == nullptr) continue;
      const Held revenue = held(effect, code, "revenue");
      const double before = country->revenue_base / 1000;
      table.rows.push_back({plain(effect.shock_title), plain(country->name),
                            held_cell(say, held(effect, code, "real_income"), 2),
                            held_cell(say, held(effect, code, "real_wage"), 2), numbers(say, before, before, 1, false),
                            numbers(say, revenue.low / 1000, revenue.high / 1000, 1, false)});
    }
  }
  return table;
}

BriefTable sectors_table(const BriefResult& brief) {
  const Say say(brief);
  BriefTable table{"sectors",
                   say("tables.sectors"),
                   {{say("table.change")},
                    {say("table.country")},
                    {say("table.sector")},
                    {say("table.output"), false, true},
                    {say("table.cases"), true}},
                   {}};
  for (const SimulateResult& effect : brief.effects) {
    for (const std::string& code : members()) {
      const SimulateCountry* country = find_country(effect, code);
      if (country == nullptr) continue;
      const std::string cases = std::to_string(effect.spread.cases.size());  // all of them: else it is not told
      for (const SimulateSector& sector : sure_sectors(effect, code)) {
        const Held change = held(effect, code, "output_volume", sector.sector);
        table.rows.push_back({plain(effect.shock_title),
                              plain(country->name),
                              plain(sector_name(effect, sector.sector)),
                              numbers(say, change.low, change.high, 1, true),
                              {cases, cases, {}}});
      }
    }
  }
  return table;
}

BriefTable deals_table(const BriefResult& brief) {
  const Say say(brief);
  BriefTable table{"deals", say("tables.deals"), {{say("table.deals")}}, {}};
  if (!brief.negotiation || !told(*brief.negotiation)) return table;
  const NegotiateResult& game = *brief.negotiation;
  for (const std::string& player : game.players)
    table.columns.push_back({say("table.payoff", {{"name", say.short_country(player)}}), false, true});
  table.columns.push_back({say("table.lasts"), true});
  for (std::size_t k = 0; k < game.structures.size(); ++k) {
    std::vector<BriefCell> cells{plain(structure_name(say, game, k))};
    for (std::size_t p = 0; p < game.players.size(); ++p) {
      const auto [low, high] = payoff_range(game, k, p);
      cells.push_back(numbers(say, low, high, 2, true));
    }
    const int same = lasting_cases(game.deals, k);
    cells.push_back({say.cases(same, game.deals.cases_tried), std::to_string(same), {}});
    table.rows.push_back(std::move(cells));
  }
  return table;
}

BriefTable unpaid_table(const BriefResult& brief) {
  const Say say(brief);
  BriefTable table{"deals-without-money",
                   say("tables.unpaid"),
                   {{say("table.first")},
                    {say("table.second")},
                    {say("table.first_charges"), false, true},
                    {say("table.second_charges"), false, true},
                    {say("table.first_gains"), false, true},
                    {say("table.second_gains"), false, true},
                    {say("table.free_trade"), true}},
                   {}};
  if (!brief.negotiation || !told(*brief.negotiation)) return table;
  const NegotiateResult& game = *brief.negotiation;
  for (const DealContractCurve& curve : game.contract_curves) {
    const DealContractSpread& spread = curve.spread;
    if (spread.tried == 0) continue;
    const auto gain = [&](const std::string& code) {
      const std::size_t p = player_place(game, code);
      return numbers(say, spread.gains_low_musd[p] / 1000, spread.gains_high_musd[p] / 1000, 1, true);
    };
    table.rows.push_back(
        {plain(say.short_country(curve.first)),
         plain(say.short_country(curve.second)),
         numbers(say, spread.first_low_pct, spread.first_high_pct, 1, false),
         numbers(say, spread.second_low_pct, spread.second_high_pct, 1, false),
         gain(curve.first),
         gain(curve.second),
         {say.cases(spread.better_for_both, spread.tried), std::to_string(spread.better_for_both), {}}});
  }
  return table;
}

BriefTable clock_table(const BriefResult& brief) {
  const Say say(brief);
  BriefTable table{"clock", say("tables.clock"), {{say("table.day")}}, {}};
  if (!brief.treaty) return table;
  for (const char* part : kClockParts) table.columns.push_back({say(std::string("table.pct_") + part), true});
  for (const TreatyYear& year : shown_years(*brief.treaty)) {
    std::vector<BriefCell> cells{plain(say.date(year.date))};
    for (const double chance : chances(year)) cells.push_back(numbers(say, 100 * chance, 100 * chance, 0, false));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

BriefTable sureness_table(const BriefResult& brief) {
  const Say say(brief);
  BriefTable table{"how-sure", say("tables.sure"), {{say("table.part")}, {say("table.rests_on")}}, {}};
  for (const char* part : {"happened", "duties", "sides", "rates", "economies", "deals", "clock"}) {
    const std::string text = sure_words(brief, part);
    if (!text.empty()) table.rows.push_back({plain(section_title(brief, part)), plain(text)});
  }
  return table;
}

BriefTable words_table(const BriefResult& brief, const std::string& page) {
  const Say say(brief);
  BriefTable table{"words", say("tables.words"), {{say("table.term")}, {say("table.meaning")}}, {}};
  for (const auto& [term, meaning] : say.words()) {
    if (page.find(term) == std::string::npos) continue;
    std::string shown = term;
    while (shown.ends_with(' ') || shown.ends_with('/')) shown.pop_back();
    while (shown.starts_with(' ')) shown.erase(0, 1);
    table.rows.push_back({plain(shown), plain(meaning)});
  }
  return table;
}

}  // namespace report

std::vector<BriefTable> tables_of(const BriefResult& brief) {
  using namespace report;
  std::vector<BriefTable> tables;
  for (BriefTable table :
       {law_table(brief), acts_table(brief), duties_table(brief), sides_table(brief), rates_table(brief),
        economies_table(brief), sectors_table(brief), deals_table(brief), unpaid_table(brief), clock_table(brief),
        sureness_table(brief), words_table(brief, body_html(brief))})
    if (!table.rows.empty()) tables.push_back(std::move(table));
  return tables;
}

}  // namespace trilat
