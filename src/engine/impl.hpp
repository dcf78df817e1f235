// What an Engine owns: the open pack and what has been read from it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/country.hpp"
#include "law/law_index.hpp"
#include "origin/rule_book.hpp"
#include "pack/container.hpp"
#include "scenario/scenario.hpp"
#include "trilat/engine.hpp"

namespace trilat {

// The pack that is named, else TRILAT_DATA, next to the program, the install tree: the first that is
// named or exists.
std::filesystem::path find_pack(const std::string& named_pack);

inline const std::string kOriginSection = "origin";  // of the pack

struct Engine::Impl {
  pack::Container container;
  std::map<Country, law::RuleBase> law;
  std::map<Country, law::LawIndex> indices;    // of `law`
  origin::RuleBook origin;                     // rules of origin; empty where the pack holds none
  std::optional<scenario::Scenario> scenario;  // under which `law` stands
  std::string scenario_name;                   // as it was asked for
  std::map<Country, law::RuleBase> recorded;   // the law without it; empty where there is none

  // Of the data, with the scenario that changed its law.
  std::string hash() const;
  const std::map<Country, law::RuleBase>& recorded_law() const { return scenario ? recorded : law; }

  // The law of an importer, or an error that lists the importers held.
  Result<const law::RuleBase*> rules_of(const std::string& importer) const;
};

}  // namespace trilat
