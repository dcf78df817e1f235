#include <fmt/format.h>

#include "report/bar_chart.hpp"
#include "report/brief_game.hpp"
#include "report/brief_tables.hpp"
#include "report/brief_words.hpp"
#include "report/html.hpp"
#include "report/page.hpp"
#include "report/rate_steps.hpp"
#include "report/step_chart.hpp"
#include "report/three_sides.hpp"
#include "trilat/brief.hpp"

namespace trilat {
namespace {

using namespace report;

constexpr std::size_t kSectorsShown = 5;

// Duty, its share of the value and, where the brief compares, the share before.
std::string duty_cells(const DutyResult& result, const DutyResult* before) {
  std::string html = number_cell(escape(duty_words(result))) + number_cell(escape(percent_words(result)));
  if (before != nullptr) html += number_cell(escape(percent_words(*before)));
  return html;
}

std::string goods_table(const BriefResult& brief) {
  std::string html =
      "<div class=\"wide\"><table><caption>Customs duty in US dollars, and in per cent of the value. A range means "
      "that "
      "a fact about the goods is not known.</caption><thead><tr><th>Good</th><th>From</th><th class=\"n\">Value</th>";
  const std::string shares =
      std::string("<th class=\"n\">%</th>") + (brief.against.empty() ? "" : "<th class=\"n\">before, %</th>");
  html += "<th class=\"n\">Duty without USMCA claim</th>" + shares + "<th class=\"n\">Duty with USMCA claim</th>" +
          shares + "</tr></thead><tbody>";
  for (const BriefGood& good : brief.goods) {
    std::string name = escape(good.name) + "<br><span class=\"soft\">" + escape(good.duties.front().unclaimed.hs);
    if (!good.note.empty()) name += "; " + escape(good.note);
    name = fmt::format("<td rowspan=\"{}\">{}</span></td>", good.duties.size(), name);
    for (std::size_t k = 0; k < good.duties.size(); ++k) {
      const BriefDuty& row = good.duties[k];
      const BriefDuty* before = k < good.before.size() ? &good.before[k] : nullptr;
      html += "<tr>" + name + cell(escape(country_name(row.origin))) + number_cell(money(row.unclaimed.value)) +
              duty_cells(row.unclaimed, before != nullptr ? &before->unclaimed : nullptr) +
              duty_cells(row.claimed, before != nullptr ? &before->claimed : nullptr) + "</tr>";
      name.clear();
    }
  }
  return html + "</tbody></table></div>";
}

Bar duty_bar(const DutyResult& result, int series) {
  Bar bar;
  bar.series = series;
  bar.value = priced(result) ? percent_words(result) : duty_words(result);
  if (!priced(result)) return bar;
  bar.low = percent_of(result, result.low.duty);
  bar.high = percent_of(result, result.high.duty);
  return bar;
}

std::string goods_chart(const BriefResult& brief) {
  BarChart chart;
  chart.title = "Duty in per cent of value for each good, without and with a USMCA claim";
  chart.series = {"without USMCA claim", "with USMCA claim"};
  for (const BriefGood& good : brief.goods) {
    for (const BriefDuty& row : good.duties) {
      chart.groups.push_back({fmt::format("{}, {}", good.name, country_name(row.origin)),
                              {duty_bar(row.unclaimed, 0), duty_bar(row.claimed, 1)}});
    }
  }
  return "<figure>" + to_svg(chart) +
         "<figcaption>Duty in per cent of value. Pale with a dashed edge: the range while a fact is not "
         "known.</figcaption></figure>";
}

std::string charges(const DutyOutcome& outcome) {
  std::string html =
      "<div class=\"wide\"><table><thead><tr><th>Heading</th><th>What</th><th class=\"n\">Rate</th><th class=\"n\">Duty"
      "</th><th>Source (grade)</th></tr></thead><tbody>";
  for (const DutyCharge& charge : outcome.charges) {
    const std::string what =
        charge.authority == "base" ? "Ordinary duty" : charge.authority_title + ": " + charge.title;
    html += "<tr>" + cell(escape(charge.heading)) + cell(escape(what)) + number_cell(escape(charge.rate)) +
            number_cell(money(charge.amount)) + cell(fmt::format("{} ({})", escape(charge.citation), charge.grade)) +
            "</tr>";
  }
  return html + "</tbody></table></div>";
}

std::string working(const std::string& heading, const DutyResult& result) {
  std::string html = "<h3>" + escape(heading) + ": " + escape(duty_words(result)) + "</h3>";
  if (result.status == DutyStatus::kRange) {
    html += "<p class=\"soft\">The least:</p>" + charges(result.low) + "<p class=\"soft\">The greatest:</p>" +
            charges(result.high);
    for (const DutyQuestion& question : result.questions) {
      html += fmt::format("<p class=\"soft\">Open: {} (up to {} hangs on it)</p>", escape(question.question),
                          money(question.at_stake));
    }
    return html;
  }
  for (const std::string& reason : result.not_loaded) html += "<p>" + escape(reason) + "</p>";
  for (const std::string& reason : result.prohibited) html += "<p>" + escape(reason) + "</p>";
  return html + charges(result.low);
}

std::string workings(const BriefResult& brief) {
  std::string html =
      "<h3>Why</h3><p>Each duty with its headings. Grades: A the order or proclamation itself, B the "
      "official schedule, C a secondary source.</p>";
  for (const BriefGood& good : brief.goods) {
    html += "<details><summary>" + escape(good.name) + "</summary>";
    for (const BriefDuty& row : good.duties) {
      html += working("From " + country_name(row.origin) + ", without a claim", row.unclaimed);
      html += working("From " + country_name(row.origin) + ", with a claim", row.claimed);
    }
    html += "</details>";
  }
  return html;
}

std::string income_chart(const BriefResult& brief) {
  BarChart chart;
  chart.title = "Change in real income of each country under each tariff change";
  for (const std::string& code : members()) {
    BarGroup group;
    int series = 0;
    for (const SimulateResult& effect : brief.effects) {
      const SimulateCountry* country = find_country(effect, code);
      if (country == nullptr) continue;
      group.label = country->name;
      const double change = country->real_income_pct;
      group.bars.push_back({change, change, signed_percent(change, 2), series++});
    }
    chart.groups.push_back(std::move(group));
  }
  std::string key;
  int letter = 0;
  for (const SimulateResult& effect : brief.effects) {
    chart.series.push_back(std::string(1, static_cast<char>('A' + letter)));
    key +=
        fmt::format("{}{}: {}", letter == 0 ? "" : "; ", static_cast<char>('A' + letter), escape(effect.shock_title));
    ++letter;
  }
  return "<figure>" + to_svg(chart) + "<figcaption>Real income, change in per cent. " + key + ".</figcaption></figure>";
}

std::string country_table(const SimulateResult& effect) {
  std::string html =
      "<div class=\"wide\"><table><thead><tr><th></th><th class=\"n\">Real income</th><th class=\"n\">Real wage</th>"
      "<th class=\"n\">Tariff revenue, billion USD a year</th></tr></thead><tbody>";
  for (const std::string& code : members()) {
    const SimulateCountry* country = find_country(effect, code);
    if (country == nullptr) continue;
    html += "<tr>" + cell(escape(country->name)) + number_cell(signed_percent(country->real_income_pct, 2)) +
            number_cell(signed_percent(country->real_wage_pct, 2)) +
            number_cell(fmt::format("{:.1f} to {:.1f}", country->revenue_base / 1000, country->revenue / 1000)) +
            "</tr>";
  }
  return html + "</tbody></table></div>";
}

std::string sector_charts(const SimulateResult& effect) {
  std::string html = "<div class=\"pair\">";
  for (const std::string& code : members()) {
    const SimulateCountry* country = find_country(effect, code);
    if (country == nullptr) continue;
    BarChart chart;
    chart.title = fmt::format("Most affected sectors of {}", country->name);
    chart.series = {"output"};
    for (const SimulateSector& sector : most_affected(effect, code, kSectorsShown)) {
      const double change = sector.output_volume_pct;
      chart.groups.push_back({sector_name(effect, sector.sector), {{change, change, signed_percent(change, 1), 1}}});
    }
    html += "<figure>" + to_svg(chart) + "<figcaption>" + escape(country->name) +
            ": sectors whose output changes most, in volume.</figcaption></figure>";
  }
  return html + "</div>";
}

std::string effect_section(const SimulateResult& effect, char letter) {
  std::string html = fmt::format("<h3>{}. {}</h3>", letter, escape(effect.shock_title));
  if (!effect.shock_note.empty()) html += "<p>What is assumed: " + escape(effect.shock_note) + ".</p>";
  html += country_table(effect) + sector_charts(effect);
  if (!effect.shock_approximation.empty())
    html += "<p class=\"soft\">Approximation: " + escape(effect.shock_approximation) + ".</p>";
  if (!effect.shock_citation.empty()) html += "<p class=\"soft\">Source: " + escape(effect.shock_citation) + ".</p>";
  return html;
}

std::string effects(const BriefResult& brief) {
  if (brief.effects.empty()) return "";
  std::string html =
      "<h2>What tariff changes do to the three economies</h2><p>Each change is set against the trade and tariffs of "
      "2024. The figures are where the economies settle in the long run, with full employment and with tariff revenue "
      "paid back to households; they are not a forecast. Each change carries its own date: it does not follow the date "
      "of this page.</p>";
  html += income_chart(brief);
  char letter = 'A';
  for (const SimulateResult& effect : brief.effects) html += effect_section(effect, letter++);
  return html;
}

std::string table_html(const BriefTable& table) {
  std::string html = "<div class=\"wide\"><table><thead><tr>";
  for (const std::string& column : table.columns) html += "<th>" + escape(column) + "</th>";
  html += "</tr></thead><tbody>";
  for (const auto& row : table.rows) {
    html += "<tr>";
    for (const std::string& text : row) html += cell(escape(text));
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

std::string folded(const std::string& title, const std::vector<BriefEvent>& events) {
  if (events.empty()) return {};
  return "<details><summary>" + escape(title) + fmt::format(" ({})", events.size()) + "</summary>" +
         table_html(events_table("", title, events)) + "</details>";
}

std::string happened(const BriefResult& brief) {
  if (brief.measures.empty() && brief.acts.empty()) return {};
  return fmt::format(
             "<h2>What happened since {}</h2><p>{} times a kind of duty began, changed or ended in the law of the "
             "three{}. Grades of the sources: A the act itself, B an official schedule, C a secondary source.</p>",
             long_date(brief.since), brief.measures.size(),
             brief.acts.empty() ? std::string()
                                : fmt::format(", and {} acts moved the trust between them", brief.acts.size())) +
         folded(kMeasuresTitle, brief.measures) + folded(kActsTitle, brief.acts);
}

std::string rates_over_time(const BriefResult& brief) {
  if (!brief.rates || brief.rates->days.empty()) return {};
  const RatesResult& rates = *brief.rates;
  double high = 0;
  for (const RatesDay& day : rates.days)
    for (const RatesRow& row : day.rows) high = std::max({high, row.rate_pct, row.statutory_pct});
  std::string charts, sentence;
  for (const RatesRow& row : rates.days.front().rows) {
    const std::string name = row.name.empty() ? row.code : row.name;
    charts += rate_steps(rates, row.code, name, axis_end(high));
    const RatesRow* last = find_row(rates.days.back(), row.code);
    if (last == nullptr) continue;
    sentence +=
        fmt::format("{}{}: {:.1f} to {:.1f} %", sentence.empty() ? "" : "; ", name, row.rate_pct, last->rate_pct);
  }
  return "<h2>Effective tariff rates over time</h2><p>Duty in per cent of the value of imports, weighted by the "
         "imports of " +
         fmt::format("{}</p>", rates.year) + "<figure><div class=\"pair\">" + charts + "</div><figcaption>" +
         escape(sentence) +
         ". Full line: with the claims that were made; dashed: if nobody claimed a preference.</figcaption></figure>";
}

std::string how_sure(const BriefResult& brief) {
  return "<h2>How sure each part is</h2>" + table_html(sureness_table(brief));
}

std::string words(const BriefResult& brief) { return "<h2>Words and references</h2>" + table_html(words_table(brief)); }

std::string sources(const BriefResult& brief) {
  std::string html = "<h2>Where the numbers come from</h2>";
  html +=
      "<p>Duties: the Harmonized Tariff Schedule of the United States and the orders and proclamations cited with "
      "each heading, as of the date of entry. Fees, antidumping and countervailing duties and state taxes are not "
      "included.</p>";
  if (!brief.effects.empty()) {
    const SimulateResult& effect = brief.effects.front();
    html += fmt::format(
        "<p>Economies: {} ({}). Trade elasticities: {}, {}. Model: Caliendo and Parro (2015) with input-output "
        "linkages, tariff revenue and fixed trade deficits; solved to a residual of {:.0e}.</p>",
        escape(effect.title), escape(effect.source), escape(effect.elasticities), escape(effect.elasticities_citation),
        effect.residual);
  }
  return html + fmt::format("<p class=\"soft\">Data pack {}.</p>", brief.data_hash);
}

}  // namespace

std::string to_html(const BriefResult& brief) {
  const std::string title = fmt::format("North American tariffs on {}", long_date(brief.date));
  std::string html = "<p>" + escape(opening_words(brief)) + "</p>";
  html += happened(brief);
  html += "<h2>What shipments pay</h2>" + goods_table(brief) + goods_chart(brief) + workings(brief);
  html += three_sides_html(brief);
  html +=
      rates_over_time(brief) + effects(brief) + game_section(brief) + how_sure(brief) + words(brief) + sources(brief);
  return page(title, html);
}

}  // namespace trilat
