#include "pack/economy_mapping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "core/text.hpp"
#include "io/csv.hpp"

namespace trilat::pack {
namespace {

struct Target {
  std::string group, name;
};

// The rows of one table of the mapping.
struct Wanted {
  std::map<std::string, Target> by_code;
  std::optional<Target> rest;
  bool empty() const { return by_code.empty() && !rest; }
};

Status add_row(const io::CsvRow& row, const std::vector<std::string>& codes, Wanted& wanted) {
  const std::string code(row["code"]);
  const Target target{std::string(row["group"]), std::string(row["name"])};
  if (code == "*") {
    if (wanted.rest) return row.refuse("code", "'*' is given twice", "keep one row for the rest");
    wanted.rest = target;
    return {};
  }
  if (std::find(codes.begin(), codes.end(), code) == codes.end()) {
    return row.refuse("code", fmt::format("the economy has no {} '{}'", row["table"], code),
                      core::did_you_mean(code, codes, "use one of its codes"));
  }
  if (target.group.empty()) return row.refuse("group", "the group is missing", "name the group that it joins");
  if (!wanted.by_code.emplace(code, target).second)
    return row.refuse("code", fmt::format("'{}' is given twice", code), "keep one row for it");
  return {};
}

Result<economy::Grouping> group(const Wanted& wanted, const std::vector<std::string>& codes,
                                const std::vector<std::string>& names, const std::string& path, const char* what) {
  if (wanted.empty()) return economy::keep_all(codes, names);
  economy::Grouping groups;
  std::vector<std::string> left_out;
  for (std::size_t at = 0; at < codes.size(); ++at) {
    const auto named = wanted.by_code.find(codes[at]);
    Target target;
    if (named != wanted.by_code.end()) {
      target = named->second;
    } else if (wanted.rest) {
      target = wanted.rest->group.empty() ? Target{codes[at], names[at]} : *wanted.rest;
    } else {
      left_out.push_back(codes[at]);
      continue;
    }
    const auto held = std::find(groups.codes.begin(), groups.codes.end(), target.group);
    const auto index = static_cast<std::size_t>(held - groups.codes.begin());
    if (held == groups.codes.end()) {
      groups.codes.push_back(target.group);
      groups.names.push_back(target.name);
    } else if (groups.names[index].empty()) {
      groups.names[index] = target.name;
    }
    groups.group_of.push_back(index);
  }
  if (!left_out.empty()) {
    return bad_input(
        fmt::format("the mapping leaves out {} of the {}: {}", left_out.size(), what, fmt::join(left_out, ", ")),
        "give each a row, or a row with code * for the rest", {path, 0, 0});
  }
  for (std::size_t at = 0; at < groups.codes.size(); ++at) {
    if (groups.names[at].empty()) groups.names[at] = groups.codes[at];
  }
  return groups;
}

}  // namespace

Result<EconomyMapping> read_mapping(const std::filesystem::path& path, const economy::DataSet& data) {
  TRILAT_TRY(const io::CsvTable table, io::read_csv(path, {"table", "code", "group"}, {"name"}));
  Wanted countries, sectors;
  for (const io::CsvRow& row : table) {
    if (row["table"] == "countries") {
      TRILAT_CHECK(add_row(row, data.countries, countries));
    } else if (row["table"] == "sectors") {
      TRILAT_CHECK(add_row(row, data.sectors, sectors));
    } else {
      return row.refuse("table", fmt::format("there is no table '{}'", row["table"]), "write countries or sectors");
    }
  }
  EconomyMapping mapping;
  TRILAT_TRY(mapping.countries, group(countries, data.countries, data.country_names, path.string(), "countries"));
  TRILAT_TRY(mapping.sectors, group(sectors, data.sectors, data.sector_names, path.string(), "sectors"));
  return mapping;
}

}  // namespace trilat::pack
