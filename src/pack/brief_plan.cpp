#include "pack/brief_plan.hpp"

#include "io/toml.hpp"
#include "pack/archive.hpp"

namespace trilat::pack {
namespace {

Result<PlannedGood> read_good(const io::Node& node) {
  TRILAT_CHECK(node.allow_only({"name", "hs", "value", "note", "quantities", "origins", "facts", "codes"}));
  PlannedGood good;
  TRILAT_TRY(good.name, node.string_at("name"));
  TRILAT_TRY(good.hs, node.string_at("hs"));
  TRILAT_TRY(good.value, node.string_at("value"));
  TRILAT_TRY(const auto note, node.maybe_string("note"));
  good.note = note.value_or("");
  TRILAT_TRY(good.quantities, node.maybe_strings("quantities"));
  TRILAT_TRY(good.origins, node.strings_at("origins"));
  for (const auto& [key, into] : {std::pair{"facts", &good.facts}, {"codes", &good.codes}}) {
    const io::Node* entries = node.find(key);
    if (entries == nullptr) continue;
    TRILAT_TRY(const io::Table* table, entries->as_table());
    for (const io::Member& member : *table) {
      TRILAT_TRY(const std::string value, member.value.as_string());
      into->push_back({member.key, value});
    }
  }
  return good;
}

Result<Texts> read_texts(const std::filesystem::path& path) {
  TRILAT_TRY(const io::Node root, io::read_toml(path));
  TRILAT_TRY(const io::Table* tables, root.as_table());
  Texts texts;
  for (const io::Member& part : *tables) {
    TRILAT_TRY(const io::Table* entries, part.value.as_table());
    for (const io::Member& member : *entries) {
      TRILAT_TRY(texts[part.key + "." + member.key], member.value.as_string());
    }
  }
  return texts;
}

}  // namespace

template <class Archive>
void fields(Archive& archive, PlannedGood::Fact& fact) {
  archive(fact.name, fact.value);
}

template <class Archive>
void fields(Archive& archive, PlannedGood& good) {
  archive(good.name, good.hs, good.value, good.note, good.quantities, good.origins, good.facts, good.codes);
}

template <class Archive>
void fields(Archive& archive, PlannedEffect& effect) {
  archive(effect.scenario, effect.against);
}

template <class Archive>
void fields(Archive& archive, BriefPlan& plan) {
  archive(plan.importer, plan.effects, plan.goods, plan.texts);
}

Result<BriefPlan> read_brief_plan(const std::filesystem::path& path) {
  TRILAT_TRY(const io::Node root, io::read_toml(path));
  TRILAT_CHECK(root.allow_only({"importer", "effect", "good"}));
  BriefPlan plan;
  TRILAT_TRY(plan.importer, root.string_at("importer"));
  TRILAT_TRY(const io::Array* effects, root.array_at("effect"));
  for (const io::Node& node : *effects) {
    TRILAT_CHECK(node.allow_only({"scenario", "against"}));
    PlannedEffect& effect = plan.effects.emplace_back();
    TRILAT_TRY(const auto scenario, node.maybe_string("scenario"));
    effect.scenario = scenario.value_or("");
    TRILAT_TRY(effect.against, node.string_at("against"));
  }
  TRILAT_TRY(const io::Array* goods, root.array_at("good"));
  for (const io::Node& node : *goods) {
    TRILAT_TRY(PlannedGood good, read_good(node));
    plan.goods.push_back(std::move(good));
  }
  TRILAT_TRY(plan.texts, read_texts(path.parent_path() / "english.toml"));
  return plan;
}

std::string encode_brief_plan(const BriefPlan& plan) { return encode(plan); }

Result<BriefPlan> decode_brief_plan(std::string_view bytes) { return decode<BriefPlan>(bytes, "brief"); }

}  // namespace trilat::pack
