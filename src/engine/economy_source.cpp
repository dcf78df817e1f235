#include "engine/economy_source.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "core/text.hpp"

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
  if (container.reads_files() && fs::is_directory(name, error)) return pack::read_economy(name);
  return fail(ErrorCode::kNotFound, fmt::format("there is no economy '{}'", name),
              fmt::format("the data pack holds {}; or name a folder of tables", names_below(container, "economy/")));
}

Result<pack::NamedShock> open_shock(const pack::Container& container, const std::string& economy,
                                    const std::string& name) {
  if (name.empty()) return pack::NamedShock{"none", "no change", {}, {}, {}, {}};
  const std::string prefix = fmt::format("shock/{}/", economy);
  if (const auto bytes = container.section(prefix + name)) return pack::decode_shock(*bytes);
  std::error_code error;
  if (container.reads_files() && fs::exists(name, error)) return pack::read_shock(name);
  return fail(ErrorCode::kNotFound, fmt::format("there is no shock '{}' for economy {}", name, economy),
              fmt::format("the data pack holds {}; or name a file", names_below(container, prefix)));
}

Result<economy::Closure> parse_closure(const std::string& text) {
  if (text == "fixed") return economy::Closure::kFixedDeficit;
  if (text == "balanced") return economy::Closure::kZeroDeficit;
  if (text == "share") return economy::Closure::kShareDeficit;
  return bad_input(fmt::format("closure '{}' is not known", text), "use fixed, share or balanced");
}

namespace {

Result<double> number_after(std::string_view part, std::string_view name) {
  const std::string text(part.substr(name.size()));
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (!text.empty() && end == text.c_str() + text.size()) return value;
  return bad_input(fmt::format("'{}' has no number", part), fmt::format("write {}1.5", name));
}

Status add_part(std::string_view part, economy::SolveOptions& options) {
  if (part == "government") {
    options.revenue = economy::Revenue::kGovernment;
  } else if (part == "immobile") {
    options.labour = economy::Labour::kImmobile;
  } else if (part.starts_with("roy:")) {
    options.labour = economy::Labour::kRoy;
    TRILAT_TRY(options.kappa, number_after(part, "roy:"));
  } else if (part.starts_with("supply:")) {
    TRILAT_TRY(options.labour_supply, number_after(part, "supply:"));
  } else {
    return bad_input(fmt::format("'{}' is no part of a closure", part),
                     "after the deficits, use government, immobile, roy:KAPPA or supply:PSI");
  }
  return {};
}

}  // namespace

Result<economy::SolveOptions> parse_regime(const std::string& text) {
  economy::SolveOptions options;
  const auto parts = core::split(text, '+');
  TRILAT_TRY(options.closure, parse_closure(std::string(parts.front())));
  for (std::size_t at = 1; at < parts.size(); ++at) TRILAT_CHECK(add_part(parts[at], options));
  return options;
}

}  // namespace trilat
