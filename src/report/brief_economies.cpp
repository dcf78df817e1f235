#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/bar_chart.hpp"
#include "report/brief_html.hpp"
#include "report/brief_model.hpp"
#include "report/brief_tables.hpp"
#include "report/brief_words.hpp"
#include "report/html.hpp"
#include "report/page.hpp"

namespace trilat::report {
namespace {

char letter_of(const Say& say, std::size_t place) {
  const std::string letters = say("economies.letters");
  return letters[place % letters.size()];
}

Bar held_bar(const Say& say, const Held& change, int digits, const std::string& before) {
  return {change.low, change.high, before + say.range(change.low, change.high, digits, true) + " %", 1};
}

std::string income_chart(const BriefResult& brief, const Say& say) {
  BarChart chart;
  chart.title = say("economies.chart_label");
  std::vector<std::string> key;
  for (std::size_t k = 0; k < brief.effects.size(); ++k)
    key.push_back(say("economies.chart_key",
                      {{"letter", std::string(1, letter_of(say, k))}, {"title", brief.effects[k].shock_title}}));
  for (const std::string& code : members()) {
    BarGroup group;
    for (std::size_t k = 0; k < brief.effects.size(); ++k) {
      const SimulateCountry* country = find_country(brief.effects[k], code);
      if (country == nullptr) continue;
      group.label = country->name;
      group.bars.push_back(
          held_bar(say, held(brief.effects[k], code, "real_income"), 2, fmt::format("{}: ", letter_of(say, k))));
    }
    chart.groups.push_back(std::move(group));
  }
  return figure(to_svg(chart), escape(say("economies.chart", {{"key", fmt::format("{}", fmt::join(key, "; "))}})));
}

std::string sector_charts(const SimulateResult& effect, const Say& say) {
  std::string html = "<div class=\"pair\">";
  for (const std::string& code : members()) {
    const SimulateCountry* country = find_country(effect, code);
    if (country == nullptr) continue;
    BarChart chart;
    chart.title = say("economies.sectors_label", {{"country", country->name}});
    for (const SimulateSector& sector : sure_sectors(effect, code))
      chart.groups.push_back({sector_name(effect, sector.sector),
                              {held_bar(say, held(effect, code, "output_volume", sector.sector), 1, "")}});
    const bool some = !chart.groups.empty();
    const std::string words =
        say(some ? "economies.sectors_chart" : "economies.no_sectors", {{"country", country->name}});
    html += some ? figure(to_svg(chart), escape(words)) : paragraph(words);
  }
  return html + "</div>";
}

// The rows of one change, without the column that names it.
std::string rows_of(const BriefTable& all, const std::string& title) {
  BriefTable table{all.name, all.title, {all.columns.begin() + 1, all.columns.end()}, {}};
  for (const auto& row : all.rows)
    if (row.front().text == title) table.rows.emplace_back(row.begin() + 1, row.end());
  return table_html(table);
}

std::string effect_html(const BriefResult& brief, std::size_t place, const BriefTable& all, const Say& say) {
  const SimulateResult& effect = brief.effects[place];
  std::string html = "<h3>" +
                     escape(say("economies.heading",
                                {{"letter", std::string(1, letter_of(say, place))}, {"title", effect.shock_title}})) +
                     "</h3>";
  const auto who = who_changes(say, effect);
  if (!who.empty())
    html += paragraph(say(only_law(effect) ? "economies.only" : "economies.also", {{"who", say.list(who)}}));
  if (!effect.shock_note.empty()) html += paragraph(say("economies.assumed", {{"note", effect.shock_note}}));
  html += rows_of(all, effect.shock_title) + sector_charts(effect, say);
  if (!effect.shock_approximation.empty())
    html += soft(say("economies.approximation", {{"text", effect.shock_approximation}}));
  if (!effect.shock_citation.empty()) html += soft(say("economies.source", {{"text", effect.shock_citation}}));
  return html;
}

}  // namespace

std::string economies_html(const BriefResult& brief) {
  if (brief.effects.empty()) return {};
  const Say say(brief);
  const SimulateResult& first = brief.effects.front();
  std::string html = section_head(brief, "economies") +
                     paragraph(say("economies.intro", {{"year", std::to_string(first.year)},
                                                       {"cases", std::to_string(first.spread.cases.size())},
                                                       {"sets", std::to_string(brief.elasticities.size())}}));
  if (brief.effects.size() > 1)
    html += paragraph(say("economies.own_date", {{"letter", std::string(1, letter_of(say, 0))}}));
  html += income_chart(brief, say);
  const BriefTable all = economies_table(brief);
  for (std::size_t k = 0; k < brief.effects.size(); ++k) html += effect_html(brief, k, all, say);
  return html;
}

}  // namespace trilat::report
