#include <fmt/format.h>

#include "core/text.hpp"
#include "io/json.hpp"
#include "trilat/scenario.hpp"

namespace trilat {
namespace {

std::string words(const ScenarioDifference& line) {
  std::string text = fmt::format("{} {} {}: {}, {}; {}; {}", line.added ? '+' : '-', line.importer, line.heading,
                                 line.effect, line.days.to_string(), line.origins, line.products);
  if (!line.when.empty()) text += fmt::format("; where {}", line.when);
  return text + "\n";
}

}  // namespace

std::string to_text(const ScenarioResult& result) {
  std::string text = fmt::format("{}\n{}, date {}\n", result.title, result.name, result.date.to_string());
  if (!result.summary.empty()) text += "\n" + result.summary + "\n";
  text += "\nWhat it changes\n";
  for (const std::string& sentence : result.changes) text += "  " + sentence + "\n";
  if (result.changes.empty()) text += "  nothing: the law as it was on that day\n";
  if (!result.differences.empty()) {
    text += "\nIn the law (- without the scenario, + with it)\n";
    std::string last;
    for (const ScenarioDifference& line : result.differences) {
      if (line.heading != last)
        text += fmt::format("  {}: {}\n", line.authority.empty() ? "Preference" : line.authority, line.title);
      last = line.heading;
      text += "  " + words(line);
    }
  }
  for (const std::string& note : result.notes) text += "\nnote: " + note + "\n";
  return text + fmt::format("\neconomy {}, closure {}, elasticities {}\ndata {}\n", result.economy, result.closure,
                            result.elasticities.empty() ? "of the economy" : result.elasticities, result.data_hash);
}

std::string to_json(const ScenarioResult& result) {
  io::JsonWriter json;
  json.begin_object();
  json.field("name", result.name).field("title", result.title).field("summary", result.summary);
  json.field("date", result.date.to_string());
  json.key("changes").begin_array();
  for (const std::string& sentence : result.changes) json.value(sentence);
  json.end();
  json.key("differences").begin_array();
  for (const ScenarioDifference& line : result.differences) {
    json.begin_object();
    json.field("added", line.added).field("importer", line.importer).field("heading", line.heading);
    json.field("authority", line.authority).field("title", line.title).field("origins", line.origins);
    json.field("products", line.products).field("effect", line.effect).field("when", line.when);
    json.field("days", line.days.to_string()).end();
  }
  json.end();
  json.field("economy", result.economy).field("closure", result.closure).field("elasticities", result.elasticities);
  json.key("notes").begin_array();
  for (const std::string& note : result.notes) json.value(note);
  json.end();
  json.field("data_hash", result.data_hash).end();
  return json.finish().value_or("");
}

std::string to_text(const std::vector<ReadyScenario>& scenarios) {
  std::string text;
  for (const ReadyScenario& scenario : scenarios)
    text += fmt::format("{:<28} {}  {}\n", scenario.name, scenario.date.to_string(), scenario.title);
  return text;
}

std::string to_json(const std::vector<ReadyScenario>& scenarios) {
  io::JsonWriter json;
  json.begin_array();
  for (const ReadyScenario& ready : scenarios) {
    json.begin_object().field("name", ready.name).field("title", ready.title).field("summary", ready.summary);
    json.field("date", ready.date.to_string()).end();
  }
  return json.end().finish().value_or("[]\n");  // the writer is used as its header asks
}

}  // namespace trilat
