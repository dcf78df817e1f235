#include "engine/quota_level.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/country_words.hpp"
#include "core/text.hpp"

namespace trilat {

std::string pool_in_words(const std::string& pool) {
  std::string words = core::to_lower(pool);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

Result<const law::QuotaLevel*> quota_level(const law::RuleBase& rules, Country origin, HsCode code, Date date,
                                           const std::string& goods) {
  auto levels = law::quota_levels(rules, origin, code, date);
  if (levels.empty()) {
    return fail(ErrorCode::kNotFound,
                fmt::format("no quota of {} covers {} of {} on {}", core::in_sentence(rules.importer),
                            code.to_printed(), core::in_sentence(origin), date.to_string()),
                "`trilat quota status` shows the quotas of a day");
  }
  std::vector<std::string> classes;
  for (const law::QuotaLevel* level : levels) classes.push_back(level->goods);
  if (!goods.empty()) {
    std::erase_if(levels,
                  [&](const law::QuotaLevel* level) { return core::to_lower(level->goods) != core::to_lower(goods); });
  }
  if (levels.size() == 1) return levels.front();
  return bad_input(levels.empty() ? fmt::format("{} is not of the class '{}'", code.to_printed(), goods)
                                  : fmt::format("{} may fall in several classes", code.to_printed()),
                   fmt::format("give all digits of the code, or one of the classes {}", fmt::join(classes, ", ")));
}

Result<store::QuotaLimit> quota_limit(const law::RuleBase& rules, const law::QuotaLevel& level) {
  if (!level.quantity) {
    return fail(ErrorCode::kNotFound,
                fmt::format("the quantity of {} for {} is not held ({})", level.goods, level.period.to_string(),
                            level.citation),
                "say with --fact quota=in or quota=over which it is");
  }
  return store::QuotaLimit{rules.importer.to_string(),
                           rules.authorities[static_cast<std::size_t>(level.authority)].id,
                           level.goods,
                           level.pool,
                           level.period,
                           *level.quantity,
                           level.country_share};
}

}  // namespace trilat
