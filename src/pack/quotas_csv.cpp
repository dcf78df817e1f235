#include "pack/quotas_csv.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/csv.hpp"
#include "pack/toml_words.hpp"

namespace trilat::pack {
namespace {

Status read_scope(const io::CsvRow& row, const law::RuleBase& rules, law::QuotaLevel& level) {
  level.authority = rules.find_authority(row["authority"]);
  if (level.authority < 0)
    return row.refuse("authority", fmt::format("authority '{}' is not declared", row["authority"]),
                      "declare it in precedence.toml");
  level.goods = row["class"];
  level.pool = row["pool"];
  if (!rules.groups.contains(level.pool))
    return row.refuse("pool", fmt::format("group '{}' is not declared", level.pool),
                      "declare it in importer.toml ([[group]])");
  level.list = rules.find_list(row["list"]);
  if (level.list < 0)
    return row.refuse("list", fmt::format("code list '{}' is not held", row["list"]), "add it to lists/");
  TRILAT_TRY(level.period.from, row.placed("from", Date::parse(row["from"])));
  TRILAT_TRY(level.period.until, row.placed("until", Date::parse(row["until"])));
  if (level.period.empty()) return row.refuse("until", "'until' is not after 'from'", "put the dates in order");
  return {};
}

Result<law::QuotaLevel> read_level(const io::CsvRow& row, const law::RuleBase& rules) {
  law::QuotaLevel level;
  TRILAT_CHECK(read_scope(row, rules, level));
  if (!row["quantity"].empty()) {
    TRILAT_TRY(level.quantity,
               row.placed("quantity", Quantity::parse(fmt::format("{} {}", row["quantity"], row["unit"]))));
  }
  if (!row["country_share"].empty()) {
    TRILAT_TRY(const Rate share, row.placed("country_share", Rate::parse(row["country_share"])));
    if (share.is_zero() || share > Rate::one())
      return row.refuse("country_share", "a share is above nothing and at most 100%", "correct it, or leave it blank");
    level.country_share = share;
  }
  const auto grade = kGrades.find(row["grade"]);
  if (grade == kGrades.end()) return row.refuse("grade", "the grade is A, B or C", "write one of them");
  level.grade = grade->second;
  level.citation = row["cite"];
  if (level.citation.empty()) return row.refuse("cite", "a level needs its citation", "name the act that sets it");
  return level;
}

}  // namespace

Status read_quotas(const std::filesystem::path& path, law::RuleBase& rules) {
  if (!std::filesystem::exists(path)) return {};
  const io::CsvColumns columns{.required = {"authority", "class", "pool", "list", "from", "until", "unit", "quantity",
                                            "country_share", "grade", "cite"},
                               .allow_others = false};
  TRILAT_TRY(const io::CsvTable table, io::read_csv(path, columns));
  for (const io::CsvRow& row : table) {
    TRILAT_TRY(law::QuotaLevel level, read_level(row, rules));
    const bool twice = std::any_of(rules.quotas.begin(), rules.quotas.end(), [&](const law::QuotaLevel& other) {
      return other.authority == level.authority && other.goods == level.goods && other.pool == level.pool &&
             other.period.overlaps(level.period);
    });
    if (twice)
      return row.refuse("from", fmt::format("another level of {} shares days with this one", level.goods),
                        "end the earlier one where the later one begins");
    rules.quotas.push_back(std::move(level));
  }
  return {};
}

}  // namespace trilat::pack
