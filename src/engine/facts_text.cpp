#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/change_words.hpp"
#include "trilat/facts.hpp"

namespace trilat {
namespace {

std::string kind_words(const FactMatter& fact) {
  if (fact.choices.empty()) return fact.kind;
  return fmt::format("{} of {}", fact.kind, fmt::join(fact.choices, ", "));
}

const char* unsaid_words(const FactMatter& fact, bool open) {
  if (!fact.unsaid_here) return "said";
  return open ? "open until said" : "taken as no until said";
}

std::string range(Money min, Money max) {
  return min == max ? min.to_display() : fmt::format("{} to {}", min.to_display(), max.to_display());
}

std::string fact_words(const FactMatter& fact) {
  std::string text = fmt::format("\n{}: {} hang on it\n  {}\n  {}; {}\n", fact.name, fact.at_stake.to_display(),
                                 fact.question, kind_words(fact), unsaid_words(fact, fact.open));
  for (const DutyAnswer& answer : fact.answers)
    text += fmt::format("    {:<20} {}\n", answer.value, range(answer.duty_min, answer.duty_max));
  for (const FactAsker& by : fact.asked_by) {
    text += fmt::format("  asked by {} {}: {}, where {} [{}] {}\n", by.heading, by.authority_title, by.title,
                        by.condition, by.grade, by.citation);
  }
  return text;
}

std::string all_words(const FactsResult& result) {
  std::string text = fmt::format("Facts that the law of {} may ask: {}\n", result.to, result.facts.size());
  for (const FactMatter& fact : result.facts) {
    text += fmt::format("\n{}\n  {}\n  {}; {}\n", fact.name, fact.question, kind_words(fact),
                        unsaid_words(fact, fact.unsaid == "ask"));
    std::vector<std::string> askers;
    for (const FactAsker& by : fact.asked_by) askers.push_back(by.authority_title);
    if (!askers.empty()) text += fmt::format("  asked by {}\n", fmt::join(askers, "; "));
  }
  return text + fmt::format("\ndata {}\n", result.data_hash);
}

}  // namespace

std::string to_text(const FactsResult& result) {
  if (result.all) return all_words(result);
  std::string text = fmt::format(
      "{} from {} to {}, entered {}, value {} {}\n{}\n\nwith nothing more said: {}, duty {}\n", result.hs, result.from,
      result.to, result.date.to_string(), result.value.to_display(), result.currency, result.description, result.status,
      result.bounded ? range(result.duty_min, result.duty_max)
                     : result.duty_min.to_display() + " to an amount that needs a quantity");
  std::vector<std::string> idle;
  for (const FactMatter& fact : result.facts) {
    if (fact.at_stake.is_zero() && fact.unsaid_here)
      idle.push_back(fact.name);
    else
      text += fact_words(fact);
  }
  if (!idle.empty())
    text += fmt::format("\nAsked too, but no answer alone moves the duty: {}\n", fmt::join(idle, ", "));
  return text + fmt::format("\nevidence: A primary text, B official schedule, C secondary source; data {}\n",
                            result.data_hash);
}

std::string to_json(const FactsResult& result) {
  io::JsonWriter json;
  json.begin_object().field("to", result.to).field("currency", result.currency);
  if (!result.all) {
    json.field("from", result.from).field("hs", result.hs).field("description", result.description);
    json.field("date", result.date.to_string()).field("value", result.value.to_string());
    json.field("status", result.status).field("duty_min", result.duty_min.to_string()).key("duty_max");
    if (result.bounded)
      json.value(result.duty_max.to_string());
    else
      json.null();
  }
  json.key("facts").begin_array();
  for (const FactMatter& fact : result.facts) {
    json.begin_object().field("name", fact.name).field("kind", fact.kind).field("question", fact.question);
    json.key("choices");
    write(json, fact.choices);
    json.field("unsaid", fact.unsaid);
    if (!result.all)
      json.field("said", !fact.unsaid_here).field("open", fact.open).field("at_stake", fact.at_stake.to_string());
    json.key("answers").begin_array();
    for (const DutyAnswer& answer : fact.answers) {
      json.begin_object().field("value", answer.value).field("duty_min", answer.duty_min.to_string());
      json.field("duty_max", answer.duty_max.to_string()).end();
    }
    json.end().key("asked_by").begin_array();
    for (const FactAsker& by : fact.asked_by) {
      json.begin_object().field("heading", by.heading).field("authority", by.authority);
      json.field("authority_title", by.authority_title).field("title", by.title).field("condition", by.condition);
      json.field("citation", by.citation).field("grade", std::string(1, by.grade)).end();
    }
    json.end().end();
  }
  json.end().field("data_hash", result.data_hash).end();
  return json.finish().value_or("{}\n");  // the writer is used as its header asks
}

}  // namespace trilat
