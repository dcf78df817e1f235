#include <fmt/format.h>

#include "core/country_words.hpp"
#include "engine/impl.hpp"
#include "engine/scenario_law.hpp"
#include "pack/law_codec.hpp"

namespace trilat {

Status HeldLaw::open(const pack::Container& container, const scenario::Scenario* scenario) {
  scenario_ = scenario;
  constexpr std::string_view kSection = "law/";
  for (const auto& [name, bytes] : container.sections()) {
    if (!name.starts_with(kSection)) continue;
    TRILAT_TRY(const Country importer, Country::parse(name.substr(kSection.size())));
    Reading& reading = readings_[importer];
    reading.bytes = bytes;
    reading.rules = &rules_[importer];
    reading.recorded = scenario == nullptr ? reading.rules : &recorded_[importer];
  }
  return {};
}

Result<const HeldLaw::Reading*> HeldLaw::read(Country importer) const {
  const auto at = readings_.find(importer);
  if (at == readings_.end()) {
    std::string held;
    for (const auto& [code, reading] : readings_) held += (held.empty() ? "" : ", ") + code.to_string();
    return fail(ErrorCode::kNotFound,
                fmt::format("the data holds no law of {} as an importer", core::in_sentence(importer)),
                fmt::format("importers held: {}", held));
  }
  Reading& reading = at->second;
  std::call_once(reading.once, [&] {
    auto rules = pack::decode_law(reading.bytes);
    if (!rules) {
      reading.error = std::move(rules.error());
      return;
    }
    *reading.recorded = *std::move(rules);
    if (scenario_ != nullptr) {
      auto changed = law_under(*reading.recorded, *scenario_);
      if (!changed) {
        reading.error = std::move(changed.error());
        return;
      }
      *reading.rules = *std::move(changed);
    }
    reading.index.emplace(*reading.rules);
  });
  if (reading.error) return tl::unexpected(*reading.error);
  return &reading;
}

Status HeldLaw::read_all() const {
  for (const auto& [importer, reading] : readings_) TRILAT_CHECK(read(importer));
  return {};
}

Result<const law::LawIndex*> HeldLaw::index_of(Country importer) const {
  TRILAT_TRY(const Reading* reading, read(importer));
  return &*reading->index;
}

Result<const law::RuleBase*> HeldLaw::recorded_of(Country importer) const {
  TRILAT_TRY(const Reading* reading, read(importer));
  return reading->recorded;
}

Result<const std::map<Country, law::RuleBase>*> HeldLaw::all() const {
  TRILAT_CHECK(read_all());
  return &rules_;
}

Result<law::LawIndices> HeldLaw::indices() const {
  law::LawIndices all;
  for (const auto& [importer, reading] : readings_) {
    TRILAT_TRY(all[importer], index_of(importer));
  }
  return all;
}

Result<const std::map<Country, law::RuleBase>*> HeldLaw::all_recorded() const {
  TRILAT_CHECK(read_all());
  return scenario_ == nullptr ? &rules_ : &recorded_;
}

}  // namespace trilat
