#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/brief_tables.hpp"
#include "report/brief_words.hpp"
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

std::string markdown(const BriefTable& table) {
  std::string text = fmt::format("## {}\n\n", table.title);
  const auto add = [&](const std::vector<std::string>& cells) {
    text += '|';
    for (const std::string& each : cells) text += " " + safe(each) + " |";
    text += '\n';
  };
  add(table.columns);
  text += '|';
  for (std::size_t k = 0; k < table.columns.size(); ++k) text += " --- |";
  text += '\n';
  for (const auto& row : table.rows) add(row);
  return text + '\n';
}

}  // namespace

std::string to_markdown(const BriefResult& brief) {
  std::string text = fmt::format("# North American tariffs on {}\n\n", report::long_date(brief.date));
  text += report::opening_words(brief) + "\n\n";
  for (const BriefTable& table : tables_of(brief)) text += markdown(table);
  return text + fmt::format("Data {}\n", brief.data_hash);
}

}  // namespace trilat
