#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/change_words.hpp"
#include "io/csv.hpp"
#include "trilat/timeline.hpp"

namespace trilat {
namespace {

std::string rate_words(const DutyCharge& line) {
  if (line.exemption) return "frees";
  return line.rate.empty() ? "no rate" : line.rate;
}

std::string headings(const std::vector<DutyCharge>& charges) {
  std::string text;
  for (const DutyCharge& line : charges) {
    text += fmt::format("{}{} {}", text.empty() ? "" : " + ", line.heading, rate_words(line));
    if (!line.programme.empty()) text += fmt::format(" ({})", line.programme);
  }
  return text;
}

std::string share(Money duty, Money value) { return value.is_zero() ? "" : duty.share_of(value).to_percent_string(); }

std::string amount_words(const TimelineResult& result, const TimelineRow& row) {
  if (row.status == "prohibited") return "importation is prohibited";
  if (row.status == "no_answer") return "cannot be priced";
  const bool one = row.duty_min == row.duty_max && row.bounded;
  std::string text = fmt::format("{} ({})", row.duty_min.to_display(), share(row.duty_min, result.value));
  if (!row.bounded) text += " to an amount that needs a quantity";
  if (!one && row.bounded)
    text += fmt::format(" to {} ({})", row.duty_max.to_display(), share(row.duty_max, result.value));
  if (row.total_min != row.duty_min || row.total_max != row.duty_max) {
    text += fmt::format("; with fees {}{}", row.total_min.to_display(),
                        row.total_min == row.total_max ? "" : " to " + row.total_max.to_display());
  }
  return row.status == "not_loaded" ? text + ", and a part that is not loaded" : text;
}

std::string codes_words(const char* verb, const std::vector<std::string>& codes) {
  return codes.size() == 1 ? fmt::format("; {} {}", verb, codes.front()) : "";
}

std::string cause_words(const TimelineCause& cause) {
  const LawChange& change = cause.change;
  const bool measure = change.authority != "schedule" && !change.heading.empty() && change.authority != "fee";
  return fmt::format("{}{}{}{} [{}] {}", sentence(change),
                     measure ? fmt::format(": {}, {}", change.authority_title, change.title) : "",
                     measure ? codes_words("adds", change.codes_added) : "",
                     measure ? codes_words("drops", change.codes_removed) : "", change.grade, change.citation);
}

std::string row_words(const TimelineResult& result, const TimelineRow& row) {
  std::string text = fmt::format("{} to {}  {}\n", row.from.to_string(), row.until.plus_days(-1).to_string(),
                                 amount_words(result, row));
  const bool one = headings(row.low) == headings(row.high);
  if (!row.high.empty() && one) text += fmt::format("    {}\n", headings(row.high));
  if (!one) text += fmt::format("    least: {}\n    greatest: {}\n", headings(row.low), headings(row.high));
  if (!row.open.empty()) text += fmt::format("    open: {}\n", fmt::join(row.open, ", "));
  for (const std::string& reason : row.reasons) text += fmt::format("    {}\n", reason);
  std::size_t others = 0;
  for (const TimelineCause& cause : row.causes) {
    if (cause.decisive)
      text += fmt::format("    cause: {}\n", cause_words(cause));
    else
      ++others;
  }
  if (others > 0)
    text += fmt::format("    and {} more of that day that {} no charge\n", others, others == 1 ? "moves" : "move");
  return text;
}

void write_charges(io::JsonWriter& json, const std::vector<DutyCharge>& charges) {
  json.begin_array();
  for (const DutyCharge& line : charges) {
    json.begin_object().field("heading", line.heading).field("authority", line.authority).field("title", line.title);
    json.field("base", line.base.to_string()).field("rate", line.rate).field("amount", line.amount.to_string());
    json.field("exemption", line.exemption).field("fee", line.fee).field("programme", line.programme);
    json.field("citation", line.citation).field("grade", std::string(1, line.grade)).end();
  }
  json.end();
}

void write_row(io::JsonWriter& json, const TimelineRow& row) {
  json.begin_object().field("from", row.from.to_string()).field("until", row.until.to_string());
  json.field("status", row.status);
  const bool priced = row.status != "no_answer";
  for (const auto& [key, amount, held] :
       {std::tuple{"duty_min", row.duty_min, priced}, std::tuple{"duty_max", row.duty_max, priced && row.bounded},
        std::tuple{"total_min", row.total_min, priced},
        std::tuple{"total_max", row.total_max, priced && row.bounded}}) {
    json.key(key);
    if (held)
      json.value(amount.to_string());
    else
      json.null();
  }
  json.key("low");
  write_charges(json, row.low);
  json.key("high");
  write_charges(json, row.high);
  json.key("open");
  write(json, row.open);
  json.key("reasons");
  write(json, row.reasons);
  json.key("causes").begin_array();
  for (const TimelineCause& cause : row.causes) {
    json.begin_object().field("decisive", cause.decisive);
    write_members(json, cause.change);
    json.end();
  }
  json.end().end();
}

}  // namespace

std::string to_text(const TimelineResult& result) {
  std::string text =
      fmt::format("{} from {} to {}, value {} {}, entered {} to {}{}{}\n{}\n\n", result.hs, result.from, result.to,
                  result.value.to_display(), result.currency, result.since.to_string(),
                  result.until.plus_days(-1).to_string(), result.claim.empty() ? "" : ", claim " + result.claim,
                  result.known_on.empty() ? "" : ", as published on " + result.known_on, result.description);
  for (const TimelineRow& row : result.rows) text += row_words(result, row);
  return text + fmt::format("\nevidence: A primary text, B official schedule, C secondary source; data {}\n",
                            result.data_hash);
}

std::string to_json(const TimelineResult& result) {
  io::JsonWriter json;
  json.begin_object().field("to", result.to).field("from", result.from).field("hs", result.hs);
  json.field("description", result.description).field("currency", result.currency);
  json.field("value", result.value.to_string()).field("claim", result.claim).field("known_on", result.known_on);
  json.field("since", result.since.to_string()).field("until", result.until.to_string());
  json.key("rows").begin_array();
  for (const TimelineRow& row : result.rows) write_row(json, row);
  json.end().field("data_hash", result.data_hash).end();
  return json.finish().value_or("{}\n");  // the writer is used as its header asks
}

std::string to_csv(const TimelineResult& result) {
  io::CsvWriter csv;
  csv.row(std::vector<std::string>{"from", "until", "status", "duty_min", "duty_max", "total_min", "total_max",
                                   "headings_min", "headings_max", "open", "reasons", "causes", "citations"});
  for (const TimelineRow& row : result.rows) {
    const bool priced = row.status != "no_answer";
    const auto amount = [&](Money money, bool held) { return priced && held ? money.to_string() : ""; };
    std::string causes, citations;
    for (const TimelineCause& cause : row.causes) {
      if (!cause.decisive) continue;
      causes += (causes.empty() ? "" : "; ") + sentence(cause.change);
      citations += fmt::format("{}[{}] {}", citations.empty() ? "" : "; ", cause.change.grade, cause.change.citation);
    }
    csv.row(std::vector<std::string>{row.from.to_string(), row.until.to_string(), row.status,
                                     amount(row.duty_min, true), amount(row.duty_max, row.bounded),
                                     amount(row.total_min, true), amount(row.total_max, row.bounded), headings(row.low),
                                     headings(row.high), fmt::format("{}", fmt::join(row.open, " ")),
                                     fmt::format("{}", fmt::join(row.reasons, "; ")), causes, citations});
  }
  return csv.text();
}

}  // namespace trilat
