#include "serve/engines.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "serve/memory_file.hpp"

namespace trilat::serve {
namespace {

constexpr std::size_t kHeld = 8;

}  // namespace

Result<std::unique_ptr<Engines>> Engines::open(const std::string& data) {
  TRILAT_TRY(Engine engine, Engine::open({data, {}, false}));
  TRILAT_TRY(const DataInfo info, engine.data_info());
  return std::unique_ptr<Engines>(new Engines(data, std::make_shared<const Engine>(std::move(engine)), info.hash));
}

Status Engines::check(const std::string& scenario) const {
  if (Date::parse(scenario)) return {};
  const std::size_t at = scenario.rfind('@');
  const bool on_day = at != std::string::npos && Date::parse(std::string_view(scenario).substr(at + 1)).has_value();
  const std::string base = on_day ? scenario.substr(0, at) : scenario;
  TRILAT_TRY(const auto ready, recorded_->scenarios());
  std::vector<std::string> names;
  for (const ReadyScenario& each : ready) names.push_back(each.name);
  if (std::find(names.begin(), names.end(), base) != names.end()) return {};
  return fail(ErrorCode::kNotFound, "there is no scenario '" + base + "'",
              core::did_you_mean(base, names, "GET /v1/scenarios lists them; a day is one too"));
}

std::shared_ptr<const Engine> Engines::held(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(held_.begin(), held_.end(), [&](const auto& each) { return each.first == key; });
  if (found == held_.end()) return nullptr;
  held_.splice(held_.begin(), held_, found);
  return held_.front().second;
}

Result<std::shared_ptr<const Engine>> Engines::make(const Law& law) const {
  if (law.scenario_text.empty()) {
    TRILAT_CHECK(check(law.scenario));
    TRILAT_TRY(Engine engine, Engine::open({data_, law.scenario, false}));
    return std::make_shared<const Engine>(std::move(engine));
  }
  TRILAT_TRY(const MemoryFile file, MemoryFile::of(law.scenario_text, "scenario"));
  auto engine = Engine::open({data_, file.path(), false});
  if (!engine) return tl::unexpected(file.named(engine.error()));
  return std::make_shared<const Engine>(std::move(*engine));
}

Result<std::shared_ptr<const Engine>> Engines::of(const Law& law) {
  if (law.scenario.empty() && law.scenario_text.empty()) return recorded_;
  if (!law.scenario.empty() && !law.scenario_text.empty())
    return bad_input("both `scenario` and `scenario_text` are given", "give one of them");
  const std::string key = law.scenario + '\n' + law.scenario_text;
  if (auto found = held(key)) return found;
  const std::lock_guard one_at_a_time(making_);
  if (auto found = held(key)) return found;  // made while this one waited
  TRILAT_TRY(auto made, make(law));
  const std::lock_guard lock(mutex_);
  held_.emplace_front(key, made);
  if (held_.size() > kHeld) held_.pop_back();
  return made;
}

}  // namespace trilat::serve
