// The treaty's clock as a page: the chances year by year, what each player's part is worth, trust, and how far it
// holds.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/date_words.hpp"
#include "report/brief_model.hpp"
#include "report/deal_words.hpp"
#include "report/html.hpp"
#include "report/page.hpp"
#include "report/stack_chart.hpp"
#include "report/step_chart.hpp"
#include "trilat/treaty.hpp"

namespace trilat {
namespace {

using namespace report;

constexpr const char* kPartNames[] = {"extended", "in force, not extended", "ended, then rebuilt",
                                      "one or two deals left", "no deal left"};

// In the unit of the payoffs: small ones with their places.
std::string worth(double value) {
  const double size = std::abs(value);
  if (size >= 100) return signed_number(value);
  return fmt::format("{:+.{}f}", value, size >= 1 ? 2 : 5);
}

std::string chance(double value) { return fmt::format("{:.1f} %", 100 * value); }

std::string player_heads(const TreatyResult& treaty, const char* first) {
  std::string head = fmt::format("<th>{}</th>", first);
  for (const std::string& player : treaty.players)
    head += fmt::format("<th class=\"n\">{}</th>", escape(player_name(player)));
  return head;
}

std::string player_row(const std::string& what, const std::vector<double>& values) {
  std::string row = "<tr>" + cell(escape(what));
  for (const double value : values) row += number_cell(worth(value));
  return row + "</tr>";
}

std::string years_part(const TreatyResult& treaty) {
  StackChart chart;
  chart.title = "Chances of what has become of the pact, year by year";
  for (const char* name : kPartNames) chart.parts.emplace_back(name);
  std::string rows;
  for (const TreatyYear& year : shown_years(treaty)) {
    chart.rows.push_back({std::to_string(year.date.year()), chances(year)});
    rows += "<tr>" + cell(escape(core::long_date(year.date)));
    for (const double part : chances(year)) rows += number_cell(chance(part));
    rows += "</tr>";
  }
  std::string head = "<th>Day</th>";
  for (const char* name : kPartNames) head += fmt::format("<th class=\"n\">{}</th>", name);
  const TreatySpread& spread = treaty.spread;
  std::string sentence = fmt::format(
      "Chances in the case shown, of governments that choose the better answer the more "
      "often, the better it pays (logit equilibrium); the term ends on {}.",
      core::long_date(treaty.expiry));
  std::string lead;
  if (spread.tried > 1)
    lead = fmt::format(
        "<p><strong>A year after the term's end the chance that the pact was extended runs from {:.0f} to "
        "{:.0f} % over {} cases, above one half in {} of them; how governments behave is assumed, not "
        "measured.</strong></p>",
        100 * spread.extended_low, 100 * spread.extended_high, spread.tried, spread.extended_likely);
  return lead + figure(to_svg(chart), escape(sentence)) + folded("The same as a table", wide_table(head, rows));
}

std::string worth_part(const TreatyResult& treaty) {
  const TreatySolution& logit = treaty.logit;
  const std::string rows = player_row("as the game stands, present value", logit.value) +
                           player_row("as an even flow a year", logit.yearly) +
                           player_row("if all confirmed at the start", logit.extended_now) +
                           player_row("cost of not knowing", logit.cost) +
                           player_row("of it: doubt while unextended", logit.cost_doubt) +
                           player_row("of it: conceded under pressure", logit.cost_pressure) +
                           player_row("of it: extension late or lost", logit.cost_paths);
  std::string reviews;
  for (const TreatyReviewResult& review : logit.reviews)
    reviews += player_row(core::long_date(review.date), review.value);
  return fmt::format("<h2>What it is worth</h2><p>In {}, against what stands in the base.</p>", escape(treaty.unit)) +
         wide_table(player_heads(treaty, "Value"), rows) +
         folded("What each review is worth, if reached", wide_table(player_heads(treaty, "Review"), reviews));
}

std::string offer_part(const TreatyResult& treaty) {
  const TreatySolution& logit = treaty.logit;
  std::string html = "<h2>What would make all three confirm now</h2>" +
                     wide_table(player_heads(treaty, "Now"),
                                player_row("gains by not confirming when the others do", logit.needs) +
                                    (logit.offer_possible && logit.offer_total > 0
                                         ? player_row("receives in an offer that makes all confirm", logit.offer)
                                         : ""));
  if (logit.offer_total == 0) return html + paragraph("Nobody need be paid: all three would confirm now.");
  if (!logit.offer_possible)
    return html + paragraph(fmt::format("No offer among the three does: {} are asked and {} are missing ({}).",
                                        with_commas(std::llround(logit.offer_total)),
                                        with_commas(std::llround(logit.offer_shortfall)), treaty.unit));
  return html;
}

StepChart trust_chart(const TreatyResult& treaty, const TreatyTrust& trust) {
  StepChart chart;
  chart.label = player_name(trust.player);
  chart.title = fmt::format("Belief that {} keeps its word, by events, in per cent", chart.label);
  chart.from = treaty.date;
  for (const TreatyTrust& each : treaty.trust)
    if (!each.steps.empty()) chart.from = std::min(chart.from, each.steps.front().date);
  chart.until = treaty.date;
  chart.high = 100;
  if (!trust.steps.empty()) chart.steps.push_back({chart.from, 100 * trust.steps.front().before});
  for (const TreatyEventStep& step : trust.steps) chart.steps.push_back({step.date, 100 * step.after});
  if (trust.steps.empty()) chart.steps.push_back({chart.from, 100 * trust.belief});
  chart.steps.push_back({chart.until, 100 * trust.belief});  // what time made of the last event
  return chart;
}

std::string trust_part(const TreatyResult& treaty) {
  std::string charts, events;
  for (const TreatyTrust& trust : treaty.trust) {
    charts += figure(to_svg(trust_chart(treaty, trust)),
                     escape(fmt::format("Belief that {} keeps its word: {:.0f} % on {}.", player_name(trust.player),
                                        100 * trust.belief, core::long_date(treaty.date))));
    for (const TreatyEventStep& step : trust.steps)
      events += "<tr>" + cell(escape(core::long_date(step.date))) + cell(escape(player_name(trust.player))) +
                cell(escape(step.what)) +
                number_cell(fmt::format("{:.0f} to {:.0f} %", 100 * step.before, 100 * step.after)) +
                cell(escape(fmt::format("{} ({})", step.source, step.grade))) + "</tr>";
  }
  std::string html = "<h2>Trust</h2><div class=\"pair\">" + charts + "</div>";
  if (!treaty.beliefs.empty()) {
    std::string rows;
    for (const TreatyBelief& one : treaty.beliefs)
      rows += "<tr>" + cell(escape(player_name(one.player))) + cell(escape(player_name(one.partner))) +
              number_cell(one.needed ? chance(*one.needed) : "more than is possible") + number_cell(chance(one.held)) +
              "</tr>";
    html += paragraph(
                "How sure one must be of a partner for keeping its own word to the pact to pay, against a war "
                "without end, and how sure it is.") +
            wide_table("<th>Who</th><th>of</th><th class=\"n\">needed</th><th class=\"n\">held</th>", rows);
  }
  return html +
         folded("Every event, with its source and grade",
                wide_table("<th>Day</th><th>of</th><th>event</th><th class=\"n\">belief</th><th>source (grade)</th>",
                           events));
}

std::string cases_part(const TreatyResult& treaty) {
  std::string html = "<h2>How far it holds</h2>";
  if (!treaty.cases.empty()) {
    std::string rows;
    for (const TreatyCase& one : treaty.cases)
      rows +=
          "<tr>" + cell(escape(one.name)) + number_cell(chance(one.extended)) + number_cell(chance(one.gone)) + "</tr>";
    html += folded(
        "Under other elasticities and deficits",
        wide_table(
            fmt::format("<th>Payoffs under</th><th class=\"n\">extended by {0}</th><th class=\"n\">a deal missing "
                        "a year after</th>",
                        core::long_date(treaty.expiry)),
            rows));
  }
  std::string rows;
  for (const TreatyParameterRow& one : treaty.parameters) {
    rows += "<tr>" + cell(escape(one.name)) + number_cell(fmt::format("{:g}", one.value)) +
            number_cell(fmt::format("{:g} to {:g}", one.low, one.high)) +
            number_cell(one.tried ? fmt::format("{:.0f} to {:.0f} %", 100 * one.extended_low, 100 * one.extended_high)
                                  : "not tried") +
            cell(escape(one.meaning + "; " + one.reason)) + "</tr>";
  }
  html += folded(
      "Every behavioural parameter, and what hangs on it",
      wide_table("<th>Parameter</th><th class=\"n\">value</th><th class=\"n\">tried from</th><th class=\"n\">chance of "
                 "extension</th><th>meaning and reason</th>",
                 rows));
  if (!treaty.conclusions.empty())
    html += folded("Every conclusion, and in how many cases it holds",
                   conclusion_table(treaty.players, treaty.conclusions));
  return html;
}

}  // namespace

std::string to_html(const TreatyResult& treaty) {
  std::string html = fmt::format(
      "<p>State on {}: {}. The pact ends on {} unless all three confirm a new term of sixteen years (USMCA, Article "
      "34.7); "
      "each "
      "may withdraw on six months' notice (Article 34.6).</p><p class=\"soft\">Payoffs of the eight structures from "
      "{}.</p>",
      escape(core::long_date(treaty.date)), escape(treaty.status), escape(core::long_date(treaty.expiry)),
      escape(treaty.payoffs_from));
  html += "<h2>Does the pact last?</h2>" + years_part(treaty) + worth_part(treaty) + offer_part(treaty) +
          trust_part(treaty) + cases_part(treaty) + soft("Data pack " + treaty.data_hash + ".");
  return page("The pact's clock, from " + core::long_date(treaty.date), html);
}

}  // namespace trilat
