#include "law/reference.hpp"

#include <algorithm>

namespace trilat::law {
namespace {

constexpr int kGroupDigits = 6;

// The six digits that both ends of "See 9823.01.01-9823.01.07" begin with; nothing for other words.
std::optional<HsCode> group_of(std::string_view text) {
  constexpr std::string_view kSee = "See ";
  if (!text.starts_with(kSee)) return std::nullopt;
  const auto range = text.substr(kSee.size());
  const auto dash = range.find('-');
  const auto first = HsCode::parse_printed(range.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : HsCode::parse_printed(range.substr(dash + 1));
  if (!first || !last || first->length() < kRateLineDigits || last->length() < kRateLineDigits) return std::nullopt;
  if (first->prefix(kGroupDigits) != last->prefix(kGroupDigits)) return std::nullopt;
  return first->prefix(kGroupDigits);
}

// Whether the words of a line name the subheading; the print has a slip such as "0406.30,28".
bool names(std::string description, HsCode subheading) {
  std::replace(description.begin(), description.end(), ',', '.');
  return description.find(subheading.to_printed()) != std::string::npos;
}

}  // namespace

std::optional<Referred> follow_reference(const Schedule& schedule, const std::vector<ReferenceRule>& rules,
                                         const std::vector<std::string>& programmes, std::string_view text, HsCode code,
                                         Country origin, Date date) {
  const auto group = group_of(text);
  if (!group) return std::nullopt;
  const auto rule = std::find_if(rules.begin(), rules.end(), [&](const ReferenceRule& each) {
    return group->to_string().starts_with(each.prefix);
  });
  if (rule == rules.end()) return std::nullopt;
  const bool free = rule->free_origins.contains(origin);
  Referred found;
  for (const ScheduleRow& row : schedule.rows_under(*group)) {
    if (!row.effect.contains(date) || row.code.length() != kRateLineDigits) continue;
    const auto rate = special_rate(row.special, programmes);
    if (!rate) continue;
    const std::string suffix = row.code.to_string().substr(kGroupDigits);
    if (suffix == (free ? rule->free_suffix : rule->quota_suffix)) found.within = {row.code, *rate};
    if (!free && code.length() >= kRateLineDigits && names(row.description, code.prefix(kRateLineDigits)))
      found.over = {row.code, *rate};
  }
  if (!found.within || (!free && !found.over)) return std::nullopt;
  return found;
}

}  // namespace trilat::law
