#include "law/quota.hpp"

#include "law/rule_base.hpp"

namespace trilat::law {

std::vector<const QuotaLevel*> quota_levels(const RuleBase& rules, Country origin, HsCode code, Date date) {
  std::vector<const QuotaLevel*> levels;
  for (const QuotaLevel& level : rules.quotas) {
    if (!level.period.contains(date)) continue;
    const auto pool = rules.groups.find(level.pool);
    if (pool == rules.groups.end() || !pool->second.contains(origin)) continue;
    const Membership found = membership(rules.lists[static_cast<std::size_t>(level.list)], code, date);
    if (found.member || found.partly) levels.push_back(&level);
  }
  return levels;
}

}  // namespace trilat::law
