// A table of the brief as HTML and as CSV.
#include <fmt/format.h>

#include "io/csv_record.hpp"
#include "report/brief_tables.hpp"
#include "report/html.hpp"
#include "report/page.hpp"

namespace trilat {
namespace report {

BriefCell plain(std::string text) { return {std::move(text), {}, {}}; }

BriefCell source_cell(const Say& say, const std::string& citation, char grade) {
  return plain(say("page.source", {{"citation", citation}, {"grade", std::string(1, grade)}}));
}

BriefCell numbers(const Say& say, double low, double high, int digits, bool plus) {
  return {say.range(low, high, digits, plus), number(low, digits + 2), number(high, digits + 2)};
}

std::string table_html(const BriefTable& table) {
  std::string html = "<div class=\"wide\"><table><thead><tr>";
  for (const BriefColumn& column : table.columns)
    html += fmt::format("<th{}>{}</th>", column.number || column.range ? " class=\"n\"" : "", escape(column.head));
  html += "</tr></thead><tbody>";
  const auto same = [&](std::size_t row, std::size_t other) {
    return table.rows[row].front().text == table.rows[other].front().text;
  };
  for (std::size_t k = 0; k < table.rows.size(); ++k) {
    html += "<tr>";
    for (std::size_t c = 0; c < table.rows[k].size(); ++c) {
      const std::string text = escape(table.rows[k][c].text);
      if (c > 0) {
        const BriefColumn& column = table.columns[c];
        html += column.number || column.range ? number_cell(text) : cell(text);
        continue;
      }
      if (k > 0 && same(k, k - 1)) continue;
      std::size_t rows = 1;
      while (k + rows < table.rows.size() && same(k, k + rows)) ++rows;
      html += rows == 1 ? cell(text) : fmt::format("<td rowspan=\"{}\">{}</td>", rows, text);
    }
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

}  // namespace report

// Ranges in two columns. A range that is no number stands in words in the first.
std::string to_csv(const BriefTable& table) {
  std::string text;
  bool first = true;
  const auto add = [&](const std::string& field) {
    if (!first) text += ',';
    first = false;
    io::append_field(text, field);
  };
  const auto end = [&] {
    text += '\n';
    first = true;
  };
  for (const BriefColumn& column : table.columns) {
    add(column.range ? column.head + ", least" : column.head);
    if (column.range) add(column.head + ", greatest");
  }
  end();
  for (const auto& row : table.rows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      const BriefColumn& column = table.columns[c];
      const bool known = !row[c].low.empty() || !row[c].high.empty();
      add(known ? row[c].low : row[c].text);
      if (column.range) add(row[c].high);
    }
    end();
  }
  return text;
}

}  // namespace trilat
