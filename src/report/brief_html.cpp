#include "report/brief_html.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "report/bar_chart.hpp"
#include "report/brief_findings.hpp"
#include "report/brief_model.hpp"
#include "report/brief_tables.hpp"
#include "report/brief_words.hpp"
#include "report/html.hpp"
#include "report/page.hpp"
#include "report/rate_steps.hpp"
#include "report/step_chart.hpp"
#include "report/three_sides.hpp"

namespace trilat {
namespace report {
namespace {

std::string title_of(const BriefResult& brief) {
  const Say say(brief);
  return say("page.title", {{"date", say.date(brief.date)}});
}

std::string opening(const BriefResult& brief) {
  const Say say(brief);
  std::string html;
  for (const std::string& sentence : opening_words(brief)) html += paragraph(sentence);
  html += "<h2>" + escape(say("page.findings")) + "</h2><ul class=\"lead\">";
  for (const std::string& one : findings(brief)) html += "<li>" + escape(one) + "</li>";
  return html + "</ul>";
}

std::string counted(const Say& say, const std::string& title, const BriefTable& table) {
  if (table.rows.empty()) return {};
  return folded(say("happened.fold", {{"title", title}, {"count", std::to_string(table.rows.size())}}),
                table_html(table));
}

std::string happened(const BriefResult& brief) {
  if (brief.measures.empty() && brief.acts.empty()) return {};
  const Say say(brief);
  return section_head(brief, "happened") + soft(say("happened.intro")) +
         counted(say, say("happened.laws"), law_table(brief)) + counted(say, say("happened.acts"), acts_table(brief));
}

// ---- shipments

Bar duty_bar(const DutyResult& result, const std::string& name, int series) {
  Bar bar;
  bar.series = series;
  bar.value = fmt::format("{}: {}", name, priced(result) ? percent_words(result) : duty_words(result));
  if (!priced(result)) return bar;
  bar.low = percent_of(result, result.low.duty);
  bar.high = percent_of(result, result.high.duty);
  return bar;
}

std::string goods_chart(const BriefResult& brief, const Say& say) {
  BarChart chart;
  chart.title = say("duties.chart_label");
  chart.series = {say("duties.without"), say("duties.with")};
  for (const BriefGood& good : brief.goods) {
    for (const BriefDuty& row : good.duties) {
      chart.groups.push_back(
          {fmt::format("{}, {}", good.name, country_name(row.origin)),
           {duty_bar(row.unclaimed, chart.series[0], 0), duty_bar(row.claimed, chart.series[1], 1)}});
    }
  }
  return figure(to_svg(chart), escape(say("duties.chart")));
}

std::string charges(const Say& say, const DutyOutcome& outcome) {
  BriefTable table{"",
                   "",
                   {{say("table.heading")},
                    {say("table.what")},
                    {say("table.rate"), true},
                    {say("table.duty"), true},
                    {say("table.source")}},
                   {}};
  for (const DutyCharge& charge : outcome.charges) {
    const std::string what =
        charge.authority == "base" ? say("duties.ordinary") : charge.authority_title + ": " + charge.title;
    table.rows.push_back({plain(charge.heading), plain(what), plain(charge.rate), plain(money(charge.amount)),
                          source_cell(say, charge.citation, charge.grade)});
  }
  return table_html(table);
}

std::string working(const Say& say, const std::string& heading, const DutyResult& result) {
  std::string html = "<h3>" + escape(heading) + "</h3>";
  if (result.status == DutyStatus::kRange) {
    html +=
        soft(say("duties.least")) + charges(say, result.low) + soft(say("duties.greatest")) + charges(say, result.high);
    for (const DutyQuestion& question : result.questions)
      html += soft(say("duties.question", {{"question", question.question}, {"money", money(question.at_stake)}}));
    return html;
  }
  for (const std::string& reason : result.not_loaded) html += paragraph(reason);
  for (const std::string& reason : result.prohibited) html += paragraph(reason);
  return html + charges(say, result.low);
}

std::string workings(const BriefResult& brief, const Say& say) {
  std::string html = "<h3>" + escape(say("duties.why")) + "</h3>";
  for (const BriefGood& good : brief.goods) {
    std::string each;
    for (const BriefDuty& row : good.duties) {
      for (const auto& [duty, claim] : {std::pair{&row.unclaimed, "duties.without"}, {&row.claimed, "duties.with"}})
        each += working(say,
                        say("duties.why_one",
                            {{"origin", country_name(row.origin)}, {"claim", say(claim)}, {"duty", duty_words(*duty)}}),
                        *duty);
    }
    html += folded(fmt::format("{}, {}", good.name, good.duties.front().unclaimed.hs), each);
  }
  return html;
}

// What is stated of the goods stands below the table.
std::string duties_of_page(const BriefResult& brief, const Say& say) {
  BriefTable table = duties_table(brief);
  table.columns.pop_back();
  for (auto& row : table.rows) row.pop_back();
  std::vector<std::string> notes;
  for (const BriefGood& good : brief.goods)
    if (!good.note.empty()) notes.push_back(say("duties.note", {{"good", good.name}, {"note", good.note}}));
  const std::string list = fmt::format("{}", fmt::join(notes, "; "));
  return table_html(table) + (notes.empty() ? "" : soft(say("duties.notes", {{"list", list}})));
}

std::string shipments(const BriefResult& brief) {
  const Say say(brief);
  return section_head(brief, "duties") + soft(say("duties.caption")) + duties_of_page(brief, say) +
         goods_chart(brief, say) + workings(brief, say);
}

// ---- rates

double highest(const RatesResult& rates, const std::string& code) {
  double high = 0;
  for (const RatesDay& day : rates.days) {
    const RatesRow* row = code.empty() ? &day.total : find_row(day, code);
    if (row != nullptr) high = std::max({high, row->rate_pct, row->statutory_pct});
  }
  return axis_end(high);
}

std::string rates_over_time(const BriefResult& brief) {
  if (!brief.rates || brief.rates->days.empty()) return {};
  const Say say(brief);
  const RatesResult& rates = *brief.rates;
  std::string charts;
  std::vector<std::string> words;
  const auto add = [&](const std::string& code, const std::string& name, const RatesRow* first, const RatesRow* last) {
    if (first == nullptr || last == nullptr) return;
    charts += rate_steps(rates, code, name, highest(rates, code));
    words.push_back(say("rates.chart_one",
                        {{"name", name}, {"before", number(first->rate_pct, 1)}, {"now", number(last->rate_pct, 1)}}));
  };
  const RatesDay &begin = rates.days.front(), &end = rates.days.back();
  add("", first_up(say("rates.all")), &begin.total, &end.total);
  for (const char* code : kToldPartners)
    if (const RatesRow* row = find_row(begin, code)) add(code, row->name, row, find_row(end, code));
  const BriefTable table = rates_table(brief);
  const std::string sentence = say("rates.chart", {{"list", fmt::format("{}", fmt::join(words, "; "))}});
  return section_head(brief, "rates") + soft(say("rates.caption", {{"year", fmt::format("{}", rates.year)}})) +
         figure("<div class=\"pair\">" + charts + "</div>", escape(sentence)) + folded(table.title, table_html(table));
}

// ---- the end

std::string sources(const BriefResult& brief) {
  const Say say(brief);
  std::string html = "<h2>" + escape(say("sources.title")) + "</h2>" + paragraph(say("sources.duties"));
  if (!brief.effects.empty()) {
    const SimulateResult& effect = brief.effects.front();
    std::vector<std::string> sets;
    for (const NamedCode& set : brief.elasticities)
      sets.push_back(say("sources.set", {{"name", set.code}, {"citation", set.name}}));
    html += paragraph(say("sources.economies", {{"title", effect.title},
                                                {"source", effect.source},
                                                {"sets", fmt::format("{}", fmt::join(sets, "; "))},
                                                {"residual", fmt::format("{:.0e}", effect.residual)}}));
  }
  return html + soft(say("page.data", {{"hash", brief.data_hash}}));
}

}  // namespace

std::string section_title(const BriefResult& brief, const std::string& part) {
  const Say say(brief);
  return say(part + ".title", {{"importer", say.country(brief.importer)}, {"date", say.date(brief.since)}});
}

std::string section_head(const BriefResult& brief, const std::string& part) {
  const std::string sure = sure_words(brief, part);
  return "<h2>" + escape(section_title(brief, part)) + "</h2>" + (sure.empty() ? "" : soft(sure));
}

std::string body_html(const BriefResult& brief) {
  return opening(brief) + happened(brief) + shipments(brief) + three_sides_html(brief) + rates_over_time(brief) +
         economies_html(brief) + deals_html(brief) + clock_html(brief);
}

}  // namespace report

std::string to_html(const BriefResult& brief) {
  using namespace report;
  const std::string body = body_html(brief);
  const BriefTable words = words_table(brief, body);
  return page(title_of(brief), body + "<h2>" + escape(words.title) + "</h2>" + table_html(words) + sources(brief));
}

}  // namespace trilat
