// What a scenario file says and what it changes in the law.
#pragma once

#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/error.hpp"

namespace trilat {

struct ScenarioParams {
  std::string scenario;  // a ready scenario of the data pack, or a file
};

// A provision of law that is there only with the scenario, or only without it.
struct ScenarioDifference {
  bool added = false;
  std::string importer, heading, authority, title, origins, products, effect, when;
  Interval days;
};

struct ScenarioResult {
  std::string name, title, summary;
  Date date;
  std::vector<std::string> changes;  // a sentence an amendment, addition, retaliation or assumption
  std::vector<ScenarioDifference> differences;
  std::string economy, closure, elasticities;  // elasticities empty: the economy's first
  std::vector<std::string> notes;              // what it takes for granted
  std::string data_hash;
};

struct ReadyScenario {
  std::string name, title, summary;
  Date date;
};

// A file to begin with: a ready scenario's text, or one that shows every key.
struct ScenarioTemplateParams {
  std::string from;  // a ready scenario; empty: the commented example
};

std::string to_text(const ScenarioResult& result);
std::string to_json(const ScenarioResult& result);
std::string to_text(const std::vector<ReadyScenario>& scenarios);
std::string to_json(const std::vector<ReadyScenario>& scenarios);

}  // namespace trilat
