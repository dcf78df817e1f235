#include "trilat/engine.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "engine/impl.hpp"
#include "engine/scenario_law.hpp"
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
  if (!options.files) impl->container.forbid_files();
  TRILAT_CHECK(impl->law.open(impl->container, impl->scenario ? &*impl->scenario : nullptr));
  return Engine(std::move(impl));
}

std::string Engine::Impl::hash() const {
  return scenario ? fmt::format("{}, scenario '{}'", container.hash(), scenario->title) : container.hash();
}

Result<const law::RuleBase*> Engine::Impl::rules_of(const std::string& importer) const {
  TRILAT_TRY(const Country country, Country::parse(importer));
  TRILAT_TRY(const law::LawIndex* index, law.index_of(country));
  return &index->rules();
}

Result<const origin::RuleBook*> Engine::Impl::rules_of_origin() const {
  std::call_once(origin_once, [this] {
    const auto& sections = container.sections();
    const auto at = sections.find(kOriginSection);
    if (at == sections.end()) return;
    auto read = pack::decode_rule_book(at->second);
    if (read)
      origin = *std::move(read);
    else
      origin_error = std::move(read).error();
  });
  if (origin_error) return tl::unexpected(*origin_error);
  return &origin;
}

}  // namespace trilat
