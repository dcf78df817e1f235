#include <fmt/format.h>

#include "report/brief_findings.hpp"
#include "report/brief_model.hpp"
#include "report/brief_tables.hpp"
#include "report/brief_words.hpp"
#include "report/html.hpp"
#include "report/three_sides.hpp"
#include "trilat/brief.hpp"

namespace trilat {
namespace {

using namespace report;

constexpr std::size_t kLineWidth = 116;

// Broken between words.
std::string wrapped(const std::string& text, const std::string& first, const std::string& rest) {
  std::string out = first;
  std::size_t length = first.size();
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find(' ', at);
    if (end == std::string::npos) end = text.size();
    if (length + end - at > kLineWidth && length > rest.size()) {
      out += "\n" + rest;
      length = rest.size();
    }
    out += text.substr(at, end - at) + (end < text.size() ? " " : "");
    length += end - at + 1;
    at = end + 1;
  }
  return out + "\n";
}

std::string goods_lines(const BriefResult& brief) {
  const Say say(brief);
  std::string text = "\n" + duties_table(brief).title + ", USD\n\n";
  text += fmt::format("{:<44} {:<7} {:>8}  {:>17}  {:>17}\n", "", "from", "value", say("duties.without"),
                      say("duties.with"));
  for (const BriefGood& good : brief.goods) {
    std::string name = good.name;
    for (const BriefDuty& row : good.duties) {
      text += fmt::format("{:<44.44} {:<7} {:>8}  {:>17}  {:>17}\n", name, country_name(row.origin),
                          money(row.unclaimed.value), duty_words(row.unclaimed), duty_words(row.claimed));
      name.clear();
    }
  }
  return text;
}

std::string effects_text(const BriefResult& brief) {
  const BriefTable table = economies_table(brief);
  std::string text = "\n" + table.title + "\n", title;
  for (const auto& row : table.rows) {
    if (row[0].text != title) {
      title = row[0].text;
      text += fmt::format("\n  {}\n  {:<14} {:>28} {:>28} {:>32}\n", title, "", table.columns[2].head,
                          table.columns[3].head, table.columns[5].head);
    }
    text += fmt::format("  {:<14} {:>28} {:>28} {:>32}\n", row[1].text, row[2].text, row[3].text, row[5].text);
  }
  return text;
}

std::string deals_text(const BriefResult& brief) {
  if (!brief.negotiation) return {};
  const Say say(brief);
  const NegotiateResult& game = *brief.negotiation;
  if (!told(game)) return "\n" + say("deals.not_drawn", {{"reason", game.deals.reason}}) + "\n";
  const BriefTable table = deals_table(brief);
  std::string text = "\n" + table.title + ", %\n";
  const auto add = [&text](const auto& texts) {
    text += fmt::format("  {:<32}", texts.front());
    for (std::size_t k = 1; k < texts.size(); ++k) text += fmt::format(" {:>23}", texts[k]);
    text += "\n";
  };
  std::vector<std::string> heads;
  for (const BriefColumn& column : table.columns) heads.push_back(column.head);
  add(heads);
  for (const auto& row : table.rows) {
    std::vector<std::string> cells;
    for (const BriefCell& cell : row) cells.push_back(cell.text);
    add(cells);
  }
  return text;
}

}  // namespace

std::string to_text(const BriefResult& brief) {
  const Say say(brief);
  std::string text = say("page.title", {{"date", say.date(brief.date)}}) + "\n\n";
  for (const std::string& one : findings(brief)) text += wrapped(one, "- ", "  ");
  text += goods_lines(brief) + three_sides_text(brief) + effects_text(brief) + deals_text(brief);
  return text + "\n" + say("page.data", {{"hash", brief.data_hash}}) + "\n";
}

}  // namespace trilat
