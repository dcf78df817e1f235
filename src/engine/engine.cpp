#include "trilat/engine.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "core/country_words.hpp"
#include "engine/impl.hpp"
#include "engine/scenario_law.hpp"
#include "pack/law_codec.hpp"
#include "pack/origin_codec.hpp"

namespace trilat {

namespace fs = std::filesystem;

fs::path find_pack(const std::string& named_pack) {
  if (!named_pack.empty()) return named_pack;
  if (const char* named = std::getenv("TRILAT_DATA"); named != nullptr && *named != '\0') return named;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const fs::path beside = program.parent_path() / "trilat.pack";
  const fs::path installed = program.parent_path().parent_path() / "share" / "trilat" / "trilat.pack";
  return fs::exists(beside, error) || !fs::exists(installed, error) ? beside : installed;
}

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Result<Engine> Engine::open(const EngineOptions& options) {
  auto impl = std::make_unique<Impl>();
  TRILAT_TRY(impl->container, pack::Container::open(find_pack(options.data)));
  if (!options.scenario.empty()) {
    TRILAT_TRY(impl->scenario, open_scenario(impl->container, options.scenario));
    impl->scenario_name = options.scenario;
  }
  for (const auto& [name, bytes] : impl->container.sections()) {
    if (!name.starts_with("law/")) continue;
    TRILAT_TRY(law::RuleBase rules, pack::decode_law(bytes));
    if (impl->scenario) {
      impl->recorded.emplace(rules.importer, rules);
      TRILAT_TRY(rules, law_under(rules, *impl->scenario));
    }
    impl->law.emplace(rules.importer, std::move(rules));
  }
  if (const auto& sections = impl->container.sections(); sections.contains(kOriginSection)) {
    TRILAT_TRY(impl->origin, pack::decode_rule_book(sections.at(kOriginSection)));
  }
  for (const auto& [importer, rules] : impl->law) impl->indices.emplace(importer, rules);
  return Engine(std::move(impl));
}

std::string Engine::Impl::hash() const {
  return scenario ? fmt::format("{}, scenario '{}'", container.hash(), scenario->title) : container.hash();
}

Result<const law::RuleBase*> Engine::Impl::rules_of(const std::string& importer) const {
  TRILAT_TRY(const Country country, Country::parse(importer));
  if (const auto at = law.find(country); at != law.end()) return &at->second;
  std::string held;
  for (const auto& [code, rules] : law) held += (held.empty() ? "" : ", ") + code.to_string();
  return fail(ErrorCode::kNotFound,
              fmt::format("the data holds no law of {} as an importer", core::in_sentence(country)),
              fmt::format("importers held: {}", held));
}

}  // namespace trilat
