#include "report/brief_game.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/alpha3.hpp"
#include "report/bar_chart.hpp"
#include "report/html.hpp"
#include "report/page.hpp"
#include "report/stack_chart.hpp"
#include "report/structure_chart.hpp"

namespace trilat::report {
namespace {

using Kind = DealMove::Kind;
using Verdict = DealConclusion::Verdict;

constexpr std::size_t kStructures = 8;
constexpr std::size_t kFlipsNamed = 4;

// Economies name countries by three letters.
std::string full_name(const std::string& code) {
  const auto country = core::country_of_alpha3(code);
  return country ? std::string(country->name()) : code;
}

std::size_t place_of(const NegotiateResult& game, const std::string& structure) {
  const auto at = std::find_if(game.structures.begin(), game.structures.end(),
                               [&](const NegotiateStructure& one) { return one.name == structure; });
  return static_cast<std::size_t>(at - game.structures.begin());
}

bool drawn(const NegotiateResult& game) {
  return game.deals.judged && game.players.size() == 3 && game.structures.size() == kStructures;
}

// "4 of 11" where a change is not gained by in every case; else nothing.
std::string in_cases(const NegotiateDeals& deals, int same) {
  return deals.cases_tried > 1 && same < deals.cases_tried ? fmt::format(" ({} of {})", same, deals.cases_tried) : "";
}

StructureBox box_of(const NegotiateResult& game, std::size_t k) {
  const NegotiateStructure& structure = game.structures[k];
  StructureBox box;
  for (std::size_t a = 0; a < 3; ++a) {
    for (std::size_t b = a + 1; b < 3; ++b) {
      box.linked.push_back(std::any_of(structure.links.begin(), structure.links.end(), [&](const NegotiateLink& link) {
        return link.first == game.players[a] && link.second == game.players[b];
      }));
    }
  }
  for (const NegotiatePayoff& payoff : structure.payoffs) box.values.push_back(signed_percent(payoff.pct, 3));
  const DealStability& stability = game.deals.stability[k];
  box.stable = stability.pairwise;
  if (box.stable) box.notes.push_back("stable" + in_cases(game.deals, stability.pairwise_same));
  return box;
}

StructureChart structure_chart(const NegotiateResult& game) {
  StructureChart chart;
  chart.title = "What each of the eight structures of deals pays the three countries, and who would change it";
  chart.players = game.players;
  for (std::size_t k = 0; k < kStructures; ++k) chart.boxes.push_back(box_of(game, k));
  for (std::size_t k = 0; k < kStructures; ++k) {
    for (const DealMove& move : game.deals.stability[k].moves) {
      const std::string cases = in_cases(game.deals, move.same);
      if (move.kind == Kind::kCut)
        chart.arrows.push_back({k, place_of(game, move.to), move.by.front() + " leaves" + cases, false});
      if (move.kind == Kind::kSign) chart.arrows.push_back({k, place_of(game, move.to), "", true});
      if (move.kind == Kind::kLeave) chart.boxes[k].notes.push_back(move.by.front() + " would leave all" + cases);
    }
  }
  return chart;
}

std::string join_words(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " and ")); }

std::string spoken(const NegotiateResult& game, const std::string& structure) {
  if (structure == "none") return "no deal at all";
  return structure == game.structures.back().name ? "all three deals together" : structure;
}

std::string structure_sentence(const NegotiateResult& game) {
  std::vector<std::string> stable;
  int same = game.deals.cases_tried;
  for (const DealStability& one : game.deals.stability) {
    if (!one.pairwise) continue;
    stable.push_back(spoken(game, one.structure));
    same = std::min(same, one.pairwise_same);
  }
  std::string text = stable.empty() ? "Every structure is left by somebody: none is stable"
                                    : "Nobody would change one deal of " + join_words(stable) + " (double frame)";
  if (game.deals.cases_tried > 1)
    text += fmt::format(", which holds in {} of {} sets of elasticities and deficits", same, game.deals.cases_tried);
  return text +
         ". Arrows up: a country gains by leaving a deal; dashed arrows down: two would sign. Numbers are changes "
         "of real income in per cent; in brackets, in how many of the cases an arrow is there.";
}

