#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "io/json.hpp"
#include "trilat/duty_table.hpp"

namespace trilat {
namespace {

constexpr std::size_t kReasonsShown = 3;
constexpr std::size_t kCodesInCell = 4;

std::string percent(Money duty, Money value) {
  const double share = 100 * duty.to_double() / value.to_double();
  std::string text = fmt::format("{:.2f}", share);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string codes_of(const DutyTableRow& row) {
  if (row.codes.size() == 1) return row.codes.front();
  const std::size_t shown = std::min(row.codes.size(), kCodesInCell);
  return fmt::format("{} lines ({}{}), the least and the greatest of them", row.codes.size(),
                     fmt::join(row.codes.begin(), row.codes.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                     shown < row.codes.size() ? ", ..." : "");
}

std::string line_of(const DutyTableResult& result, const DutyTableRow& row, bool claimed) {
  std::string text = fmt::format("  {:<28}", claimed ? "  with a claim" : "into " + row.to_name);
  for (const DutyTableRow& column : result.rows) {
    const auto cell = std::find_if(row.cells.begin(), row.cells.end(),
                                   [&](const DutyTableCell& each) { return each.from == column.to; });
    std::string entry = "-";
    if (cell != row.cells.end()) {
      const bool none = claimed && cell->claim.empty();
      entry = none ? "no claim" : words(claimed ? cell->claimed : cell->unclaimed, row.value);
    }
    if (!row.problem.empty() && column.to != row.to) entry = "no line";
    text += fmt::format("  {:<26}", entry);
  }
  while (text.ends_with(' ')) text.pop_back();
  return text + "\n";
}

// Why cells are open, each reason once.
std::string notes_of(const DutyTableRow& row) {
  std::vector<std::string> reasons, questions;
  char grade = 'A';
  for (const DutyTableCell& cell : row.cells) {
    for (const DutyTableDuty* duty : {&cell.unclaimed, &cell.claimed}) {
      if (duty->lines == 0) continue;
      grade = std::max(grade, duty->grade);
      for (const auto& [from, into] : {std::pair{&duty->reasons, &reasons}, {&duty->questions, &questions}})
        for (const std::string& text : *from)
          if (std::find(into->begin(), into->end(), text) == into->end()) into->push_back(text);
    }
  }
  std::string text;
  for (std::size_t i = 0; i < reasons.size() && i < kReasonsShown; ++i)
    text += fmt::format("    not held or prohibited: {}\n", reasons[i]);
  if (reasons.size() > kReasonsShown) text += fmt::format("    and {} more\n", reasons.size() - kReasonsShown);
  for (const std::string& question : questions) text += fmt::format("    open: {}\n", question);
  return text + fmt::format("    weakest source: {}\n", grade);
}

void write(io::JsonWriter& json, const DutyTableDuty& duty) {
  json.begin_object().key("status").value(name(duty.status));
  const bool held = duty.not_held < duty.lines && duty.status != DutyStatus::kProhibited;
  json.key("duty_min");
  held ? json.value(duty.duty_min.to_string()) : json.null();
  json.key("duty_max");
  held&& duty.bounded ? json.value(duty.duty_max.to_string()) : json.null();
  json.key("lines").value(duty.lines).key("not_held").value(duty.not_held);
  json.key("grade").value(std::string(1, duty.grade)).key("reasons");
  write(json, duty.reasons);
  json.key("questions");
  write(json, duty.questions);
  json.end();
}

}  // namespace

std::string words(const DutyTableDuty& duty, Money value) {
  if (duty.status == DutyStatus::kNotLoaded) return "not loaded";
  if (duty.status == DutyStatus::kProhibited) return "prohibited";
  std::string text = percent(duty.duty_min, value);
  if (!duty.bounded)
    text = "from " + text + " %, needs quantity";
  else
    text += (duty.duty_min == duty.duty_max ? "" : " to " + percent(duty.duty_max, value)) + " %";
  return duty.not_held == 0 ? text : text + fmt::format(" ({} not held)", duty.not_held);
}

std::string to_text(const DutyTableResult& result) {
  std::string text = fmt::format("{} {}\nentered {}, value {} {}; duty in per cent of the value\n\n", result.hs,
                                 result.description, result.date.to_string(), result.value,
                                 result.currency.empty() ? "in each importer's currency" : result.currency);
  text += fmt::format("  {:<28}", "");
  for (const DutyTableRow& row : result.rows) text += fmt::format("  {:<26}", "from " + row.to_name);
  while (text.ends_with(' ')) text.pop_back();
  text += "\n";
  for (const DutyTableRow& row : result.rows) {
    text += line_of(result, row, false);
    if (row.problem.empty()) text += line_of(result, row, true);
  }
  for (const DutyTableRow& row : result.rows) {
    text += fmt::format("\n  {}: {}\n", row.to_name, row.problem.empty() ? codes_of(row) : row.problem);
    for (const std::string& step : row.value_working) text += fmt::format("    {}\n", step);
    if (row.problem.empty()) text += notes_of(row);
  }
  return text + fmt::format("\nevidence: A primary text, B official schedule, C secondary source; data {}\n",
                            result.data_hash);
}

std::string to_json(const DutyTableResult& result) {
  io::JsonWriter json;
  json.begin_object().key("hs").value(result.hs).key("description").value(result.description);
  json.key("date").value(result.date.to_string()).key("value").value(result.value);
  json.key("currency").value(result.currency).key("rows").begin_array();
  for (const DutyTableRow& row : result.rows) {
    json.begin_object().key("to").value(row.to).key("name").value(row.to_name).key("currency").value(row.currency);
    json.key("value").value(row.value.to_string()).key("problem").value(row.problem).key("codes");
    write(json, row.codes);
    json.key("value_working");
    write(json, row.value_working);
    json.key("cells").begin_array();
    for (const DutyTableCell& cell : row.cells) {
      json.begin_object().key("from").value(cell.from).key("unclaimed");
      write(json, cell.unclaimed);
      json.key("claim").value(cell.claim).key("claimed");
      if (cell.claim.empty())
        json.null();
      else
        write(json, cell.claimed);
      json.end();
    }
    json.end().end();
  }
  json.end().key("data_hash").value(result.data_hash).end();
  return json.finish().value_or("{}\n");
}

}  // namespace trilat
