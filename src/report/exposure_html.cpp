#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"
#include "report/exposure_words.hpp"
#include "report/html.hpp"
#include "report/page.hpp"

namespace trilat {
namespace {

using namespace report;

constexpr std::size_t kBarsShown = 10;
constexpr std::size_t kRowsShown = 20;

std::string whole(Money amount) { return money(amount.rounded_to_whole()); }

std::string table_head(const std::string& caption, const std::vector<std::string>& columns, std::size_t texts) {
  std::string html = "<div class=\"wide\"><table><caption>" + escape(caption) + "</caption><thead><tr>";
  for (std::size_t i = 0; i < columns.size(); ++i)
    html += (i < texts ? "<th>" : "<th class=\"n\">") + escape(columns[i]) + "</th>";
  return html + "</tr></thead><tbody>";
}

constexpr const char* kTableEnd = "</tbody></table></div>";

std::string name_of(const ExposureRow& row) {
  return (row.name.empty() ? row.code : row.name) + (row.note.empty() ? "" : " (" + row.note + ")");
}

std::string rows_table(const ExposureResult& result, const std::string& first, const std::vector<ExposureRow>& rows) {
  std::string html =
      table_head(fmt::format("In {}. Share: the greatest duty now over what the goods cost.", result.currency),
                 {first, "Lines", "Cost", "Duty before", "Duty now", "Share"}, 1);
  for (std::size_t i = 0; i < std::min(rows.size(), kRowsShown); ++i) {
    const ExposureRow& row = rows[i];
    html += "<tr>" + cell(escape(name_of(row))) + number_cell(with_commas(static_cast<long long>(row.lines))) +
            number_cell(whole(row.cost)) + number_cell(amounts(row.before)) + number_cell(amounts(row.now)) +
            number_cell(cost_share(row.now.greatest, row.cost)) + "</tr>";
  }
  html += kTableEnd;
  if (rows.size() > kRowsShown) html += fmt::format("<p class=\"soft\">And {} more.</p>", rows.size() - kRowsShown);
  return html;
}

// Before and now side by side, at the greatest, with the range from the least pale.
std::string rows_chart(const std::vector<ExposureRow>& rows, const std::string& title, const std::string& sentence) {
  BarChart chart;
  chart.title = title;
  chart.series = {"before", "now"};
  for (std::size_t i = 0; i < std::min(rows.size(), kBarsShown); ++i) {
    const ExposureRow& row = rows[i];
    const auto bar = [](const MoneyRange& range, int series) {
      const auto [low, high] = std::minmax(range.least, range.greatest);
      return Bar{low.to_double(), high.to_double(), amounts(range), series};
    };
    chart.groups.push_back({row.name.empty() ? row.code : row.name, {bar(row.before, 0), bar(row.now, 1)}});
  }
  return figure(to_svg(chart), escape(sentence));
}

std::string group(const ExposureResult& result, const std::string& heading, const std::string& first,
                  const std::vector<ExposureRow>& rows, bool chart) {
  if (rows.empty()) return {};
  std::string html = "<h2>" + escape(heading) + "</h2>";
  if (chart) {
    html +=
        rows_chart(rows, fmt::format("Duty before and now, {}, in {}", heading, result.currency),
                   fmt::format("Most duty now falls on {}: {} {}, {} before. Pale and dashed: what facts leave open.",
                               rows.front().name.empty() ? rows.front().code : rows.front().name,
                               amounts(rows.front().now), result.currency, amounts(rows.front().before)));
  }
  return html + rows_table(result, first, rows);
}

std::string summary(const ExposureResult& result) {
  std::string html = "<p>" + escape(rise_sentence(result)) + "</p><p>" +
                     fmt::format("Now: {}, {}. Before: {}, {}. {} lines, {} priced.", escape(result.scenario),
                                 result.date.to_string(), escape(result.against), result.against_date.to_string(),
                                 with_commas(static_cast<long long>(result.lines)),
                                 with_commas(static_cast<long long>(result.priced))) +
                     "</p>";
  if (result.error_count > 0)
    html += fmt::format("<p><strong>{} lines are in error and left out</strong>; they are named below.</p>",
                        result.error_count);
  if (result.unbounded_now > 0)
    html += fmt::format("<p>{} lines need a quantity: their greatest duty is open and counted without it.</p>",
                        result.unbounded_now);
  if (const auto at = result.status_now.find("not_loaded"); at != result.status_now.end())
    html += fmt::format("<p>A rate is not held for {} lines: their duty is that of the rest.</p>", at->second);
  if (const auto at = result.status_now.find("prohibited"); at != result.status_now.end())
    html += fmt::format("<p>Importation is now prohibited on {} lines.</p>", at->second);
  if (result.with_orders > 0)
    html += fmt::format(
        "<p>{} lines are of goods that orders against dumping or subsidies name; their rates are not "
        "known here.</p>",
        result.with_orders);
  return html;
}

std::string tornado_section(const ExposureResult& result) {
  const std::vector<Lever> all = levers(result);
  if (all.empty()) return {};
  return "<h2>What moves the duty now</h2>" +
         figure(to_svg(tornado(all, result.currency)),
                escape(fmt::format("One at a time, against the greatest duty now of {} {}; to the left what it saves "
                                   "at most, to the right what it costs. The largest is: {}.",
                                   whole(result.now.greatest), result.currency, all.front().label)));
}

std::string open_section(const ExposureResult& result) {
  if (result.open.empty()) return {};
  std::string html = "<h2>What is not known</h2>" +
                     table_head(fmt::format("Duty now that hangs on each answer, in {}", result.currency),
                                {"Question", "Lines", "Duty"}, 1);
  for (const ExposureOpenFact& open : result.open)
    html += "<tr>" + cell(escape(open.question)) + number_cell(with_commas(static_cast<long long>(open.lines))) +
            number_cell(whole(open.at_stake)) + "</tr>";
  return html + kTableEnd;
}

std::string claims_section(const ExposureResult& result) {
  std::string rows;
  const auto add = [&](const char* words, const ExposureClaims& claims) {
    if (claims.lines > 0)
      rows += "<tr>" + cell(words) + number_cell(with_commas(static_cast<long long>(claims.lines))) +
              number_cell(whole(claims.cost)) + number_cell(whole(claims.amount)) + "</tr>";
  };
  add("No claim, goods said to originate: saved by claiming", result.unclaimed_shown);
  add("No claim, origin not said: saved at most, where the goods originate", result.unclaimed_open);
  add("No claim, goods said not to originate: out of reach", result.unclaimed_refused);
  add("Claimed: due if the claims were not upheld", result.claimed);
  add("Claimed though said not to originate: due", result.claimed_refused);
  std::string html = "<h2>Preference and break-even</h2>";
  if (!rows.empty())
    html += table_head(fmt::format("Duty now, in {}", result.currency), {"Goods", "Lines", "Cost", "Duty"}, 1) + rows +
            kTableEnd;
  return html + "<p>" + escape(break_even_sentence(result)) + "</p>";
}

std::string entries_section(const ExposureResult& result) {
  if (result.entries == 0) return {};
  std::string html = "<h2>Past entries</h2><p>" +
                     std::string(result.paid_given ? "By the duty paid." : "By the law of the day of entry.") + "</p>";
  if (!result.late_claims.empty()) {
    html += table_head(
        fmt::format("Late claims of a preference, in {}, as of {}", result.currency, result.as_of.to_string()),
        {"Entered", "Last day for a claim", "Lines", "Origin shown", "Origin not said", "Too late"}, 2);
    for (const ExposureLateClaims& late : result.late_claims)
      html += "<tr>" + cell(late.month) + cell(late.first_until.to_string() + " to " + late.last_until.to_string()) +
              number_cell(std::to_string(late.lines)) + number_cell(whole(late.shown)) + number_cell(whole(late.open)) +
              number_cell(whole(late.lapsed)) + "</tr>";
    html += kTableEnd;
  }
  if (result.struck_down.empty()) return html;
  html += table_head(fmt::format("Paid under authorities since struck down, in {}", result.currency),
                     {"Authority", "Decided", "Lines", "Paid"}, 2);
  for (const ExposureStruckDown& fallen : result.struck_down)
    html += "<tr>" + cell(escape(fallen.title) + " <span class=\"soft\">" + escape(fallen.citation) + "</span>") +
            cell(fallen.decided.to_string()) + number_cell(std::to_string(fallen.lines)) +
            number_cell(amounts(fallen.paid)) + "</tr>";
  return html + kTableEnd;
}

std::string rate_words(const ExposureSource& source) {
  if (!source.bounded) return fmt::format("more than {:.1f} %", source.greatest_pct);
  if (source.least_pct == source.greatest_pct) return fmt::format("{:.1f} %", source.greatest_pct);
  return fmt::format("{:.1f} to {:.1f} %", source.least_pct, source.greatest_pct);
}

std::string sources_section(const ExposureResult& result) {
  if (result.codes.empty()) return {};
  std::string html =
      "<h2>Other origins</h2><p>Every origin that the law knows, the cheapest duty first and of equal ones the largest "
      "seller, at the same price. In brackets what the importer bought of the code there in the year of trade held, in "
      "million.</p>" +
      table_head(fmt::format("Codes with most duty now, in {}", result.currency),
                 {"Code", "From now", "Cheapest", "Cost", "Duty now", "Share"}, 3);
  for (std::size_t i = 0; i < std::min(result.codes.size(), kRowsShown); ++i) {
    const ExposureCode& code = result.codes[i];
    std::string sources;
    for (const ExposureSource& source : code.sources) {
      sources += fmt::format("{}{}{} {}{}", sources.empty() ? "" : "<br>", escape(source.name),
                             source.claim.empty() ? "" : " with a claim", rate_words(source),
                             source.imports_musd < 0 ? "" : fmt::format(" [{:.1f}]", source.imports_musd));
    }
    html += "<tr>" + cell(code.hs + " <span class=\"soft\">" + escape(code.description) + "</span>") +
            cell(escape(code.origin)) + cell(sources) + number_cell(whole(code.cost)) + number_cell(amounts(code.now)) +
            number_cell(cost_share(code.now.greatest, code.cost)) + "</tr>";
  }
  return html + kTableEnd;
}

std::string prices_section(const ExposureResult& result) {
  if (result.prices.empty()) return {};
  std::string html =
      "<h2>Prices of inputs before duty</h2>" +
      table_head("Change in the equilibrium, in per cent, beside the duty", {"Country", "Sector", "Cost", "Change"}, 2);
  for (std::size_t i = 0; i < std::min(result.prices.size(), kRowsShown); ++i) {
    const ExposurePrice& price = result.prices[i];
    html += "<tr>" + cell(escape(price.country)) + cell(escape(price.name)) + number_cell(whole(price.cost)) +
            number_cell(signed_percent(price.price_pct, 2)) + "</tr>";
  }
  return html + kTableEnd;
}

std::string lines_section(const ExposureResult& result) {
  if (result.top.empty()) return {};
  std::string html = "<h2>Lines whose duty rises most</h2>" +
                     table_head(fmt::format("In {}", result.currency),
                                {"Line", "Part", "Supplier", "Code", "From", "Cost", "Duty before", "Duty now"}, 5);
  for (const ExposureLine& line : result.top)
    html += "<tr>" + cell(std::to_string(line.line)) + cell(escape(line.part)) + cell(escape(line.supplier)) +
            cell(line.hs) + cell(line.origin) + number_cell(whole(line.cost)) + number_cell(amounts(line.before)) +
            number_cell(amounts(line.now)) + "</tr>";
  return html + kTableEnd;
}

std::string reading_section(const ExposureResult& result) {
  std::string html = "<h2>How to read this</h2><ul>";
  for (const std::string& note : result.notes) html += "<li>" + escape(note) + "</li>";
  html += "</ul><h3>Columns of the ledger</h3><ul>";
  for (const ExposureColumn& column : result.columns)
    html += fmt::format("<li>{}: “{}”{}</li>", escape(column.meaning), escape(column.column),
                        column.guessed ? ", guessed from its name" : "");
  html += "</ul>";
  if (!result.errors.empty()) {
    html += "<h3>Lines in error</h3><ul>";
    for (const BatchError& error : result.errors)
      html += fmt::format("<li>line {}: {}</li>", error.line, escape(error.message));
    html += "</ul>";
  }
  return html + "<p class=\"soft\">Data pack " + escape(result.data_hash) + ".</p>";
}

}  // namespace

std::string to_html(const ExposureResult& result) {
  std::string body = summary(result) + tornado_section(result);
  body += group(result, "By authority", "Authority", result.authorities, true);
  body += group(result, "By country of origin", "Country", result.countries, true);
  body += group(result, "By supplier", "Supplier", result.suppliers, true);
  body += group(result, "By month of entry", "Month", result.months, false);
  body += open_section(result) + claims_section(result) + entries_section(result) + sources_section(result);
  body += prices_section(result) + lines_section(result) + reading_section(result);
  return page(fmt::format("{}: {}, against {}", result.ledger, result.scenario, core::in_midst(result.against)), body);
}

}  // namespace trilat
