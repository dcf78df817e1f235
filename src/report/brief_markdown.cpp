#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/brief_findings.hpp"
#include "report/brief_say.hpp"
#include "trilat/brief.hpp"

namespace trilat {
namespace {

// A cell: a bar would end it.
std::string safe(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string line(const std::vector<std::string>& cells) { return fmt::format("| {} |\n", fmt::join(cells, " | ")); }

std::string markdown(const BriefTable& table) {
  std::vector<std::string> heads, rules;
  for (const BriefColumn& column : table.columns) {
    heads.push_back(safe(column.head));
    rules.emplace_back(column.number || column.range ? "---:" : "---");
  }
  std::string text = fmt::format("## {}\n\n", table.title) + line(heads) + line(rules);
  for (const auto& row : table.rows) {
    std::vector<std::string> cells;
    for (const BriefCell& cell : row) cells.push_back(safe(cell.text));
    text += line(cells);
  }
  return text + '\n';
}

}  // namespace

std::string to_markdown(const BriefResult& brief) {
  const report::Say say(brief);
  std::string text = fmt::format("# {}\n\n", say("page.title", {{"date", say.date(brief.date)}}));
  for (const std::string& sentence : report::opening_words(brief)) text += sentence + "\n\n";
  text += fmt::format("**{}**\n\n", say("page.findings"));
  for (const std::string& one : report::findings(brief)) text += "- " + one + "\n";
  text += '\n';
  for (const BriefTable& table : tables_of(brief)) text += markdown(table);
  return text + say("page.data", {{"hash", brief.data_hash}}) + "\n";
}

}  // namespace trilat
