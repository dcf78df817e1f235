#include <fmt/format.h>

#include <algorithm>

#include "report/bar_chart.hpp"
#include "report/html.hpp"
#include "report/page.hpp"
#include "report/rate_steps.hpp"
#include "report/step_chart.hpp"
#include "trilat/rates.hpp"

namespace trilat {
namespace {

using namespace report;

constexpr std::size_t kGroupsCharted = 12;
constexpr std::size_t kRateBarsShown = 20;
constexpr std::size_t kAuthoritiesShown = 10;

std::string name_of(const RatesRow& row) { return row.name.empty() ? row.code : row.name; }

Bar rate_bar(double rate, int series) { return {rate, rate, fmt::format("{:.2f} %", rate), series}; }

// ---- one day

std::string groups_chart(const RatesResult& result, const RatesDay& day) {
  BarChart chart;
  chart.title = fmt::format("Effective tariff rate on {}, by {}, in per cent", day.from.to_string(), result.by);
  chart.series = {"with claims", "statutory"};
  for (const RatesRow& row : day.rows) {
    if (chart.groups.size() < kRateBarsShown)
      chart.groups.push_back({name_of(row), {rate_bar(row.rate_pct, 0), rate_bar(row.statutory_pct, 1)}});
  }
  return figure(to_svg(chart),
                escape(fmt::format("All goods of chapters 1 to 97 bear {:.2f} %, and would bear {:.2f} % "
                                   "if no preference were claimed.",
                                   day.total.rate_pct, day.total.statutory_pct)));
}

std::string authorities_chart(const RatesDay& day) {
  std::vector<RatesPart> parts = day.total.parts;
  std::stable_sort(parts.begin(), parts.end(),
                   [](const RatesPart& a, const RatesPart& b) { return a.rate_pct > b.rate_pct; });
  if (parts.empty()) return {};
  BarChart chart;
  chart.title = "What each authority adds to the rate of all goods, in points of per cent";
  chart.series = {"part"};
  for (const RatesPart& part : parts) {
    if (chart.groups.size() < kAuthoritiesShown) chart.groups.push_back({part.title, {rate_bar(part.rate_pct, 0)}});
  }
  return figure(to_svg(chart), escape(fmt::format("The largest part is {:.2f} points: {}. All parts sum to the rate.",
                                                  parts.front().rate_pct, parts.front().title)));
}

// ---- a span

// Groups in the order of the first day; those that come later after them.
std::vector<std::pair<std::string, std::string>> groups_of(const RatesResult& result) {
  std::vector<std::pair<std::string, std::string>> groups;
  for (const RatesDay& day : result.days) {
    for (const RatesRow& row : day.rows) {
      const bool known =
          std::any_of(groups.begin(), groups.end(), [&](const auto& group) { return group.first == row.code; });
      if (!known) groups.emplace_back(row.code, name_of(row));
    }
  }
  return groups;
}

std::string span_charts(const RatesResult& result) {
  const auto groups = groups_of(result);
  const std::size_t shown = std::min(groups.size(), kGroupsCharted);
  double high = 0;
  for (const RatesDay& day : result.days) {
    high = std::max(high, day.total.statutory_pct);
    for (std::size_t i = 0; i < shown; ++i) {
      if (const RatesRow* row = find_row(day, groups[i].first))
        high = std::max({high, row->rate_pct, row->statutory_pct});
    }
  }
  std::string html = "<div class=\"pair\">" + rate_steps(result, "", "All goods", axis_end(high));
  for (std::size_t i = 0; i < shown; ++i) html += rate_steps(result, groups[i].first, groups[i].second, axis_end(high));
  return html +
         "</div><p class=\"soft\">Per cent of value. Full line: with claims; dashed: statutory, without any. All "
         "charts have one scale; the last rate stands at the end of its line.</p>";
}

std::string span_table(const RatesResult& result) {
  const auto groups = groups_of(result);
  const std::size_t shown = std::min(groups.size(), kGroupsCharted);
  std::string html =
      "<details><summary>Every day on which a rate changes</summary><div class=\"wide\"><table><thead><tr>"
      "<th>From</th><th class=\"n\">All</th>";
  for (std::size_t i = 0; i < shown; ++i) html += "<th class=\"n\">" + escape(groups[i].first) + "</th>";
  html += "</tr></thead><tbody>";
  for (const RatesDay& day : result.days) {
    html += "<tr>" + cell(day.from.to_string()) +
            number_cell(day.total.value_musd > 0 ? fmt::format("{:.2f}", day.total.rate_pct) : "-");
    for (std::size_t i = 0; i < shown; ++i) {
      const RatesRow* row = find_row(day, groups[i].first);
      html += number_cell(row == nullptr ? "" : fmt::format("{:.2f}", row->rate_pct));
    }
    html += "</tr>";
  }
  return html + "</tbody></table></div></details>";
}

// ---- figures

std::string day_table(const RatesResult& result, const RatesDay& day) {
  std::string html = fmt::format(
      "<div class=\"wide\"><table><caption>{}. Value in billion dollars of {}; rates in per cent of value.</caption>"
      "<thead><tr><th>{}</th><th class=\"n\">Value</th><th class=\"n\">Rate</th><th class=\"n\">Statutory</th>"
      "<th class=\"n\">Claimed</th><th class=\"n\">Duty of {}</th></tr></thead><tbody>",
      day.from.to_string(), result.year, escape(result.by), result.year);
  std::vector<const RatesRow*> rows{&day.total};
  for (const RatesRow& row : day.rows) rows.push_back(&row);
  if (day.apart.value_musd > 0) rows.push_back(&day.apart);
  for (const RatesRow* row : rows) {
    html += "<tr>" + cell(escape(name_of(*row)) + (row->simple_average ? " *" : "")) +
            number_cell(fmt::format("{:.1f}", row->value_musd / 1000)) +
            number_cell(fmt::format("{:.2f}", row->rate_pct)) + number_cell(fmt::format("{:.2f}", row->statutory_pct)) +
            number_cell(fmt::format("{:.0f} %", row->claim_share_pct)) +
            number_cell(fmt::format("{:.2f}", row->observed_pct)) + "</tr>";
  }
  return html + "</tbody></table></div>";
}

std::string changes(const RatesResult& result) {
  if (result.changes.empty()) return {};
  std::string html = fmt::format(
      "<h2>What changed since {}</h2><p>In points of per cent. Law, claims and trade mix sum to the change; each is "
      "the "
      "average over the orders in which they may be switched.</p><div class=\"wide\"><table><thead><tr><th>{}</th>"
      "<th class=\"n\">Before</th><th class=\"n\">After</th><th class=\"n\">Law</th><th class=\"n\">Claims</th>"
      "<th class=\"n\">Mix</th></tr></thead><tbody>",
      result.against.to_string(), escape(result.by));
  for (const RatesChange& change : result.changes) {
    html += "<tr>" + cell(escape(change.name)) + number_cell(fmt::format("{:.2f}", change.before_pct)) +
            number_cell(fmt::format("{:.2f}", change.after_pct)) + number_cell(fmt::format("{:+.2f}", change.law_pct)) +
            number_cell(fmt::format("{:+.2f}", change.claims_pct)) +
            number_cell(fmt::format("{:+.2f}", change.mix_pct)) + "</tr>";
  }
  return html + "</tbody></table></div>";
}

std::string sources(const RatesResult& result) {
  std::string html = "<h2>How to read this</h2><ul>";
  for (const std::string& note : result.notes) html += "<li>" + escape(note) + "</li>";
  html += "</ul><h3>Taken where the law asks and statistics do not say</h3><ul>";
  for (const RatesAssumption& answer : result.assumptions) {
    html += fmt::format("<li>{} = {}{}{}: {} <span class=\"soft\">({})</span></li>", escape(answer.fact),
                        escape(answer.value), answer.codes.empty() ? "" : ", codes " + escape(answer.codes),
                        answer.partners.empty() ? "" : ", of " + escape(answer.partners), escape(answer.reason),
                        escape(answer.source));
  }
  return html + "</ul><p>Trade: " + escape(result.imports_source) + ". Claims: " + escape(result.claims_source) +
         ".</p><p class=\"soft\">Data pack " + escape(result.data_hash) + ".</p>";
}

}  // namespace

std::string to_html(const RatesResult& result) {
  const RatesDay& last = result.days.back();
  std::string html = fmt::format("<p>What the tariff of {} takes of the value of its imports. Claims: {}.</p>",
                                 escape(result.importer), escape(result.claims));
  if (result.days.size() > 1) {
    html += "<h2>Over time</h2>" + span_charts(result) + span_table(result);
  }
  html += "<h2>On " + last.from.to_string() + "</h2>" + groups_chart(result, last) + authorities_chart(last);
  html += changes(result) + "<h2>Every figure</h2>" + day_table(result, last) + sources(result);
  return page("Effective tariff rates of " + result.importer, html);
}

}  // namespace trilat