std::string structure_figure(const NegotiateResult& game) {
  return figure(to_svg(structure_chart(game)), escape(structure_sentence(game)));
}

std::string share_sentence(const NegotiateResult& game) {
  const DealShares& shares = game.deals.shares;
  const auto most = std::max_element(shares.rooms_of_two.begin(), shares.rooms_of_two.end());
  const auto at = static_cast<std::size_t>(most - shares.rooms_of_two.begin());
  std::string text = fmt::format(
      "All deals yield {} billion US dollars a year over none. Bargained in rooms of two, {} gets {:.0f} % of it; in "
      "one room a third",
      fmt::format("{:.1f}", shares.surplus_musd / 1000), full_name(game.players[at]), 100 * *most);
  if (game.deals.cases_tried > 1)
    text += fmt::format(" (over the cases {:.0f} to {:.0f} %, the dashed part)", 100 * shares.rooms_low[at],
                        100 * shares.rooms_high[at]);
  return text + ". Without payments the tariffs alone decide.";
}

std::string share_figure(const NegotiateResult& game) {
  const DealShares& shares = game.deals.shares;
  if (shares.one_room.empty()) return "<p>All deals together yield nothing over none: there is nothing to share.</p>";
  BarChart chart;
  chart.title = "Each country's share of what all deals yield, by how they are bargained";
  chart.series = {"one room", "rooms of two", "no payments"};
  for (std::size_t p = 0; p < game.players.size(); ++p) {
    const auto bar = [&](double value, double low, double high, int series) {
      const bool range = game.deals.cases_tried > 1 && high > low;
      std::string words = fmt::format("{:.0f} %", 100 * value);
      if (range) words += fmt::format(" ({:.0f} to {:.0f})", 100 * low, 100 * high);
      return Bar{100 * (range ? low : value), 100 * (range ? high : value), words, series};
    };
    chart.groups.push_back({full_name(game.players[p]),
                            {bar(shares.one_room[p], shares.one_room[p], shares.one_room[p], 0),
                             bar(shares.rooms_of_two[p], shares.rooms_low[p], shares.rooms_high[p], 1),
                             bar(shares.unpaid[p], shares.unpaid_low[p], shares.unpaid_high[p], 2)}});
  }
  return figure(to_svg(chart), escape(share_sentence(game)));
}

const TreatyYear& year_after(const TreatyResult& treaty) {
  const Date after = treaty.expiry.plus_months(12);
  const auto& years = treaty.logit.years;
  const auto at = std::find_if(years.begin(), years.end(), [&](const TreatyYear& year) { return year.date >= after; });
  return at == years.end() ? years.back() : *at;
}

std::string clock_sentence(const TreatyResult& treaty) {
  const TreatyYear& after = year_after(treaty);
  std::string text = fmt::format(
      "In {}, a year after the term, the pact is extended with a chance of {:.0f} %, some link is missing with {:.0f} "
      "%",
      after.date.to_string().substr(0, 4), 100 * after.extended, 100 * (after.split + after.none));
  double low = after.extended, high = low;
  for (const TreatyCase& one : treaty.cases) {
    low = std::min(low, one.extended);
    high = std::max(high, one.extended);
  }
  for (const TreatyParameterRow& row : treaty.parameters) {
    if (!row.tried) continue;
    low = std::min({low, row.extended_low, row.extended_high});
    high = std::max({high, row.extended_low, row.extended_high});
  }
  return text +
         fmt::format(
             "; over other elasticities and behaviour the chance of extension runs from {:.0f} to {:.0f} %, and how "
             "governments behave is judgement.",
             100 * low, 100 * high);
}

std::string clock_figure(const TreatyResult& treaty) {
  StackChart chart;
  chart.title = "Chance that the pact is extended, stands unextended, is rebuilt, split or gone, year by year";
  chart.parts = {"extended", "in force, not extended", "gone, rebuilt by deals of two", "split: one or two links left",
                 "no link left"};
  for (const TreatyYear& year : treaty.logit.years) {
    chart.rows.push_back(
        {year.date.to_string().substr(0, 4), {year.extended, year.unextended, year.rebuilt, year.split, year.none}});
    if (year.date >= treaty.expiry.plus_months(12)) break;
  }
  return figure(to_svg(chart), escape(clock_sentence(treaty)) + " Numbers are per cent.");
}

