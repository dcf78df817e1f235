#include "engine/economy_source.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace trilat {

namespace fs = std::filesystem;

std::string names_below(const pack::Container& container, const std::string& prefix) {
  std::string names;
  for (const auto& [section, bytes] : container.sections()) {
    if (section.starts_with(prefix)) names += (names.empty() ? "" : ", ") + section.substr(prefix.size());
  }
  return names.empty() ? "none" : names;
}

Result<economy::DataSet> open_economy(const pack::Container& container, const std::string& name) {
  if (const auto bytes = container.section("economy/" + name)) return pack::decode_economy(*bytes);
  std::error_code error;
  if (fs::is_directory(name, error)) return pack::read_economy(name);
  return fail(ErrorCode::kNotFound, fmt::format("there is no economy '{}'", name),
              fmt::format("the data pack holds {}; or name a folder of tables", names_below(container, "economy/")));
}

Result<pack::NamedShock> open_shock(const pack::Container& container, const std::string& economy,
                                    const std::string& name) {
  if (name.empty()) return pack::NamedShock{"none", "no change", {}, {}, {}, {}};
  const std::string prefix = fmt::format("shock/{}/", economy);
  if (const auto bytes = container.section(prefix + name)) return pack::decode_shock(*bytes);
  std::error_code error;
  if (fs::exists(name, error)) return pack::read_shock(name);
  return fail(ErrorCode::kNotFound, fmt::format("there is no shock '{}' for economy {}", name, economy),
              fmt::format("the data pack holds {}; or name a file", names_below(container, prefix)));
}

Result<economy::Closure> parse_closure(const std::string& text) {
  if (text == "fixed") return economy::Closure::kFixedDeficit;
  if (text == "balanced") return economy::Closure::kZeroDeficit;
  return bad_input(fmt::format("closure '{}' is not known", text), "use fixed or balanced");
}

}  // namespace trilat
