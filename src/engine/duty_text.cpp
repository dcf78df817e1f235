#include <fmt/format.h>

#include "io/json.hpp"
#include "trilat/duty.hpp"

namespace trilat {
namespace {

bool is_priced(const DutyCharge& line) { return line.exemption || !line.working.empty() || line.base.is_zero(); }

// "2,500.00", with "from" before it where a missing quantity makes it the least that it can be.
std::string amount_of(const DutyCharge& line) {
  if (!is_priced(line)) return "not known";
  return (line.at_least ? "from " : "") + line.amount.to_display();
}

const char* not_worked(const DutyCharge& line) {
  return line.base.is_zero() ? "nothing is left to charge" : "not priced";
}

// The sums stand where they are known; where they are not, `open` says what is missing.
std::string charge_lines(const DutyOutcome& outcome, const char* open = nullptr) {
  std::string text;
  for (const DutyCharge& line : outcome.charges) {
    text += fmt::format("  {:<14} {:>14}  {}\n", line.heading, amount_of(line),
                        line.authority == "base" || line.title == line.authority_title
                            ? line.title
                            : line.authority_title + ": " + line.title);
    text += fmt::format(
        "  {:<14} {:>14}  {}{}\n", "", "",
        line.exemption ? "filed at nothing: it frees the goods of another duty"
                       : fmt::format("{} on {}: {}", line.rate.empty() ? "no rate" : line.rate, line.base.to_display(),
                                     line.working.empty() ? not_worked(line) : line.working.c_str()),
        line.programme.empty() ? "" : fmt::format(" (SPI {})", line.programme));
    text += fmt::format("  {:<14} {:>14}  [{}] {}{}\n", "", "", line.grade, line.citation,
                        line.note.empty() ? "" : "; " + line.note);
  }
  if (open != nullptr) return text + fmt::format("  {:<14} {:>14}  {}\n", "total duty", "open", open);
  text += fmt::format("  {:<14} {:>14}\n", "total duty", outcome.duty.to_display());
  if (outcome.total != outcome.duty) {
    text += fmt::format("  {:<14} {:>14}\n", "fees and taxes", outcome.fees.to_display());
    text += fmt::format("  {:<14} {:>14}\n", "to pay", outcome.total.to_display());
  }
  return text;
}

// Where a shipment lies partly within a quota, each part carries its own quantity.
std::string quantity_words(const EntryLine& line) {
  if (!line.carries_quantity) return "quantity 0";
  const bool part = line.part.starts_with("within the quota") || line.part.starts_with("over the quota");
  return part ? "the quantity " + line.part : "the whole quantity";
}

// Only where a duty or a quota splits the value: one line needs no table.
std::string entry_line_text(const DutyOutcome& outcome) {
  if (outcome.lines.size() < 2) return {};
  std::string text = "\nLines of the entry\n";
  int number = 0;
  for (const EntryLine& line : outcome.lines) {
    text += fmt::format("  {} value {}, {}{}\n", ++number, line.value.to_display(), quantity_words(line),
                        line.programme.empty() ? "" : fmt::format(", SPI {}", line.programme));
    for (const auto& heading : line.headings)
      text += fmt::format("      {:<14} {:>14}\n", heading.heading, heading.amount.to_display());
  }
  return text;
}

std::string considered_lines(const DutyOutcome& outcome) {
  if (outcome.considered.empty()) return {};
  std::string text = "\nConsidered, not charged\n";
  for (const DutyConsidered& entry : outcome.considered) {
    text += fmt::format("  {:<14} {}{}{}: {} [{}] {}\n", entry.heading, entry.authority_title,
                        entry.title.empty() ? "" : ", ", entry.title, entry.reason, entry.grade, entry.citation);
  }
  return text;
}

std::string list(const char* title, const std::vector<std::string>& lines) {
  if (lines.empty()) return {};
  std::string text = fmt::format("\n{}\n", title);
  for (const std::string& line : lines) text += "  " + line + "\n";
  return text;
}

// What is to be paid with fees and taxes, where some were asked for.
std::string with_fees(const DutyResult& result) {
  if (result.low.fees.is_zero() && result.high.fees.is_zero()) return {};
  if (!result.bounded)
    return fmt::format(", with fees and taxes from {} {}", result.low.total.to_display(), result.currency);
  const bool one = result.low.total == result.high.total;
  return fmt::format(", with fees and taxes {}{} {}", result.low.total.to_display(),
                     one ? "" : " to " + result.high.total.to_display(), result.currency);
}

std::string headline(const DutyResult& result) {
  switch (result.status) {
    case DutyStatus::kProhibited: return "importation is prohibited";
    case DutyStatus::kNotLoaded: return "not determined: part of the law is not loaded";
    case DutyStatus::kDetermined:
      return fmt::format("duty {} {}{}", result.low.duty.to_display(), result.currency, with_fees(result));
    case DutyStatus::kRange: break;
  }
  if (!result.bounded) {
    return fmt::format("duty from {} {} up; the greatest needs a quantity{}", result.low.duty.to_display(),
                       result.currency, with_fees(result));
  }
  return fmt::format("duty {} to {} {}{}", result.low.duty.to_display(), result.high.duty.to_display(), result.currency,
                     with_fees(result));
}

// The duty that an answer leaves possible; only from where, if a quantity is missing.
std::string span_of(const DutyAnswer& answer, bool bounded) {
  const std::string least = answer.duty_min.to_display();
  if (!bounded) return "from " + least;
  return answer.duty_min == answer.duty_max ? least : least + " to " + answer.duty_max.to_display();
}

void write(io::JsonWriter& json, const DutyOutcome& outcome) {
  json.begin_object();
  json.key("duty").value(outcome.duty.to_string()).key("fees").value(outcome.fees.to_string());
  json.key("total").value(outcome.total.to_string());
  json.key("charges").begin_array();
  for (const DutyCharge& line : outcome.charges) {
    json.begin_object();
    json.key("heading").value(line.heading).key("authority").value(line.authority);
    json.key("authority_title").value(line.authority_title).key("title").value(line.title);
    json.key("base").value(line.base.to_string()).key("rate").value(line.rate);
    json.key("amount").value(line.amount.to_string()).key("exemption").value(line.exemption);
    json.key("fee").value(line.fee).key("part").value(line.part);
    json.key("programme").value(line.programme).key("at_least").value(line.at_least);
    json.key("working").value(line.working);
    json.key("citation").value(line.citation).key("grade").value(std::string(1, line.grade));
    json.key("note").value(line.note).key("called").value(line.called).end();
  }
  json.end().key("lines").begin_array();
  for (const EntryLine& line : outcome.lines) {
    json.begin_object();
    json.key("value").value(line.value.to_string()).key("carries_quantity").value(line.carries_quantity);
    json.key("part").value(line.part).key("programme").value(line.programme).key("headings").begin_array();
    for (const auto& heading : line.headings) {
      json.begin_object();
      json.key("heading").value(heading.heading).key("amount").value(heading.amount.to_string()).end();
    }
    json.end().end();
  }
  json.end().key("considered").begin_array();
  for (const DutyConsidered& entry : outcome.considered) {
    json.begin_object();
    json.key("heading").value(entry.heading).key("authority").value(entry.authority);
    json.key("authority_title").value(entry.authority_title).key("title").value(entry.title);
    json.key("why").value(entry.why).key("reason").value(entry.reason);
    json.key("citation").value(entry.citation).key("grade").value(std::string(1, entry.grade)).end();
  }
  json.end().key("answers").begin_object();
  for (const auto& [fact, value] : outcome.answers) json.key(fact).value(value);
  json.end().end();
}

}  // namespace

std::string to_text(const DutyResult& result) {
  std::string text =
      fmt::format("{} from {} to {}, entered {}, value {} {}\n{}\n", result.hs, result.from, result.to,
                  result.date.to_string(), result.value.to_display(), result.currency, result.description);
  for (const std::string& step : result.value_working) text += "  value: " + step + "\n";
  for (const std::string& step : result.quota) text += "  quota: " + step + "\n";
  text += "\n" + headline(result) + "\n";
  if (result.status == DutyStatus::kRange) {
    text += "\nThe least\n" + charge_lines(result.low) + entry_line_text(result.low);
    // where nothing but a quantity is open, the greatest would print the same lines again
    const bool another = result.bounded || !result.questions.empty();
    if (another)
      text += "\nThe greatest\n" + charge_lines(result.high, result.bounded ? nullptr : "it needs a quantity") +
              entry_line_text(result.high);
    if (!result.questions.empty()) text += "\nOpen questions and the money on each\n";
    for (const DutyQuestion& question : result.questions) {
      text += fmt::format("  {:<24} {:>12}  {}\n", question.fact, question.at_stake.to_display(), question.question);
      for (const DutyAnswer& answer : question.answers) {
        text += fmt::format("  {:<24} {:>12}    {}: {}\n", "", "", answer.value, span_of(answer, result.bounded));
      }
    }
  } else {
    const char* open = result.status == DutyStatus::kNotLoaded ? "part of the law is not loaded" : nullptr;
    text += "\n" + charge_lines(result.low, open) + entry_line_text(result.low);
  }
  text += considered_lines(result.high);
  text += list("Prohibited by", result.prohibited) + list("Not loaded, and so not counted", result.not_loaded) +
          list("Needs a quantity", result.unpriced) + list("Taken as no, since nothing else was said", result.assumed) +
          list("Mind", result.warnings);
  return text + fmt::format("\nevidence: A primary text, B official schedule, C secondary source; data {}\n",
                            result.data_hash);
}

std::string to_json(const DutyResult& result) {
  io::JsonWriter json;
  json.begin_object();
  json.key("status").value(name(result.status)).key("to").value(result.to).key("from").value(result.from);
  json.key("hs")
      .value(result.hs)
      .key("description")
      .value(result.description)
      .key("date")
      .value(result.date.to_string());
  json.key("currency").value(result.currency).key("value").value(result.value.to_string());
  json.key("duty_min").value(result.low.duty.to_string()).key("duty_max");
  if (result.bounded)
    json.value(result.high.duty.to_string());
  else
    json.null();
  json.key("total_min").value(result.low.total.to_string()).key("total_max");
  if (result.bounded)
    json.value(result.high.total.to_string());
  else
    json.null();
  json.key("low");
  write(json, result.low);
  json.key("high");
  write(json, result.high);
  json.key("questions").begin_array();
  for (const DutyQuestion& question : result.questions) {
    json.begin_object().key("fact").value(question.fact).key("question").value(question.question);
    json.key("at_stake").value(question.at_stake.to_string()).key("answers").begin_array();
    for (const DutyAnswer& answer : question.answers) {
      json.begin_object().key("value").value(answer.value).key("duty_min").value(answer.duty_min.to_string());
      json.key("duty_max");
      if (result.bounded)
        json.value(answer.duty_max.to_string());
      else
        json.null();
      json.end();
    }
    json.end().end();
  }
  json.end();
  for (const auto& [key, texts] : {std::pair{"value_working", &result.value_working},
                                   {"quota", &result.quota},
                                   {"assumed", &result.assumed},
                                   {"prohibited", &result.prohibited},
                                   {"not_loaded", &result.not_loaded},
                                   {"unpriced", &result.unpriced},
                                   {"warnings", &result.warnings}}) {
    json.key(key);
    write(json, *texts);
  }
  json.key("data_hash").value(result.data_hash).end();
  return json.finish().value_or("{}\n");  // the writer is used as its header asks
}

}  // namespace trilat