// How many conclusions hold throughout, and the first of those that flip.
std::string sureness(const std::string& what, const std::vector<DealConclusion>& conclusions) {
  int throughout = 0;
  std::vector<std::string> flips;
  for (const DealConclusion& one : conclusions) {
    throughout += one.verdict == Verdict::kThroughout ? 1 : 0;
    if (one.verdict == Verdict::kFlips)
      flips.push_back(fmt::format("{} ({} of {})", one.statement, one.same, one.tried));
  }
  std::string text = fmt::format("How sure {}: of {} conclusions tried, {} hold throughout", what,
                                 throughout + static_cast<int>(flips.size()), throughout);
  if (flips.empty()) return text + ".";
  const std::size_t named = std::min(kFlipsNamed, flips.size());
  text += fmt::format(" and {} flip, among them whether {}", flips.size(),
                      fmt::join(flips.begin(), flips.begin() + static_cast<std::ptrdiff_t>(named), "; "));
  return text + ". What flips is no finding.";
}

std::string conclusion_list(const std::vector<DealConclusion>& conclusions) {
  std::string html =
      "<div class=\"wide\"><table><thead><tr><th>Conclusion</th><th>Here</th><th class=\"n\">The same in</th>"
      "<th>Otherwise under</th></tr></thead><tbody>";
  for (const DealConclusion& one : conclusions) {
    html += "<tr>" + cell(escape(one.statement)) + cell(one.holds ? "yes" : "no") +
            number_cell(fmt::format("{} of {}", one.same, one.tried)) +
            cell(escape(fmt::format("{}", fmt::join(one.otherwise, "; ")))) + "</tr>";
  }
  return html + "</tbody></table></div>";
}

}  // namespace

std::string game_section(const BriefResult& brief) {
  if (!brief.negotiation) return {};
  const NegotiateResult& game = *brief.negotiation;
  std::string html = fmt::format(
      "<h2>What the three governments would do</h2><p>Governments set tariffs for real income ({}); partners charge "
      "each "
      "other {}; where nobody chooses stand {}. Elasticities {}, deficits {}.</p>",
      escape(game.instruments), escape(game.linked), escape(game.standing), escape(game.elasticities),
      escape(game.closure));
  if (!drawn(game)) {
    html += fmt::format("<p>No picture of the deals is drawn: {}.</p>",
                        game.deals.judged ? "the game is not of three players" : escape(game.deals.reason));
    return html;
  }
  html += structure_figure(game) + share_figure(game);
  html += "<p>" + escape(sureness("the deals are", game.deals.conclusions)) + "</p>";
  html += "<details><summary>Every conclusion on the deals</summary>" + conclusion_list(game.deals.conclusions) +
          "</details>";
  if (!brief.treaty) return html;
  html += clock_figure(*brief.treaty);
  html += "<p>" + escape(sureness("the clock is", brief.treaty->conclusions)) + "</p>";
  return html + "<details><summary>Every conclusion on the clock</summary>" +
         conclusion_list(brief.treaty->conclusions) + "</details>";
}

std::string game_text(const BriefResult& brief) {
  if (!brief.negotiation) return {};
  const NegotiateResult& game = *brief.negotiation;
  std::string text = "\nWhat the three governments would do\n";
  if (!drawn(game)) return text + fmt::format("  not said: {}\n", game.deals.reason);
  for (const NegotiateStructure& structure : game.structures) {
    text += fmt::format("  {:<28}", structure.name);
    for (const NegotiatePayoff& payoff : structure.payoffs)
      text += fmt::format("  {} {:>9}", payoff.player, signed_percent(payoff.pct, 3));
    const DealStability& one = game.deals.stability[place_of(game, structure.name)];
    text += one.pairwise ? "  stable" + in_cases(game.deals, one.pairwise_same) + "\n" : "\n";
  }
  text += "  " + sureness("the deals are", game.deals.conclusions) + "\n";
  if (!brief.treaty) return text;
  return text + "  " + clock_sentence(*brief.treaty) + "\n  " + sureness("the clock is", brief.treaty->conclusions) +
         "\n";
}

}  // namespace trilat::report
