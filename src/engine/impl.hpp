// What an Engine owns: the open pack and what has been read from it.
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
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

// The law of the importers in a pack, each read where it is first needed. Thread-safe once it is open.
class HeldLaw {
 public:
  // Finds the laws of the pack, which must outlive this, without reading any.
  Status open(const pack::Container& container, const scenario::Scenario* scenario);

  // Errors: an importer that is not held (with those that are), law that cannot be read.
  Result<const law::LawIndex*> index_of(Country importer) const;
  // The law without the scenario.
  Result<const law::RuleBase*> recorded_of(Country importer) const;
  // Of every importer, read now.
  Result<const std::map<Country, law::RuleBase>*> all() const;
  Result<const std::map<Country, law::RuleBase>*> all_recorded() const;
  Result<law::LawIndices> indices() const;

 private:
  struct Reading {
    std::string_view bytes;
    std::once_flag once;
    std::optional<Error> error;
    law::RuleBase* rules = nullptr;     // under the scenario
    law::RuleBase* recorded = nullptr;  // without it; the same where there is none
    std::optional<law::LawIndex> index;
  };
  Result<const Reading*> read(Country importer) const;
  Status read_all() const;

  const scenario::Scenario* scenario_ = nullptr;
  std::map<Country, law::RuleBase> rules_;     // an empty place for each importer until its law is read
  std::map<Country, law::RuleBase> recorded_;  // empty where there is no scenario
  mutable std::map<Country, Reading> readings_;
};

struct Engine::Impl {
  pack::Container container;
  std::optional<scenario::Scenario> scenario;  // under which the law stands
  std::string scenario_name;                   // as it was asked for
  HeldLaw law;

  // Of the data, with the scenario that changed its law.
  std::string hash() const;

  // The law of an importer, or an error that lists the importers held.
  Result<const law::RuleBase*> rules_of(const std::string& importer) const;
  // The rules of origin, read where they are first needed; empty where the pack holds none.
  Result<const origin::RuleBook*> rules_of_origin() const;

  mutable std::once_flag origin_once;
  mutable std::optional<Error> origin_error;
  mutable origin::RuleBook origin;
};

}  // namespace trilat
