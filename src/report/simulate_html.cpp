#include <fmt/format.h>

#include "report/bar_chart.hpp"
#include "report/brief_words.hpp"
#include "report/html.hpp"
#include "report/page.hpp"
#include "report/simulate_words.hpp"

namespace trilat {
namespace {

using namespace report;

constexpr std::size_t kCountriesShown = 10;
constexpr std::size_t kSectorsShown = 6;
constexpr std::size_t kSourcesShown = 5;

Bar percent_bar(double value, int digits, int series) { return {value, value, signed_percent(value, digits), series}; }

std::string income_chart(const SimulateResult& result) {
  BarChart chart;
  chart.title = "Change in real income and in the real wage, by country, in per cent";
  chart.series = {"real income", "real wage"};
  for (const SimulateCountry* country : most_moved(result, kCountriesShown)) {
    chart.groups.push_back(
        {country->name, {percent_bar(country->real_income_pct, 2, 0), percent_bar(country->real_wage_pct, 2, 1)}});
  }
  return figure(to_svg(chart), escape(income_sentence(result)));
}

std::string parts_chart(const SimulateResult& result) {
  BarChart chart;
  chart.title = "Terms of trade, volume of trade and the exact change in real income, in per cent";
  chart.series = {"terms of trade", "volume of trade", "real income"};
  for (const SimulateCountry* country : in_focus(result)) {
    chart.groups.push_back(
        {country->name,
         {percent_bar(country->terms_of_trade_pct, 2, 0), percent_bar(country->volume_of_trade_pct, 2, 1),
          percent_bar(country->real_income_pct, 2, 2)}});
  }
  return figure(to_svg(chart), escape(parts_sentence(result)));
}

// Exact parts along the path of the policy; nothing where they were not asked for.
std::string exact_chart(const SimulateResult& result) {
  BarChart chart;
  chart.title = "Exact parts of the change in real income, in per cent; they sum to it";
  chart.series = {"terms of trade", "volume of trade", "all else"};
  for (const SimulateCountry* country : in_focus(result)) {
    for (const auto& parts : result.decomposition.countries) {
      if (parts.code != country->code) continue;
      const double rest = parts.real_income_pct - parts.trade.terms_of_trade_pct - parts.trade.volume_of_trade_pct;
      chart.groups.push_back({country->name,
                              {percent_bar(parts.trade.terms_of_trade_pct, 2, 0),
                               percent_bar(parts.trade.volume_of_trade_pct, 2, 1), percent_bar(rest, 2, 2)}});
    }
  }
  return figure(to_svg(chart), escape(exact_sentence(result)));
}

// What the tariffs of each country, on the goods of each other, contributed to each country in focus.
std::string source_charts(const SimulateResult& result) {
  std::string html = "<div class=\"pair\">";
  for (const SimulateCountry* country : in_focus(result)) {
    BarChart chart;
    chart.title = fmt::format("Whose tariffs change the real income of {}, in per cent", country->name);
    chart.series = {"contribution"};
    for (const Contribution& part : contributions(result, country->code, kSourcesShown))
      chart.groups.push_back({part.words, {percent_bar(part.percent, 2, 1)}});
    if (!chart.groups.empty()) html += figure(to_svg(chart), escape(contribution_sentence(result, *country)));
  }
  return html + "</div>";
}

std::string tariff_chart(const SimulateResult& result) {
  BarChart chart;
  chart.title = "Average tariff of each on the goods of the others, before and after, in per cent";
  chart.series = {"after", "before"};
  for (const SimulateCountry* importer : in_focus(result)) {
    for (const SimulateCountry* exporter : in_focus(result)) {
      if (importer == exporter) continue;
      const TradeBetween trade = trade_between(result, importer->code, exporter->code);
      const auto bar = [](double rate, int series) { return Bar{rate, rate, fmt::format("{:.1f} %", rate), series}; };
      chart.groups.push_back({fmt::format("{} on goods of {}", importer->name, exporter->name),
                              {bar(trade.tariff_base, 1), bar(trade.tariff, 0)}});
    }
  }
  return figure(to_svg(chart), escape(tariff_sentence(result)) +
                                   " Weighted by trade before the change, over sectors that bear a tariff anywhere.");
}

std::string trade_chart(const SimulateResult& result) {
  BarChart chart;
  chart.title = "Change in the value of imports by partner, in per cent";
  chart.series = {"imports"};
  const auto focus = in_focus(result);
  for (const SimulateCountry* importer : focus) {
    for (const SimulateCountry* exporter : focus) {
      if (importer == exporter) continue;
      const TradeBetween trade = trade_between(result, importer->code, exporter->code);
      chart.groups.push_back(
          {fmt::format("{} from {}", importer->name, exporter->name), {percent_bar(trade.growth_pct(), 1, 1)}});
    }
    const TradeBetween rest = trade_with_rest(result, importer->code, focus);
    chart.groups.push_back({importer->name + " from the rest", {percent_bar(rest.growth_pct(), 1, 2)}});
  }
  return figure(to_svg(chart), escape(trade_sentence(result)) + " Values are net of tariff.");
}

std::string sector_charts(const SimulateResult& result) {
  std::string html = "<div class=\"pair\">";
  for (const SimulateCountry* country : in_focus(result)) {
    BarChart chart;
    chart.title = fmt::format("Most affected sectors of {}, change in volume of output, in per cent", country->name);
    chart.series = {"output"};
    for (const SimulateSector& sector : most_affected(result, country->code, kSectorsShown))
      chart.groups.push_back({sector_name(result, sector.sector), {percent_bar(sector.output_volume_pct, 1, 1)}});
    html += figure(to_svg(chart), escape(sector_sentence(result, *country)));
  }
  return html + "</div>";
}

std::string revenue_chart(const SimulateResult& result) {
  BarChart chart;
  chart.title = "Tariff revenue before and after, in billion US dollars a year";
  chart.series = {"after", "before"};
  for (const SimulateCountry* country : in_focus(result)) {
    const auto bar = [](double million, int series) {
      return Bar{million / 1000, million / 1000, fmt::format("{:.1f}", million / 1000), series};
    };
    chart.groups.push_back({country->name, {bar(country->revenue_base, 1), bar(country->revenue, 0)}});
  }
  return figure(to_svg(chart), escape(revenue_sentence(result)));
}

std::string country_table(const SimulateResult& result) {
  std::string html =
      "<div class=\"wide\"><table><caption>All countries. Changes in per cent; revenue, exports and imports in billion "
      "US "
      "dollars a year, exports and imports net of tariff.</caption><thead><tr><th>Country</th><th class=\"n\">Real "
      "income</th><th class=\"n\">Real wage</th><th class=\"n\">Terms of trade</th><th class=\"n\">Volume of trade</th>"
      "<th class=\"n\">Tariff revenue</th><th class=\"n\">Exports</th><th class=\"n\">Imports</th></tr></thead><tbody>";
  const auto change = [](double before, double after) {
    return number_cell(fmt::format("{:.1f} to {:.1f}", before / 1000, after / 1000));
  };
  for (const SimulateCountry& country : result.by_country) {
    html += "<tr>" + cell(escape(country.name)) + number_cell(signed_percent(country.real_income_pct, 3)) +
            number_cell(signed_percent(country.real_wage_pct, 3)) +
            number_cell(signed_percent(country.terms_of_trade_pct, 3)) +
            number_cell(signed_percent(country.volume_of_trade_pct, 3)) +
            change(country.revenue_base, country.revenue) + change(country.exports_base, country.exports) +
            change(country.imports_base, country.imports) + "</tr>";
  }
  return html + "</tbody></table></div>";
}

std::string sector_tables(const SimulateResult& result) {
  std::string html;
  for (const SimulateCountry* country : in_focus(result)) {
    html +=
        "<details><summary>" + escape(country->name) +
        ": every sector</summary><div class=\"wide\"><table><thead><tr><th>Sector</th><th class=\"n\">Output, billion "
        "USD</th><th class=\"n\">Volume</th><th class=\"n\">Unit cost</th><th "
        "class=\"n\">Price</th></tr></thead><tbody>";
    for (const SimulateSector& sector : result.by_sector) {
      if (sector.country != country->code) continue;
      html += "<tr>" + cell(escape(sector_name(result, sector.sector))) +
              number_cell(fmt::format("{:.1f} to {:.1f}", sector.output_base / 1000, sector.output / 1000)) +
              number_cell(signed_percent(sector.output_volume_pct, 2)) +
              number_cell(signed_percent(100 * (sector.unit_cost_hat - 1), 2)) +
              number_cell(signed_percent(100 * (sector.price_index_hat - 1), 2)) + "</tr>";
    }
    html += "</tbody></table></div></details>";
  }
  return html;
}

std::string sources(const SimulateResult& result) {
  std::string html = "<h2>Where the numbers come from</h2>";
  if (!result.shock_approximation.empty()) html += "<p>Approximation: " + escape(result.shock_approximation) + ".</p>";
  if (!result.shock_citation.empty()) html += "<p>Tariffs: " + escape(result.shock_citation) + ".</p>";
  html += fmt::format("<p>Economy: {} ({}). Trade elasticities: {}, {}. Deficits: {}.</p>", escape(result.title),
                      escape(result.source), escape(result.elasticities), escape(result.elasticities_citation),
                      escape(result.closure));
  html += fmt::format(
      "<p>Model: Caliendo and Parro (2015), with input-output linkages and tariff revenue. Two equilibria are "
      "compared, "
      "in the long run and with full employment; this is no forecast of a year. Every equation is solved to a "
      "residual of {:.0e}.</p><p class=\"soft\">Data pack {}.</p>",
      result.residual, result.data_hash);
  return html;
}

}  // namespace

std::string to_html(const SimulateResult& result) {
  std::string html;
  if (!result.shock_note.empty()) html += "<p>What is assumed: " + escape(result.shock_note) + ".</p>";
  html += "<p class=\"soft\">Economy: " + escape(result.title) + ".</p>";
  html += "<h2>Real income and wages</h2>" + income_chart(result);
  html += "<h3>What makes it up</h3>";
  if (!result.decomposition.countries.empty()) html += exact_chart(result) + source_charts(result);
  html += parts_chart(result);
  html += "<h2>Tariffs</h2>" + tariff_chart(result);
  html += "<h2>Trade</h2>" + trade_chart(result);
  html += "<h2>Output by sector</h2>" + sector_charts(result);
  html += "<h2>Tariff revenue</h2>" + revenue_chart(result);
  html += "<h2>Every figure</h2>" + country_table(result) + sector_tables(result) + sources(result);
  return page(result.shock_title.empty() ? result.title : result.shock_title, html);
}

}  // namespace trilat
