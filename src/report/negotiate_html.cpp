// The negotiation as a page: the structures, who gets what, what two agree on without money, and every figure.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "report/bar_chart.hpp"
#include "report/brief_model.hpp"
#include "report/brief_say.hpp"
#include "report/curve_chart.hpp"
#include "report/deal_chart.hpp"
#include "report/deal_words.hpp"
#include "report/html.hpp"
#include "report/page.hpp"
#include "trilat/negotiate.hpp"

namespace trilat {
namespace {

using namespace report;

bool was_tried(const NegotiateResult& game) { return game.deals.cases_tried > 1; }

std::string of_cases(const NegotiateResult& game, int same) {
  return was_tried(game) && same < game.deals.cases_tried ? fmt::format("{} of {}", same, game.deals.cases_tried) : "";
}

std::string structures_figure(const NegotiateResult& game) {
  DealChartWords words;
  words.title = "What each set of deals pays the three, and who would change it";
  words.player = short_name;
  words.value = [](double pct) {
    std::string text = signed_percent(pct, 3);
    text.resize(text.size() - 2);  // without the sign: the box is narrow
    return text;
  };
  words.lasts = [&](int count) {
    return was_tried(game) ? fmt::format("lasts in {} of {}", count, game.deals.cases_tried) : std::string("lasts");
  };
  const auto bracketed = [&](int same) {
    const std::string cases = of_cases(game, same);
    return cases.empty() ? cases : " (" + cases + ")";
  };
  words.leaves = [&](const std::string& who, int same) { return who + " leaves" + bracketed(same); };
  words.leaves_all = [&](const std::string& who, int same) { return who + " would leave all" + bracketed(same); };
  words.signs = [&](int same) { return of_cases(game, same); };
  const std::string cases =
      was_tried(game) ? fmt::format(
                            "Beside an arrow, in how many of {} cases (sets of elasticities, deficits fixed and "
                            "balanced), all of them where "
                            "nothing is written. A double frame would mark a set that nobody changes in any of them.",
                            game.deals.cases_tried)
                      : "A double frame marks a set that nobody changes by one link. No other elasticities were tried: "
                        "--sensitivity does.";
  return figure(
      to_svg(deal_chart(game, words)),
      escape("Each box is a set of deals: lines join partners, numbers are changes of real income in per cent. Solid "
             "arrows up: that country would leave a deal; dashed arrows down: two would sign one. " +
             cases));
}

// One number where both print the same.
std::string from_to(double low, double high, int digits) {
  const std::string least = number(low, digits), most = number(high, digits);
  return least == most ? least : least + " to " + most;
}

std::string payoff_table(const NegotiateResult& game) {
  std::string head = "<th>Deals</th>", rows;
  for (const std::string& player : game.players)
    head += fmt::format("<th class=\"n\">{0}, %</th><th class=\"n\">{0}, million USD a year</th>",
                        escape(player_name(player)));
  for (std::size_t k = 0; k < game.structures.size(); ++k) {
    const NegotiateStructure& one = game.structures[k];
    rows += "<tr>" + cell(escape(structure_words(one.name)));
    if (!one.certificate.certified)
      rows +=
          fmt::format("<td colspan=\"{}\">no answer: {}</td>", 2 * game.players.size(), escape(one.certificate.reason));
    for (std::size_t p = 0; p < one.payoffs.size(); ++p) {
      const auto [low, high] = payoff_range(game, k, p);
      const std::string shown = signed_percent(one.payoffs[p].pct, 4);
      rows +=
          number_cell(low < high ? shown + "<br><span class=\"soft\">" + from_to(low, high, 3) + "</span>" : shown) +
          number_cell(signed_number(one.payoffs[p].musd));
    }
    rows += "</tr>";
  }
  return wide_table(head, rows);
}

std::string tariffs_of(const NegotiateStructure& structure) {
  std::string rows;
  for (const NegotiateTariff& tariff : structure.tariffs) {
    std::vector<std::string> sectors;
    if (tariff.by_sector.size() > 1)
      for (const auto& sector : tariff.by_sector)
        sectors.push_back(fmt::format("{} {:.1f}", sector.sectors, sector.rate_pct));
    rows += "<tr>" + cell(escape(player_name(tariff.player))) + cell(escape(player_name(tariff.partner))) +
            number_cell(fmt::format("{:.2f}", tariff.rate_pct)) +
            number_cell(fmt::format("{:.2f}", tariff.rate_base_pct)) +
            number_cell(with_commas(std::llround(tariff.imports_base))) +
            number_cell(with_commas(std::llround(tariff.imports))) +
            cell(escape(fmt::format("{}", fmt::join(sectors, ", ")))) + "</tr>";
  }
  return wide_table(
      "<th>Of</th><th>on goods of</th><th class=\"n\">here, %</th><th class=\"n\">standing, %</th><th "
      "class=\"n\">imports before, million USD</th><th class=\"n\">here</th><th>by sector, %</th>",
      rows);
}

std::string tariff_part(const NegotiateResult& game) {
  std::string html =
      "<h2>Tariffs</h2><p>Without any deal each government charges what is best for itself while the "
      "others do the same. Means by the imports of the base.</p>" +
      tariffs_of(game.structures.front());
  for (std::size_t k = 1; k < game.structures.size(); ++k)
    if (game.structures[k].certificate.certified)
      html += folded("Tariffs with " + structure_words(game.structures[k].name), tariffs_of(game.structures[k]));
  return html;
}

std::string shares_part(const NegotiateResult& game) {
  const DealShares& shares = game.deals.shares;
  if (shares.one_room.empty() || shares.rooms_of_two.empty()) return {};
  BarChart chart;
  chart.title = "Share of each in what all deals are worth, by how they are bargained, in per cent";
  chart.series = {"one table", "two by two", "no payments"};
  for (std::size_t p = 0; p < game.players.size(); ++p) {
    const auto bar = [&](double share, const std::vector<double>& lows, const std::vector<double>& highs, int series) {
      const double low = 100 * (lows.empty() ? share : lows[p]), high = 100 * (highs.empty() ? share : highs[p]);
      return Bar{low, high, low < high ? fmt::format("{:.0f} to {:.0f} %", low, high) : fmt::format("{:.1f} %", low),
                 series};
    };
    chart.groups.push_back(
        {player_name(game.players[p]),
         {bar(shares.one_room[p], {}, {}, 0), bar(shares.rooms_of_two[p], shares.rooms_low, shares.rooms_high, 1),
          bar(shares.unpaid[p], shares.unpaid_low, shares.unpaid_high, 2)}});
  }
  return "<h2>Who gets what all deals are worth</h2>" +
         figure(
             to_svg(chart),
             escape(fmt::format("All deals yield {} million USD a year over none. At one table each gets its share by "
                                "weight; two by two at once, what each pair agrees on as if the other deals stood. "
                                "The difference is the price of asymmetry.",
                                with_commas(std::llround(shares.surplus_musd)))));
}

double gain_of(const NegotiateResult& game, const std::vector<double>& gains, const std::string& player) {
  return gains[player_place(game, player)] / 1000;
}

std::string curve_figure(const NegotiateResult& game, const DealContractCurve& curve) {
  const std::string first = player_name(curve.first), second = player_name(curve.second);
  CurveChart chart;
  chart.title =
      fmt::format("Gains of {} and {} over no deal, along what they could agree on without money", first, second);
  chart.label = first + " and " + second;
  chart.across = first;
  chart.up = second;
  const DealContractPoint* even = nullptr;
  for (const DealContractPoint& point : curve.points) {
    if (!point.certified) continue;
    const bool middle = std::abs(point.weight - 0.5) < 1e-9;
    if (middle) even = &point;
    chart.dots.push_back({gain_of(game, point.gains_musd, curve.first), gain_of(game, point.gains_musd, curve.second),
                          middle ? "equal weights" : ""});
  }
  if (!curve.free_trade_gains_musd.empty())
    chart.dots.push_back({gain_of(game, curve.free_trade_gains_musd, curve.first),
                          gain_of(game, curve.free_trade_gains_musd, curve.second), "free trade", true});
  std::string sentence = "Billion USD a year.";
  if (even != nullptr)
    sentence += fmt::format(" At equal weights {} charges {:.1f} % and {} charges {:.1f} %.", first,
                            even->first_on_second_pct, second, even->second_on_first_pct);
  const DealContractSpread& spread = curve.spread;
  if (spread.tried > 0)
    sentence += fmt::format(" Over {} cases {} % and {} %; free trade is better than no deal for both in {}.",
                            spread.tried, from_to(spread.first_low_pct, spread.first_high_pct, 1),
                            from_to(spread.second_low_pct, spread.second_high_pct, 1), spread.better_for_both);
  return figure(to_svg(chart), escape(sentence));
}

std::string curves_part(const NegotiateResult& game) {
  if (game.contract_curves.empty()) return {};
  std::string html =
      "<h2>What two would agree on where no money is paid</h2><p>Each dot is a pair of tariffs on each other at which "
      "neither can gain without the other losing, all other tariffs answering.</p><div class=\"pair\">";
  for (const DealContractCurve& curve : game.contract_curves) html += curve_figure(game, curve);
  return html + "</div>";
}

std::string moves_part(const NegotiateResult& game) {
  std::string html;
  for (const DealStability& one : game.deals.stability) {
    for (const DealMove& move : one.moves) {
      std::vector<std::string> gains;
      for (std::size_t p = 0; p < move.gains_musd.size(); ++p)
        gains.push_back(short_name(game.players[p]) + " " + signed_number(move.gains_musd[p]));
      html += "<tr>" + cell(escape(structure_words(one.structure))) + cell(escape(move_words(move))) +
              cell(escape(structure_words(move.to))) + cell(escape(fmt::format("{}", fmt::join(gains, ", ")))) +
              number_cell(was_tried(game) ? fmt::format("{} of {}", move.same, game.deals.cases_tried) : "not tried") +
              "</tr>";
    }
  }
  return "<h2>Who would change what</h2>" +
         wide_table("<th>From</th><th>who</th><th>to</th><th>gains, million USD a year</th><th class=\"n\">cases</th>",
                    html);
}

std::string deviations_part(const NegotiateResult& game) {
  std::string html;
  for (const NegotiateDeviation& one : game.deviations) {
    html += "<tr>" + cell(escape(structure_words(one.structure))) + cell(escape(player_name(one.player))) +
            number_cell(signed_percent(one.keeps_pct, 4)) + number_cell(signed_percent(one.cheats_pct, 4)) +
            number_cell(signed_percent(one.war_pct, 4)) +
            number_cell(one.any_patience ? fmt::format("{:.3f}", one.critical_discount) : "none is enough") + "</tr>";
  }
  return "<h2>Breaking one's word</h2><p>Real income while it keeps its word, while it cheats and the others have not "
         "yet answered, and in the war that follows; and what a year must count of the one before for the word to be "
         "kept.</p>" +
         wide_table(
             "<th>Deals</th><th>who</th><th class=\"n\">keeps</th><th class=\"n\">cheats</th><th "
             "class=\"n\">war</th><th class=\"n\">patience needed</th>",
             html);
}

std::string war_part(const NegotiateResult& game) {
  const NegotiateGlobalWar& war = game.global_war;
  if (!war.asked) return {};
  std::string rows;
  for (const NegotiateGlobalWar::Country& one : war.countries) {
    rows += "<tr>" + cell(escape(one.name)) + number_cell(fmt::format("{:.2f}", one.tariff_pct)) +
            number_cell(signed_percent(one.pct, 3));
    if (war.exact)
      rows += number_cell(fmt::format("{:.2f}", one.exact_mean_pct)) +
              number_cell(from_to(one.exact_low_pct, one.exact_high_pct, 1)) +
              number_cell(signed_percent(one.exact_pct, 3)) + number_cell(signed_percent(one.pct - one.exact_pct, 3));
    rows += "</tr>";
  }
  std::string heads = "<th>Country</th><th class=\"n\">tariff, %</th><th class=\"n\">real income</th>";
  if (war.exact)
    heads +=
        "<th class=\"n\">exact tariff, mean, %</th><th class=\"n\">least to greatest</th><th class=\"n\">exact real "
        "income</th><th class=\"n\">error</th>";
  return "<h2>A war of all on all</h2>" +
         paragraph(
             "Every country against every other, all purchases final and trade balanced: one rate on all imports by "
             "the closed form of Lashkaripour (2021)" +
             (war.exact ? std::string(", beside the exact game with one rate a partner.")
                        : "; not exactly: " + war.exact_reason + ".")) +
         wide_table(heads, rows);
}

std::string certificate_part(const NegotiateResult& game) {
  const NegotiateCertificate whole = whole_certificate(game);
  std::string html = fmt::format(
      "<h2>How sure this is</h2><p>{} searches by code apart from the solver gain at most {:.1g} % of income anywhere; "
      "the largest first-order residual is {:.1g}.</p>",
      whole.searches, whole.largest_gain_pct, whole.kkt);
  if (game.deals.conclusions.empty()) return html;
  return html + folded("Every conclusion, and in how many cases it holds",
                       conclusion_table(game.players, game.deals.conclusions));
}

std::string negotiate_intro(const NegotiateResult& game) {
  std::string html = fmt::format(
      "<p>{} choose {}. Partners of a deal charge each other {}; what nobody chooses are {}. Payoffs are changes of "
      "real "
      "income against the base, per cent and million USD a year.</p><p class=\"soft\">{} Elasticities: {}, {}. "
      "Deficits {}, "
      "labour {}.</p>",
      escape(names_of(game.players)), escape(game.instruments), escape(game.linked), escape(game.standing),
      escape(game.title + "."), escape(game.elasticities), escape(game.elasticities_citation), escape(game.closure),
      escape(game.labour));
  if (!game.standing_notes.empty())
    html += folded("Of the law that stands", paragraph(fmt::format("{}.", fmt::join(game.standing_notes, "; "))));
  return html;
}

}  // namespace

std::string to_html(const NegotiateResult& game) {
  std::string html = negotiate_intro(game) + "<h2>The structures of deals</h2>";
  if (told(game)) html += structures_figure(game);
  if (!game.deals.judged) html += paragraph("What follows for deals is not said: " + game.deals.reason + ".");
  html += payoff_table(game);
  if (game.deals.judged) html += shares_part(game);
  html += curves_part(game) + tariff_part(game);
  if (game.deals.judged) html += moves_part(game);
  html += deviations_part(game) + war_part(game) + certificate_part(game) + "<h2>Where the numbers come from</h2>" +
          paragraph(game.source) + soft("Data pack " + game.data_hash + ".");
  return page("Who wants which deal: " + names_of(game.players), html);
}

}  // namespace trilat
