// What the brief shows, as data: goods to price and scenarios to solve.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace trilat::pack {

struct PlannedGood {
  struct Fact {
    std::string name, value;
  };
  std::string name, hs, value, note;
  std::vector<std::string> quantities, origins;
  std::vector<Fact> facts;
  std::vector<Fact> codes;  // of other importers: their name and their own code of the good
};

// Two scenarios whose law the economies are solved under; without the first, the law of the day of the brief.
struct PlannedEffect {
  std::string scenario, against;
};

// Words by "table.key", with places in braces to fill in.
using Texts = std::map<std::string, std::string>;

struct BriefPlan {
  std::string importer;
  std::vector<PlannedEffect> effects;
  std::vector<PlannedGood> goods;
  Texts texts;
};

// The words are in the file english.toml beside it.
Result<BriefPlan> read_brief_plan(const std::filesystem::path& path);
std::string encode_brief_plan(const BriefPlan& plan);
Result<BriefPlan> decode_brief_plan(std::string_view bytes);

}  // namespace trilat::pack
