// The deals and the clock as the page shows them.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/text.hpp"
#include "report/bar_chart.hpp"
#include "report/brief_findings.hpp"
#include "report/brief_html.hpp"
#include "report/brief_model.hpp"
#include "report/brief_tables.hpp"
#include "report/deal_chart.hpp"
#include "report/html.hpp"
#include "report/page.hpp"
#include "report/stack_chart.hpp"

namespace trilat::report {
namespace {

// " (4 of 11)" where a change is not gained by in every case; else nothing.
std::string in_cases(const Say& say, const NegotiateDeals& deals, int same) {
  if (same >= deals.cases_tried) return {};
  return fmt::format(" ({})", say.cases(same, deals.cases_tried));
}

StructureChart structure_chart(const Say& say, const NegotiateResult& game) {
  DealChartWords words;
  words.title = say("deals.chart_label");
  words.player = [&](const std::string& code) { return say.short_country(code); };
  words.value = [&](double pct) { return say.range(pct, pct, 2, true); };
  words.lasts = [&](int count) {
    return say("deals.lasts", {{"count", std::to_string(count)}, {"tried", std::to_string(game.deals.cases_tried)}});
  };
  words.leaves = [&](const std::string& who, int same) {
    return say("deals.leaves", {{"who", who}, {"cases", in_cases(say, game.deals, same)}});
  };
  words.leaves_all = [&](const std::string& who, int same) {
    return say("deals.would_leave", {{"who", who}, {"cases", in_cases(say, game.deals, same)}});
  };
  words.signs = [&](int same) { return std::string(core::trim(in_cases(say, game.deals, same))); };
  return deal_chart(game, words);
}

std::string structures_html(const Say& say, const NegotiateResult& game) {
  std::vector<std::string> framed;
  for (std::size_t k = 0; k < game.structures.size(); ++k)
    if (lasting_cases(game.deals, k) == game.deals.cases_tried) framed.push_back(structure_name(say, game, k));
  return figure(to_svg(structure_chart(say, game)),
                escape(say("deals.chart", {{"tried", std::to_string(game.deals.cases_tried)},
                                           {"framed", framed.empty() ? say("deals.framed_none") : say.list(framed)}})));
}

std::string shares_html(const BriefResult& brief, const Say& say) {
  const NegotiateResult& game = *brief.negotiation;
  const DealShares& shares = game.deals.shares;
  const std::string head = "<h3>" + escape(say("deals.shares_title")) + "</h3>";
  if (shares.one_room.empty()) return head + paragraph(shares_words(brief));
  BarChart chart;
  chart.title = say("deals.shares_label");
  chart.series = {say("deals.shares_one"), say("deals.shares_rooms"), say("deals.shares_unpaid")};
  for (std::size_t p = 0; p < game.players.size(); ++p) {
    const auto bar = [&](double value, const std::vector<double>& lows, const std::vector<double>& highs, int series) {
      const bool ranged = lows.size() > p;
      const double low = 100 * (ranged ? lows[p] : value), high = 100 * (ranged ? highs[p] : value);
      const std::string name = chart.series[static_cast<std::size_t>(series)];
      return Bar{low, high, fmt::format("{}: {} %", name, say.range(low, high, 0, false)), series};
    };
    chart.groups.push_back(
        {first_up(say.country(game.players[p], game.players[p])),
         {bar(shares.one_room[p], {}, {}, 0), bar(shares.rooms_of_two[p], shares.rooms_low, shares.rooms_high, 1),
          bar(shares.unpaid[p], shares.unpaid_low, shares.unpaid_high, 2)}});
  }
  return head + figure(to_svg(chart), escape(shares_words(brief)));
}

std::string unpaid_html(const BriefResult& brief, const Say& say) {
  const BriefTable table = unpaid_table(brief);
  if (table.rows.empty()) return {};
  return "<h3>" + escape(say("deals.unpaid_title")) + "</h3>" + paragraph(say("deals.unpaid")) + table_html(table);
}

// Codes of the players in a sentence give way to names.
std::string with_names(const Say& say, const std::vector<std::string>& players, std::string text) {
  for (const std::string& code : players) replace_all(text, code, say.short_country(code));
  return text;
}

// Every conclusion, folded away.
std::string conclusions_html(const Say& say, const std::string& title, const std::vector<std::string>& players,
                             const std::vector<DealConclusion>& conclusions) {
  BriefTable table{
      "",
      title,
      {{say("table.conclusion")}, {say("table.here")}, {say("table.same"), true}, {say("table.otherwise")}},
      {}};
  for (const DealConclusion& one : conclusions) {
    table.rows.push_back({plain(with_names(say, players, one.statement)),
                          plain(say(one.holds ? "table.yes" : "table.no")), plain(say.cases(one.same, one.tried)),
                          plain(fmt::format("{}", fmt::join(one.otherwise, "; ")))});
  }
  return folded(title, table_html(table));
}

std::string linked_by(const Say& say, const NegotiateResult& game) {
  const std::string standing = game.standing.starts_with("the tariffs of the scenario")
                                   ? game.standing
                                   : say("deals.standing_base", {{"year", std::to_string(game.year)}});
  if (game.linked == "nothing") return say("deals.linked_zero");
  if (game.linked == "what stands") return say("deals.linked_standing", {{"standing", standing}});
  return game.linked;
}

}  // namespace

std::string deals_html(const BriefResult& brief) {
  if (!brief.negotiation) return {};
  const Say say(brief);
  const NegotiateResult& game = *brief.negotiation;
  std::string html = section_head(brief, "deals") + "<p>" +
                     escape(say("deals.intro", {{"instruments", game.instruments},
                                                {"linked", linked_by(say, game)},
                                                {"standing", game.standing},
                                                {"citation", game.elasticities_citation},
                                                {"closure", game.closure}})) +
                     "</p>";
  if (!told(game))
    return html + "<p>" +
           escape(
               say("deals.not_drawn", {{"reason", game.deals.judged ? say("deals.not_three") : game.deals.reason}})) +
           "</p>";
  return html + structures_html(say, game) + table_html(deals_table(brief)) + shares_html(brief, say) +
         unpaid_html(brief, say) +
         conclusions_html(say, say("deals.conclusions"), game.players, game.deals.conclusions);
}

std::string clock_html(const BriefResult& brief) {
  if (!brief.treaty) return {};
  const Say say(brief);
  const TreatyResult& treaty = *brief.treaty;
  StackChart chart;
  chart.title = say("clock.chart_label");
  for (const char* part : kClockParts) chart.parts.push_back(say(std::string("clock.") + part));
  for (const TreatyYear& year : shown_years(treaty))
    chart.rows.push_back({std::to_string(year.date.year()), chances(year)});
  return section_head(brief, "clock") + "<p>" +
         escape(say("clock.intro", {{"expiry", say.date(treaty.expiry)},
                                    {"review", say.date(treaty.first_review)},
                                    {"date", say.date(treaty.date)}})) +
         "</p><p><strong>" + escape(clock_lead(brief)) + "</strong></p>" +
         figure(to_svg(chart), escape(say("clock.chart", {{"year", std::to_string(treaty.expiry.year())}}))) +
         conclusions_html(say, say("clock.conclusions"), treaty.players, treaty.conclusions);
}

}  // namespace trilat::report
